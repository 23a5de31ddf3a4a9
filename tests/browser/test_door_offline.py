"""The door without a network: it opens, decides, keeps, sends; and it forgets when it must."""

import json
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from delegates.door import data_views
from tests.browser.conftest import STAFF
from tests.browser.door import CODES, NAME, aside, check, cut, join, kept, open_door, said

pytestmark = pytest.mark.browser
DAY = 24 * 60 * 60 * 1000


def queue(page):
    return json.loads(kept(page)).get("queue", [])


def test_without_a_network_the_page_opens_lets_in_and_keeps_and_sends_when_it_is_back(staff, heard):
    page, other = open_door(staff(), "North"), open_door(staff(), "South")
    cut(page, heard)
    page.reload()
    heard.clear()
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "offline")
    expect(page.locator("#door")).to_be_hidden()
    assert page.locator("#door").input_value() == "North"

    check(page, CODES[520], "admitted")
    expect(said(page, "name")).to_have_text("Guest 520")
    expect(said(page, "note")).to_contain_text("Decided by this device")
    expect(page.locator("[data-state]")).to_contain_text("1 passage waits on this device")
    check(page, "520", "second")
    check(page, CODES[521], "admitted")
    expect(page.locator("[data-state]")).to_contain_text("2 passages wait on this device")
    assert sorted(one["number"] for one in queue(page)) == [520, 521]

    heard.clear()
    join(page, heard)
    expect(page.locator("[data-state]")).to_contain_text("everything is sent")
    assert queue(page) == []
    check(other, CODES[520], "second")
    expect(said(other, "why")).to_contain_text("door “North”")


@pytest.mark.parametrize(
    ("locale", "number", "told", "word", "note"),
    [
        (
            "en-GB",
            529,
            "The portal was asked for the list too often in a minute. This device asks again by itself",
            "Cannot be checked here",
            "This device has no list yet: use the paper list until it has one.",
        ),
        (
            "fr-FR",
            530,
            "La liste a été demandée trop souvent au portail en une minute. Cet appareil la redemande de lui-même",
            "Contrôle impossible ici",
            "Cet appareil n’a pas encore de liste\u00a0: "
            "utiliser la liste sur papier jusqu’à ce qu’il la reçoive.",
        ),
    ],
)
def test_a_list_asked_for_too_often_is_told_in_words_and_asked_for_again(
    locale, number, told, word, note, staff, heard
):
    page = staff(locale=locale)
    clerk = aside(lambda: User.objects.get(username=STAFF["username"]))
    for _one in range(data_views.MOST_LISTS):
        data_views.LISTS.take(str(clerk.pk), most=data_views.MOST_LISTS)
    page.goto("/staff/door/")
    page.fill("#door", "North")
    page.locator("[data-form=name] button").click()

    expect(page.locator("[data-told]")).to_contain_text(told)
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "loading")
    check(page, number, "unchecked")
    assert (said(page, "word").inner_text(), said(page, "note").inner_text()) == (word, note)
    page.fill("#name", "guest")
    expect(page.locator("[data-found]")).to_have_text(note)
    with page.expect_response("**/list.json") as refused:
        pass
    assert refused.value.status == 429
    expect(page.locator("[data-told]")).to_contain_text(told)

    data_views.LISTS.forget()
    expect(page.locator("[data-state]")).to_have_attribute("data-state", "online", timeout=15_000)
    expect(page.locator("[data-told]")).to_be_hidden()
    check(page, number, "admitted")
    heard.clear()


def test_questions_asked_too_often_are_told_and_the_list_decides_meanwhile(staff, heard):
    page = open_door(staff())
    clerk = aside(lambda: User.objects.get(username=STAFF["username"]))
    for _one in range(data_views.MOST_SYNCS):
        data_views.SYNCS.take(str(clerk.pk), most=data_views.MOST_SYNCS)

    check(page, "531", "admitted")
    expect(page.locator("[data-told]")).to_have_text(
        "The portal was asked too often in a minute. This device decides by its list, and asks again by itself."
    )
    expect(said(page, "note")).to_contain_text("Decided by this device")
    expect(page.locator("[data-state]")).to_contain_text("1 passage waits on this device")

    data_views.SYNCS.forget()
    expect(page.locator("[data-state]")).to_contain_text("everything is sent", timeout=15_000)
    expect(page.locator("[data-told]")).to_be_hidden()
    heard.clear()


def test_two_doors_that_let_one_in_while_apart_are_both_told(staff, heard):
    north, south = open_door(staff(), "North"), open_door(staff(), "South")
    for page in (north, south):
        cut(page, heard)
        check(page, CODES[522], "admitted")
    join(north, heard)
    expect(north.locator("[data-state]")).to_contain_text("everything is sent")

    join(south, heard)

    for page in (north, south):
        alert = page.locator("[data-alerts] .notice")
        expect(alert).to_contain_text("Guest 522, No. 522 was let in twice while doors were apart", timeout=15_000)
        expect(alert).to_contain_text("door “North”")
        expect(alert).to_contain_text("door “South”")
    north.locator("[data-alerts] button").click()
    expect(north.locator("[data-alerts] .notice")).to_have_count(0)


