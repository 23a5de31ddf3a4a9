from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import timezone, translation

from programme.models import RESERVED_SLUGS, Participation, Room, Session, SessionLanguage, SessionSource, Speaker
from tests.factories import (
    DocumentFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.refusals import refused_words

pytestmark = pytest.mark.django_db


def at(hour, day=11):
    return datetime(2021, 1, day, hour, tzinfo=UTC)


# --- sessions ---


def test_the_public_sees_published_and_cancelled_sessions():
    published, cancelled = SessionFactory(), SessionFactory(cancelled=True)
    SessionFactory(draft=True)

    assert set(Session.objects.published()) == {published, cancelled}
    assert (published.is_cancelled, cancelled.is_cancelled) == (False, True)


def test_a_session_is_timed_when_its_start_is_known():
    timed = SessionFactory()
    SessionFactory(untimed=True)
    SessionFactory(starts=None)

    assert list(Session.objects.timed()) == [timed]


def test_sessions_stand_by_their_position_whether_timed_or_not():
    third = SessionFactory(position=3, starts=at(14), ends=None)
    second = SessionFactory(position=2, untimed=True)
    first = SessionFactory(position=1, starts=at(13), ends=None)

    assert list(Session.objects.in_order()) == [first, second, third]


def test_of_two_sessions_in_one_place_the_earlier_comes_first():
    later = SessionFactory(position=1, starts=at(14), ends=None)
    earlier = SessionFactory(position=1, starts=at(13), ends=None)

    assert list(Session.objects.in_order()) == [earlier, later]


def test_a_session_of_a_later_day_comes_later():
    next_day = SessionFactory(position=1, untimed=True, day=date(2021, 1, 12))
    first_day = SessionFactory(position=2, untimed=True)

    assert list(Session.objects.in_order()) == [first_day, next_day]


def test_a_moved_session_stands_by_its_new_time_and_one_without_a_time_by_its_position():
    moved = SessionFactory(position=1, starts=at(15), ends=None)
    untimed = SessionFactory(position=2, untimed=True)
    early = SessionFactory(position=3, starts=at(9), ends=None)
    last = SessionFactory(position=4, untimed=True)

    assert list(Session.objects.in_order()) == [untimed, early, moved, last]


def test_timed_and_untimed_sessions_of_several_days_stand_day_by_day():
    timed_second = SessionFactory(position=1, starts=at(9, day=12), ends=None)
    untimed_second = SessionFactory(position=2, untimed=True, day=date(2021, 1, 12))
    untimed_first = SessionFactory(position=4, untimed=True, day=date(2021, 1, 11))
    timed_first = SessionFactory(position=3, starts=at(9), ends=None)

    assert list(Session.objects.in_order()) == [timed_first, untimed_first, timed_second, untimed_second]


@pytest.mark.parametrize("number", [1, 3])
def test_everything_a_card_shows_costs_two_queries(django_assert_num_queries, number):
    for _place in range(number):
        session = SessionFactory(theme=ThemeFactory(), room=RoomFactory())
        ParticipationFactory.create_batch(number, session=session)

    with django_assert_num_queries(2):
        shown = [
            (one.theme.title, one.room.name, [str(person) for person in one.people])
            for one in Session.objects.for_cards()
        ]

    assert len(shown) == number


@pytest.mark.parametrize("number", [1, 3])
def test_everything_a_sessions_page_shows_costs_five_queries(django_assert_num_queries, number):
    session = SessionFactory(theme=ThemeFactory(), room=RoomFactory())
    ParticipationFactory.create_batch(number, session=session)
    session.documents.add(*DocumentFactory.create_batch(number))
    for language in ("fr", "en", "ar")[:number]:
        SessionLanguage.objects.create(session=session, language=language)
        SessionSource.objects.create(session=session, publisher="Example")

    with django_assert_num_queries(5):
        shown = Session.objects.for_page().get()
        rows = (shown.people, shown.documents.all(), shown.languages.all(), shown.sources.all())
        assert [len(one) for one in rows] == [number] * 4


def test_a_speaker_of_two_roles_is_one_of_the_people_once_and_in_order():
    session = SessionFactory()
    host = ParticipationFactory(session=session, role=Participation.Role.HOST, order=1).speaker
    guest = ParticipationFactory(session=session, order=2).speaker
    ParticipationFactory(session=session, speaker=host, order=3)

    assert session.people == [host, guest]


@pytest.mark.parametrize(
    ("hour", "period"),
    [(8, "matin"), (10, "matin"), (11, "après-midi"), (16, "après-midi"), (17, "soir"), (22, "soir")],
)
def test_the_part_of_the_day_is_that_of_the_zone_shown(hour, period):
    session = SessionFactory.build(starts=at(hour))

    with timezone.override(ZoneInfo("Europe/Paris")):
        assert session.period == period


def test_the_part_of_the_day_is_as_given_or_not_known():
    evening = SessionFactory.build(untimed=True, part_of_day=Session.PartOfDay.EVENING)

    with translation.override("en"):
        assert evening.period == "evening"
        assert SessionFactory.build(untimed=True).period == "time of day not known"


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_session_does_not_take_the_address_of_another_page(slug):
    session = SessionFactory.build(slug=slug)

    assert refused_words(session) == ["This slug is the address of another page."]
    with pytest.raises(ValidationError, match=slug):
        session.clean_fields()
    with pytest.raises(IntegrityError):
        session.save()


def test_the_reserved_addresses_are_those_of_the_programmes_own_pages():
    assert {"grid", "print", "changes", "agenda", "speakers", "programme", "preview"} <= RESERVED_SLUGS


@pytest.mark.parametrize("ends", [at(13), at(12)])
def test_a_session_ends_after_it_starts(ends):
    session = SessionFactory.build(starts=at(13), ends=ends)

    assert set(refused_words(session)) == {"A session ends after it starts."}
    with pytest.raises(IntegrityError):
        session.save()


@pytest.mark.parametrize(
    "known", [{"starts": at(13), "ends": None}, {"starts": None, "ends": at(13)}, {"untimed": True}]
)
def test_a_session_may_know_one_of_its_times_or_none(known):
    assert SessionFactory(**known).pk is not None


@pytest.mark.parametrize("state", [{}, {"cancelled": True}])
@pytest.mark.parametrize("field", ["title_fr", "title_en"])
def test_what_the_public_sees_has_its_title_in_both_languages(state, field):
    with pytest.raises(IntegrityError):
        SessionFactory(**state, **{field: ""})


def test_a_draft_may_lack_a_title():
    assert SessionFactory(draft=True, title_en="").title == "Séance 0"


def test_a_session_is_its_title_and_has_one_address_in_all_languages():
    session = SessionFactory.build(slug="opening", title_en="Opening")

    assert session.get_absolute_url() == "/fr/programme/opening/"
    with translation.override("en"):
        assert (str(session), session.get_absolute_url()) == ("Opening", "/en/programme/opening/")


def test_a_form_refuses_a_stream_that_is_no_address():
    with pytest.raises(ValidationError) as refused:
        SessionFactory.build(stream_urls=["live"], recording_urls="x").clean_fields()

    assert sorted(refused.value.message_dict) == ["recording_urls", "stream_urls"]


def test_a_theme_or_room_in_use_is_not_deleted():
    session = SessionFactory(theme=ThemeFactory(), room=RoomFactory())

    with pytest.raises(ProtectedError):
        session.theme.delete()
    with pytest.raises(ProtectedError):
        session.room.delete()


# --- speakers ---


def test_the_public_sees_speakers_of_sessions_it_can_see():
    in_published = ParticipationFactory().speaker
    in_cancelled = ParticipationFactory(session=SessionFactory(cancelled=True)).speaker
    ParticipationFactory(session=SessionFactory(draft=True))
    SpeakerFactory()
    ParticipationFactory(session=SessionFactory(), speaker=in_published)

    assert list(Speaker.objects.published()) == [in_published, in_cancelled]


def test_speakers_stand_by_their_sort_key():
    second, first = SpeakerFactory(sort_key="macron emmanuel"), SpeakerFactory(sort_key="guterres antonio")

    assert list(Speaker.objects.all()) == [first, second]


@pytest.mark.parametrize("number", [1, 3])
def test_a_speakers_page_shows_their_public_sessions_in_order_in_two_queries(django_assert_num_queries, number):
    speaker = SpeakerFactory()
    sessions = SessionFactory.create_batch(number, theme=ThemeFactory())
    for session in [*reversed(sessions), SessionFactory(draft=True)]:
        ParticipationFactory(speaker=speaker, session=session)

    with django_assert_num_queries(2):
        shown = Speaker.objects.for_page().get()
        assert [part.session for part in shown.participations.all()] == sessions
        assert {part.session.theme.number for part in shown.participations.all()} == {1}


def test_a_speaker_is_their_name_and_has_one_address_in_all_languages():
    speaker = SpeakerFactory.build(slug="somebody", name_en="Somebody")

    with translation.override("en"):
        assert (str(speaker), speaker.get_absolute_url()) == ("Somebody", "/en/programme/speakers/somebody/")


def test_a_speaker_who_takes_part_is_not_deleted():
    with pytest.raises(ProtectedError):
        ParticipationFactory().speaker.delete()


# --- what hangs on a session ---


def test_a_speaker_takes_part_once_in_each_role():
    part = ParticipationFactory(role=Participation.Role.CHAIR)
    ParticipationFactory(session=part.session, speaker=part.speaker, role=Participation.Role.SPEAKER)
    twice = ParticipationFactory.build(session=part.session, speaker=part.speaker, role=Participation.Role.CHAIR)

    assert refused_words(twice) == ["This speaker already has this role in the session."]
    with pytest.raises(IntegrityError):
        twice.save()


def test_a_participation_is_a_speaker_and_a_role():
    part = ParticipationFactory.build(speaker__name_en="Somebody", role=Participation.Role.CHAIR)

    with translation.override("en"):
        assert str(part) == "Somebody (chair)"


def test_a_language_is_heard_once_in_each_use():
    session = SessionFactory()
    floor = SessionLanguage.objects.create(session=session, language="fr")
    interpreted = SessionLanguage.objects.create(session=session, language="fr", use="interpretation")

    assert [str(one) for one in session.languages.all()] == ["fr", "fr"]
    assert list(session.languages.all()) == [floor, interpreted]
    with pytest.raises(IntegrityError):
        SessionLanguage.objects.create(session=session, language="fr")


def test_rooms_stand_in_their_order_and_are_their_name():
    second, first = RoomFactory(order=2, name_fr="Petite salle"), RoomFactory(order=1)

    assert list(Room.objects.all()) == [first, second]
    assert str(second) == "Petite salle"


@pytest.mark.parametrize("factory", [RoomFactory, SpeakerFactory])
@pytest.mark.parametrize("field", ["name_fr", "name_en"])
def test_a_room_or_speaker_is_named_in_both_languages(factory, field):
    with pytest.raises(IntegrityError):
        factory(**{field: ""})
