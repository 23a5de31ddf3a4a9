"""Erasing: by the person, by the term of each field; after it nothing says who somebody was."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command

from delegates import erasure, registration, seats
from delegates.mail import outbox
from delegates.models import Circular, Delegate, Delegation, Message, Needs, Seat, Trace, Wish
from delegates.terms import TERMS
from summit.clock import real_now
from tests.factories import DelegateFactory, DelegationFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db
MARKS = ("Ziyanda", "Quxuntu", "ziyanda@example.org", "A ramp of oak")


def somebody(**more):
    delegate = DelegateFactory(
        given_name="Ziyanda",
        family_name="Quxuntu",
        badge_name="Ziyanda Quxuntu",
        email="ziyanda@example.org",
        **more,
    )
    Needs.objects.create(delegate=delegate, access="A ramp of oak")
    return delegate


def found_anywhere():
    """Every row of every table that still holds a mark of the person."""
    rows = (row for model in apps.get_models() for row in model._default_manager.values())
    return [row for row in rows if any(mark in str(value) for mark in MARKS for value in row.values())]


def last_day(event):
    return max(term.until(event) for term in TERMS)


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


def test_the_log_tells_who_erased_somebody_on_their_word(django_user_model):
    EventFactory()
    clerk, own, told = django_user_model.objects.create(), DelegateFactory(), DelegateFactory()

    erasure.erase(own)
    erasure.erase(told, by=clerk)

    rows = Trace.objects.order_by("pk").values_list("act", "number", "by")
    assert list(rows) == [("erased", own.number, None), ("erased", told.number, clerk.pk)]


def test_each_field_goes_at_its_term_and_the_count_stays():
    event = EventFactory()
    somebody()

    before = erasure.erase_expired(date(2021, 1, 17))
    needs = erasure.erase_expired(date(2021, 1, 18))
    identity = erasure.erase_expired((event.ends + timedelta(days=90)).date())

    assert (sum(before.values()), needs["needs"], identity["identity"]) == (0, 1, 1)
    assert (found_anywhere(), Delegate.objects.count()) == ([], 1)
    assert [erasure.holding(term).count() for term in TERMS] == [0] * len(TERMS)
    assert Delegate.objects.get().name_key == ""


def test_at_its_term_an_identity_takes_its_private_link_along():
    event = EventFactory()
    before = somebody()

    erasure.erase_expired(last_day(event))

    after = Delegate.objects.get()
    assert after.link_key != before.link_key
    assert after.link_digest != before.link_digest
    assert after.erased_at is not None


def test_somebody_refused_keeps_the_reason_as_long_as_their_name():
    event = EventFactory()
    somebody(state="refused", refusal="No place was left for Ziyanda.", notes="Ziyanda wrote twice.")

    erasure.erase_expired((event.ends + timedelta(days=30)).date())
    kept = Delegate.objects.get()
    assert (kept.notes, kept.refusal) == ("", "No place was left for Ziyanda.")

    erasure.erase_expired(last_day(event))
    gone = Delegate.objects.get()
    assert (gone.state, gone.refusal) == ("refused", "")


def test_with_who_people_are_goes_what_was_around_them(django_user_model):
    event, user = EventFactory(), django_user_model.objects.create(username="staff")
    delegation = DelegationFactory(focal_name="Ziyanda Quxuntu", focal_email="ziyanda@example.org")
    somebody(delegation=delegation).wishes.create(session=SessionFactory())
    outbox.write("desk", delegation=delegation)
    Circular.objects.create(subject_fr="S", subject_en="S", body_fr="Ziyanda parle", body_en="Ziyanda speaks")
    LogEntry.objects.log_actions(user.pk, [delegation], CHANGE, "Ziyanda answers.", single_object=True)
    Trace.objects.create(act="exported", by=user, purpose="Cards for Ziyanda Quxuntu", count=3)

    early = erasure.erase_expired((event.ends + timedelta(days=89)).date())
    report = erasure.erase_expired(last_day(event))

    rest = ("focal points", "messages", "messages to groups", "wishes", "purposes in the audit log")
    assert [early[name] for name in rest] == [0] * 5
    assert [report[name] for name in rest] == [1] * 5
    assert found_anywhere() == []
    assert [model.objects.count() for model in (Message, Circular, Wish)] == [0] * 3
    assert Delegation.objects.get().link_key != delegation.link_key
    assert Trace.objects.filter(act="exported").values_list("by", "count", "purpose").get() == (user.pk, 3, "")


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


def test_a_thousand_are_erased_in_few_questions(django_assert_max_num_queries):
    event = EventFactory()
    DelegateFactory.create_batch(20)

    with django_assert_max_num_queries(40):
        report = erasure.erase_expired(last_day(event))

    assert report["identity"] == 20


def test_the_command_tells_by_field_and_age_and_keeps_its_report(capsys, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    EventFactory()
    somebody()
    Delegate.objects.update(created_at=real_now() - timedelta(days=100))
    since = f"{real_now() - timedelta(days=100):%Y-%m-%d}"

    call_command("erase_expired")

    said = capsys.readouterr().out
    ages = "1 for more than 30 days, 1 for more than 90 days, 0 for more than 365 days"
    lines = said.splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", lines[0])
    assert "erased, needs: 0" in lines
    assert f"still held, needs, access: 1, the oldest since {since}; {ages}" in lines
    assert f"still held, identity, email: 1, the oldest since {since}; {ages}" in lines
    assert "still held, press, outlet: 0" in lines
    kept = list((tmp_path / "erasure").iterdir())
    assert [file.read_text().strip() for file in kept] == [said.strip()]
    assert [mark for mark in MARKS if mark in said] == []
