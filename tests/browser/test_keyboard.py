"""The site walked by keyboard: every stop is seen, none is hidden behind something, nothing holds the walker."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import KINDS

pytestmark = pytest.mark.browser

FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
HERE = """() => {
    const here = document.activeElement;
    if (here === document.body || here === document.documentElement) return null;
    const ringed = one => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    let around = here, seen = false;
    while (around && around !== document.body) {
        seen ||= ringed(around);
        around = around.parentElement;
    }
    const box = here.getClientRects()[0];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const inView = box.width > 0 && x >= 0 && x <= innerWidth && y >= 0 && y <= innerHeight;
    const top = inView ? document.elementFromPoint(x, y) : null;
    return {
        name: `${here.tagName} “${here.innerText.trim() || here.name}”`,
        seen,
        inView,
        uncovered: top !== null && (here.contains(top) || top.contains(here)),
        place: [...document.querySelectorAll("*")].indexOf(here),
    };
}"""


def walk(page):
    """Press Tab from the top of the page to its end and return each stop."""
    stops = []
    most = page.locator(FOCUSABLE).count() + 2
    while len(stops) <= most:
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or (stops and here["place"] == stops[0]["place"]):
            return stops
        stops.append(here)
    raise AssertionError(f"after {most} stops the walk had not ended: {stops[-3:]}")


@pytest.mark.parametrize(("language", "scheme", "width"), [("fr", "light", 1280), ("en", "dark", 390)])
@pytest.mark.parametrize("kind", ["home", "theme", "programme", "register, page 2", "commitment", "site map"])
def test_every_stop_of_the_keyboard_is_seen_and_none_is_left_out(kind, language, scheme, width, reader):
    page = reader(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(f"/{language}/{KINDS[kind]}")

    stops = walk(page)

    assert [stop["name"] for stop in stops if not (stop["seen"] and stop["inView"] and stop["uncovered"])] == []
    assert len(stops) == page.locator(FOCUSABLE).filter(visible=True).count()
    assert [stop["place"] for stop in stops] == sorted(stop["place"] for stop in stops)


@pytest.mark.parametrize("path", ["", "programme/", "commitments/OPS21-0001/"])
def test_the_first_stop_leads_past_the_header(path, reader):
    page = reader()
    page.goto(f"/en/{path}")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")

    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)


def test_a_filter_is_chosen_and_sent_by_keyboard(reader):
    page = reader()
    page.goto("/en/programme/")
    show = page.get_by_role("search").get_by_role("button", name="Show", exact=True)

    page.locator("select[name=theme]").focus()
    page.keyboard.type("Mob")
    for _field in page.get_by_role("search").locator(FOCUSABLE).all():
        page.keyboard.press("Tab")
        if show.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/en/programme/\?.*theme=finance"))
    expect(page.get_by_role("main").get_by_role("heading", level=3)).to_have_count(1)
