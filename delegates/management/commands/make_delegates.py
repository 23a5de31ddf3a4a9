"""Make many invented delegates, for measuring only: in a database without any, never beside real ones."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from delegates.management import invented
from delegates.models import (
    Arrival,
    Category,
    CategoryRule,
    Decision,
    Delegate,
    Delegation,
    Gate,
    Message,
    Needs,
    Quota,
    Seat,
)
from summit import clock
from summit.models import Event

State, Verdict = Delegate.State, Decision.Verdict
AT_ONCE = 2000
WITH_SEAT = (State.TO_REVIEW, State.ACCREDITED, State.ARRIVED)


class Command(BaseCommand):
    help = "Make many invented delegates with their delegations, seats, decisions and arrivals, for measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, help="how many delegates")
        parser.add_argument(
            "--seed", type=int, default=2021, help="another one makes others; default: %(default)s"
        )
        parser.add_argument("--state", choices=State.values, default="", help="all in this state, not in all")

    def handle(self, *_args: Any, number: int, seed: int, state: str, **_options: Any) -> None:
        if Delegate.objects.exists():
            raise CommandError("The database holds delegates already; nothing was made. Use one without any.")
        random = Random(seed)
        with transaction.atomic():
            self.event = self._event(number)
            delegations = self._delegations(random, max(number // 100, 3))
            before: list[Delegate] = []
            for first in range(1, number + 1, AT_ONCE):
                before += self._make(
                    random, range(first, min(first + AT_ONCE, number + 1)), before, delegations, state
                )
            self._hang_on(random, before)
            Gate.objects.update_or_create(key="numbers", defaults={"last_sequence": number})
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what was written at once is counted at once, as it would be in time
        self.stdout.write(f"{number} delegates made.")

    def _event(self, number: int) -> Event:
        """The event there is, or an invented one in a month, with seats for half of those who come."""
        event, now = Event.objects.first(), clock.now()
        return event or Event.objects.create(
            name_fr="Sommet inventé",
            name_en="Invented summit",
            starts=now + timedelta(days=30),
            ends=now + timedelta(days=30, hours=8),
            registration_opens=now - timedelta(days=30),
            registration_closes=now + timedelta(days=29),
            capacity=max(number // 2, 1),
            reference_prefix="TEST",
        )

    def _delegations(self, random: Random, number: int) -> list[Delegation]:
        made = Delegation.objects.bulk_create(invented.delegation(random, one) for one in range(1, number + 1))
        Quota.objects.bulk_create(
            Quota(delegation=one, category=category, places=random.randrange(most + 1))
            for one in made
            for category, most in ((Category.HEAD, 4), (Category.DELEGATE, 80), (Category.PRESS, 15))
        )
        for category in (Category.PRESS, Category.HEAD):
            CategoryRule.objects.update_or_create(category=category, defaults={"four_eyes": True})
        return made

    def _make(
        self, random: Random, numbers: range, before: list[Delegate], delegations: list[Delegation], state: str
    ) -> list[Delegate]:
        since, made = clock.real_now() - timedelta(days=20), []
        for one in numbers:
            around = {"before": made or before, "delegations": delegations, "since": since}
            made.append(invented.delegate(random, one, state=state, **around))
        return Delegate.objects.bulk_create(made)

    def _hang_on(self, random: Random, delegates: list[Delegate]) -> None:
        """What belongs to each: needs, a message, decisions, a seat, an arrival."""
        user, _made = get_user_model().objects.get_or_create(username="invented", defaults={"is_active": False})
        Needs.objects.bulk_create(
            (Needs(delegate=one, diet=random.choice(Needs.Diet.values)) for one in delegates), AT_ONCE
        )
        confirmed = [one for one in delegates if one.confirmed_at]
        Message.objects.bulk_create((_received(one) for one in confirmed), AT_ONCE)
        Decision.objects.bulk_create((one for row in confirmed for one in _decisions(random, row, user)), AT_ONCE)
        sitting = [one for one in delegates if one.is_on_site and one.state in WITH_SEAT]
        Seat.objects.bulk_create(self._seats(sitting), AT_ONCE)
        Gate.objects.update_or_create(key="summit", defaults={"last_sequence": len(sitting)})
        arrived = (one for one in delegates if one.state == State.ARRIVED)
        Arrival.objects.bulk_create((_arrival(random, one, user) for one in arrived), AT_ONCE)

    def _seats(self, sitting: list[Delegate]) -> Iterator[Seat]:
        places = self.event.capacity or len(sitting)
        for sequence, one in enumerate(sitting, 1):
            state = Seat.State.HELD if sequence <= places else Seat.State.WAITING
            yield Seat(delegate=one, state=state, sequence=sequence)


def _received(delegate: Delegate) -> Message:
    return Message(
        kind=Message.Kind.RECEIVED,
        delegate=delegate,
        message_id=f"invented-{delegate.number}@test.summit",
        state=Message.State.SENT,
        created_at=delegate.confirmed_at,
        sent_at=delegate.confirmed_at,
    )


def _decisions(random: Random, delegate: Delegate, user: Any) -> Iterator[Decision]:
    verdict = Verdict.REFUSE if delegate.state == State.REFUSED else Verdict.ACCREDIT
    decided = delegate.state in (State.REFUSED, State.ACCREDITED, State.ARRIVED)
    if decided or (delegate.category in (Category.PRESS, Category.HEAD) and random.random() < 0.3):
        yield Decision(delegate=delegate, verdict=verdict, by=user, at=delegate.confirmed_at + timedelta(days=1))


def _arrival(random: Random, delegate: Delegate, user: Any) -> Arrival:
    key = UUID(int=random.getrandbits(128), version=4)
    return Arrival(delegate=delegate, key=key, door="Invented door", at=clock.now(), by=user, is_first=True)
