"""One day of the plan on one page, with a start, an end and a room per session."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programme.models import Session
from tests.factories import EventFactory, RoomFactory, SessionFactory
from tests.staff import assert_obeys_the_policy, errors, fields, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db

DAY = "/admin/programme/session/day/"


def at(hour, minute=0, day=11):
    """A moment by the clock of Paris in winter."""
    return datetime(2021, 1, day, hour - 1, minute, tzinfo=UTC)


def rows(page):
    return [link.text for link in soup(page).select("#content-main tbody th > a")]


def test_the_page_opens_on_the_first_day_with_its_sessions_in_order():
    EventFactory(ends=at(18, day=12))
    SessionFactory(starts=at(16), ends=at(17), title_en="Late")
    SessionFactory(starts=at(9), ends=at(10), title_en="Early", draft=True)
    SessionFactory(untimed=True, title_en="Some time")
    SessionFactory(starts=at(9, day=12), ends=None, title_en="Tomorrow")

    page = superuser().get(DAY)

    assert rows(page) == ["Some time", "Early", "Late"]
    days = soup(page).select(".days a")
    assert [(link["href"], link.text, link.get("aria-current")) for link in days] == [
        ("?day=2021-01-11", "Monday 11 January 2021", "page"),
        ("?day=2021-01-12", "Tuesday 12 January 2021", None),
    ]
    assert_obeys_the_policy(page)


def test_times_are_shown_in_the_zone_of_the_event_and_named_by_row_and_column():
    EventFactory()
    session = SessionFactory(room=RoomFactory(name_en="Wood"))

    page = superuser().get(DAY, {"day": "2021-01-11"})

    starts = soup(page).select_one(f"[name=s{session.pk}-starts]")
    assert (starts["type"], starts["value"]) == ("datetime-local", "2021-01-11T14:00")
    named = [soup(page).select_one(f"#{one}").text for one in starts["aria-labelledby"].split()]
    assert named == ["Planned start", "Session 0"]
    assert soup(page).select_one(f"[name=s{session.pk}-room] [selected]").text == "Wood"


def test_another_day_shows_what_is_planned_on_it_and_an_empty_one_says_so():
    EventFactory()
    SessionFactory(starts=at(9, day=12), ends=None, title_en="Tomorrow")
    client = superuser()

    assert rows(client.get(DAY, {"day": "2021-01-12"})) == ["Tomorrow"]
    empty = client.get(DAY, {"day": "2021-03-01"})
    assert rows(empty) == []
    assert "Nothing is planned on this day." in soup(empty).text


@pytest.mark.parametrize("day", ["tomorrow", "2021-99-99", "0001-01-01", "9999-12-31", ""])
def test_nonsense_for_a_day_shows_the_first(day):
    EventFactory()
    SessionFactory(title_en="Water")

    assert rows(superuser().get(DAY, {"day": day})) == ["Water"]


def test_a_programme_without_anything_has_its_page():
    page = superuser().get(DAY)

    assert page.status_code == 200
    assert rows(page) == []


def test_saving_changes_the_plan_of_the_rows_that_were_changed_and_nothing_public():
    EventFactory()
    room = RoomFactory()
    moved, still = SessionFactory(), SessionFactory()
    before = still.modified
    client = superuser()
    filled = fields(client.get(DAY)) | {
        f"s{moved.pk}-starts": "2021-01-11T14:40",
        f"s{moved.pk}-ends": "2021-01-12T00:30",
        f"s{moved.pk}-room": room.pk,
    }

    page = client.post(f"{DAY}?day=2021-01-11", filled, follow=True)

    moved.refresh_from_db()
    still.refresh_from_db()
    assert messages(page) == ["Saved in the plan: 1 session. This becomes public with the next release."]
    assert (moved.planned_starts, moved.planned_ends) == (at(14, 40), datetime(2021, 1, 11, 23, 30, tzinfo=UTC))
    assert moved.planned_room == room
    assert (moved.starts, moved.room, still.modified) == (at(14), None, before)
    assert "moved from 14:00 to 14:40" in soup(page).text


def test_saving_what_nobody_changed_says_so():
    SessionFactory()
    client = superuser()

    page = client.post(f"{DAY}?day=2021-01-11", fields(client.get(DAY)), follow=True)

    assert messages(page) == ["Nothing was changed."]


def test_what_somebody_else_changed_meanwhile_is_not_put_back():
    EventFactory()
    one, other = SessionFactory(), SessionFactory()
    client = superuser()
    filled = fields(client.get(DAY)) | {f"s{one.pk}-starts": "2021-01-11T14:10"}
    room = RoomFactory()
    Session.objects.update(planned_room=room)
    Session.objects.filter(pk=other.pk).update(planned_starts=at(14, 30))

    client.post(f"{DAY}?day=2021-01-11", filled)

    plan = Session.objects.order_by("pk").values_list("planned_starts", "planned_room")
    assert list(plan) == [(at(14, 10), room.pk), (at(14, 30), room.pk)]


def test_a_session_that_came_to_this_day_meanwhile_is_left_alone():
    EventFactory()
    SessionFactory()
    client = superuser()
    filled = fields(client.get(DAY))
    came = SessionFactory(room=RoomFactory())

    client.post(f"{DAY}?day=2021-01-11", filled)

    came.refresh_from_db()
    assert (came.planned_starts, came.planned_room_id) == (at(14), came.room_id)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends": "2021-01-11T13:00"}, "A session ends after it starts."),
        ({"starts": "soon"}, "Enter a valid date/time."),
        ({"room": "999"}, "Select a valid choice. 999 is not one of the available choices."),
    ],
)
def test_a_mistake_in_one_row_saves_none_and_keeps_what_was_written(change, sentence):
    EventFactory()
    one, other = SessionFactory(), SessionFactory()
    client = superuser()
    filled = fields(client.get(DAY)) | {f"s{other.pk}-starts": "2021-01-11T14:20"}
    filled |= {f"s{one.pk}-{name}": value for name, value in change.items()}

    page = client.post(f"{DAY}?day=2021-01-11", filled)

    assert errors(page) == [sentence]
    assert "Nothing was saved: 1 row has a mistake. What was written is still here." in soup(page).text
    assert fields(page)[f"s{other.pk}-starts"] == "2021-01-11T14:20"
    assert set(Session.objects.values_list("planned_starts", flat=True)) == {at(14)}


def test_clashes_stand_under_their_sessions():
    EventFactory()
    room = RoomFactory(name_en="Wood")
    SessionFactory(room=room, title_en="Water")
    SessionFactory(room=room, title_en="Soil")

    told = soup(superuser().get(DAY)).select(".clashes li")

    assert [one.text.split(" Open ")[0] for one in told] == [
        "Wood is also taken by “Soil”, Monday 11 January 2021, 14:00 – 15:00.",
        "Wood is also taken by “Water”, Monday 11 January 2021, 14:00 – 15:00.",
    ]


def test_a_day_asks_as_much_for_three_sessions_as_for_one_shown_or_saved(django_assert_num_queries):
    EventFactory()
    room = RoomFactory()
    session = SessionFactory(room=room)
    client = superuser()
    client.get(DAY)
    with CaptureQueriesContext(connection) as shown:
        client.get(DAY)
    for _more in range(2):
        SessionFactory(room=RoomFactory())

    with django_assert_num_queries(len(shown)):
        page = client.get(DAY)

    assert len(rows(page)) == 3
    assert session.planned_room == room


def test_the_history_of_a_session_says_what_was_changed_here():
    EventFactory()
    session = SessionFactory()
    client = superuser()
    client.post(f"{DAY}?day=2021-01-11", fields(client.get(DAY)) | {f"s{session.pk}-starts": "2021-01-11T14:10"})

    history = client.get(f"/admin/programme/session/{session.pk}/history/")

    assert "Changed planned start." in history.content.decode()


def test_those_who_may_only_look_do_not_see_the_page():
    assert signed_in("Register officers").get(DAY).status_code == 403
