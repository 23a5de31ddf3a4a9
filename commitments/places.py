"""Where the promises stand in the world: how many act in each country, and how many are held from it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.kept import kept
from commitments.models import Commitment, CommitmentCountry, Party
from commitments.models.commitment import CommitmentQuerySet
from summit.listing import FilterForm

ACTION, HOLDER = "action", "holder"


class PlacesFilter(FilterForm):
    by = forms.ChoiceField(
        choices=[(ACTION, _("Country of action")), (HOLDER, _("Holder's country"))], required=False
    )

    @property
    def by_holder(self) -> bool:
        return self.chosen.get("by") == HOLDER


@dataclass(frozen=True)
class Places:
    """How many promises each country has, by its code; a promise of several countries counts in each of them."""

    by_country: dict[str, int]
    total: int
    without: int  # promises that name no country


def places(*, by_holder: bool = False) -> Places:
    """Return where the public promises stand, counted once for each state of the register."""
    return Places(**kept("places", _count)[HOLDER if by_holder else ACTION])


def countries() -> list[str]:
    """Return the codes of all countries in which promises act or from which they are held."""
    return sorted({*places().by_country, *places(by_holder=True).by_country})


def acting_in(code: str) -> CommitmentQuerySet:
    """The promises that the public can see and that act in a country."""
    there = CommitmentCountry.objects.filter(commitment=OuterRef("pk"), country=code)
    return Commitment.objects.published().filter(Exists(there))


def _count() -> dict[str, Any]:
    published = Commitment.objects.published().order_by()
    acting = CommitmentCountry.objects.filter(commitment__published=True)
    held = Party.objects.filter(commitment__published=True).exclude(holder__country="")
    return {
        ACTION: _counted(published, acting, "country"),
        HOLDER: _counted(published, held, "holder__country"),
    }


def _counted(published: QuerySet, rows: QuerySet, country: str) -> dict[str, Any]:
    """Count the commitments of each country among `rows`, and those that have no row at all."""
    found = rows.order_by(country).values_list(country).annotate(found=Count("commitment", distinct=True))
    without = ~Exists(rows.order_by().filter(commitment=OuterRef("pk")))
    return {
        "by_country": dict(found),
        "total": published.count(),
        "without": published.filter(without).count(),
    }
