"""Agendas: chosen, kept under two secrets, found to clash, erased."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from programme import agenda
from programme.models import Agenda, Star
from tests.factories import SessionFactory

pytestmark = pytest.mark.django_db


def at(hour, minute=0):
    return datetime(2021, 1, 11, hour, minute, tzinfo=UTC)


def test_a_kept_agenda_has_two_different_secrets_of_at_least_128_bits():
    kept = agenda.keep([SessionFactory()])

    assert kept.read_token != kept.edit_token
    assert min(len(kept.read_token), len(kept.edit_token)) == 32


def test_choosing_again_replaces_the_whole_choice_and_keeps_what_stays():
    stays, goes, comes = SessionFactory(), SessionFactory(), SessionFactory()
    kept = agenda.keep([stays, goes])
    star = Star.objects.get(session=stays).pk

    agenda.choose(kept, sessions=[stays, comes])

    assert set(kept.sessions.all()) == {stays, comes}
    assert Star.objects.get(session=stays).pk == star


def test_two_sessions_that_overlap_clash_and_two_that_follow_each_other_do_not():
    first = SessionFactory(starts=at(13), ends=at(14))
    second = SessionFactory(starts=at(13, 30), ends=at(15))
    third = SessionFactory(starts=at(15), ends=at(16))

    assert agenda.clashes([third, second, first]) == [agenda.Clash(first, second)]


def test_a_cancelled_session_and_one_without_an_end_clash_with_nothing():
    cancelled = SessionFactory(cancelled=True, starts=at(13), ends=at(14))
    endless = SessionFactory(starts=at(13), ends=None)
    untimed = SessionFactory(untimed=True)

    assert agenda.clashes([SessionFactory(starts=at(13), ends=at(14)), cancelled, endless, untimed]) == []


def test_an_agenda_unused_for_more_than_a_year_is_erased_and_a_used_one_stays(capsys):
    old, recent = agenda.keep([SessionFactory()]), agenda.keep([SessionFactory()])
    Agenda.objects.filter(pk=old.pk).update(used=date(2020, 1, 1))

    call_command("erase_agendas")

    assert list(Agenda.objects.all()) == [recent]
    assert Star.objects.count() == 1
    assert "1" in capsys.readouterr().out


def test_looking_at_an_agenda_is_remembered_by_the_day():
    kept = agenda.keep([SessionFactory()])
    Agenda.objects.filter(pk=kept.pk).update(used=date(2020, 1, 1))
    kept.refresh_from_db()

    agenda.mark_used(kept)

    kept.refresh_from_db()
    assert kept.used > date(2021, 1, 1)
