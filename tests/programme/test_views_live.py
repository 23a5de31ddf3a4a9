"""What is on now and next, on the programme and on the home page."""

import pytest

from tests.factories import EventFactory, RoomFactory, SessionFactory
from tests.pages import FRAME, LANGUAGES, links, opened, play, queries, said, utc, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory(stream_urls=["https://example.org/live"])


@pytest.fixture
def sessions():
    room = RoomFactory(name_fr="Salle", name_en="Hall")
    public = {"access": "public_stream"}
    return [
        SessionFactory(title_fr="A", title_en="A", slug="a", starts=utc(13), ends=utc(14), **public),
        SessionFactory(title_fr="B", title_en="B", slug="b", starts=utc(14), ends=utc(15), room=room),
        SessionFactory(
            title_fr="C", title_en="C", starts=utc(15), ends=None, stream_urls=["https://example.net/c"], **public
        ),
    ]


def panel(path):
    return opened(path).select_one("main .now")


def told(shown):
    """Return the rows that are to be seen: their mark and their title."""
    return [
        (words(row.select_one(".now__mark")), words(row.select_one(".now__title")))
        for row in shown.select("li")
        if not row.has_attr("hidden")
    ]


@in_both_languages
def test_during_the_summit_the_programme_says_what_is_on_what_is_next_and_where_to_watch(
    language, sessions, settings
):
    play(settings, "2021-01-11T14:30+01:00")

    shown = panel(f"/{language}/programme/")

    on, following = said("On now", language), said("Next", language)
    assert told(shown) == [(on, "A"), (following, "B")]
    assert [href for _name, href in links(shown)] == [
        f"/{language}/programme/a/",
        "https://example.org/live",
        f"/{language}/programme/b/",
        f"/{language}/programme/{sessions[2].slug}/",
        "https://example.net/c",
    ]
    assert {"fr": "Salle", "en": "Hall"}[language] in words(shown.select("li")[1])


def test_the_script_is_told_the_moments_and_by_how_much_the_clock_played_is_ahead(sessions, settings):
    play(settings, "2021-01-11T14:30+01:00")

    shown, again = panel("/en/programme/"), panel("/en/programme/")

    assert [(row["data-starts"], row["data-until"]) for row in shown.select("li")] == [
        ("2021-01-11T14:00:00+01:00", "2021-01-11T15:00:00+01:00"),
        ("2021-01-11T15:00:00+01:00", "2021-01-11T16:00:00+01:00"),
        ("2021-01-11T16:00:00+01:00", "2021-01-11T17:00:00+01:00"),
    ]
    assert int(shown["data-offset"]) < 0
    assert shown == again


@pytest.mark.parametrize("moment", ["2021-01-10T14:30+01:00", "2021-01-11T17:00+01:00", "2021-02-11T14:30+01:00"])
def test_before_and_after_the_summit_nothing_of_it_is_there(sessions, settings, moment):
    play(settings, moment)

    page = opened("/en/programme/")

    assert page.select(".now") == []
    assert [one["src"] for one in page.select("script[src*=now-next]")] == []


def test_in_the_hours_before_the_panel_waits_for_the_script(sessions, settings):
    play(settings, "2021-01-11T09:00+01:00")

    assert panel("/en/programme/").has_attr("hidden")


def test_what_is_on_stays_above_whatever_the_filters_show(sessions, settings):
    play(settings, "2021-01-11T14:30+01:00")

    page = opened("/en/programme/?q=nothing-of-the-kind&tz=Tokyo")

    assert told(page.select_one(".now")) == [("On now", "A"), ("Next", "B")]
    assert page.select("main .row") == []
    assert links(page.select_one(".now"))[0] == ("A", "/en/programme/a/?tz=Asia/Tokyo")


def test_the_programme_costs_no_more_during_the_summit(sessions, settings):
    play(settings, "2021-01-11T14:30+01:00")

    assert queries("/en/programme/") <= FRAME + 6


@in_both_languages
def test_after_the_summit_a_row_leads_to_its_recording(language, settings):
    SessionFactory(title_fr="T", title_en="T", recording_urls=["https://example.org/again"])
    play(settings, "2021-02-11T14:30+01:00")

    row = opened(f"/{language}/programme/").select_one("main .row")

    assert links(row)[-1] == (f"{said('Recording', language)}: T", "https://example.org/again")
