"""What staff do about delegates in the admin: axe-core on each page, on a phone and on a desk."""

import pytest

from tests.browser.test_accessibility import faults, window

pytestmark = pytest.mark.browser
# Pages of ours; a list of Django's own has a search field without a label and filters that stand close.
PAGES = ("second-factor/set-up/", "delegates/delegate/numbers/", "delegates/delegate/export/")


@pytest.mark.parametrize(("locale", "scheme", "width"), [("fr-FR", "dark", 390), ("en-GB", "light", 1280)])
def test_what_staff_see_of_delegates_is_accessible(locale, scheme, width, staff, heard):
    page = staff(locale=locale, **window(scheme, width))

    found = {}
    for path in PAGES:
        page.goto(f"/admin/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert heard == []
        found[path] = faults(page)
        heard.clear()  # axe-core copies the page's style sheets into it, which the policy refuses
    page.goto("/admin/second-factor/set-up/")
    page.locator("input[name=begin]").click()
    page.locator(".steps img").evaluate("image => image.decode()")
    found["begun"] = faults(page)
    heard.clear()

    assert {path: problems for path, problems in found.items() if problems} == {}
