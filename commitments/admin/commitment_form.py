"""The form of a commitment: what is typed of it, what it asks back, and what it warns of."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from commitments.admin.reason import ReasonForm, change_address
from commitments.alike import alike
from commitments.models import Commitment, CommitmentCountry
from summit.publishing_admin import DraftForm

ALIKE = _(
    "This may be a promise that the register already holds: {records}. "
    "Look there; if yours is another one, tick the box and save again."
)
HOLDER = re.compile(r"parties-[0-9]+-holder")


class CommitmentForm(ReasonForm, DraftForm):
    """Countries are chosen from one list: a coalition may act in fifty."""

    acts_in = forms.MultipleChoiceField(
        label=_("Countries of action"),
        required=False,
        choices=lambda: list(countries),
        widget=FilteredSelectMultiple(_("countries"), is_stacked=False),
    )
    another_promise = forms.BooleanField(
        label=_("It is another promise"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["acts_in"] = [row.country.code for row in self.instance.countries.all()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._warn_of_alike(cleaned)
        return cleaned

    def clean_merged_into(self) -> Commitment | None:
        """Merge into what is public alone, so that whoever follows an old address arrives somewhere."""
        other = self.cleaned_data.get("merged_into")
        self.merges = bool(other and "merged_into" in self.changed_data)
        if self.merges and not other.published:
            raise forms.ValidationError(_("A record is merged into one that is public."))
        return other

    merges = False

    def is_public(self, cleaned: dict[str, Any]) -> bool:
        """Whether it stays in the register; leaving it and coming back are reasons of their own."""
        if self.merges:
            cleaned["published"] = False
        return bool(self.initial.get("published") and cleaned.get("published"))

    def _warn_of_alike(self, cleaned: dict[str, Any]) -> None:
        """Name records of a title much like this one; whoever has looked at them ticks a box and saves."""
        names = [f"title_{code}" for code in settings.MODELTRANSLATION_LANGUAGES]
        if cleaned.get("another_promise") or not set(names) & set(self.changed_data):
            return
        theme = cleaned.get("theme")
        found = alike(
            {code: cleaned.get(f"title_{code}") or "" for code in settings.MODELTRANSLATION_LANGUAGES},
            theme=theme.pk if theme else None,
            holders=[
                int(value) for name, value in self.data.items() if HOLDER.fullmatch(name) and value.isdecimal()
            ],
            besides=self.instance.pk,
        )
        if found:
            rows = ((change_address(one), one) for one in found)
            links = format_html_join("; ", '<a href="{}" target="_blank">{}</a>', rows)
            self.fields["another_promise"].widget = forms.CheckboxInput()
            self.add_error("another_promise", format_html(str(ALIKE), records=links))

    def _save_m2m(self) -> None:
        super()._save_m2m()
        chosen = set(self.cleaned_data["acts_in"])
        self.instance.countries.exclude(country__in=chosen).delete()
        present = set(self.instance.countries.values_list("country", flat=True))
        CommitmentCountry.objects.bulk_create(
            CommitmentCountry(commitment=self.instance, country=code) for code in sorted(chosen - present)
        )
