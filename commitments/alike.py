"""Records that may say the same promise: their titles are alike, most of all under one theme by one holder."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, Q

from commitments.models import Commitment, Party
from summit.alphabet import folded

LOOKED_AT, SHOWN = 2000, 5
WORDS, LONG = 3, 4  # a title is looked up by its longest words, if they are long enough to tell something
SAME, KIN = 0.7, 0.5  # how alike titles are: of any two records, and of two of one theme and one holder


def alike(
    titles: Mapping[str, str],
    *,
    theme: int | None,
    holders: Collection[int],
    besides: int | None = None,
) -> list[Commitment]:
    """Return at most five records, drafts too, whose titles are alike in one language; the most alike first.

    At most two thousand that share a long word are looked at, the newest first, so that it stays quick in a
    register of any size.
    """
    wanted = Q()
    for language, title in titles.items():
        for word in sorted(title.split(), key=len, reverse=True)[:WORDS]:
            if len(word) >= LONG:
                wanted |= Q(**{f"title_{language}__icontains": word})
    if not wanted:
        return []
    theirs = Party.objects.filter(commitment=OuterRef("pk"), holder__in=holders)
    found = Commitment.objects.filter(wanted).exclude(pk=besides).annotate(shares_holder=Exists(theirs))
    scored = []
    for record in found.order_by("-pk")[:LOOKED_AT]:
        near = likeness(titles, {code: getattr(record, f"title_{code}") or "" for code in titles})
        if near >= (KIN if record.shares_holder and record.theme_id == theme else SAME):
            scored.append((near, record))
    return [record for _near, record in sorted(scored, key=lambda one: (-one[0], one[1].pk))[:SHOWN]]


def likeness(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """How alike two titles are in the language in which they are most so: 0 not at all, 1 the same letters."""
    return max((_shared(_threes(one[code]), _threes(other.get(code, ""))) for code in one), default=0)


def _threes(text: str) -> set[str]:
    """The triples of letters of each word, as trigram search has them: case, accents and order do not count."""
    words = "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()
    return {f"  {word} "[start : start + 3] for word in words for start in range(len(word) + 1)}


def _shared(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0
