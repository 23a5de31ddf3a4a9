"""axe-core and the width of every kind of page; each pair of language, scheme and width is seen together."""

from runpy import run_path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.kinds import KINDS

pytestmark = pytest.mark.browser

OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
STICKING_OUT = """() => document.documentElement.scrollWidth <= innerWidth ? null :
    [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
        .map(one => `${one.tagName} ${one.className}`).slice(0, 5)"""
WINDOWS = [("fr", "light", 390), ("fr", "dark", 1280), ("en", "light", 1280), ("en", "dark", 390)]
every_window = pytest.mark.parametrize(("language", "scheme", "width"), WINDOWS)
both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


def window(scheme, width):
    return {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}


def faults(page):
    """Return what axe-core finds: the rule, where, and what is wrong there."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("language", "scheme", "width"), [WINDOWS[0], ("en", "dark", 1280)])
def test_every_kind_of_page_is_accessible_and_never_scrolls_sideways(language, scheme, width, reader):
    """Each language, scheme and width once; every one with every other took the suite a minute more."""
    page = reader(**window(scheme, width), reduced_motion="no-preference")

    found, too_wide = {}, {}
    for kind, path in KINDS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/{language}/{path}")
        found[kind] = faults(page)
        for narrow in (768, 390, 320):
            page.set_viewport_size({"width": narrow, "height": 800})
            if sticking_out := page.evaluate(STICKING_OUT):
                too_wide[f"{kind} at {narrow}"] = sticking_out

    assert too_wide == {}
    assert {kind: problems for kind, problems in found.items() if problems} == {}


@pytest.mark.parametrize(("language", "scheme", "width"), WINDOWS[:2])
def test_the_page_for_an_address_without_one_is_accessible(language, scheme, width, reader, heard):
    page = reader(**window(scheme, width))

    page.goto(f"/{language}/nowhere/")

    assert faults(page) == []
    assert [one for one in heard if "404" not in one] == []
    heard.clear()


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_the_style_guide_is_accessible(scheme, width, reader, settings):
    settings.DEBUG = True
    settings.ROOT_URLCONF = tuple(run_path(str(settings.BASE_DIR / "summit" / "urls.py"))["urlpatterns"])
    page = reader(**window(scheme, width))

    page.goto("/styleguide/")

    assert faults(page) == []


@both_schemes
def test_the_sign_in_of_staff_is_accessible(scheme, reader):
    page = reader(**window(scheme, 1280))

    page.goto("/admin/login/")

    assert faults(page) == []


@both_schemes
def test_a_preview_is_accessible(scheme, staff):
    page = staff(**window(scheme, 390))

    page.goto("/en/preview/programme/not-yet/")

    assert page.get_by_role("heading", level=1).is_visible()
    assert faults(page) == []


@pytest.mark.parametrize(("locale", "scheme", "width"), [("fr-FR", "dark", 390), ("en-GB", "light", 1280)])
def test_what_staff_do_with_the_plan_is_accessible(locale, scheme, width, staff, heard):
    page = staff(locale=locale, **window(scheme, width))
    page.goto("/admin/programme/session/?slug=opening")
    opening = page.locator("#result_list tbody th a").get_attribute("href").partition("change/")[0]
    key = opening.rstrip("/").rpartition("/")[2]

    found = {}
    for path in ("session/day/", f"session/move/?sessions={key}&minutes=15&scope=rest", "release/next/"):
        page.goto(f"/admin/programme/{path}")
        expect(page.locator("#content-main tbody tr")).not_to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert heard == []
        found[path] = faults(page)
        heard.clear()  # axe-core copies the page's style sheets into it, which the policy refuses
    page.goto(f"{opening}delete/")
    found["delete"] = faults(page)
    heard.clear()

    assert {path: problems for path, problems in found.items() if problems} == {}
