"""Targets, finance lines and reports as rows: the record they stand in, and their number in it, from 1.

An empty number is a new one, put last. Their sources are written in the admin.
"""

from collections.abc import Mapping
from typing import Any

from babel.numbers import is_currency
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.fields import Field
from import_export.widgets import Widget

from commitments.exchange.cells import Column, Named, Text, plain
from commitments.exchange.sheet import Sheet
from commitments.models import Commitment, Holder, Pledge, Report, Target

RECORD = Column(attribute="commitment", column_name="reference", widget=Named(Commitment, "reference"))


class Number(Field):
    """Where a part stands in its record, counted from 1."""

    def get_value(self, instance: Model) -> str:
        if not instance.pk:
            return ""
        if not hasattr(instance, "place"):
            instance.place = numbered(type(instance).objects.filter(pk=instance.pk)).get().place
        return str(instance.place)


def numbered(parts: QuerySet) -> QuerySet:
    """Each with its `place` among all the parts of its record, whatever the list leaves out."""
    before = Q(order__lt=OuterRef("order")) | Q(order=OuterRef("order"), pk__lte=OuterRef("pk"))
    counted = parts.model.objects.filter(before, commitment=OuterRef("commitment")).order_by()
    return parts.annotate(place=Subquery(counted.values("commitment").annotate(n=Count("pk")).values("n")))


class PartSheet(Sheet):
    reference = RECORD
    number = Number(attribute="number", column_name="number", widget=Text(), readonly=True)

    class Meta:
        abstract = True

    def get_key(self, row: Mapping[str, Any]) -> tuple:
        number = plain(row.get("number"))
        return (plain(row["reference"]), number) if number else ()

    def get_instance(self, instance_loader: Any, row: Mapping[str, Any]) -> Model | None:
        if not self.get_key(row):
            return None
        reference, number = self.get_key(row)
        parts = list(self._meta.model.objects.filter(commitment__reference=reference))
        if not number.isdecimal() or not 0 < int(number) <= len(parts):
            words = {"reference": reference, "number": number}
            raise ValidationError(
                {
                    "number": _("%(reference)s has no number %(number)s; leave the cell empty for a new one.")
                    % words
                }
            )
        return parts[int(number) - 1]

    def before_save_instance(self, instance: Model, row: Any, **kwargs: Any) -> None:
        if instance.pk is None:
            standing = self._meta.model.objects.filter(commitment=instance.commitment)
            instance.order = standing.aggregate(next=Coalesce(Max("order"), -1) + 1)["next"]
        else:
            instance.left = self._meta.model.objects.values_list("commitment", flat=True).get(pk=instance.pk)

    def records(self, instance: Model) -> list[Commitment]:
        """The record it stands in, and the one it left."""
        return list(
            Commitment.objects.filter(pk__in={instance.commitment_id, getattr(instance, "left", None)} - {None})
        )

    def filter_export(self, queryset: QuerySet, **kwargs: Any) -> QuerySet:
        ordered = queryset.order_by("commitment__prefix", "commitment__number", "order", "pk")
        return numbered(ordered.select_related("commitment"))


class Currency(Text):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        code = plain(value)
        if code and not is_currency(code):
            raise ValueError(
                _("“%(code)s” is not a currency; write its ISO 4217 code, such as EUR.") % {"code": code}
            )
        return code


class Line(Widget):
    """Another finance line, as OPS21-0002#1."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Pledge | None:
        text = plain(value)
        if not text:
            return None
        reference, _hash, number = text.partition("#")
        lines = list(Pledge.objects.filter(commitment__reference=reference))
        if not number.isdecimal() or not 0 < int(number) <= len(lines):
            raise ValueError(_("There is no finance line “%(line)s”; write it as OPS21-0002#1.") % {"line": text})
        return lines[int(number) - 1]

    def render(self, value: Pledge | None, obj: Any = None, **kwargs: Any) -> str:
        if value is None:
            return ""
        place = getattr(value, "place", None) or numbered(Pledge.objects.filter(pk=value.pk)).get().place
        return f"{value.commitment.reference}#{place}"


class TargetSheet(PartSheet):
    class Meta:
        model = Target
        name = gettext_lazy("Targets")
        skip_unchanged = True
        fields = [
            "reference",
            "number",
            "indicator_fr",
            "indicator_en",
            "value",
            "unit_fr",
            "unit_en",
            "deadline",
            "baseline",
            "baseline_date",
            "latest",
            "latest_date",
            "note_fr",
            "note_en",
        ]


class PledgeSheet(PartSheet):
    funder = Column(attribute="funder", column_name="funder", widget=Named(Holder))
    currency = Column(attribute="currency", column_name="currency", widget=Currency())
    part_of = Column(attribute="part_of", column_name="part_of", widget=Line())

    class Meta:
        model = Pledge
        name = gettext_lazy("Finance lines")
        skip_unchanged = True
        fields = [
            "reference",
            "number",
            "funder",
            "funder_name_fr",
            "funder_name_en",
            "qualifier",
            "amount",
            "currency",
            "nature",
            "period",
            "note_fr",
            "note_en",
            "part_of",
        ]

    def filter_export(self, queryset: QuerySet, **kwargs: Any) -> QuerySet:
        return super().filter_export(queryset).select_related("funder", "part_of__commitment")


class ReportSheet(PartSheet):
    class Meta:
        model = Report
        name = gettext_lazy("Progress reports")
        skip_unchanged = True
        fields = ["reference", "number", "date", "text_fr", "text_en"]


class HolderSheet(Sheet):
    """Holders, to take out alone: their slugs are what the other sheets name."""

    class Meta:
        model = Holder
        name = gettext_lazy("Holders")
        fields = ["slug", "name_fr", "name_en", "acronym_fr", "acronym_en", "kind", "country", "website"]
