"""Arrivals in the admin: who came, when, by which door, what was undone; read by those who see delegates."""

import re
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from delegates import door
from delegates.admin.arrival import KINDS
from delegates.models import Arrival
from tests.delegates.test_door import seated
from tests.factories import DelegateFactory, EventFactory
from tests.staff import address, assert_obeys_the_policy, signed_in, soup

pytestmark = pytest.mark.django_db
LIST = "/admin/delegates/arrival/"
MORNING, EVENING = (datetime.fromisoformat(f"2021-01-11T{hour}:00Z") for hour in ("08", "23"))


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def clerk():
    return User.objects.create(username="clerk")


def came(delegate, by, *, at=MORNING, to="North", offline=False) -> UUID:
    key = uuid4()
    door.admit(delegate.number, key=key, door=to, at=at, by=by, is_offline=offline)
    return key


def rows(client, **asked):
    """Number, name, what happened and door of each row."""
    found = soup(client.get(LIST, asked)).select("#result_list tbody tr")
    columns = ("delegate", "name", "what", "door")
    return [tuple(" ".join(row.select_one(f".field-{one}").text.split()) for one in columns) for row in found]


def test_a_stranger_is_sent_to_the_sign_in_page_and_others_are_refused(clerk):
    came(seated(), clerk)

    for page in (LIST, address(Arrival.objects.get())):
        assert Client().get(page).url == f"/admin/login/?next={page}"
        assert [signed_in(group).get(page).status_code for group in ("Editors", "Door", "Welcome")] == [403] * 3


def test_without_the_second_factor_nothing_is_shown():
    answer = signed_in("Accreditation", verified=False).get(LIST)

    assert (answer.status_code, "second-factor" in answer["Location"]) == (302, True)


def test_each_passage_says_what_it_was_the_latest_first(clerk):
    one, other = seated(given_name="Ada", family_name="One"), seated(given_name="Bo", family_name="Two")
    waits = DelegateFactory(accredited=True, given_name="Cy", family_name="Three")
    came(one, clerk)
    came(one, clerk, to="South")
    came(one, clerk, to="West", offline=True)
    came(waits, clerk, to="West", offline=True)
    door.undo(came(other, clerk), by=clerk)
    Arrival.objects.update(at=MORNING)
    Arrival.objects.exclude(undone_at=None).update(undone_at=MORNING)
    client = signed_in("Accreditation")

    assert rows(client) == [
        (str(other), "Bo Two", "admission undone · Monday 11 January 2021, 09:00 · clerk", "North"),
        (str(waits), "Cy Three", "let in wrongly: no seat on site · without network", "West"),
        (str(one), "Ada One", "let in twice, doors apart · without network", "West"),
        (str(one), "Ada One", "badge used again", "South"),
        (str(one), "Ada One", "let in", "North"),
    ]
    assert [len(rows(client, kind=kind)) for kind in (*KINDS, "offline", "nonsense")] == [1, 1, 1, 1, 1, 2, 5]
    with translation.override("en"):
        words = [str(word) for word, _rows in KINDS.values()]
    assert [re.split("[:·]", rows(client, kind=kind)[0][2])[0].strip() for kind in KINDS] == words
    assert_obeys_the_policy(client.get(LIST))


def test_one_looks_for_a_number_a_name_a_door_and_a_day_of_the_event(clerk):
    early, late = seated(given_name="Zoë", family_name="Ångström"), seated(given_name="Jo", family_name="Doe")
    came(early, clerk, at=MORNING, to="North")
    came(late, clerk, at=EVENING, to="South")
    client = signed_in("Accreditation")

    def found(**asked):
        return [row[0] for row in rows(client, **asked)]

    assert found(q=str(early)) == found(q="angstrom zo") == found(door="North") == [str(early)]
    assert found(q="nobody") == found(q="…") == []
    assert found(day="2021-01-11") == [str(early)]
    assert found(day="2021-01-12") == [str(late)]  # in Paris it was midnight
    assert found(day="nonsense") == [str(late), str(early)]
    days = soup(client.get(LIST)).select('a[href*="day="]')
    assert [one.text for one in days] == ["Tuesday 12 January 2021", "Monday 11 January 2021"]


def test_three_arrivals_ask_as_much_as_one(clerk, django_assert_num_queries):
    client = signed_in("Accreditation")
    door.undo(came(seated(), clerk), by=clerk)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    door.undo(came(seated(), clerk), by=clerk)
    came(seated(), clerk, offline=True)

    with django_assert_num_queries(len(one.captured_queries)):
        client.get(LIST)


def test_not_even_a_superuser_adds_changes_or_deletes(clerk):
    client = signed_in(superuser=True)
    came(seated(), clerk)
    one = Arrival.objects.get()
    chosen = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}

    assert client.get(reverse("admin:delegates_arrival_add")).status_code == 403
    assert client.post(address(one), {"door": "South"}).status_code == 403
    assert client.post(address(one, "delete"), {"post": "yes"}).status_code == 403
    client.post(LIST, chosen)

    assert Arrival.objects.get().door == "North"


def test_the_page_of_a_delegate_says_which_of_their_passages_were_undone(clerk):
    delegate = seated()
    door.undo(came(delegate, clerk), by=clerk)
    came(delegate, clerk, to="South")
    Arrival.objects.exclude(undone_at=None).update(undone_at=EVENING)

    told = [
        one.text for one in soup(signed_in("Accreditation").get(address(delegate))).select(".field-arrived li")
    ]

    assert told == [
        "Monday 11 January 2021, 09:00 · North · clerk · "
        "admission undone · Tuesday 12 January 2021, 00:00 · clerk",
        "Monday 11 January 2021, 09:00 · South · clerk · let in",
    ]
