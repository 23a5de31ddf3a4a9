"""An agenda in real browsers: starred in one, read in another, changed and erased, with and without a script."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "script", "width"), [("fr", False, 390), ("en", True, 1280)])
def test_an_agenda_made_in_one_browser_is_read_in_another_then_changed_and_erased(language, script, width, reader):
    window = {"java_script_enabled": script, "viewport": {"width": width, "height": 900}}
    maker, other = reader(**window), reader(**window)
    maker.goto(f"/{language}/programme/")
    for slug in ("opening", "agroecology"):
        maker.locator(f".star input[value={slug}]").check()
    maker.locator(".agenda-bar button").click()
    expect(maker.locator(".timeline .row")).to_have_count(2)
    maker.locator("form.keep button").click()
    maker.wait_for_url("**/edit/")

    other.goto(maker.locator(".secret a").first.get_attribute("href"))
    expect(other.locator(".timeline .row")).to_have_count(2)
    assert other.context.cookies() == []
    calendar = other.locator("a[download]").get_attribute("href")
    assert other.request.get(calendar).text().count("BEGIN:VEVENT") == 2

    maker.locator(".choices input[value=closing]").check()
    maker.locator("form.choose button").click()
    expect(maker.get_by_role("status")).to_be_visible()
    other.reload()
    expect(other.locator(".timeline .row")).to_have_count(3)

    maker.locator("details.erase summary").click()
    maker.locator("button[name=erase]").click()
    maker.wait_for_url("**/erased/")
    assert other.request.get(other.url).status == 404
    assert other.request.get(calendar).status == 404


def test_stars_are_remembered_from_one_page_to_the_next(reader):
    page = reader()
    page.goto("/en/programme/")
    page.locator(".star input[value=opening]").check()

    page.goto("/en/programme/?theme=finance")
    page.locator(".star input").check()

    expect(page.locator(".agenda-bar output")).to_have_text("2 sessions in my agenda")
    page.goto("/fr/programme/opening/")
    expect(page.locator(".star input")).to_be_checked()
    expect(page.locator(".agenda-bar output")).to_have_text("2 séances dans mon agenda")