def test_what_was_undone_before_it_was_sent_lets_in_again_and_the_portal_knows(staff, heard):
    page, other = open_door(staff()), open_door(staff(), "South")
    cut(page, heard)
    check(page, CODES[523], "admitted")

    page.get_by_role("button", name="Undo the admission of Guest 523").click()
    expect(said(page, "word")).to_have_text("Admission undone")
    join(page, heard)
    expect(page.locator("[data-state]")).to_contain_text("everything is sent")

    check(other, CODES[523], "admitted")


def test_a_browser_that_cannot_check_signatures_says_so_and_decides_by_its_list(staff, heard):
    page = staff()
    page.add_init_script(
        "crypto.subtle.importKey = async () => { throw new DOMException('', 'NotSupportedError'); };"
    )
    open_door(page)
    cut(page, heard)

    check(page, CODES[524], "admitted")

    expect(said(page, "note")).to_contain_text("Signature not checked: this browser cannot.")
    join(page, heard)


def test_signing_out_erases_everything_and_the_page_opened_then_shows_nobody(staff, heard):
    page = open_door(staff())
    check(page, CODES[525], "admitted")
    assert NAME in kept(page)

    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/admin/logout/")

    assert kept(page) == "{}"
    page.context.set_offline(True)
    page.goto("/staff/door/")
    expect(page.locator("body")).to_contain_text("This device has no list yet")
    assert "Guest" not in page.content()
    heard.clear()


@pytest.mark.parametrize(("number", "is_reloaded"), [(526, True), (532, False)])
def test_signing_out_without_a_network_erases_and_tells_the_portal_later(number, is_reloaded, staff, heard):
    page = open_door(staff())
    cut(page, heard)
    check(page, CODES[number], "admitted")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))

    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("[data-told]")).to_contain_text("You have signed out of this device.")

    assert asked == [
        "1 passage waits on this device. The list will be erased, but these passages stay here until somebody "
        "signs in. Sign out?"
    ]
    assert "Guest" not in kept(page)
    assert [one["number"] for one in queue(page)] == [number]
    if is_reloaded:
        page.reload()
        expect(page.locator("[data-told]")).to_contain_text("You have signed out of this device.")
    assert "Guest" not in page.content()
    page.context.set_offline(False)
    page.wait_for_url("**/admin/logout/")
    heard.clear()


def test_a_session_that_has_ended_says_so_and_what_waits_is_sent_after_signing_in(staff, heard):
    page = open_door(staff())
    cut(page, heard)
    check(page, CODES[527], "admitted")
    page.context.clear_cookies(name="sessionid")

    page.context.set_offline(False)
    expect(page.locator("[data-told]")).to_contain_text("Sign in again", timeout=15_000)
    assert "Guest" not in kept(page) + page.content()
    assert [one["number"] for one in queue(page)] == [527]

    page.get_by_role("link", name="Open the door again").click()
    page.fill("input[name=username]", STAFF["username"])
    page.fill("input[name=password]", STAFF["password"])
    page.locator("#login-form [type=submit]").click()
    expect(page.locator("h1")).to_have_text("Door North")
    expect(page.locator("[data-state]")).to_contain_text("everything is sent")
    assert queue(page) == []
    heard.clear()


def test_a_permission_that_was_withdrawn_erases_the_list(staff, heard):
    page = open_door(staff())
    of_staff = User.objects.filter(username=STAFF["username"])

    aside(lambda: of_staff.update(is_superuser=False))
    try:
        expect(page.locator("[data-told]")).to_contain_text("You may no longer admit at the door", timeout=15_000)
        assert "Guest" not in kept(page) + page.content()
    finally:
        aside(lambda: of_staff.update(is_superuser=True))
    heard.clear()


def test_the_list_is_erased_when_the_day_is_over(staff):
    page = staff()
    page.clock.install()
    open_door(page)
    assert NAME in kept(page)

    page.clock.fast_forward(DAY)

    expect(page.locator("[data-told]")).to_contain_text("The day is over")
    expect(page.locator("[data-state]")).to_have_text("Closed · everything is sent")
    assert "Guest" not in kept(page) + page.content()


@pytest.mark.parametrize("online", [True, False])
def test_a_list_of_another_day_is_erased_when_the_page_is_opened_and_todays_is_fetched(online, staff, heard):
    page = open_door(staff())
    page.clock.install(time=datetime.now() + timedelta(days=2))
    if not online:
        cut(page, heard)

    page.reload()

    if online:
        expect(page.locator("[data-state]")).to_have_attribute("data-state", "online")
        expect(page.locator("[data-told]")).to_have_text(
            "The clock of this device is 2880 min off; the times it sends are corrected."
        )
        assert NAME in kept(page)
    else:
        expect(page.locator("[data-state]")).to_contain_text("No network, and no list on this device")
        assert NAME not in kept(page)
    heard.clear()


def test_what_the_service_worker_keeps_says_nothing_of_anybody(staff):
    page = open_door(staff())
    check(page, CODES[528], "admitted")
    page.reload()

    texts = page.evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const one of await cache.keys()) texts.push(one.url, await (await cache.match(one)).text());
          }
          return texts;
        }"""
    )

    assert len(texts) > 20
    assert [
        word for word in ("Guest", NAME, "North", STAFF["username"] + "<") if any(word in text for text in texts)
    ] == []
    assert [text for text in texts if "list.json" in text and text.startswith("http")] == []
