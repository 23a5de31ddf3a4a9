"""What exports tell of a session beside its slot: its documents, the languages of its floor."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from programme.models import SessionLanguage
from tests.factories import DocumentFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def talks():
    """Return every talk of the schedule by its slug."""
    days = Client().get("/programme/schedule.json?lang=en").json()["schedule"]["conference"]["days"]
    return {talk["slug"]: talk for day in days for room in day["rooms"].values() for talk in room}


def xml():
    return ElementTree.fromstring(Client().get("/programme/schedule.xml?lang=en").content)


def open_data():
    return Client().get("/programme/programme.json").json()


def test_the_documents_of_a_session_are_told_in_every_export():
    paper = DocumentFactory(
        slug="a-paper", title_en="A paper & more", url="https://example.org/paper", date="2021"
    )
    slides = DocumentFactory(slug="slides", title_en="Slides", url="", file="documents/slides.pdf")
    session = SessionFactory(slug="opening")
    session.documents.set([slides, paper])
    SessionFactory(slug="without")
    there = [
        ("https://example.org/paper", "A paper & more"),
        ("http://testserver/media/documents/slides.pdf", "Slides"),
    ]

    read = {one.findtext("slug"): one for one in xml().iterfind("day/room/event")}

    assert [(one["url"], one["title"]) for one in talks()["opening"]["attachments"]] == there
    assert [(one.get("href"), one.text) for one in read["opening"].iterfind("attachments/attachment")] == there
    told = {one["slug"]: one["documents"] for one in open_data()["sessions"]}
    assert [(one["url"], one["title"]["en"], one["date"]) for one in told["opening"]] == [
        (*there[0], "2021"),
        (*there[1], None),
    ]
    assert (talks()["without"]["attachments"], told["without"]) == ([], [])
    session.documents.remove(slides)
    assert [one["title"] for one in talks()["opening"]["attachments"]] == ["A paper & more"]


def test_a_talk_held_in_several_languages_says_so():
    session = SessionFactory(slug="opening")
    for language in ("fr", "en"):
        SessionLanguage.objects.create(session=session, language=language)

    assert talks()["opening"]["language"] == "mul"
    assert open_data()["sessions"][0]["floor_languages"] == ["en", "fr"]
