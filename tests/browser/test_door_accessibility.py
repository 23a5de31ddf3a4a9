"""axe-core on the door in each state of its answer, both languages and schemes; narrow screens; paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.door import CODES, NAME, WITHOUT_A_SEAT, check, cut, forged, join, open_door
from tests.browser.test_accessibility import WINDOWS, faults, window

pytestmark = pytest.mark.browser
LOCALES = {"fr": "fr-FR", "en": "en-GB"}


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("language", "scheme", "width", "number"), [(*one, 540 + n) for n, one in enumerate(WINDOWS)]
)
def test_the_door_is_accessible_in_each_state(language, scheme, width, number, staff, heard):
    page = staff(locale=LOCALES[language], **window(scheme, width))
    found = {}
    page.goto("/staff/door/")
    found["no name"] = faults(page)
    heard.clear()  # axe-core copies the page's style sheets into it, which the policy refuses
    open_door(page)
    assert page.locator("html").get_attribute("lang") == language

    for kind, typed in {
        "admitted": CODES[number],
        "second": str(number),
        "refused": str(WITHOUT_A_SEAT),
    }.items():
        check(page, typed, kind)
        found[kind] = faults(page)
        heard.clear()
    check(page, forged(number), "refused")
    found["forged"] = faults(page)
    page.fill("#name", "guest")
    found["by name"] = faults(page)
    page.locator("[data-last] button").first.click()
    found["undone"] = faults(page)
    cut(page, heard)
    found["offline"] = faults(page)
    join(page, heard)
    heard.clear()

    assert {state: problems for state, problems in found.items() if problems} == {}


@pytest.mark.parametrize(("locale", "number"), [("fr-FR", 545), ("en-GB", 546)])
def test_the_door_fits_a_narrow_screen(locale, number, staff, heard):
    page = open_door(
        staff(locale=locale, viewport={"width": 320, "height": 640}), "A long name of a door, the northern"
    )
    wide = []

    for kind, typed in (("admitted", CODES[number]), ("second", str(number)), ("refused", "999")):
        check(page, typed, kind)
        if not fits(page):
            wide.append(kind)
    page.fill("#name", "guest")
    cut(page, heard)
    if not fits(page):
        wide.append("offline")
    join(page, heard)

    assert wide == []


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_pressed_is_large_enough_for_gloves(width, staff):
    page = open_door(staff(viewport={"width": width, "height": 900}))
    check(page, CODES[547 if width == 390 else 548], "admitted")

    expect(page.locator("[data-last] button")).to_have_count(1)
    small = page.locator(".door__main :is(button, input):visible").evaluate_all(
        "all => all.filter((one) => one.offsetWidth < 44 || one.offsetHeight < 44).map((one) => one.outerHTML)"
    )

    assert small == []


def test_the_paper_list_is_in_order_of_names_with_boxes_to_tick_and_prints_without_a_network(staff, heard):
    page = open_door(staff())
    check(page, CODES[549], "admitted")
    cut(page, heard)
    page.evaluate("window.print = () => {}")

    page.get_by_role("button", name="Print the list on paper").click()
    page.emulate_media(media="print")

    rows = [one.inner_text().split("\t") for one in page.locator("[data-paper-rows] tr").all()]
    names = [row[1] for row in rows]
    assert [name for name in names if name.startswith("Guest")] == [
        f"Guest {number}" for number in range(501, 561)
    ]
    assert names.index(NAME) > names.index("Guest 560")  # by the family name
    assert {row[0] for row in rows if row[1] == "Guest 549"} == {"☑"}
    assert [row for row in rows if row[1] in ("Gone Away", "Stands Outside")] == []
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.door__paper thead')).display")
        == "table-header-group"
    )
    expect(page.locator(".door__main")).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.locator("[data-paper-list]")).to_be_hidden()
    join(page, heard)
