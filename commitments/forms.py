"""The filters of the register."""

from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commitments.facets import LABELS, Chip, Facet, Offer
from commitments.models.commitment import CommitmentQuerySet
from commitments.search.finding import BEST, Choice, Found
from commitments.search.marks import Marker
from commitments.search.query import LONGEST, Query, parse
from commitments.search.vocabulary import understood
from summit.clock import real_now
from summit.listing import FilterForm, Looser

WORDS = "q"


class FacetField(forms.CharField):
    """One value of a facet; one that nothing can have narrows nothing."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)


class CommitmentFilter(FilterForm):
    """Words and facets, which must all hold, and an order. `problems` says what was not understood."""

    ORDERS = [  # after the first as in search/finding.py
        ("", _("best match, or by reference")),
        ("announced", _("announced last")),
        ("deadline", _("due first")),
        ("holder", _("holder A–Z")),
        ("amount", _("largest firm amount, by currency")),
    ]
    q = forms.CharField(
        required=False,
        label=_("Words"),
        help_text=_("“Words in quotation marks” stand together; a minus sign before a word leaves it out."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    theme, kind, holder_kind, holder_country = FacetField(), FacetField(), FacetField(), FacetField()
    country, region, link, delivery = FacetField(), FacetField(), FacetField(), FacetField()
    deadline = FacetField()
    figure, money, goal = FacetField(), FacetField(), FacetField()
    sort = forms.ChoiceField(choices=ORDERS, required=False, label=_("Order"))

    def __init__(self, data: Any, *args: Any, **kwargs: Any) -> None:
        self.problems: dict[str, str] = {}
        self.language = get_language() or settings.LANGUAGE_CODE
        self.today = real_now().date()
        super().__init__(data, *args, **kwargs)

    def clean_q(self) -> str:
        asked = self.cleaned_data[WORDS]
        if len(asked) > LONGEST:
            self.problems[WORDS] = _(
                "%(length)s characters are too many to look for, so no word narrows the list. "
                "Write at most %(most)s."
            ) % {"length": len(asked), "most": LONGEST}
            return ""
        return asked if parse(asked, self.language) else ""

    def clean(self) -> dict[str, Any]:
        """Leave out what no record can have; two queries."""
        for facet in LABELS:
            value = self.cleaned_data.get(facet, "")
            self.cleaned_data[facet] = value if value and self.offer.knows(facet, value) else ""
        return self.cleaned_data

    @cached_property
    def offer(self) -> Offer:
        return Offer()

    @property
    def facets(self) -> dict[str, str]:
        return {name: self.chosen[name] for name in LABELS if name in self.chosen}

    @cached_property
    def asked(self) -> Query:
        """The words that were typed."""
        return parse(self.chosen.get(WORDS, ""), self.language)

    @cached_property
    def choice(self) -> Choice:
        """All that was understood, with what the words may become or have meant."""
        others = [code for code in settings.MODELTRANSLATION_LANGUAGES if code != self.language]
        query = understood(self.asked, [parse(self.chosen.get(WORDS, ""), code) for code in others])
        order = self.chosen.get("sort", BEST)
        return Choice(query.language or self.language, self.today, query, self.facets, order)

    def apply(self, commitments: CommitmentQuerySet) -> CommitmentQuerySet:
        return self.choice.apply(commitments)

    @cached_property
    def found(self) -> Found:
        return Found(self.choice)

    @property
    def marker(self) -> Marker | None:
        return Marker(self.choice.query) if self.choice.query.wanted else None

    @property
    def meant(self) -> list[tuple[str, str]]:
        """Words that the register does not know, each with the one that was looked for instead."""
        if self.found_in:
            return []
        pairs = zip(self.asked.terms, self.choice.query.terms, strict=True)
        return [(typed.text, read.text) for typed, read in pairs if typed.words != read.words]

    @property
    def is_unranked(self) -> bool:
        """Whether the best should come first and cannot."""
        return bool(self.choice.query.wanted) and self.choice.order == BEST and not self.found.is_ranked

    @property
    def found_in(self) -> str:
        """The other language in which the words were found, or nothing."""
        language = self.choice.query.language
        return language if self.choice.query and language != self.language else ""

    @property
    def shown_facets(self) -> list[Facet]:
        """Every facet in which there is something to choose."""
        counts = self.found.counts
        shown = [
            self.offer.facet(name, counts.get(name, {}), self.facets.get(name, ""), self._link(name))
            for name in LABELS
        ]
        return [facet for facet in shown if len(facet.first) > 1 or facet.chosen]

    def _link(self, name: str) -> Any:
        base = self.address(without=name)
        return lambda value: f"{base}{'&' if base and value else ''}{f'{name}={value}' if value else ''}"

    @property
    def chips(self) -> list[Chip]:
        """What was chosen, each to be taken back."""
        said = {WORDS: self.chosen.get(WORDS, "")}
        said |= {name: self.offer.name(name, value) for name, value in self.facets.items()}
        return [Chip(self.label(name), value, self.address(without=name)) for name, value in said.items() if value]

    def label(self, name: str) -> str:
        return str(self.fields[WORDS].label if name == WORDS else LABELS[name])

    @property
    def looser(self) -> list[Looser]:
        """The filters of which leaving out one alone finds something, with how much."""
        counts = {name: self.found.without(name).bit_count() for name in self.found.parts}
        return [
            Looser(self.label(name), counts[name], self.address(without=name))
            for name in (WORDS, *LABELS)
            if counts.get(name)
        ]
