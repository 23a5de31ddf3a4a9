"""The programme in a real browser: with a script, without one, on paper, and while time passes."""

import pytest
from playwright.sync_api import expect

from summit import clock
from tests.browser.kinds import LANGUAGES
from tests.pages import play

pytestmark = pytest.mark.browser

TITLES = ".results .row h3"


@pytest.fixture
def live(settings):
    """Play the summit at 14:30, and the tests' own moment again afterwards."""
    play(settings, "2021-01-11T14:30+01:00")
    yield
    clock.restart()


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_change_in_place_are_counted_aloud_and_the_back_button_brings_the_old_ones_back(language, reader):
    page = reader()
    page.goto(f"/{language}/programme/")
    page.evaluate("window.same = true")
    all_titles, status = page.locator(TITLES).all_inner_texts(), page.locator("[data-count]")

    page.select_option("select[name=theme]", "agroecology")

    expect(status).to_contain_text("3 ")
    expect(page.locator(TITLES)).to_have_count(3)
    assert page.url.endswith(f"/{language}/programme/?theme=agroecology")
    page.fill("input[name=q]", "muraille")
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/programme/?q=muraille&theme=agroecology")
    expect(page.locator("[data-reset]")).to_be_visible()
    page.go_back()
    expect(page.locator(TITLES)).to_have_count(3)
    expect(page.locator("input[name=q]")).to_have_value("")
    page.go_back()
    expect(page.locator(TITLES)).to_have_text(all_titles)
    expect(page.locator("select[name=theme]")).to_have_value("")
    assert page.evaluate("window.same") is True


def test_when_the_results_cannot_be_fetched_the_browser_goes_there_itself(reader, heard):
    page = reader()
    page.goto("/en/programme/")
    page.evaluate("window.same = true")
    page.route("**/programme/?kind=*", lambda route: route.abort(), times=1)

    page.locator("summary").first.click()
    page.select_option("select[name=kind]", "keynote")

    page.wait_for_url("**/en/programme/?kind=keynote")
    expect(page.locator(TITLES)).to_have_count(1)
    assert page.evaluate("window.same") is None
    heard[:] = [said for said in heard if "ERR_FAILED" not in said]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_filters_the_zone_and_the_links_work(language, reader):
    page = reader(java_script_enabled=False)
    page.goto(f"/{language}/programme/")

    page.fill("input[name=q]", "BIODIVERSITE" if language == "fr" else "biodiversity")
    page.locator(".filters summary").click()
    page.fill("input[name=tz]", "bogota")
    page.locator(".filters button").click()

    found = page.locator(TITLES)
    assert found.count() >= 1
    assert "tz=bogota" in page.url
    title = found.first.inner_text()
    found.first.get_by_role("link").click()
    page.wait_for_url("**?tz=America/Bogota")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_readers_own_time_stands_beside_the_events_where_it_differs(reader):
    page = reader(timezone_id="Asia/Tokyo", locale="en-GB")
    page.goto("/en/programme/")

    opening = page.locator(".results .row", has_text="14:00 – 14:20")
    expect(opening.locator(".local-time")).to_have_text("your time: 22:00 – 22:20 GMT+9")
    page.select_option("select[name=theme]", "finance")
    expect(page.locator(TITLES)).to_have_count(1)
    expect(page.locator(".results .local-time")).to_have_count(1)
    at_home = reader(timezone_id="Europe/Paris")
    at_home.goto("/en/programme/")
    expect(at_home.locator(".local-time")).to_have_count(0)


def marks(page):
    rows = page.locator(".now__row:visible").all()
    return [(row.locator(".now__mark").inner_text(), row.locator(".now__title").inner_text()) for row in rows]


def test_the_mark_of_what_is_on_moves_without_a_reload_and_goes_when_the_summit_is_over(live, reader):
    page = reader()
    page.clock.install()
    page.goto("/en/programme/")
    marine, agroecology = "Protecting marine and terrestrial areas", "Promoting agro-ecology"
    finance = "Mobilising finance for biodiversity"
    assert marks(page) == [("On now", marine), ("Next", agroecology)]

    page.clock.fast_forward("30:00")
    assert marks(page) == [("On now", agroecology), ("Next", finance)]

    page.clock.fast_forward("03:00:00")
    expect(page.locator(".now")).to_be_hidden()


def test_without_a_script_what_is_on_is_right_when_the_page_is_opened(live, reader):
    page = reader(java_script_enabled=False)
    page.goto("/en/programme/")

    assert [mark for mark, _title in marks(page)] == ["On now", "Next"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["programme/", "programme/grid/", "programme/print/", "programme/print/?text=both&size=large"]
)
def test_the_programme_prints_without_what_one_cannot_click_and_without_running_off_the_sheet(
    language, path, reader
):
    page = reader(viewport={"width": 680, "height": 960})  # an A4 sheet without its margins
    page.emulate_media(media="print")
    page.goto(f"/{language}/{path}")

    hidden = ".filters, .views, .nav, .now, .star, .subscribe, .agenda-bar, .sheet__ways, .breadcrumb"
    assert page.locator(f":is({hidden}):visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_the_day_sheet_flows_from_one_sheet_of_paper_to_the_next(reader):
    """A grid breaks badly over sheets: a table in one ran into what follows."""
    page = reader()
    page.emulate_media(media="print")
    page.goto("/fr/programme/print/?text=both")

    around = page.locator("main table").evaluate(
        """table => {
            const found = [];
            let one = table;
            while ((one = one.parentElement)) found.push(getComputedStyle(one).display);
            return found;
        }"""
    )

    assert set(around) == {"block"}
