"""The door in a browser: the people who come to it, and how it is opened, asked and cut off."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from django.db import connections
from playwright.sync_api import expect

from delegates import badges
from delegates.door import admit
from delegates.models import Seat
from summit.clock import real_now
from tests.factories import DelegateFactory

FIRST, PEOPLE = 501, 60  # numbers that nobody else is given here
CODES = {}
NAME = "Éloïse García"
CANCELLED, WITHOUT_A_SEAT, ONE_WITH_A_NAME, HERE = 601, 602, 603, 604
# Asked once and awaited in the page: a condition that is asked again and again is refused by its policy.
WORKER_STANDS = """async () => {
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== "activated")
    await new Promise((done) => active.addEventListener("statechange", done, { once: true }));
}"""


def fill():
    """Sixty who may come in, one for each test to take, and some who may not; the browser tests begin with it."""
    for number in range(FIRST, FIRST + PEOPLE):
        seated(number, badge_name=f"Guest {number}", given_name="Guest", family_name=str(number))
    seated(CANCELLED, state="cancelled", badge_name="Gone Away", family_name="Away")
    DelegateFactory(number=WITHOUT_A_SEAT, accredited=True, badge_name="Stands Outside", family_name="Outside")
    seated(ONE_WITH_A_NAME, badge_name=NAME, given_name="Éloïse", family_name="García", category="press")
    seated(HERE, badge_name="Here Already", family_name="Already")
    admit(HERE, key=uuid4(), door="East", at=real_now(), by=None)


def seated(number, **facts):
    delegate = DelegateFactory(**{"number": number, "accredited": True, **facts})
    Seat.objects.create(delegate=delegate, state=Seat.State.HELD, sequence=number)
    CODES[number] = badges.code_of(delegate)


def forged(number):
    """The badge of another number under this one's signature."""
    return CODES[number].replace(f":{number}:", f":{number + 1}:")


def aside(work):
    """Ask the database in a thread of its own: Playwright's loop turns in ours."""

    def connected():
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(connected).result()


def open_door(page, name="North"):
    """Say which door this is and wait until it can decide alone."""
    page.goto("/staff/door/")
    page.fill("#door", name)
    page.locator("[data-form=name] button").click()
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "online")
    page.evaluate(WORKER_STANDS)
    return page


def check(page, typed, kind):
    """Type a number or a badge's code as a scanner does, and wait for the answer."""
    page.fill("#code", str(typed))
    page.locator("#code").press("Enter")
    expect(page.locator("[data-answer]")).to_have_attribute("data-kind", kind)


def said(page, part):
    return page.locator(f"[data-answer] [data-part={part}]")


def cut(page, heard):
    """Take the network away; what the browser complains of is meant."""
    page.context.set_offline(True)
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "offline")
    heard.clear()


def join(page, heard):
    page.context.set_offline(False)
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "online", timeout=15_000)
    heard[:] = [one for one in heard if "ERR_INTERNET_DISCONNECTED" not in one]


def kept(page):
    """Everything that IndexedDB holds in this browser, as text."""
    return page.evaluate(
        """async () => {
          const asked = (one) => new Promise((done) => { one.onsuccess = () => done(one.result); });
          const found = {};
          for (const { name } of await indexedDB.databases()) {
            const base = await asked(indexedDB.open(name));
            for (const store of base.objectStoreNames) {
              found[store] = await asked(base.transaction(store).objectStore(store).getAll());
            }
            base.close();
          }
          return JSON.stringify(found);
        }"""
    )
