"""How feeds and exports answer programs: headers, 304, other origins, what they cost, what they refuse."""

import json
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from programme import releases
from programme.models import Kept
from summit.frame import Frame
from tests.factories import EventFactory, ParticipationFactory, RoomFactory, SessionFactory, ThemeFactory
from tests.pages import utc

pytestmark = pytest.mark.django_db

CALENDARS = ("/fr/programme/programme.ics", "/en/themes/soil/sessions.ics", "/fr/programme/opening.ics")
SCHEDULES = ("/programme/schedule.json", "/programme/schedule.xml")
OPEN_DATA = "/programme/programme.json"
FEEDS = (*CALENDARS, *SCHEDULES, OPEN_DATA)
every_feed = pytest.mark.parametrize("path", FEEDS)

# The state, the event, the sessions, who takes part; then it is kept.
COSTS = {CALENDARS[0]: 5}
# The calendar of a theme or of a session asks for that, the exports for the documents.
COSTS |= dict.fromkeys((*CALENDARS[1:], *SCHEDULES, OPEN_DATA), 6)


@pytest.fixture(autouse=True)
def programme():
    EventFactory()
    return full_session(slug="opening", theme=ThemeFactory(slug="soil"))


def full_session(**about):
    session = SessionFactory(room=RoomFactory(), **about)
    ParticipationFactory.create_batch(2, session=session)
    return session


def cost(path, **headers):
    """Count the queries that one request takes."""
    with CaptureQueriesContext(connection) as asked:
        Client().get(path, headers=headers)
    return len(asked)


# --- headers ---


@every_feed
def test_a_feed_names_its_type_its_file_and_may_be_kept_by_anyone(path):
    response = Client().get(path)

    expected = {
        CALENDARS[0]: ("text/calendar; charset=utf-8", "programme-fr.ics", "fr"),
        CALENDARS[1]: ("text/calendar; charset=utf-8", "soil-en.ics", "en"),
        CALENDARS[2]: ("text/calendar; charset=utf-8", "opening-fr.ics", "fr"),
        SCHEDULES[0]: ("application/json", "schedule.json", "fr"),
        SCHEDULES[1]: ("application/xml; charset=utf-8", "schedule.xml", "fr"),
        OPEN_DATA: ("application/json", "programme.json", "fr, en"),
    }[path]
    assert response.status_code == 200
    assert (response["Content-Type"], response["Content-Language"]) == (expected[0], expected[2])
    assert response["Content-Disposition"] == f'inline; filename="{expected[1]}"'
    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response.get("Vary", "")
    assert dict(response.cookies) == {}


