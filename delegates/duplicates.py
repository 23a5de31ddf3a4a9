"""Possible duplicates: registrations that may be of one person, shown beside each other to whoever decides.

Two registrations are put beside each other when they share
- the name: the same words, whatever their order, case and accents (`name_key`);
- the press card, whatever its case, spaces and dashes;
- nearly the name: every word of the shorter one, two at least, stands in the longer one, or the two differ by one
  letter of one word.

Refused and cancelled registrations count too: whoever was refused may try again under another address. Nothing
follows from a match by itself. All names are read at once and compared here, as no index of both databases knows
what is near; at 20 000 delegates this takes some tens of milliseconds (docs/performance.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delegates.models import Delegate

SAME_NAME, SAME_CARD, NEAR = _("same name"), _("same press card"), _("nearly the same name")


@dataclass(frozen=True)
class Match:
    """Another registration, and what the two have in common."""

    delegate: Delegate
    why: Promise


def of(delegates: Iterable[Delegate]) -> dict[int, list[Match]]:
    """Return the possible duplicates of each delegate by its key, in two queries however many there are."""
    asked = list(delegates)
    found = _found(asked)
    others = Delegate.objects.select_related("delegation").in_bulk({pk for one in found.values() for pk in one})
    return {
        one.pk: [Match(others[pk], why) for pk, why in sorted(found[one.pk].items()) if pk in others]
        for one in asked
    }


def _found(asked: list[Delegate]) -> dict[int, dict[int, Promise]]:
    """Say for each delegate which others match, and why; the strongest reason counts."""
    wanted = {word for one in asked for word in one.name_key.split()}
    names, cards, by_word = {}, defaultdict(list), defaultdict(list)
    for pk, name, card in Delegate.objects.exclude(name_key="").values_list("pk", "name_key", "press_card"):
        names[pk] = name
        if card:
            cards[_plain(card)].append(pk)
        for word in wanted.intersection(name.split()):
            by_word[word].append(pk)
    return {one.pk: _matches(one, names, cards, by_word) for one in asked}


def _matches(delegate: Delegate, names: dict, cards: dict, by_word: dict) -> dict[int, Promise]:
    words = set(delegate.name_key.split())
    shared = Counter(pk for word in words for pk in by_word[word])
    found = {pk: NEAR for pk, number in shared.items() if _is_near(words, set(names[pk].split()), number)}
    if delegate.press_card:
        found |= dict.fromkeys(cards[_plain(delegate.press_card)], SAME_CARD)
    found |= {pk: SAME_NAME for pk in shared if names[pk] == delegate.name_key}
    found.pop(delegate.pk, None)
    return found


def _is_near(some: set[str], others: set[str], shared: int) -> bool:
    if shared >= 2 and shared == min(len(some), len(others)):
        return True
    if shared and shared == len(some) - 1 == len(others) - 1:
        return _one_letter_apart(*(some - others), *(others - some))
    return False


def _one_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter changed, added or left out makes the one of the other."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shorter[start + (len(shorter) == len(longer)) :] == longer[start + 1 :]


def _plain(card: str) -> str:
    return "".join(one for one in card.casefold() if one.isalnum())
