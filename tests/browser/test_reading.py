"""What a reader's own browser makes of the pages: weight, print, and life without scripts."""

import gzip

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import KINDS, LANGUAGES

pytestmark = pytest.mark.browser
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)

KILOBYTE = 1024
BUDGET = {"document": 15 * KILOBYTE, "stylesheet": 12 * KILOBYTE, "script": 6 * KILOBYTE, "font": 0}
MOST_REQUESTS = 12


@pytest.mark.parametrize("kind", ["home", "theme", "programme", "session", "register", "commitment"])
def test_a_first_visit_keeps_to_its_weight(kind, reader):
    page = reader(viewport={"width": 1280, "height": 900})
    answers = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(f"/fr/{KINDS[kind]}", wait_until="networkidle")

    weight = dict.fromkeys(BUDGET, 0)
    for answer in answers:
        if answer.request.resource_type in weight:
            weight[answer.request.resource_type] += len(gzip.compress(answer.body(), 9))
    assert {what: size for what, size in weight.items() if size > BUDGET[what]} == {}
    assert len(answers) <= MOST_REQUESTS, "\n".join(answer.url for answer in answers)


def test_every_page_is_read_without_scripts(reader):
    page = reader(java_script_enabled=False)

    for path in KINDS.values():
        page.goto(f"/en/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert len(page.get_by_role("main").inner_text()) > 100, path


@in_both_languages
def test_the_filters_work_without_scripts(language, reader):
    page = reader(java_script_enabled=False)
    page.goto(f"/{language}/programme/")
    before = page.get_by_role("main").get_by_role("heading", level=3).count()

    page.locator("select[name=theme]").select_option("finance")
    page.get_by_role("search").get_by_role("button").click()

    expect(page.locator("select[name=theme]")).to_have_value("finance")
    after = page.get_by_role("main").get_by_role("heading", level=3).count()
    assert (before, after) == (10, 1)


@in_both_languages
def test_the_register_is_filtered_and_paged_without_scripts(language, reader):
    page = reader(java_script_enabled=False)
    page.goto(f"/{language}/commitments/")

    page.locator("#facet-holder_kind > summary").click()
    page.locator("#holder_kind-state").click()
    page.get_by_role("search").get_by_role("searchbox").fill("2030")
    page.get_by_role("search").get_by_role("button").click()

    expect(page.locator("#holder_kind-state")).to_have_attribute("aria-current", "true")
    expect(page.locator("mark", has_text="2030").first).to_be_visible()
    page.goto(f"/{language}/commitments/?holder_kind=state")
    page.locator("a[rel=next]").click()
    expect(page.locator("#holder_kind-state")).to_have_attribute("aria-current", "true")
    expect(page.locator(".pagination [aria-current=page]")).to_have_accessible_name("Page 2")


@pytest.mark.parametrize(("zone", "own"), [("Europe/Paris", 0), ("Europe/Madrid", 0), ("Asia/Tokyo", 1)])
def test_the_readers_own_time_stands_beside_the_events_where_they_differ(zone, own, reader):
    page = reader(timezone_id=zone)

    page.goto("/en/programme/opening/")

    when = page.locator("dd", has=page.locator("time[data-local-time]"))
    assert when.inner_text().count("your time") == own
    assert when.inner_text().count("22:00") == own


@pytest.mark.parametrize("kind", ["home", "programme", "session", "register", "commitment", "information page"])
def test_a_page_prints_what_is_read_and_not_what_is_clicked(kind, reader):
    page = reader()
    page.goto(f"/en/{KINDS[kind]}")

    page.emulate_media(media="print", color_scheme="dark")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for clicked in (*page.get_by_role("navigation").all(), *page.get_by_role("search").all()):
        expect(clicked).to_be_hidden()
    style = "getComputedStyle(document.body)"
    assert page.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
    assert page.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)"


def test_what_is_folded_is_printed_in_full(reader):
    page = reader()
    page.goto(f"/en/{KINDS['commitment']}")
    folded = page.locator("main details").first
    closed = folded.bounding_box()["height"]

    page.emulate_media(media="print")

    shown = "one => one.getBoundingClientRect().height - one.firstElementChild.getBoundingClientRect().height"
    assert closed > 0
    assert folded.evaluate(shown) > 0


def test_the_admin_is_silent_too(staff):
    page = staff()

    for path in ("", "programme/session/", "commitments/commitment/", "summit/event/1/change/"):
        page.goto(f"/admin/{path}")
        expect(page.locator("#content")).to_be_visible()
