"""What is kept of a feed, and when it is made again."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from programme import feeds, releases
from programme.models import Kept
from programme.state import state
from tests.factories import (
    DocumentFactory,
    EventFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.pages import utc

pytestmark = pytest.mark.django_db


class Maker:
    """Counts how often a feed is made, and says in which language."""

    def __init__(self):
        self.made = []

    def __call__(self):
        self.made.append(translation.get_language())
        return f"body {len(self.made)}"


def kept(make, language="fr", name="feed"):
    return feeds.kept(name, language=language, state=state(feed=name, language=language), make=make)


def test_a_feed_is_made_once_and_kept():
    make = Maker()

    assert [kept(make), kept(make)] == ["body 1", "body 1"]
    assert Kept.objects.count() == 1


def test_each_language_is_made_in_itself_and_kept_apart():
    make = Maker()

    assert [kept(make, "fr"), kept(make, "en"), kept(make, "en")] == ["body 1", "body 2", "body 2"]
    assert make.made == ["fr", "en"]


def test_what_holds_all_languages_is_made_in_the_portals_own():
    make = Maker()
    with translation.override("en"):
        kept(make, language="")

    assert make.made == ["fr"]


@pytest.mark.parametrize(
    "factory", [DocumentFactory, EventFactory, RoomFactory, SessionFactory, SpeakerFactory, ThemeFactory]
)
def test_a_feed_is_made_again_when_a_text_changes(factory):
    SessionFactory()
    thing = factory()
    make = Maker()
    kept(make)

    thing.save()

    assert [kept(make), kept(make)] == ["body 2", "body 2"]
    assert Kept.objects.count() == 1


def test_a_feed_is_made_again_when_a_release_is_published():
    session = SessionFactory()
    make = Maker()
    kept(make)
    session.planned_starts = utc(13, 30)
    session.save()
    releases.publish()

    assert kept(make) == "body 2"


def restamped(change):
    """Tell whether a change gives the programme another stamp."""
    before = state().stamp
    change()
    return state().stamp != before


@pytest.mark.parametrize(
    "factory", [DocumentFactory, EventFactory, RoomFactory, SessionFactory, SpeakerFactory, ThemeFactory]
)
def test_the_stamp_changes_with_a_row_saved_before_the_last_one_and_committed_after_it(factory):
    first, _last = SessionFactory(), SessionFactory()
    thing = factory()
    type(thing).objects.filter(pk=thing.pk).update(modified=first.modified - timedelta(hours=2))

    earlier = first.modified - timedelta(hours=1)
    assert restamped(lambda: type(thing).objects.filter(pk=thing.pk).update(modified=earlier))


def test_the_stamp_tells_moments_a_microsecond_apart():
    session = SessionFactory()
    whole = session.modified.replace(microsecond=0)
    mine = type(session).objects.filter(pk=session.pk)
    mine.update(modified=whole)

    assert restamped(lambda: mine.update(modified=whole + timedelta(microseconds=1)))
    assert restamped(lambda: mine.update(modified=whole))
    assert not restamped(lambda: mine.update(modified=whole))


def test_the_stamp_changes_with_documents_people_and_languages_that_come_and_go():
    session, documents = SessionFactory(), DocumentFactory.create_batch(2)
    part, _later = ParticipationFactory.create_batch(2, session=session)

    assert restamped(lambda: session.documents.set(documents))
    assert restamped(lambda: session.documents.remove(documents[0]))
    assert restamped(part.delete)
    assert restamped(lambda: session.languages.create(language="fr"))
    assert restamped(lambda: session.languages.all().delete())


def test_a_draft_that_was_never_public_leaves_the_stamp():
    draft = SessionFactory(draft=True)

    assert not restamped(draft.save)


@pytest.fixture
def another_version(settings, tmp_path):
    """Run from another folder, as if its code were another."""
    yield lambda: (setattr(settings, "BASE_DIR", tmp_path), feeds.edition.cache_clear())
    feeds.edition.cache_clear()


def test_a_new_version_of_the_code_sends_nothing_that_an_old_one_kept(another_version):
    make = Maker()
    kept(make)

    another_version()

    assert kept(make) == "body 2"


def test_two_processes_that_make_the_same_feed_at_once_keep_one():
    def slowly():
        kept(lambda: "of the other process")
        return "mine"

    assert kept(slowly) == "mine"
    assert list(Kept.objects.values_list("body", flat=True)) == ["mine"]


def test_what_is_kept_costs_one_query_beside_the_state():
    kept(lambda: "body")
    now = state(feed="feed", language="fr")

    with CaptureQueriesContext(connection) as asked:
        feeds.kept("feed", language="fr", state=now, make=lambda: "never made")

    assert len(asked) == 1


def test_a_digest_tells_feeds_languages_origins_and_states_apart():
    now = state()
    SessionFactory()
    later = state()
    asked = [
        ("a", "fr", now, "https://one.example"),
        ("b", "fr", now, "https://one.example"),
        ("a", "en", now, "https://one.example"),
        ("a", "fr", now, "https://two.example"),
        ("a", "fr", later, "https://one.example"),
    ]

    tags = [feeds.digest(name, language=code, state=at, origin=origin) for name, code, at, origin in asked]

    assert len(set(tags)) == 5
    assert tags[0] == feeds.digest("a", language="fr", state=now, origin="https://one.example")


def test_the_memory_of_a_process_holds_so_many_feeds_whatever_the_origins_asked_for():
    now = state()
    origins = [f"https://one.example:{port}" for port in range(250)]
    for origin in origins:
        feeds.compressed("feed", language="fr", state=now, origin=origin, make=lambda: f"<{feeds.ORIGIN}>")

    held = [feeds.MEMORY.get(feeds.digest("feed", language="fr", state=now, origin=one)) for one in origins]

    assert 0 < len([body for body in held if body]) <= 100
    assert gzip.decompress(held[-1]) == b"<https://one.example:249>"
