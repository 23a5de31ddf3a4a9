"""A badge in a real browser: on a phone, on one sheet of A6, with any name, and four to a sheet for staff."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import HOLDERS, KINDS, LANGUAGES, TOKENS
from tests.browser.test_accessibility import faults, window

pytestmark = pytest.mark.browser
A6, A4 = (105, 148), (210, 297)
OVERFLOWING = """() => [...document.querySelectorAll(".badge, .badge > *, .badge h2")]
    .filter(one => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().bottom >
        one.closest(".badge").getBoundingClientRect().bottom + 1)
    .map(one => one.className)"""


def sheets(pdf):
    """How many sheets a PDF has, and their sizes in millimetres."""
    found = [[float(one) for one in box.split()] for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)]
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), {
        (round(x * 25.4 / 72), round(y * 25.4 / 72)) for *_, x, y in found
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_badge_prints_as_one_sheet_of_a6_and_nothing_else(language, reader):
    page = reader(java_script_enabled=False)
    page.goto(f"/{language}/{KINDS['badge']}")
    pdf = page.pdf(prefer_css_page_size=True)

    page.emulate_media(media="print")

    assert sheets(pdf) == (1, {A6})
    expect(page.locator(".badge h2")).to_be_visible()
    for other in (".top", ".bottom", "h1", ".breadcrumb", ".badge-words"):
        expect(page.locator(other)).to_be_hidden()


def test_a_badge_is_read_on_a_phone_with_a_white_margin_in_the_dark_too(reader):
    page = reader(color_scheme="dark", viewport={"width": 390, "height": 844})
    page.goto(f"/en/{KINDS['badge']}")

    code = page.get_by_role("img", name="QR code of badge D-900001")
    box = code.locator("svg").bounding_box()
    assert box["width"] >= 300
    assert box["y"] + box["height"] <= 844  # at once, without scrolling
    assert page.locator(".badge").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".badge").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("number", HOLDERS)
def test_no_name_leaves_its_badge(number, reader):
    page = reader(viewport={"width": 320, "height": 800})
    page.goto(f"/en/registration/{TOKENS[number]}/badge/")

    on_screen = page.evaluate(OVERFLOWING)
    page.emulate_media(media="print")

    assert (on_screen, page.evaluate(OVERFLOWING)) == ([], [])
    assert sheets(page.pdf(prefer_css_page_size=True)) == (1, {A6})
    assert page.locator(".badge__code svg").bounding_box()["height"] >= 30 * 96 / 25.4 - 1


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_staff_print_four_badges_to_a_sheet(scheme, width, staff, heard):
    page = staff(**window(scheme, width))
    page.goto("/admin/delegates/delegate/badges/?numbers=900001-900005")

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Badges 1 to 5").click()

    printed = opened.value
    expect(printed.locator(".badge")).to_have_count(5)
    assert sheets(printed.pdf(prefer_css_page_size=True)) == (2, {A4})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert heard == []
    assert (faults(page), faults(printed)) == ([], [])
    heard.clear()  # axe-core copies the page's style sheets into it, which the policy refuses
