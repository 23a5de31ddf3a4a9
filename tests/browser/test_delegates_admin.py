"""What staff do with registrations, in a real browser: the queue, the page before a decision, by keyboard too."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import faults, window

pytestmark = pytest.mark.browser
ADMIN = "/admin/delegates/delegate"
WINDOWS = [("fr-FR", "dark", 390), ("en-GB", "light", 1280)]
# What the lists share is seen in both windows.
LISTS = [(*WINDOWS[0], ["delegate", "arrival"]), (*WINDOWS[1], ["delegation", "message", "arrival"])]


@pytest.mark.parametrize(("locale", "scheme", "width"), WINDOWS)
def test_every_page_about_delegates_is_accessible(locale, scheme, width, staff, heard, settings):
    settings.DEMONSTRATION = True  # which lets a superuser in without a second factor
    page = staff(locale=locale, **window(scheme, width))
    decide = "decide/?delegates=901,902,903&verdict="

    found = {}
    for path in (
        *("review/", f"{decide}accredit", f"{decide}refuse", "decide/?delegates=904&verdict=reopen"),
        *("901/needs/", "901/cancel/", "901/erase/"),
    ):
        page.goto(f"{ADMIN}/{path}")
        expect(page.locator("#content")).to_contain_text("Ama Example")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert heard == []
        found[path] = faults(page)
        heard.clear()  # axe-core copies the page's style sheets into it, which the policy refuses

    assert {path: problems for path, problems in found.items() if problems} == {}


@pytest.mark.parametrize(("locale", "scheme", "width", "lists"), LISTS)
def test_the_lists_of_delegates_delegations_messages_and_arrivals_are_accessible(
    locale, scheme, width, lists, staff, heard, settings
):
    settings.DEMONSTRATION = True
    page = staff(locale=locale, **window(scheme, width))

    found = {}
    for name in lists:
        page.goto(f"/admin/delegates/{name}/")
        results = page.locator(".results")
        expect(page.locator("#changelist-filter summary")).not_to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert width < 1280 or results.evaluate("one => one.scrollWidth <= one.clientWidth"), name
        assert heard == []
        found[name] = faults(page)
        heard.clear()

    assert {name: problems for name, problems in found.items() if problems} == {}


def test_one_box_selects_the_page_and_leads_to_the_mail_before_anything_is_decided(staff, settings):
    settings.DEMONSTRATION = True
    page = staff(locale="en-GB", **window("light", 1280))
    page.goto(f"{ADMIN}/review/")
    number = page.locator("tbody input[name=delegates]").count()

    page.get_by_label("Select all of this page").focus()
    page.keyboard.press("Space")
    expect(page.locator("tbody input[name=delegates]:checked")).to_have_count(number)
    page.get_by_role("button", name="Refuse the selected…").click()
    page.get_by_label("Reason").fill("Too many came.")
    page.get_by_role("button", name="Show what they will read").click()

    expect(page.get_by_role("heading", name="What they will read")).to_be_visible()
    expect(page.locator(".letter").first).to_contain_text("Too many came.")
    expect(page.get_by_role("button", name=f"Refuse {number} delegates")).to_be_visible()
