from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext

from programme import timetable
from programme.grid import grid
from programme.models import Room
from programme.models.session import Slot
from programme.timetable import Day
from summit.models import Event
from tests.factories import SessionFactory

PARIS = ZoneInfo("Europe/Paris")


def at(hour, minute=0, day=11):
    return datetime(2021, 1, day, hour, minute, tzinfo=PARIS)


def session(title, position, starts=None, ends=None, **given):
    return SessionFactory.build(pk=position, title_fr=title, position=position, starts=starts, ends=ends, **given)


def slot(pk, starts=None, ends=None, **given):
    known = {"day": None, "room_id": None, "status": "published", "found": True, "own": True}
    return Slot(pk=pk, starts=starts, ends=ends, **{**known, **given})


def event(starts=None, ends=None, zone="Europe/Paris"):
    return Event(starts=starts or at(14), ends=ends or at(17), time_zone=zone)


def laid_out(*sessions):
    """Return each part of the day with the titles under it."""
    return [
        (part.label, [one.title_fr for one in part.sessions]) for part in timetable.parts_of_day(sessions, PARIS)
    ]


# --- the order of a day ---


def test_within_a_part_of_the_day_timed_sessions_stand_by_time_whatever_their_position():
    assert laid_out(session("b", 1, at(15)), session("a", 2, at(14))) == [("après-midi", ["a", "b"])]


def test_an_untimed_session_stands_at_its_position_among_the_timed_ones_of_its_part():
    found = laid_out(
        session("first", 1, at(14)),
        session("between", 2, part_of_day="afternoon"),
        session("second", 3, at(15)),
        session("at the end", 4, part_of_day="afternoon"),
    )

    assert found == [("après-midi", ["first", "between", "second", "at the end"])]


def test_the_real_day_keeps_its_order():
    """Two of the morning, one of which nothing is known, then an afternoon whose end is not timed."""
    found = laid_out(
        session("forum", 1, part_of_day="morning"),
        session("charter", 2, part_of_day="morning"),
        session("round table", 3),
        session("opening", 4, at(14), part_of_day="afternoon"),
        session("finance", 8, at(15, 35), part_of_day="afternoon"),
        session("forests", 9, part_of_day="afternoon"),
        session("closing", 10, None, at(17), part_of_day="afternoon"),
    )

    assert found == [
        ("matin", ["forum", "charter"]),
        (gettext("time of day not known"), ["round table"]),
        ("après-midi", ["opening", "finance", "forests", "closing"]),
    ]


def test_sessions_without_positions_stand_by_time_and_those_without_a_time_after_them():
    sessions = [
        SessionFactory.build(pk=1, title_fr="later", position=0, untimed=True, part_of_day="morning"),
        SessionFactory.build(pk=2, title_fr="ten", position=0, starts=at(10)),
        SessionFactory.build(pk=3, title_fr="nine", position=0, starts=at(9)),
    ]

    assert laid_out(*sessions) == [("matin", ["nine", "ten", "later"])]


