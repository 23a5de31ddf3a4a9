"""How a release tells what it changes: one sentence each, in the reader's language and zone."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from programme import releases
from programme.models import Change, Session
from tests.factories import RoomFactory, SessionFactory
from tests.programme.plans import at, draft, planned

pytestmark = pytest.mark.django_db

PUBLISHED, CANCELLED, DRAFT = Session.Status.PUBLISHED, Session.Status.CANCELLED, Session.Status.DRAFT


def told(language="en"):
    """Return what publishing now would change, as sentences read in Paris."""
    with translation.override(language), timezone.override(ZoneInfo("Europe/Paris")):
        return [change.sentence for change in releases.pending()]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({"starts": at(14, 40), "ends": at(15, 40)}, "moved from 14:00 to 14:40"),
        ({"starts": at(14, 40)}, "moved from 14:00 to 14:40, now ends at 15:00"),
        ({"starts": at(14, 40), "ends": None}, "moved from 14:00 to 14:40, its end is not known any more"),
        (
            {"starts": at(9, day=12), "ends": at(10, day=12)},
            "moved from Monday 11 January 2021, 14:00 to Tuesday 12 January 2021, 09:00",
        ),
        ({"ends": at(15, 30)}, "now ends at 15:30 instead of 15:00"),
        ({"ends": at(0, 30, day=12)}, "now ends at Tuesday 12 January 2021, 00:30 instead of 15:00"),
        ({"ends": None}, "its end is not known any more"),
        ({"starts": None, "ends": None}, "no longer starts at 14:00; its time is not known yet"),
        ({"status": CANCELLED}, "cancelled"),
        ({"status": DRAFT}, "taken off the programme"),
    ],
)
def test_a_change_of_a_public_session_is_one_sentence(plan, sentence):
    planned(SessionFactory(), **plan)

    assert told() == [sentence]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({"starts": at(14, 40), "ends": at(15, 40)}, "déplacée de 14\u00a0h\u00a000 à 14\u00a0h\u00a040"),
        (
            {"starts": at(9, day=12), "ends": at(10, day=12)},
            "déplacée du lundi 11 janvier 2021, 14\u00a0h\u00a000 au mardi 12 janvier 2021, 9\u00a0h\u00a000",
        ),
        ({"status": CANCELLED}, "annulée"),
    ],
)
def test_a_change_is_told_in_french(plan, sentence):
    planned(SessionFactory(), **plan)

    assert told("fr") == [sentence]


def test_a_change_is_told_in_the_zone_it_is_read_in():
    planned(SessionFactory(), starts=at(14, 40), ends=at(15, 40))

    with translation.override("en"), timezone.override(ZoneInfo("America/Bogota")):
        assert [change.sentence for change in releases.pending()] == ["moved from 08:00 to 08:40"]


def test_a_time_that_becomes_known_is_told_with_its_day():
    planned(SessionFactory(untimed=True), starts=at(9))

    assert told() == ["has a time now: Monday 11 January 2021, 09:00"]


def test_a_session_that_is_added_is_told_with_its_day_and_hour_when_they_are_known():
    planned(draft(), status=PUBLISHED, starts=at(9))
    planned(draft(), status=PUBLISHED)

    assert sorted(told()) == [
        "added to the programme",
        "added to the programme: Monday 11 January 2021, 09:00",
    ]


def test_a_session_that_takes_place_after_all_is_told_so():
    planned(SessionFactory(cancelled=True), status=PUBLISHED)

    assert told() == ["takes place after all"]


def test_a_session_cancelled_before_it_was_public_is_added_and_cancelled():
    planned(draft(), status=CANCELLED)

    assert told() == ["added to the programme", "cancelled"]


def test_rooms_are_told_by_the_name_they_had_in_the_language_of_the_reader():
    old, new = (
        RoomFactory(name_fr="Salle d'eau", name_en="Water room"),
        RoomFactory(name_fr="Bois", name_en="Wood"),
    )
    session = planned(SessionFactory(room=old), room=new)
    assert told() == ["another room: Wood, instead of Water room"]

    releases.publish()
    planned(session, room=None)
    new.name_en = "Forest"
    new.save()

    assert told() == ["is not in room Forest any more; its room is not known yet"]
    with translation.override("en"):
        assert Change.objects.get().sentence == "another room: Wood, instead of Water room"


def test_a_room_that_becomes_known_is_told():
    planned(SessionFactory(), room=RoomFactory(name_en="Wood"))

    assert told() == ["its room is known now: Wood"]


def test_a_session_can_change_in_several_ways_at_once():
    planned(SessionFactory(), starts=at(13), ends=at(14), room=RoomFactory(name_en="Wood"), status=CANCELLED)

    assert told() == ["cancelled", "moved from 14:00 to 13:00", "its room is known now: Wood"]


def test_a_change_keeps_the_title_of_its_day_in_both_languages():
    session = planned(SessionFactory(title_fr="Eau", title_en="Water"), starts=at(9))
    releases.publish()
    Session.objects.filter(pk=session.pk).update(title_fr="Autre", title_en="Other")

    change = Change.objects.get()
    assert (change.title_fr, change.title_en) == ("Eau", "Water")


def test_changes_are_told_in_the_order_of_the_programme():
    late = planned(SessionFactory(position=2), starts=at(20), ends=at(21))
    early = planned(SessionFactory(position=1), starts=at(9), ends=at(10))

    assert [change.session for change in releases.pending()] == [early, late]
