"""My agenda, from the starred sessions to the erased one."""

import icalendar
import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from programme import agenda
from programme.models import Agenda
from tests.factories import EventFactory, SessionFactory
from tests.pages import opened, parts, titles, words
from tests.programme.plans import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _event():
    cache.clear()
    EventFactory()


def test_the_starred_sessions_of_the_address_are_shown_and_nothing_is_kept(client):
    starred, other = SessionFactory(), SessionFactory()

    page = client.get(f"/en/programme/agenda/?s={starred.slug}&s=unknown&s=%00")

    assert starred.title_en in page.content.decode()
    assert other.title_en not in page.content.decode()
    assert Agenda.objects.count() == 0


def test_without_a_star_the_page_says_so_and_leads_to_the_programme(client):
    page = client.get("/en/programme/agenda/")

    assert "No session is starred yet." in page.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_button_keeps_the_choice_and_leads_to_the_private_address(client, language):
    session = SessionFactory()

    answer = client.post(f"/{language}/programme/agenda/", {"s": session.slug})

    kept = Agenda.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/{language}/programme/agenda/{kept.edit_token}/edit/"
    assert list(kept.sessions.all()) == [session]


def test_an_agenda_made_in_one_browser_is_read_in_another(client):
    kept = agenda.keep([session := SessionFactory()])

    page = client.get(f"/fr/programme/agenda/{kept.read_token}/")

    assert session.title_fr in page.content.decode()
    assert kept.edit_token not in page.content.decode()
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert not page.cookies


@pytest.mark.parametrize("path", ["agenda/{}/", "agenda/{}/edit/", "agenda/{}.ics", "agenda/{}.svg"])
def test_a_stranger_with_a_forged_token_finds_nothing(client, path):
    agenda.keep([SessionFactory()])

    assert client.get("/en/programme/" + path.format("A" * 32)).status_code == 404


def test_who_may_read_may_not_edit(client):
    kept = agenda.keep([SessionFactory()])

    assert client.post(f"/en/programme/agenda/{kept.read_token}/edit/", {"erase": "1"}).status_code == 404
    assert client.post(f"/en/programme/agenda/{kept.read_token}/", {"erase": "1"}).status_code == 405
    assert Agenda.objects.count() == 1


def test_whoever_holds_the_edit_address_changes_the_choice(client):
    old, new = SessionFactory(), SessionFactory()
    kept = agenda.keep([old])

    answer = client.post(f"/en/programme/agenda/{kept.edit_token}/edit/", {"s": new.slug}, follow=True)

    assert list(kept.sessions.all()) == [new]
    assert "Your choice is kept." in answer.content.decode()


def test_erasing_ends_both_addresses(client):
    kept = agenda.keep([SessionFactory()])

    answer = client.post(f"/en/programme/agenda/{kept.edit_token}/edit/", {"erase": "1"}, follow=True)

    assert "The agenda is erased" in answer.content.decode()
    assert client.get(f"/en/programme/agenda/{kept.read_token}/").status_code == 404
    assert client.get(f"/en/programme/agenda/{kept.edit_token}/edit/").status_code == 404


def test_the_calendar_of_an_agenda_holds_its_sessions_and_no_other(client):
    chosen, _other = SessionFactory(), SessionFactory()
    kept = agenda.keep([chosen])

    answer = client.get(f"/en/programme/agenda/{kept.read_token}.ics")

    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [chosen.title_en]
    assert kept.edit_token not in answer.content.decode()
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_draft_can_be_starred_by_nobody(client):
    draft = SessionFactory(draft=True)

    client.post("/en/programme/agenda/", {"s": draft.slug})

    assert Agenda.objects.count() == 0


def test_an_agenda_follows_the_clock_under_its_days_and_names_its_zone(client):
    late = SessionFactory(position=1, starts=at(15), ends=at(16))
    early = SessionFactory(position=2, starts=at(14), ends=at(15))
    morrow = SessionFactory(position=3, starts=at(9, day=12), ends=at(10, day=12))
    kept = agenda.keep([late, early, morrow])

    page = opened(f"/en/programme/agenda/{kept.read_token}/")

    assert titles(page) == [early.title_en, late.title_en, morrow.title_en]
    assert parts(page) == ["Monday 11 January 2021", "Tuesday 12 January 2021"]
    assert "All times: Paris time." in words(page.main)


def test_the_choice_to_change_follows_the_clock_too(client):
    late, early = SessionFactory(position=1, starts=at(15), ends=None), SessionFactory(position=2, starts=at(14))
    kept = agenda.keep([late])

    page = BeautifulSoup(client.get(f"/en/programme/agenda/{kept.edit_token}/edit/").content, "html5lib")

    boxes = [(box["value"], box.has_attr("checked")) for box in page.select("input[name=s]")]
    assert boxes == [(early.slug, False), (late.slug, True)]


def test_the_readers_own_zone_stands_beside_the_events_in_an_agenda(client):
    kept = agenda.keep([SessionFactory(starts=at(14), ends=at(15))])

    page = opened(f"/en/programme/agenda/{kept.read_token}/?tz=America/Bogota")

    assert words(page.select_one(".local-time")) == "08:00 – 09:00, Bogota time"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_address_of_ten_thousand_stars_is_refused_in_words(client, language):
    answer = client.get(f"/{language}/programme/agenda/?" + "&".join(f"s=s-{n}" for n in range(10_000)))

    assert answer.status_code == 400
    said = {"fr": "Demande trop longue", "en": "Too much was asked at once"}
    assert words(BeautifulSoup(answer.content, "html5lib").h1) == said[language]


def test_ten_thousand_stars_get_a_clear_answer_and_keep_nothing(client):
    SessionFactory(slug="real")

    answer = client.post("/en/programme/agenda/", {"s": ["real", *(f"s-{n}" for n in range(900))]})

    assert answer.status_code == 400
    assert "An agenda holds at most 200 sessions" in answer.content.decode()
    assert Agenda.objects.count() == 0


def test_making_agendas_is_limited_per_address(client):
    session = SessionFactory()

    answers = [client.post("/en/programme/agenda/", {"s": session.slug}).status_code for _time in range(21)]

    assert answers == [302] * 20 + [429]
    assert Agenda.objects.count() == 20


def test_the_pages_ask_as_much_for_three_sessions_as_for_one(client, django_assert_num_queries):
    kept = agenda.keep([SessionFactory()])
    many = agenda.keep([SessionFactory() for _one in range(3)])
    client.get("/en/")

    with django_assert_num_queries(6):
        client.get(f"/en/programme/agenda/{kept.read_token}/")
    with django_assert_num_queries(6):
        client.get(f"/en/programme/agenda/{many.read_token}/")
