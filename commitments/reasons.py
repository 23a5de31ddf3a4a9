"""Why a figure of the register is left out of a total; a figure without a reason counts."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Pledge, Relation

CONTEXT = {Commitment.Link.REAFFIRMED, Commitment.Link.SHOWCASED, Commitment.Link.PRE_EXISTING}


class Why(TextChoices):
    """In the order in which a page tells them."""

    PART = "part", _("Part of something that is counted, here or in another currency")
    SAME_MONEY = "same_money", _("The same money as in another promise")
    RESTATED = "restated", _("Restates an earlier promise")
    RAISED = "raised", _("Raised or replaced by a later promise")
    STEP = "step", _("A step on the way to a later target of the same promise")
    CONTEXT = "context", _("Made before the summit, or existing work shown there: not a new promise")
    UP_TO = "up_to", _("A ceiling (“up to”), not an amount that is sure")
    ABOUT = "about", _("An approximate amount (“about”)")
    YEARLY = "yearly", _("A level per year, not a sum")
    AIM = "aim", _("An aim to reach, not money that is given")
    COST = "cost", _("The total cost of something, not money that is given")
    UNKNOWN = "unknown", _("No figure was given")
    WITHDRAWN = "withdrawn", _("Withdrawn since")


NATURES = {
    Pledge.Nature.AIM: Why.AIM,
    Pledge.Nature.YEARLY_LEVEL: Why.YEARLY,
    Pledge.Nature.TOTAL_COST: Why.COST,
}
QUALIFIERS = {Pledge.Qualifier.UP_TO: Why.UP_TO, Pledge.Qualifier.ABOUT: Why.ABOUT}
RELATIONS = {
    Relation.Kind.PART_OF: Why.PART,
    Relation.Kind.SAME_MONEY: Why.SAME_MONEY,
    Relation.Kind.RESTATES: Why.RESTATED,
    Relation.Kind.RAISES: Why.RAISED,
    Relation.Kind.REPLACES: Why.RAISED,
}
BACKWARDS = {Relation.Kind.RAISES, Relation.Kind.REPLACES}  # there it is the other one that no longer counts

Links = dict[int, dict[int, Why]]  # from what does not count twice, to what it is counted with


class Line(NamedTuple):
    """A finance line, as little of it as a decision needs."""

    pk: int
    commitment: int
    link: str
    delivery: str
    theme: int
    whole: int | None
    amount: Decimal | None
    currency: str
    qualifier: str
    nature: str
    here: bool  # its commitment is among those asked for; a whole may stand elsewhere, or in a draft


class Aim(NamedTuple):
    """A target, as little of it as a decision needs."""

    pk: int
    commitment: int
    link: str
    delivery: str
    amount: Decimal | None
    unit: str
    indicator: str
    deadline: str


def links_between(relations: Iterable[tuple[str, int, int]]) -> Links:
    """Read relations between promises; where two promises have several, the part is the weakest reason."""
    links: Links = defaultdict(dict)
    for kind, one, other in relations:
        start, end = (other, one) if kind in BACKWARDS else (one, other)
        if links[start].get(end, Why.PART) == Why.PART:
            links[start][end] = RELATIONS[Relation.Kind(kind)]
    return links


def why_not_lines(lines: list[Line], links: Links) -> dict[int, Why | None]:
    """Say of each line why it is left out of the firm money of its currency; None when it counts."""
    firm = [line for line in lines if line.here and _own_reason(line) in (None, Why.CONTEXT)]
    same = {start: {end: why for end, why in to.items() if why != Why.PART} for start, to in links.items()}
    with_money = {line.commitment for line in firm}
    elsewhere = {one: _counted_with(one, same, with_money, with_money) for one in same}
    new = {line.pk for line in firm if line.link not in CONTEXT and not elsewhere.get(line.commitment)}
    parts = _parts(lines, {one: to for one, to in same.items() if elsewhere[one]})
    reasons: dict[int, Why | None] = {}
    for line in (line for line in lines if line.here):
        own = _own_reason(line)
        reasons[line.pk] = (
            (own if own == Why.WITHDRAWN else None)
            or elsewhere.get(line.commitment)
            or _counted_with(line.pk, parts, new, new)
            or own
        )
    return reasons


def why_not_aims(aims: list[Aim], links: Links) -> dict[int, Why | None]:
    """Say of each target of one unit why it is left out of its sum; None when it counts."""
    sound = [aim for aim in aims if aim.amount is not None and aim.delivery != Commitment.Delivery.WITHDRAWN]
    known = {aim.commitment for aim in sound}
    new = {aim.commitment for aim in sound if aim.link not in CONTEXT}
    last: dict[tuple[int, str], Aim] = {}
    for aim in sorted(sound, key=lambda aim: (aim.deadline, aim.amount, aim.pk)):
        last[aim.commitment, aim.indicator] = aim
    reasons: dict[int, Why | None] = {}
    for aim in aims:
        if aim.delivery == Commitment.Delivery.WITHDRAWN:
            reasons[aim.pk] = Why.WITHDRAWN
        elif aim.amount is None:
            reasons[aim.pk] = Why.UNKNOWN
        elif why := _counted_with(aim.commitment, links, new, known):
            reasons[aim.pk] = why
        elif aim.link in CONTEXT:
            reasons[aim.pk] = Why.CONTEXT
        else:
            reasons[aim.pk] = None if last[aim.commitment, aim.indicator] is aim else Why.STEP
    return reasons


def _own_reason(line: Line) -> Why | None:
    """The reason that lies in a line itself, whatever the others are."""
    if line.delivery == Commitment.Delivery.WITHDRAWN:
        return Why.WITHDRAWN
    if line.amount is None:
        return Why.UNKNOWN
    kind = NATURES.get(line.nature) or QUALIFIERS.get(line.qualifier)
    return kind or (Why.CONTEXT if line.link in CONTEXT else None)


def _parts(lines: list[Line], same: Links) -> Links:
    """Lead from each line to its whole, and from a promise whose money stands elsewhere to the lines there."""
    of: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        of[line.commitment].append(line.pk)
    parts: Links = {}
    for line in lines:
        wholes = [line.whole] if line.whole else []
        wholes += [pk for other in same.get(line.commitment, ()) for pk in of[other]]
        if wholes:
            parts[line.pk] = dict.fromkeys(wholes, Why.PART)
    return parts


def _counted_with(one: int, links: Links, new: set[int], known: set[int]) -> Why | None:
    """Say why `one` does not count beside what its links lead to; None when they lead to nothing that counts.

    A part gives way to what is counted (`new`), a restated promise to what is merely `known`, context included.
    Of things that lead to each other in a circle the first one recorded stays, so that no money is lost.
    """
    for end, why in links.get(one, {}).items():
        counting = new if why == Why.PART else known
        standing = (({end} | _beyond(end, links)) & counting) - {one}
        if any(other < one or one not in _beyond(other, links) for other in standing):
            return why
    return None


def _beyond(start: int, links: Links) -> set[int]:
    """Everything the links lead to from `start`, whatever circles they make."""
    found: set[int] = set()
    waiting = [start]
    while waiting:
        for end in links.get(waiting.pop(), ()):
            if end not in found:
                found.add(end)
                waiting.append(end)
    return found
