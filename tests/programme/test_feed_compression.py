"""Feeds compressed, as most programs ask for them: the same words, an ETag of their own."""

import gzip

import pytest
from django.core.cache import caches
from django.test import Client

from programme.models import Kept
from tests.factories import EventFactory, ParticipationFactory, SessionFactory, ThemeFactory

pytestmark = pytest.mark.django_db

FEEDS = (
    "/fr/programme/programme.ics",
    "/en/themes/soil/sessions.ics",
    "/fr/programme/opening.ics",
    "/programme/schedule.json",
    "/programme/schedule.xml",
    "/programme/programme.json",
)
every_feed = pytest.mark.parametrize("path", FEEDS)


@pytest.fixture(autouse=True)
def programme():
    EventFactory()
    ParticipationFactory(session=SessionFactory(slug="opening", theme=ThemeFactory(slug="soil")))


def forget():
    """Let nothing made so far be sent again."""
    Kept.objects.all().delete()
    caches["feeds"].clear()


@every_feed
def test_who_takes_gzip_gets_the_same_feed_compressed(path):
    plain, packed = Client().get(path), Client().get(path, headers={"accept-encoding": "gzip, deflate"})

    assert gzip.decompress(packed.content) == plain.content
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert [one["Content-Length"] for one in (plain, packed)] == [str(len(one.content)) for one in (plain, packed)]
    assert [("Accept-Encoding" in one["Vary"]) for one in (plain, packed)] == [True, True]
    assert packed["ETag"] != plain["ETag"]


@every_feed
def test_a_compressed_feed_is_the_same_to_the_octet_when_made_again(path):
    packed = Client().get(path, headers={"accept-encoding": "gzip"})
    forget()

    again = Client().get(path, headers={"accept-encoding": "gzip"})

    assert (again.content, again["ETag"]) == (packed.content, packed["ETag"])


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip", "gzip"),
        ("br;q=1.0, GZIP;q=0.5", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip;q=0", None),
        ("gzip; q=0.000, *", None),
        ("br", None),
        ("identity", None),
        ("gzip;q=nonsense", "gzip"),
        (";;,=,\x00", None),
    ],
)
def test_a_feed_is_compressed_for_who_says_to_take_it(accepted, sent):
    response = Client().get(FEEDS[0], headers={"accept-encoding": accepted})

    assert (response.status_code, response.get("Content-Encoding")) == (200, sent)


@every_feed
def test_each_form_of_a_feed_is_known_by_its_own_etag(path):
    asked = {"accept-encoding": "gzip"}
    plain, packed = Client().get(path)["ETag"], Client().get(path, headers=asked)["ETag"]

    known = Client().get(path, headers=asked | {"if-none-match": packed})
    other = Client().get(path, headers=asked | {"if-none-match": plain})

    assert (known.status_code, known["ETag"], known.content) == (304, packed, b"")
    assert "Accept-Encoding" in known["Vary"]
    assert (other.status_code, other["ETag"]) == (200, packed)


@every_feed
def test_head_of_a_compressed_feed_tells_its_own_length(path):
    asked = {"accept-encoding": "gzip"}
    got, head = Client().get(path, headers=asked), Client().head(path, headers=asked)

    assert head.content == b""
    for name in ("ETag", "Content-Encoding", "Content-Length", "Content-Type"):
        assert head[name] == got[name]
