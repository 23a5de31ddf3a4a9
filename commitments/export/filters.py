"""The filters of an export: those of the list, and one holder's promises."""

from django import forms

from commitments.forms import CommitmentFilter
from commitments.models import Holder, Party
from commitments.models.commitment import CommitmentQuerySet


class ExportFilter(CommitmentFilter):
    holder = forms.ModelChoiceField(Holder.objects.published(), to_field_name="slug", required=False)

    def apply(self, commitments: CommitmentQuerySet) -> CommitmentQuerySet:
        if holder := self.chosen.get("holder"):
            theirs = Party.objects.filter(holder=holder).values("commitment")
            commitments = commitments.filter(pk__in=theirs)
        return super().apply(commitments)
