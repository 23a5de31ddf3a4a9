"""The index of holders A–Z, and what the page of one tells machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.models import Holder
from commitments.models.holder import HolderQuerySet
from summit.alphabet import folded
from summit.bilingual import written_in
from summit.frame import Frame
from summit.listing import FilterForm
from summit.structured_data import CONTEXT


class HolderFilter(FilterForm):
    kind = forms.ChoiceField(
        choices=[("", _("All holders")), *Holder.Kind.choices], required=False, label=_("Kind of holder")
    )

    def apply(self, holders: HolderQuerySet) -> HolderQuerySet:
        kind = self.chosen.get("kind")
        return holders.filter(kind=kind) if kind else holders


@dataclass(frozen=True)
class Letter:
    """The holders whose names begin with one letter; what begins with none stands under an empty one."""

    letter: str
    anchor: str
    holders: list[Holder]


def by_name(holders: Iterable[Holder]) -> list[Holder]:
    """Sort holders in the alphabet of the reader's language."""
    return sorted(holders, key=lambda holder: (folded(_name(holder)), holder.slug))


def index(holders: Iterable[Holder]) -> list[Letter]:
    """Group holders by the first letter of their names in the reader's language; names without one stand last."""
    groups: dict[str, list[Holder]] = {}
    for holder in by_name(holders):
        groups.setdefault(_letter(holder), []).append(holder)
    last = groups.pop("", [])
    found = [Letter(letter, f"letter-{letter.lower()}", groups[letter]) for letter in groups]
    return [*found, Letter("", "letter-none", last)] if last else found


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
