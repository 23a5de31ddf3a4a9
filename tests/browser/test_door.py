"""The door in a real browser, while there is a network: with and without a script."""

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from delegates.door import roll
from summit.dates import day_and_time
from summit.models import Event
from summit.zones import zone
from tests.browser.door import (
    CANCELLED,
    CODES,
    NAME,
    ONE_WITH_A_NAME,
    WITHOUT_A_SEAT,
    aside,
    check,
    cut,
    forged,
    join,
    open_door,
    said,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("locale", "number", "word", "note"),
    [
        ("en-GB", 501, "Admitted", "Number typed, signature not checked: look at the badge."),
        ("fr-FR", 502, "Laisser entrer", "Numéro saisi, signature non vérifiée\u00a0: regarder le badge."),
    ],
)
def test_somebody_is_let_in_by_a_typed_number(locale, number, word, note, staff):
    page = open_door(staff(locale=locale))

    check(page, number, "admitted")

    expect(said(page, "word")).to_have_text(word)
    expect(said(page, "name")).to_have_text(f"Guest {number}")
    expect(said(page, "note")).to_have_text(note)
    expect(page.locator("[data-last] li")).to_have_count(1)
    expect(page.locator("#code")).to_be_focused()
    assert page.locator("#code").input_value() == ""


def test_a_hand_scanner_types_wherever_the_page_is_looked_at(staff):
    page = open_door(staff())
    page.locator("h1").click()

    page.keyboard.type(CODES[503] + "\n")

    expect(said(page, "name")).to_have_text("Guest 503")
    expect(said(page, "note")).to_have_text("")
    expect(page.locator("[data-answer]")).to_have_attribute("data-kind", "admitted")


def test_a_second_passage_says_when_and_where_the_first_was_at_any_door(staff):
    first, second = open_door(staff(), "North"), open_door(staff(), "South")
    check(first, CODES[504], "admitted")

    check(second, CODES[504], "second")

    expect(said(second, "why")).to_contain_text("door “North”")


@pytest.mark.parametrize(
    ("typed", "word", "why"),
    [
        (lambda: forged(505), "Forged badge", ""),
        (lambda: CODES[CANCELLED], "Do not admit", "Cancelled"),
        (lambda: WITHOUT_A_SEAT, "Do not admit", "No seat on site"),
        (lambda: 999, "Do not admit", "Not on the list"),
        (lambda: "x", "Do not admit", "This is neither a number nor a badge"),
    ],
)
@pytest.mark.parametrize("online", [True, False])
def test_who_may_not_come_in_is_refused_with_the_reason(typed, word, why, online, staff, heard):
    page = open_door(staff())
    if not online:
        cut(page, heard)

    check(page, typed(), "refused")

    expect(said(page, "word")).to_have_text(word)
    expect(said(page, "why")).to_have_text(why)
    if not online:
        join(page, heard)


def test_somebody_is_found_by_name_whatever_its_accents(staff):
    page = open_door(staff())

    page.fill("#name", "garcia elo")
    expect(page.locator("[data-people] li strong")).to_have_text([NAME])
    page.get_by_role("button", name=f"Check {NAME}").click()

    expect(said(page, "name")).to_have_text(NAME)
    expect(said(page, "category")).to_have_text(f"Press · No. {ONE_WITH_A_NAME}")
    page.fill("#name", "nobody of this name")
    expect(page.locator("[data-found]")).to_have_text("Nobody on the list has this name.")
    assert "garcia" not in page.url


def test_a_mistaken_admission_is_undone_and_the_other_door_knows(staff):
    first, second = open_door(staff(), "North"), open_door(staff(), "South")
    check(first, 506, "admitted")

    first.get_by_role("button", name="Undo the admission of Guest 506").click()
    expect(said(first, "word")).to_have_text("Admission undone")
    expect(first.locator("[data-state]")).to_contain_text("everything is sent")
    expect(first.get_by_role("button", name="Undo the admission of Guest 506")).to_have_count(0)

    check(second, 506, "admitted")


@pytest.mark.parametrize(
    ("locale", "language", "told"),
    [
        ("en-GB", "en", "Erased from this device: {}."),
        ("fr-FR", "fr", "Effacement de cet appareil\u00a0: {}."),
    ],
)
def test_the_page_says_the_day_until_which_its_list_is_kept_as_the_portal_writes_days(
    locale, language, told, staff
):
    page = open_door(staff(locale=locale))

    event = aside(Event.objects.get)
    with timezone.override(zone(event.time_zone)), translation.override(language):
        until = day_and_time(roll.until(event))

    expect(page.locator("[data-kept]")).to_contain_text(told.format(until))


def test_what_another_door_let_in_is_counted_here(staff):
    here, there = open_door(staff(), "North"), open_door(staff(), "South")
    row = here.locator("[data-counts] tr", has_text="Delegate").locator("td").first
    expect(row).not_to_have_text("")
    before = int(row.inner_text())

    check(there, 507, "admitted")

    expect(row).to_have_text(str(before + 1), timeout=12_000)


@pytest.mark.parametrize(
    ("locale", "number", "word"), [("en-GB", 508, "Admitted"), ("fr-FR", 509, "Laisser entrer")]
)
def test_without_a_script_the_same_page_answers(locale, number, word, staff):
    page = staff(locale=locale, java_script_enabled=False)
    page.goto("/staff/door/")
    page.fill("#door", "North")
    page.locator("[data-form=name] button").click()

    page.fill("#code", CODES[number])
    page.locator("#code").press("Enter")
    expect(said(page, "word")).to_have_text(word)
    page.locator("[data-check] form[action$='undo/'] button").click()
    expect(page.locator("[data-answer]")).to_have_attribute("data-kind", "undone")

    page.fill("#name", "guest")
    page.locator("[data-form=search] button").click()
    page.locator("[data-people] li", has_text=f"Guest {number}").locator("button").click()
    expect(said(page, "name")).to_have_text(f"Guest {number}")


def test_the_camera_reads_a_badge_where_the_browser_can(staff):
    page = staff(permissions=["camera"])
    page.add_init_script(
        f"""window.BarcodeDetector = class {{
          static async getSupportedFormats() {{ return ["qr_code"]; }}
          async detect() {{ return [{{ rawValue: "{CODES[510]}" }}]; }}
        }};
        navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream();"""
    )
    open_door(page)

    page.get_by_role("button", name="Use the camera").click()

    expect(said(page, "name")).to_have_text("Guest 510")
    page.get_by_role("button", name="Stop the camera").click()
    expect(page.locator("[data-video]")).to_be_hidden()


def test_a_browser_without_a_barcode_detector_offers_no_camera(staff):
    page = open_door(staff())

    assert page.evaluate("'BarcodeDetector' in window") is False
    expect(page.locator("[data-camera]")).to_be_hidden()


def test_a_scanner_that_types_as_an_american_keyboard_is_understood_on_a_french_one(staff):
    page = open_door(staff())
    french = dict(zip("1234567890", "&é\"'(-è_çà", strict=True)) | dict(zip("AQWZM:", "QAZW?M", strict=True))
    typed = "".join(french.get(letter, letter) for letter in CODES[511])

    check(page, typed, "admitted")

    expect(said(page, "name")).to_have_text("Guest 511")
    expect(said(page, "note")).to_have_text("")
