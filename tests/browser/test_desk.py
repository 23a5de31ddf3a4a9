"""The desk in a browser: rows are pasted, their mistakes told and looked at, without a script and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import KINDS
from tests.browser.test_accessibility import every_window, faults, window

pytestmark = pytest.mark.browser
WRONG = f"Prénom\tNom\tCourriel\tCatégorie\nAda\tExemple\tada@\t{'chauffeur' * 20}\n"
RIGHT = "Prénom\tNom\tCourriel\tCatégorie\tTéléphone\nAda\tExemple\tada@example.org\tdéléguée\t0100\n"


def check(page, language, text):
    page.goto(f"/{language}/{KINDS['desk, paste']}")
    page.locator("#id_rows").fill(text)
    page.locator("main form [type=submit]").click()


@every_window
def test_mistakes_and_a_look_at_what_would_be_added_are_accessible(language, scheme, width, reader, heard):
    page = reader(**window(scheme, width))

    check(page, language, WRONG)
    expect(page.locator(".error-summary")).to_be_focused()
    found = faults(page)
    heard.clear()  # the answer to a form refused is 400, and axe-core's copies of style sheets are too
    check(page, language, RIGHT)
    expect(page.locator("main [name=add]")).to_be_visible()

    assert (found, faults(page)) == ([], [])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_rows_are_checked_corrected_and_looked_at_without_a_script_on_a_narrow_screen(language, reader, heard):
    page = reader(java_script_enabled=False, viewport={"width": 320, "height": 800})

    check(page, language, WRONG)
    expect(page.locator(".error-summary tbody tr")).to_have_count(2)
    assert page.locator("#id_rows").input_value() == WRONG
    assert page.locator(".error-summary").bounding_box()["width"] <= 320
    page.locator("#id_rows").fill(RIGHT)
    page.locator("main form [type=submit]").click()
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.locator("main [name=edit]").click()

    assert page.locator("#id_rows").input_value() == RIGHT
    assert [one for one in heard if "400" not in one] == []
    heard.clear()


def test_a_desk_on_paper_is_its_list_without_its_buttons(reader):
    page = reader()
    page.goto(f"/en/{KINDS['desk']}")

    page.emulate_media(media="print")

    expect(page.locator("main table")).to_be_visible()
    expect(page.locator("main .actions:visible")).to_have_count(0)
    expect(page.locator("main .filters")).to_be_hidden()
