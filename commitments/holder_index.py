"""The index of holders A–Z, and what the page of one tells machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.models import Holder
from commitments.models.holder import HolderQuerySet
from summit.alphabet import folded
from summit.bilingual import written_in
from summit.frame import Frame
from summit.listing import FilterForm
from summit.structured_data import CONTEXT

WHOLE = 300  # holders on one page; a longer index shows one letter at a time


class HolderFilter(FilterForm):
    kind = forms.ChoiceField(
        choices=[("", gettext_lazy("All holders")), *Holder.Kind.choices],
        required=False,
        label=gettext_lazy("Kind of holder"),
    )

    def apply(self, holders: HolderQuerySet) -> HolderQuerySet:
        kind = self.chosen.get("kind")
        return holders.filter(kind=kind) if kind else holders


@dataclass(frozen=True)
class Letter:
    """The holders whose names begin with one letter; `key` is the letter in an address."""

    label: str
    key: str
    holders: list[Holder]


@dataclass(frozen=True)
class Index:
    """All letters; a long index shows them one at a time, the first when none of them is `asked` for."""

    letters: list[Letter]
    asked: str

    @property
    def count(self) -> int:
        return sum(len(letter.holders) for letter in self.letters)

    @property
    def is_long(self) -> bool:
        return self.count > WHOLE

    @property
    def shown(self) -> list[Letter]:
        if not self.is_long:
            return self.letters
        return [letter for letter in self.letters if letter.key == self.asked] or self.letters[:1]


def by_name(holders: Iterable[Holder]) -> list[Holder]:
    """Sort holders in the alphabet of the reader's language."""
    return sorted(holders, key=lambda holder: (folded(_name(holder)), holder.slug))


def index(holders: Iterable[Holder], *, asked: str = "") -> Index:
    """Group holders by the first letter of their names in the reader's language; names without one stand last."""
    groups: dict[str, list[Holder]] = {}
    for holder in by_name(holders):
        groups.setdefault(_letter(holder), []).append(holder)
    last = groups.pop("", [])
    letters = [Letter(letter, letter.lower(), groups[letter]) for letter in groups]
    return Index([*letters, Letter(_("Other"), "other", last)] if last else letters, asked)


def organisation(holder: Holder, frame: Frame) -> dict[str, Any]:
    """A holder as a schema.org Organization."""
    told = {
        "@context": CONTEXT,
        "@type": "Organization",
        "name": _name(holder),
        "url": frame.origin + holder.get_absolute_url(),
    }
    if acronym := written_in(holder, "acronym")[0]:
        told["alternateName"] = acronym
    if holder.website:
        told["sameAs"] = holder.website
    if holder.country:
        told["address"] = {"@type": "PostalAddress", "addressCountry": holder.country.code}
    return told


def _name(holder: Holder) -> str:
    return written_in(holder, "name")[0]


def _letter(holder: Holder) -> str:
    letter = folded(_name(holder).strip())[:1].upper()
    return letter if letter.isalpha() else ""