@every_feed
def test_pages_of_any_origin_may_read_a_feed_and_none_may_change_it(path):
    asked = {method: getattr(Client(), method)(path) for method in ("get", "options", "post", "put", "delete")}

    assert asked["get"]["Access-Control-Allow-Origin"] == "*"
    assert (asked["options"].status_code, asked["options"]["Access-Control-Allow-Origin"]) == (204, "*")
    assert asked["options"]["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert asked["options"]["Access-Control-Allow-Headers"] == "If-None-Match"
    assert [asked[method].status_code for method in ("post", "put", "delete")] == [405, 405, 405]
    assert asked["post"]["Allow"] == "GET, HEAD, OPTIONS"


@every_feed
def test_head_answers_as_get_does_without_a_body(path):
    got, head = Client().get(path), Client().head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert [head[name] for name in ("ETag", "Content-Type")] == [got[name] for name in ("ETag", "Content-Type")]


# --- 304 and what it costs ---


@every_feed
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}'])
def test_who_has_a_feed_already_gets_304_from_one_query(path, form):
    etag = form.format(Client().get(path)["ETag"])

    response = Client().get(path, headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["ETag"] in etag
    assert cost(path, **{"if-none-match": etag}) == 1


@every_feed
def test_who_has_an_older_one_gets_the_new_one(path, programme):
    etag = Client().get(path)["ETag"]
    programme.planned_starts = utc(13, 30)
    programme.save()
    releases.publish()

    response = Client().get(path, headers={"if-none-match": etag})

    assert response.status_code == 200
    assert response["ETag"] != etag


@every_feed
def test_what_is_made_is_what_is_sent_from_then_on(path):
    assert Client().get(path).content == Client().get(path).content
    assert Kept.objects.count() == 1
    assert cost(path) == 1


@every_feed
def test_another_process_sends_what_this_one_made(path):
    first = Client().get(path)
    caches["feeds"].clear()  # which each process has of its own

    assert cost(path) == 2
    assert Client().get(path).content == first.content


@every_feed
def test_a_feed_costs_the_same_for_one_session_and_for_three(path, programme):
    of_one = cost(path)
    full_session(theme=programme.theme)
    full_session(theme=programme.theme)

    assert (of_one, cost(path)) == (COSTS[path], COSTS[path])


# --- hosts ---


def test_a_feed_names_the_host_it_was_asked_at_and_keeps_none(settings):
    settings.ALLOWED_HOSTS = ["*"]
    hosts = ["one.example", "two.example", "two.example:8080"]
    sent = {
        (path, host): Client().get(path, headers={"host": host}).content.decode()
        for path in FEEDS
        for host in hosts
    }

    assert [asked for asked, body in sent.items() if f"http://{asked[1]}" not in body.replace("\r\n ", "")] == []
    assert [asked for asked, body in sent.items() if asked[1] == "one.example" and "two.example" in body] == []
    assert Kept.objects.count() == len(FEEDS)
    assert [kept.name for kept in Kept.objects.all() if ".example" in kept.body] == []


# --- what is not there ---


@pytest.mark.parametrize(
    "path",
    [
        "/fr/programme/nothing.ics",
        "/fr/programme/a%00b.ics",
        "/fr/themes/nothing/sessions.ics",
        "/fr/programme/draft.ics",
        "/fr/themes/draft/sessions.ics",
    ],
)
def test_what_is_not_public_has_no_calendar(path):
    SessionFactory(slug="draft", draft=True)
    ThemeFactory(slug="draft", draft=True)

    assert Client().get(path).status_code == 404
    assert Client().get(path, headers={"if-none-match": "*"}).status_code == 404
    assert Kept.objects.count() == 0


@every_feed
def test_there_is_no_feed_before_there_is_an_event(path, programme):
    type(EventFactory()).objects.all().delete()

    assert Client().get(path).status_code == 404


def test_a_theme_that_is_a_draft_again_has_no_calendar_any_more(programme):
    path = CALENDARS[1]
    Client().get(path)
    programme.theme.published = False
    programme.theme.save()

    assert Client().get(path).status_code == 404


# --- the language of an export ---


@pytest.mark.parametrize(
    ("query", "language"),
    [("", "fr"), ("?lang=fr", "fr"), ("?lang=en", "en"), ("?lang=xx", "fr"), ("?lang=%00", "fr"), ("?lang", "fr")],
)
def test_an_export_is_in_french_or_in_the_language_it_is_asked_for(query, language):
    headers = {"accept-language": "en"}

    told = Client().get(f"/programme/schedule.json{query}", headers=headers).json()
    xml = ElementTree.fromstring(Client().get(f"/programme/schedule.xml{query}", headers=headers).content)

    title = {"fr": "Sommet d’essai", "en": "Trial summit"}[language]
    assert told["schedule"]["conference"]["title"] == title
    assert told["schedule"]["conference"]["url"] == f"http://testserver/{language}/programme/"
    assert xml.findtext("conference/title") == title


def test_open_data_is_the_same_whatever_language_is_asked_for():
    asked = [Client().get(OPEN_DATA, headers={"accept-language": code}) for code in ("fr", "en")]

    assert asked[0].content == asked[1].content
    assert json.loads(asked[0].content)["sessions"][0]["slug"] == "opening"


# --- the way to subscribe ---


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_offers_the_calendar_as_a_link_a_download_and_a_qr_code(rf, language):
    source = '{% include "programme/subscribe.html" with frame=frame path=path name="Opening" only %}'
    path = f"/{language}/programme/opening.ics"
    with translation.override(language):
        html = engines["django"].from_string(source).render({"frame": Frame(rf.get("/")), "path": path})

    assert f'href="webcal://testserver{path}"' in html
    assert f'href="{path}" download' in html
    assert f'value="http://testserver{path}"' in html
    assert f'src="/{language}/programme/opening.svg"' in html
    assert "style=" not in html