@pytest.mark.parametrize(
    ("hour", "part"), [(0, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"), (18, "evening")]
)
def test_the_clock_tells_the_part_of_the_day_of_a_timed_session_even_against_what_was_given(hour, part):
    assert timetable.part_of(session("", 1, at(hour), part_of_day="evening"), PARIS) == part


# --- days ---


def test_a_session_belongs_to_its_day_by_the_events_clock():
    first = date(2021, 1, 11)

    days = [
        timetable.day_of(one, PARIS, first)
        for one in (
            slot(1, datetime(2021, 1, 11, 23, 30, tzinfo=UTC)),
            slot(2, day=date(2021, 1, 13)),
            slot(3, ends=at(17, day=14)),
            slot(4),
        )
    ]

    assert days == [date(2021, 1, 12), date(2021, 1, 13), date(2021, 1, 14), first]


def test_days_stand_in_order_with_what_is_found_on_each():
    slots = [slot(1, at(9, day=12)), slot(2, at(9), found=False), slot(3), slot(4, at(10, day=12), found=False)]

    table = timetable.Timetable.read(slots, event(), at(9), asked=None)

    assert [(one.date.day, len(one.slots), len(one.found)) for one in table.days] == [(11, 2, 1), (12, 2, 1)]
    assert (table.found, table.level) == (2, 3)


def day(number, *, found=True):
    return Day(date(2021, 1, number), [slot(number, at(9, day=number), found=found)])


@pytest.mark.parametrize(
    ("asked", "today", "shown"),
    [
        (13, 12, 13),  # the one asked for
        (None, 12, 12),  # today
        (20, 12, 12),  # a day that is not of the programme means nothing
        (None, 1, 11),  # before: the first
        (None, 30, 11),  # after: the first
    ],
)
def test_the_day_shown_is_the_one_that_matters(asked, today, shown):
    days = [day(11), day(12), day(13)]

    found = timetable.shown_day(days, asked=asked and date(2021, 1, asked), today=date(2021, 1, today))

    assert found.date.day == shown


def test_without_a_day_asked_for_one_that_has_what_is_looked_for_is_shown():
    days = [day(11, found=False), day(12, found=False), day(13)]

    assert timetable.shown_day(days, asked=None, today=date(2021, 1, 11)).date.day == 13
    assert timetable.shown_day(days, asked=date(2021, 1, 11), today=date(2021, 1, 11)).date.day == 11
    assert timetable.shown_day([], asked=None, today=date(2021, 1, 11)) is None


def test_what_is_found_in_the_readers_language_comes_first_each_in_the_order_of_time():
    slots = [slot(1, at(14), own=False), slot(2, at(15)), slot(3, at(16), own=False), slot(4, at(17), found=False)]
    cards = {pk: session(str(pk), pk, at(13 + pk)) for pk in (1, 2, 3)}

    groups = timetable.Timetable.read(slots, event(), at(9), asked=None).groups(cards)

    assert [(label, [one.title_fr for part in parts for one in part.sessions]) for label, parts in groups] == [
        ("", ["2"]),
        (gettext("Found in the other language"), ["1", "3"]),
    ]


# --- now and next ---


def live(slots, moment, **given):
    found = timetable.live(slots, event(**given), moment)
    return found and [[one.pk for one in group] for group in (found.on, found.next, found.later)]


def test_during_the_summit_what_is_on_is_followed_by_what_is_next():
    slots = [slot(1, at(14), at(14, 20)), slot(2, at(14, 20), at(15)), slot(3, at(15), at(16)), slot(4, at(15))]

    assert live(slots, at(14)) == [[1], [2], [3, 4]]
    assert live(slots, at(14, 20)) == [[2], [3, 4], []]
    assert live(slots, at(16, 59)) == [[4], [], []]


@pytest.mark.parametrize("moment", [at(1), at(17), at(18)])
def test_long_before_and_after_the_summit_nothing_is_on(moment):
    assert live([slot(1, at(14), at(15))], moment) is None


def test_a_session_without_an_end_is_on_until_the_next_in_its_room_or_until_the_event_ends():
    slots = [slot(1, at(14), room_id=1), slot(2, at(15), at(15, 30), room_id=1), slot(3, at(14, 30), room_id=2)]

    assert [(one.pk, one.until) for one in timetable.spans(slots, event())] == [
        (1, at(15)),
        (3, at(17)),
        (2, at(15, 30)),
    ]


def test_what_is_cancelled_or_has_no_time_is_never_on():
    assert live([slot(1, at(14), at(16), status="cancelled"), slot(2)], at(15)) == [[], [], []]


def test_at_night_the_next_session_is_that_of_the_next_morning():
    slots = [slot(1, at(14), at(17)), slot(2, at(9, day=12), at(10, day=12)), slot(3, at(11, day=12))]

    assert live(slots, at(23), ends=at(17, day=12)) == [[], [2], [3]]


# --- the grid ---


def room(number):
    return Room(pk=number, order=number, slug=f"room-{number}")


def cells(found):
    """Return each row as its hour and its cells, a cell as its title and how many rows it covers."""
    return [
        (
            row.starts.astimezone(PARIS).strftime("%H:%M"),
            [(cell.session.title_fr if cell.session else "", cell.rows) for cell in row.cells],
        )
        for row in found.rows
    ]


def test_the_grid_has_a_row_for_each_start_and_a_column_for_each_room_none_coming_last():
    one, two = room(1), room(2)

    found = grid(
        [
            session("c", 3, at(10), at(11)),
            session("b", 2, at(9), at(10), room=two),
            session("a", 1, at(9), at(11), room=one),
        ]
    )

    assert [column.room for column in found.columns] == [one, two, None]
    assert cells(found) == [("09:00", [("a", 2), ("b", 1), ("", 1)]), ("10:00", [("", 1), ("c", 1)])]
    assert found.untimed == []


def test_two_sessions_that_overlap_in_one_room_stand_side_by_side_under_it():
    shared = room(1)

    found = grid(
        [
            session("a", 1, at(9), at(11), room=shared),
            session("b", 2, at(10), at(12), room=shared),
            session("c", 3, at(11), at(12), room=shared),
            session("d", 4, at(9), None, room=shared),
        ]
    )

    assert [len(column.lanes) for column in found.columns] == [2]
    assert cells(found) == [
        ("09:00", [("a", 2), ("d", 1)]),
        ("10:00", [("b", 2)]),
        ("11:00", [("c", 1)]),
    ]


def test_a_session_without_a_start_is_in_no_row():
    untimed = session("later", 1)

    found = grid([untimed])

    assert (found.columns, found.rows, found.untimed) == ([], [], [untimed])
