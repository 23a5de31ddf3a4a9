"""The documentation of the API in a browser: readable by all, without a script, on a narrow screen."""

import pytest

from tests.browser.test_accessibility import every_window, faults, window

pytestmark = pytest.mark.browser

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@every_window
def test_the_documentation_of_the_api_is_accessible(language, scheme, width, reader):
    page = reader(**window(scheme, width))

    page.goto(f"/api/v1/docs?lang={language}")
    page.evaluate(OPEN_ALL)

    assert faults(page) == []


def test_the_documentation_of_the_api_fits_a_narrow_screen_without_a_script(reader):
    page = reader(viewport={"width": 320, "height": 900}, java_script_enabled=False)

    page.goto("/api/v1/docs?lang=en")
    for summary in page.locator("main summary").all():
        summary.click()

    assert page.locator("main details[open]").count() == page.locator("main details").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
