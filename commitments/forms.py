"""The filters of the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commitments.models import Holder
from commitments.models.commitment import CommitmentQuerySet
from summit.listing import FilterForm
from themes.models import Theme


class CommitmentFilter(FilterForm):
    theme = forms.ModelChoiceField(
        Theme.objects.published(),
        to_field_name="slug",
        required=False,
        label=_("Theme"),
        empty_label=_("All themes"),
    )
    holder_kind = forms.ChoiceField(
        choices=[("", _("All holders")), *Holder.Kind.choices], required=False, label=_("Kind of holder")
    )

    def apply(self, commitments: CommitmentQuerySet) -> CommitmentQuerySet:
        if theme := self.chosen.get("theme"):
            commitments = commitments.filter(theme=theme)
        if kind := self.chosen.get("holder_kind"):
            commitments = commitments.held_by(kind)
        return commitments
