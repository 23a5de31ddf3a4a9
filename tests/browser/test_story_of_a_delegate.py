"""One delegate's whole way, in a real browser: registered, confirmed, accredited, a badge, and in at the door.

The delegate has no script, on a phone; staff have one, on a desk. Each speaks the other language.
"""

import re
from datetime import datetime
from email.utils import parseaddr

import pytest
from django.core import mail
from playwright.sync_api import expect

from delegates import views
from delegates.mail import delivery
from tests.browser.door import aside, check, open_door, said

pytestmark = pytest.mark.browser
WORDS = {
    "fr": ("Confirmer mon adresse", "Mon badge", "en cours d’examen", "Admitted"),
    "en": ("Confirm my address", "My badge", "being reviewed", "Laisser entrer"),
}
STAFF = {"fr": "en-GB", "en": "fr-FR"}


@pytest.fixture
def open_registration(settings, monkeypatch):
    """A day on which delegates register, and nobody who reads more slowly than this browser."""
    settings.SUMMIT_CLOCK = datetime.fromisoformat("2020-12-14T09:00+01:00")
    monkeypatch.setattr(views, "FASTEST", 0)


def fill_in(page, language):
    page.goto(f"/{language}/register/")
    written = {
        "given_name": "Zoë",
        "family_name": f"Example-{language}",
        "email": f"zoe-{language}@example.org",
        "organisation": "Network of examples",
        "role": "Director",
    }
    for name, text in written.items():
        page.fill(f"[name={name}]", text)
    for name, value in {"organisation_kind": "ngo", "country": "GH", "category": "observer"}.items():
        page.select_option(f"[name={name}]", value)
    page.check("[name=mode][value=in_person]")
    page.locator("details summary").click()
    page.locator("[name=sessions]").first.check()
    page.check("[name=privacy]")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/register/sent/")


def read_mail():
    """Return what the worker sends now, the last message last."""
    mail.outbox.clear()
    aside(lambda: [None for _message in iter(delivery.deliver_next, False)])
    return mail.outbox


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_delegate_registers_confirms_is_accredited_and_walks_in(language, open_registration, reader, staff):
    confirm, badge, reviewed, admitted = WORDS[language]
    window = reader(java_script_enabled=False, viewport={"width": 390, "height": 844})
    fill_in(window, language)

    (letter,) = read_mail()
    window.goto(re.search(rf"/{language}/registration/[\w-]+/", letter.body).group())
    window.get_by_role("button", name=confirm).click()
    expect(window.locator("main .facts")).to_contain_text(reviewed)
    number = window.locator("main .facts dd").first.inner_text()

    clerk = staff(locale=STAFF[language])
    clerk.goto("/admin/delegates/delegate/review/")
    clerk.locator(f"a.button:has-text('{number}')").click()
    clerk.locator("#content-main form [type=submit]").last.click()
    expect(clerk.locator(".messagelist")).to_contain_text("1")

    letters = read_mail()
    assert {parseaddr(*one.to)[1] for one in letters} == {f"zoe-{language}@example.org"}
    enclosed = [part.get_filename() for part in letters[-1].message().walk() if part.get_filename()]
    assert sorted(enclosed) == [f"badge-{number}.png", "ops21.ics"]
    window.reload()
    window.get_by_role("link", name=badge).click()
    expect(window.locator(".badge__name")).to_have_text(f"Zoë Example-{language}")
    assert window.locator(".badge__code").bounding_box()["width"] > 200

    door = open_door(staff(locale=STAFF[language]), f"Story {language}")
    check(door, int(number[2:]), "admitted")
    expect(said(door, "word")).to_have_text(admitted)
    expect(said(door, "name")).to_have_text(f"Zoë Example-{language}")
