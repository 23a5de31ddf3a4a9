"""The QR codes beside the calendars."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from programme import agenda
from programme.models import Session
from tests.factories import EventFactory, SessionFactory, ThemeFactory

pytestmark = pytest.mark.django_db
PUBLIC = ["programme/programme.svg", "programme/opening.svg", "themes/water/sessions.svg"]


@pytest.fixture(autouse=True)
def opening():
    EventFactory()
    return SessionFactory(slug="opening", theme=ThemeFactory(slug="water"))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", PUBLIC)
def test_a_code_is_a_picture_that_anyone_may_keep_for_a_day(language, path):
    answer = Client().get(f"/{language}/{path}")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert ElementTree.fromstring(answer.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert not answer.cookies
    again = Client().get(f"/{language}/{path}", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_each_calendar_at_each_host_has_a_code_of_its_own():
    drawn = {Client().get(f"/{language}/{path}").content for language in ("fr", "en") for path in PUBLIC}
    drawn |= {Client().get(f"/fr/{path}", headers={"host": "localhost"}).content for path in PUBLIC}

    assert len(drawn) == 9


@pytest.mark.parametrize("path", ["programme/none.svg", "themes/none/sessions.svg", "programme/agenda/none.svg"])
def test_what_is_not_there_has_no_code(path):
    assert Client().get(f"/en/{path}").status_code == 404


def test_a_draft_and_a_session_without_a_time_have_no_code(opening):
    SessionFactory(slug="untimed", untimed=True)
    Session.objects.filter(pk=opening.pk).update(status=Session.Status.DRAFT)

    assert [Client().get(f"/en/programme/{slug}.svg").status_code for slug in ("opening", "untimed")] == [404, 404]


def test_the_code_of_an_agenda_is_kept_by_no_cache_and_told_to_no_other_site(opening):
    kept = agenda.keep([opening])

    answer = Client().get(f"/en/programme/agenda/{kept.read_token}.svg")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert Client().get(f"/en/programme/agenda/{kept.edit_token}.svg").status_code == 404
