"""Themes, sessions, frameworks, totals and the documentation."""

import pytest
from bs4 import BeautifulSoup

from commitments.models import KeptResult
from commitments.versions import publish
from summit.api.problems import KINDS
from summit.api.reference import written
from tests.factories import (
    CommitmentFactory,
    GoalFactory,
    PartyFactory,
    PledgeFactory,
    SessionFactory,
    ThemeFactory,
)
from tests.guards.strictness import StrictClient
from tests.pages import LANGUAGES, queries
from tests.summit.api.reading import asked, read

pytestmark = pytest.mark.django_db


def test_a_theme_is_told_with_its_figures_and_documents(register):
    theme = register.themes[0]

    told = read(f"themes/{theme.slug}?lang=en")

    assert (told["number"], told["title"]) == (theme.number, {"text": theme.title_en, "lang": "en"})
    assert [(one["value"], one["source_url"]) for one in told["figures"]] == [("30", "https://example.org/figure")]
    assert [one["slug"] for one in told["documents"]] == [register.documents[0].slug]
    assert told["url"] == f"http://testserver/en/themes/{theme.slug}/"


def test_a_draft_of_a_theme_or_a_session_is_told_nowhere(register):
    themes = [one["slug"] for one in read("themes")["items"]]
    sessions = [one["slug"] for one in read("sessions")["items"]]

    assert themes == [theme.slug for theme in register.themes]
    assert register.draft_session.slug not in sessions
    assert asked(f"themes/{register.draft_theme.slug}").status_code == 404
    assert asked(f"sessions/{register.draft_session.slug}").status_code == 404


def test_a_session_is_told_with_who_takes_part(register):
    session, speaker = register.timed, register.speaker

    told = read(f"sessions/{session.slug}?lang=fr")

    assert (told["title"], told["starts"]) == (
        {"text": session.title_fr, "lang": "fr"},
        "2021-01-11T14:00:00+01:00",
    )
    assert told["room"] == {"slug": register.room.slug, "name": {"text": register.room.name_fr, "lang": "fr"}}
    host, other = told["people"]
    assert (host["slug"], host["role"], host["position"]["text"]) == (speaker.slug, "host", "Présidente")
    assert host["url"] == f"http://testserver/fr/programme/speakers/{speaker.slug}/"
    assert other["note"] == {"text": "En partie.", "lang": "fr"}


def test_a_session_without_a_time_or_a_room_invents_none(register):
    told = read(f"sessions/{register.untimed.slug}")

    assert (told["starts"], told["ends"], told["room"], told["part_of_day"]) == (None, None, None, "morning")


def test_sessions_come_in_parts_in_the_order_of_the_programme(register):
    whole = [one["slug"] for one in read("sessions")["items"]]

    first = read("sessions?limit=2")
    second = read(first["next"].removeprefix("http://testserver"))

    assert [one["slug"] for one in first["items"] + second["items"]] == whole
    assert read(f"sessions/{whole[0]}") == first["items"][0]


def test_there_are_no_sessions_before_a_summit_is_described():
    SessionFactory()

    assert read("sessions")["items"] == []


def test_an_answer_about_the_programme_is_known_until_it_changes(register):
    known = asked("sessions")["ETag"]
    assert asked("sessions", if_none_match=known).status_code == 304

    register.timed.save()

    assert asked("sessions", if_none_match=known).status_code == 200


@pytest.mark.parametrize("path", ["themes", "sessions", "frameworks"])
def test_a_list_asks_as_much_for_one_as_for_three(register, path):
    for _number in range(3):
        GoalFactory()
    costs = [queries(f"/api/v1/{path}?limit={limit}") for limit in (1, 3)]

    assert costs[0] == costs[1]
    assert len(read(f"{path}?limit=3")["items"]) == 3


def test_a_framework_is_told_with_its_goals(register):
    goal = GoalFactory(number=15, title_fr="La vie", title_en="Life")

    told = read(f"frameworks/{goal.framework.slug}?lang=en")

    assert told["adopted"] == goal.framework.adopted
    assert told["goals"] == [{"slug": goal.slug, "number": 15, "title": {"text": "Life", "lang": "en"}}]


