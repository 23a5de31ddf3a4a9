"""Erasing: by the person, by the term of each field; after it nothing says who somebody was."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command

from delegates import erasure, outbox, registration, seats
from delegates.models import Delegate, Needs, Seat
from summit.clock import real_now
from tests.factories import DelegateFactory, EventFactory

pytestmark = pytest.mark.django_db
MARKS = ("Ziyanda", "Quxuntu", "ziyanda@example.org", "A ramp of oak")


def somebody():
    delegate = DelegateFactory(
        given_name="Ziyanda", family_name="Quxuntu", badge_name="Ziyanda Quxuntu", email="ziyanda@example.org"
    )
    Needs.objects.create(delegate=delegate, access="A ramp of oak")
    return delegate


def found_anywhere():
    """Every row of every table that still holds a mark of the person."""
    rows = (row for model in apps.get_models() for row in model._default_manager.values())
    return [row for row in rows if any(mark in str(value) for mark in MARKS for value in row.values())]


def test_after_an_erasure_the_person_is_in_no_table(django_user_model):
    EventFactory(capacity=1)
    delegate, second = somebody(), DelegateFactory()
    seats.take(delegate)
    seats.take(second)
    outbox.write("received", delegate=delegate)
    user = django_user_model.objects.create(username="staff")
    LogEntry.objects.log_actions(user.pk, [delegate], CHANGE, "Wrote to Ziyanda.", single_object=True)
    assert len(found_anywhere()) == 3

    erasure.erase(delegate)

    assert found_anywhere() == []
    assert Delegate.objects.get(number=delegate.number).state == "cancelled"
    assert Seat.objects.get().delegate == second


def test_each_field_goes_at_its_term_and_the_count_stays():
    event = EventFactory()
    somebody()

    before = erasure.erase_expired(date(2021, 1, 17))
    needs = erasure.erase_expired(date(2021, 1, 18))
    identity = erasure.erase_expired((event.ends + timedelta(days=90)).date())

    assert (sum(before.values()), needs["needs"], identity["identity"]) == (0, 1, 1)
    assert (found_anywhere(), Delegate.objects.count(), erasure.held()["identity"]) == ([], 1, 0)


def test_an_address_not_confirmed_in_seven_days_is_erased_whole():
    EventFactory()
    delegate = registration.register(
        {
            **dict.fromkeys(("given_name", "family_name", "badge_name"), "Ziyanda"),
            **{"email": "ziyanda@example.org", "category": "delegate", "mode": "online", "language": "fr"},
        },
        needs={},
    )
    Delegate.objects.update(created_at=real_now() - timedelta(days=8))

    assert erasure.erase_expired(date(2020, 12, 14))["unconfirmed"] == 1

    assert (found_anywhere(), Delegate.objects.filter(pk=delegate.pk).exists()) == ([], False)


def test_the_command_tells_what_was_erased_and_what_is_held(capsys):
    EventFactory()
    somebody()

    call_command("erase_expired")

    said = capsys.readouterr().out
    assert "erased, needs:" in said
    assert "still held, identity:" in said
