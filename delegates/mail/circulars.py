"""Writing to many at once: who they are, how many in each language, and one message to each, once.

What is told to a delegate once is known by its occasion, which the database holds unique: told twice, at once or
after half of it, the second time adds what is missing and nothing else. Messages for many leave one by one at a
pace of their own, so that a delegate who registers meanwhile does not wait behind them all.
"""

from collections import Counter
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import transaction

from delegates.mail import occasions, outbox
from delegates.mail.occasions import Occasion
from delegates.models import Circular, Delegate, DelegateQuerySet, Gate, Message
from summit.clock import real_now

PACE = timedelta(milliseconds=200)
LOT = 500


def recipients(occasion: Occasion, *, among: DelegateQuerySet | None = None) -> DelegateQuerySet:
    """Who is told: those who can be written to, in the states of the occasion, and whom it concerns."""
    found = (Delegate.objects.all() if among is None else among).reachable().filter(state__in=occasion.states)
    return found if occasion.changed is None else found.attending(occasion.sessions)


def untold(occasion: Occasion, found: DelegateQuerySet) -> DelegateQuerySet:
    """Those of them who were not told yet."""
    return found.exclude(pk__in=_told(occasion).values("delegate"))


def counted(found: DelegateQuerySet) -> dict[str, int]:
    """How many there are in each language."""
    return dict(sorted(Counter(found.order_by().values_list("language", flat=True)).items()))


@transaction.atomic
def send(occasion: Occasion, found: DelegateQuerySet) -> int:
    """Write a message to each who was not told yet, all of them or none; return how many were written.

    Two that send at once wait for each other: the second finds nobody left to tell.
    """
    Gate.objects.get_or_create(key="circulars")
    Gate.objects.select_for_update().get(key="circulars")
    before, now, domain = _told(occasion).count(), real_now(), outbox.domain()
    keys = list(untold(occasion, found).order_by("number").values_list("pk", flat=True))
    rows = [
        Message(
            kind=occasion.kind,
            delegate_id=key,
            occasion=occasion.name,
            context=facts,
            message_id=outbox.new_id(domain),
            next_at=now + place * PACE,
        )
        for place, (key, facts) in enumerate(occasion.facts_for(keys).items())
    ]
    Message.objects.bulk_create(rows, batch_size=LOT, ignore_conflicts=True)
    return _told(occasion).count() - before


def of_texts(texts: dict[str, str]) -> Circular:
    """Return the circular of these texts, so that the same words are told once; unsaved when there is none yet.

    Raises ValidationError.
    """
    known = Circular.objects.filter(**texts).first()
    if known:
        return known
    made = Circular(**texts)
    made.full_clean()
    return made


@transaction.atomic
def send_circular(
    circular: Circular, found: DelegateQuerySet, *, states: Collection[str], group: dict[str, Any], by: Any = None
) -> int:
    """Send a circular, saved with whom it went to; a second group adds those who were not told yet."""
    circular.by = circular.by or by
    circular.save()
    count = send(occasions.circular(circular, states=states), found)
    sent = {"to": group, "count": count, "at": real_now().isoformat()}
    circular.group = {"sent": [*circular.group.get("sent", []), sent]}
    circular.save(update_fields=["group"])
    return count


def _told(occasion: Occasion) -> Any:
    return Message.objects.filter(kind=occasion.kind, occasion=occasion.name)