def test_totals_say_what_they_count_and_what_they_leave_out(register):
    theme = ThemeFactory(slug="soil")
    made = CommitmentFactory(theme=theme)
    PledgeFactory(commitment=made, amount="14326000000", currency="USD")
    PledgeFactory(commitment=made, amount=None, currency="USD")
    publish(made)

    told = read("totals?theme=soil&lang=en")

    assert told["commitments"] == 1
    (money,) = told["money"]
    line = {"commitment": made.reference, "amount": "14326000000"}
    assert money == {
        "measure": "USD",
        "sum": {"amount": "14326000000", "at_least": False},
        "counted": {"count": 1, "largest": [line]},
        "left_out": [
            {
                "why": "unknown",
                "reason": {"text": "No figure was given", "lang": "en"},
                "count": 1,
                "largest": [line | {"amount": None}],
            }
        ],
        "by_theme": [{"theme": "soil", "amount": "14326000000", "at_least": False}],
    }


def test_totals_of_one_filter_are_added_up_once_for_each_state_of_the_register(register):
    theme = register.themes[0].slug
    read("totals")
    read(f"totals?theme={theme}")
    read(f"totals?theme={theme}&holder_kind=state")
    read("totals?theme=none&colour=red")

    names = set(KeptResult.objects.values_list("name", flat=True))

    assert {name for name in names if name.startswith("api ")} == {"api totals", f"api totals theme={theme}"}
    publish(CommitmentFactory(theme=register.themes[0]))
    before = read(f"totals?theme={theme}")["commitments"]
    assert before == len(read(f"commitments?theme={theme}")["items"])


def test_what_would_take_too_long_to_add_up_is_refused_with_what_to_do(register, monkeypatch):
    monkeypatch.setattr("summit.api.totals.MOST", 2)
    wide = f"totals?theme={register.themes[0].slug}&holder_kind=state&lang=en"
    for made in CommitmentFactory.create_batch(2, theme=register.themes[0]):
        PartyFactory(commitment=made)
        publish(made)

    refused = asked(wide)

    assert (refused.status_code, refused.json()["title"]) == (400, "Too much would have to be added up")
    assert read("totals")["commitments"] == 5
    assert read(f"totals?theme={register.themes[1].slug}&holder_kind=state")["commitments"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documentation_says_all_that_can_be_asked_in_a_frame_of_the_readers_language(register, language):
    response = StrictClient().get("/api/v1/docs", headers={"accept-language": language})
    page = BeautifulSoup(response.content, "html5lib")

    assert page.html["lang"] == language
    assert dict(response.cookies) == {}
    paths = [one.text.removeprefix("GET ") for one in page.select("#operations ~ section > p > code")]
    assert [one for one in paths if one.startswith("/api")] == list(written("http://testserver")["paths"])
    assert {one["id"] for one in page.select("[id^=problem-]")} == {f"problem-{one.name}" for one in KINDS}
    assert [link["href"] for link in page.select(".languages a")] == [
        f"/api/v1/docs?lang={'en' if language == 'fr' else 'fr'}"
    ]


def test_the_documentation_is_shown_in_the_language_asked_for(register):
    response = StrictClient().get("/api/v1/docs?lang=en", headers={"accept-language": "fr"})

    assert BeautifulSoup(response.content, "html5lib").html["lang"] == "en"
    assert response["Content-Security-Policy"] == StrictClient().get("/en/")["Content-Security-Policy"]


def test_the_document_describes_everything_in_words():
    document = written("http://testserver")

    operations = [methods["get"] for methods in document["paths"].values()]
    assert [one["operationId"] for one in operations if not one.get("description")] == []
    parameters = [one for operation in operations for one in operation["parameters"] if one["in"] == "query"]
    assert [one["name"] for one in parameters if not one.get("description")] == []
    assert len({one["operationId"] for one in operations}) == len(operations)
    statuses = {status for operation in operations for status in operation["responses"]}
    assert statuses == {"200", "304", "400", "404", "406", "429", "500"}
