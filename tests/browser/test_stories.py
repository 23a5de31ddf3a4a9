"""A reader's way through the portal, link by link."""

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import LANGUAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_reader_goes_from_home_by_a_theme_and_its_session_to_a_speaker_and_a_commitment(language, width, reader):
    page = reader(viewport={"width": width, "height": 800}, reduced_motion="no-preference")
    page.goto(f"/{language}/")
    main, title = page.get_by_role("main"), page.get_by_role("heading", level=1)

    def follow(link, path):
        name = link.inner_text()
        link.click()
        page.wait_for_url(f"**/{language}/{path}/")
        return name

    theme = follow(main.locator("a[href$='/themes/finance/']").first, "themes/finance")
    expect(title).to_have_text(theme)
    session = follow(main.locator("a[href*='/programme/finance-for-bio']"), "programme/finance-for-biodiversity")
    expect(title).to_have_text(session)
    lagarde = "programme/speakers/christine-lagarde"
    speaker = follow(main.locator(f"a[href$='/{lagarde}/']").first, lagarde)
    expect(title).to_have_text(speaker)
    page.go_back()
    reference = main.locator("a[href*='/commitments/OPS21-']").first
    path = reference.get_attribute("href").strip("/").partition("/")[2]
    commitment = follow(reference, path)
    expect(title).to_have_text(commitment)


def test_a_reader_changes_the_language_and_stays_on_the_page(reader):
    page = reader()
    page.goto("/fr/commitments/?holder_kind=state")

    page.get_by_role("banner").get_by_role("link", name="English").click()

    page.wait_for_url("**/en/commitments/?holder_kind=state")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#holder_kind-state")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("heading", level=1)).to_have_text("Commitments")
