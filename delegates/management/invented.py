"""Invented people for measuring: names of syllables that are nobody's, addresses that lead nowhere."""

from datetime import datetime, timedelta
from random import Random

from delegates.models import Category, Delegate, Delegation, OrganisationKind
from delegates.names import name_key
from delegates.tokens import renew

State = Delegate.State
SYLLABLES = (
    *("ba", "cé", "do", "fu", "ga", "hi", "jo", "ku", "la", "mé", "no", "pu", "ra", "si", "to", "vu", "wa", "xi"),
    *("yo", "zu", "bra", "cle", "dri", "flo", "gru", "kna", "ple", "sti", "tro", "vru"),
)
COUNTRIES = ("FR", "GH", "CR", "KE", "DE", "JP", "PE", "NO", "MA", "ID", "CA", "FJ", "PT", "SN", "VN", "")
# How often each state and each category comes, in hundredths.
STATES = {
    State.UNCONFIRMED: 5,
    State.TO_REVIEW: 25,
    State.ACCREDITED: 55,
    State.REFUSED: 4,
    State.CANCELLED: 6,
    State.ARRIVED: 5,
}
CATEGORIES = {
    Category.DELEGATE: 55,
    Category.OBSERVER: 15,
    Category.PRESS: 12,
    Category.SUPPORT: 10,
    Category.HEAD: 5,
    Category.SPEAKER: 3,
}
TWICE = 0.02
"""How many carry the name of somebody before them, in another spelling."""


def word(random: Random, *sizes: int) -> str:
    return "".join(random.choices(SYLLABLES, k=random.choice(sizes))).capitalize()


def delegation(random: Random, number: int) -> Delegation:
    row = Delegation(
        name=f"{word(random, 2, 3)} {number}",
        kind=random.choice(OrganisationKind.values),
        country=random.choice(COUNTRIES),
        focal_name=f"{word(random, 2)} {word(random, 2, 3)}",
        focal_email=f"focal-{number}@example.org",
        language=random.choice(("fr", "en")),
    )
    renew(row)
    return row


def delegate(
    random: Random,
    number: int,
    *,
    before: list[Delegate],
    delegations: list[Delegation],
    since: datetime,
    state: str,
) -> Delegate:
    """Return one unsaved delegate; the later the number, the later they registered."""
    given, family = _names(random, before)
    category = random.choices(list(CATEGORIES), list(CATEGORIES.values()))[0]
    registered, address = since + timedelta(seconds=60 * number), f"delegate-{number}@example.org"
    row = Delegate(
        number=number,
        state=state or random.choices(list(STATES), list(STATES.values()))[0],
        given_name=given,
        family_name=family,
        badge_name=f"{given} {family}",
        name_key=name_key(given, family),
        email=address,
        email_key=address,
        delegation=random.choice(delegations) if delegations and random.random() < 0.6 else None,
        organisation=f"{word(random, 2, 3)} {word(random, 2)}",
        organisation_kind=random.choice(OrganisationKind.values),
        country=random.choice(COUNTRIES),
        role=word(random, 3),
        category=category,
        mode=Delegate.Mode.IN_PERSON if random.random() < 0.7 else Delegate.Mode.ONLINE,
        language=random.choice(("fr", "en")),
        **(_press(random) if category == Category.PRESS else {}),
        photographs=random.random() < 0.8,
        created_at=registered,
        notice_at=registered,
    )
    row.confirmed_at = None if row.state == State.UNCONFIRMED else registered + timedelta(minutes=5)
    row.refusal = "An invented reason." if row.state == State.REFUSED else ""
    renew(row)
    return row


def _press(random: Random) -> dict[str, str]:
    return {"outlet": word(random, 3), "press_card": f"ZZ-{random.randrange(10**5):05d}"}


def _names(random: Random, before: list[Delegate]) -> tuple[str, str]:
    if before and random.random() < TWICE:
        twin = random.choice(before)
        respelt = (twin.family_name.upper(), twin.given_name), (twin.given_name, twin.family_name + "s")
        return random.choice(respelt)
    return word(random, 2), word(random, 2, 3)
