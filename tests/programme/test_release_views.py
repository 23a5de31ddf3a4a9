"""What each release changed, as readers and their feed readers see it."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from programme import releases
from programme.models import Release, Session
from tests.factories import EventFactory, SessionFactory
from tests.programme.plans import at, planned

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def page(language="en", query=""):
    return BeautifulSoup(Client().get(f"/{language}/programme/changes/{query}").content, "html5lib")


def atom(language="en"):
    return ElementTree.fromstring(Client().get(f"/{language}/programme/changes.atom").content)


def texts(root, path):
    return [one.text for one in root.findall(path, ATOM)]


def words(element):
    return " ".join(element.text.replace("\u00a0", " ").split())


@pytest.fixture
def published():
    """Three releases: the first publication, a move with a note, a session that leaves."""
    EventFactory()
    moved = planned(
        SessionFactory(draft=True, slug="water", title_fr="L'eau", title_en="Water"), status="published"
    )
    leaves = planned(SessionFactory(draft=True, title_fr="Sol", title_en="Soil"), status="published")
    releases.publish()
    planned(moved, starts=at(14, 40), ends=at(15, 40))
    releases.publish(note={"fr": "À cause de la neige.", "en": "Because of snow."})
    planned(leaves, status="draft")
    releases.publish()
    return moved, leaves


def test_releases_stand_newest_first_and_the_first_is_summed_up(published):
    sections = page().select("section[id^=release-]")

    assert [section["id"] for section in sections] == ["release-3", "release-2", "release-1"]
    assert [section.h2.text for section in sections] == ["Release 3", "Release 2", "Release 1"]
    assert [[words(item) for item in section.select("li")] for section in sections] == [
        ["Soil – taken off the programme"],
        ["Water – moved from 14:00 to 14:40"],
        [],
    ]
    assert "First publication: 2 sessions." in words(sections[2])
    assert "Because of snow." in words(sections[1])


def test_the_page_is_read_in_french(published):
    sections = page("fr").select("section[id^=release-]")

    assert [words(item) for item in sections[1].select("li")] == ["L’eau – déplacée de 14 h 00 à 14 h 40"]
    assert "À cause de la neige." in words(sections[1])


def test_a_release_is_dated_by_the_real_moment_in_the_zone_of_the_event(published):
    Release.objects.filter(number=3).update(published_at=at(23, 30, day=12))

    dated = page().select_one("#release-3 time")

    assert dated["datetime"] == "2021-01-12T23:30:00+01:00"
    assert dated.text == "Tuesday 12 January 2021, 23:30"


def test_titles_lead_to_the_sessions_that_are_public(published):
    links = page().select("section[id^=release-] li a")

    assert [(link.text, link["href"]) for link in links] == [("Water", "/en/programme/water/")]


def test_before_the_first_release_the_page_says_what_will_be_here():
    shown = page()

    assert "No release of the programme is out yet." in words(shown.select_one(".empty"))
    assert shown.select("section[id^=release-]") == []


@pytest.mark.parametrize(
    ("query", "first"), [("", 23), ("?page=2", 3), ("?page=99", 3), ("?page=-1", 3), ("?page=x", 23)]
)
def test_many_releases_stand_on_several_pages(query, first):
    session = SessionFactory()
    for number in range(23):
        planned(session, starts=at(1 + number % 2))
        releases.publish()

    assert page(query=query).select_one("section[id^=release-]")["id"] == f"release-{first}"


@pytest.mark.parametrize(("address", "most"), [("changes/", 6), ("changes.atom", 4)])
def test_many_changes_take_no_more_queries_than_few(address, most, published, django_assert_max_num_queries):
    for _more in range(3):
        for session in Session.objects.published():
            planned(session, status="cancelled" if session.status == "published" else "published")
        releases.publish()

    with django_assert_max_num_queries(most):
        Client().get(f"/en/programme/{address}")


def test_the_feed_says_what_the_page_says(published):
    feed = atom()

    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"
    assert texts(feed, "a:title") == ["Changes to the programme · Trial summit"]
    assert texts(feed, "a:author/a:name") == ["Trial summit"]
    assert texts(feed, "a:entry/a:title") == ["Release 3", "Release 2", "Release 1"]
    assert texts(feed, "a:entry/a:summary") == [
        "<ul><li>Soil – taken off the programme</li></ul>",
        '<p>Because of snow.</p><ul><li><a href="http://testserver/en/programme/water/">Water</a> – '
        "moved from 14:00 to 14:40</li></ul>",
        "<p>First publication: 2 sessions.</p>",
    ]
    assert [link.get("href") for link in feed.findall("a:entry/a:link", ATOM)] == [
        f"http://testserver/en/programme/changes/#release-{number}" for number in (3, 2, 1)
    ]
    assert {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)} == {
        "alternate": "http://testserver/en/programme/changes/",
        "self": "http://testserver/en/programme/changes.atom",
    }


def test_entries_and_feed_are_dated_by_their_releases(published):
    Release.objects.filter(number=3).update(published_at=at(12))

    feed = atom()

    dates = [one.published_at.isoformat(timespec="seconds") for one in Release.objects.all()]
    shown = [text.replace("Z", "+00:00")[:19] for text in texts(feed, "a:entry/a:updated")]
    assert shown == [date[:19] for date in dates]
    assert texts(feed, "a:updated") == [max(texts(feed, "a:entry/a:updated"))]


def test_identifiers_stay_on_another_host_and_differ_by_language(published):
    here = texts(atom(), "a:id") + texts(atom(), "a:entry/a:id")
    elsewhere = ElementTree.fromstring(
        Client(headers={"host": "localhost"}).get("/en/programme/changes.atom").content
    )
    french = texts(atom("fr"), "a:id") + texts(atom("fr"), "a:entry/a:id")

    assert here == texts(elsewhere, "a:id") + texts(elsewhere, "a:entry/a:id")
    assert len({*here, *french}) == 8
    assert {one.partition(":")[0] for one in here} == {"urn"}


def test_the_feed_is_told_in_french_and_in_the_zone_of_the_event(published):
    feed = atom("fr")

    assert "L’eau</a> – déplacée de 14\u00a0h\u00a000 à 14\u00a0h\u00a040" in texts(feed, "a:entry/a:summary")[1]


@pytest.mark.parametrize("with_event", [True, False])
def test_a_feed_without_a_release_is_valid_and_the_same_each_time(with_event):
    if with_event:
        EventFactory()
    first, again = (Client().get("/en/programme/changes.atom") for _twice in range(2))

    assert first.content == again.content
    root = ElementTree.fromstring(first.content)
    assert texts(root, "a:entry") == []
    assert texts(root, "a:updated") == ["1970-01-01T00:00:00+00:00"]


def test_a_feed_that_did_not_change_is_not_sent_again(published):
    first = Client().get("/en/programme/changes.atom")
    again = Client().get("/en/programme/changes.atom", headers={"if-none-match": first["ETag"]})

    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (first["Cache-Control"], first.cookies) == ("public, no-cache", {})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ["changes/", "changes.atom"])
def test_nothing_can_be_sent_to_these_addresses(address):
    assert Client().post(f"/en/programme/{address}").status_code == 405
