"""What a commitment can be checked by: targets, finance lines, progress reports and their sources."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from commitments.circles import leads_back
from commitments.models.commitment import Commitment
from commitments.models.holder import Holder
from summit.bilingual import both_languages
from summit.citation import Citation
from summit.partial_date import PartialDateField, dated

CURRENCY = r"^[A-Z]{3}$"
PART_OF_ITSELF = _("The finance line would be part of itself, through the others of which it is a part.")


class Target(models.Model):
    """What is to be reached, in which unit, by when, and from where."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="targets", verbose_name=_("commitment")
    )
    indicator = models.CharField(_("indicator"), max_length=250)
    value = models.DecimalField(
        _("value"), max_digits=20, decimal_places=4, null=True, blank=True, help_text=_("Empty when unknown.")
    )
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    deadline = PartialDateField(_("deadline"))
    baseline = models.DecimalField(_("baseline"), max_digits=20, decimal_places=4, null=True, blank=True)
    baseline_date = PartialDateField(_("date of the baseline"))
    latest = models.DecimalField(
        _("latest value"),
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("What has been reached, as last reported."),
    )
    latest_date = PartialDateField(_("date of the latest value"))
    note = models.TextField(_("note"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["order", "pk"]
        constraints = [
            both_languages("indicator", name="target_in_both_languages"),
            dated("deadline", name="target_deadline"),
            dated("baseline_date", name="target_baseline_date"),
            dated("latest_date", name="target_latest_date"),
        ]

    def __str__(self) -> str:
        return self.indicator


class PledgeQuerySet(models.QuerySet):
    def wholes_of(self, keys: Iterable[int]) -> "PledgeQuerySet":
        """The keys of the lines that these are part of."""
        return self.filter(pk__in=keys, part_of__isnull=False).order_by().values_list("part_of", flat=True)

    def with_wholes(self) -> "PledgeQuerySet":
        """Each with where the line it is part of stands: `part_of_reference`, `part_of_number` from 1."""
        whole = OuterRef("part_of__order")
        before = Q(order__lt=whole) | Q(order=whole, pk__lte=OuterRef("part_of"))
        counted = Pledge.objects.filter(before, commitment=OuterRef("part_of__commitment")).order_by()
        return self.annotate(
            part_of_reference=F("part_of__commitment__reference"),
            part_of_number=Subquery(counted.values("commitment").annotate(n=Count("pk")).values("n")),
        )


class Pledge(models.Model):
    """A finance line: who gives how much, in the currency of the announcement, and what kind of figure it is."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        AT_LEAST = "at_least", _("at least")
        UP_TO = "up_to", _("up to")
        ABOUT = "about", _("about")

    class Nature(models.TextChoices):
        NEW_MONEY = "new_money", _("new money")
        AIM = "aim", _("aim to reach")
        YEARLY_LEVEL = "yearly_level", _("level per year")
        TOTAL_COST = "total_cost", _("total cost")

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="pledges", verbose_name=_("commitment")
    )
    funder = models.ForeignKey(
        Holder, models.PROTECT, related_name="pledges", null=True, blank=True, verbose_name=_("funder")
    )
    funder_name = models.CharField(
        _("funder in words"), max_length=400, blank=True, help_text=_("When it is not one of the holders.")
    )
    amount = models.DecimalField(
        _("amount"),
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Empty when unknown."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        validators=[RegexValidator(CURRENCY)],
        help_text=_("ISO 4217, such as EUR."),
    )
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    nature = models.CharField(_("nature"), max_length=15, choices=Nature, default=Nature.NEW_MONEY)
    period = models.CharField(
        _("period"), max_length=20, blank=True, help_text=_("Years, such as 2021-2025 or 2025.")
    )
    note = models.TextField(_("note"), blank=True)
    part_of = models.ForeignKey(
        "self", models.SET_NULL, related_name="parts", null=True, blank=True, verbose_name=_("part of")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("finance line")
        verbose_name_plural = _("finance lines")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pledge_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message=_("An amount is zero or more."),
            ),
            models.CheckConstraint(
                name="pledge_currency",
                condition=Q(currency__regex=CURRENCY),
                violation_error_message=_("A currency is three capital letters, such as EUR."),
            ),
            models.CheckConstraint(
                name="pledge_not_part_of_itself",
                condition=Q(part_of__isnull=True) | ~Q(part_of=models.F("pk")),
                violation_error_message=_("A finance line cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        amount = "?" if self.amount is None else self.amount
        return f"{self.commitment.reference}: {self.currency} {amount}"

    def clean(self) -> None:
        """Refuse a line that would be part of itself through others; the database refuses it of the line alone."""
        another = self.pk and self.part_of_id and self.part_of_id != self.pk
        if another and leads_back(self.pk, self.part_of_id, Pledge.objects.wholes_of):
            raise ValidationError({"part_of": PART_OF_ITSELF})


class Report(models.Model):
    """News of a commitment, dated as exactly as it is known."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="reports", verbose_name=_("commitment")
    )
    date = PartialDateField(_("date"))
    text = models.TextField(_("text"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["order", "pk"]
        constraints = [
            both_languages("text", name="report_in_both_languages"),
            dated("date", name="report_date"),
        ]

    def __str__(self) -> str:
        return str(self.date or _("undated"))


class Source(Citation):
    """Where a commitment, a target, a finance line or a report comes from: one of the four."""

    commitment = models.ForeignKey(
        Commitment,
        models.CASCADE,
        related_name="sources",
        null=True,
        blank=True,
        verbose_name=_("commitment"),
    )
    target = models.ForeignKey(
        Target, models.CASCADE, related_name="sources", null=True, blank=True, verbose_name=_("target")
    )
    pledge = models.ForeignKey(
        Pledge, models.CASCADE, related_name="sources", null=True, blank=True, verbose_name=_("finance line")
    )
    report = models.ForeignKey(
        Report,
        models.CASCADE,
        related_name="sources",
        null=True,
        blank=True,
        verbose_name=_("progress report"),
    )

    class Meta(Citation.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            dated("date", name="source_date"),
            models.CheckConstraint(
                name="source_of_one_thing",
                condition=(
                    Q(commitment__isnull=False, target__isnull=True, pledge__isnull=True, report__isnull=True)
                    | Q(
                        commitment__isnull=True,
                        target__isnull=False,
                        pledge__isnull=True,
                        report__isnull=True,
                    )
                    | Q(
                        commitment__isnull=True,
                        target__isnull=True,
                        pledge__isnull=False,
                        report__isnull=True,
                    )
                    | Q(
                        commitment__isnull=True,
                        target__isnull=True,
                        pledge__isnull=True,
                        report__isnull=False,
                    )
                ),
                violation_error_message=_(
                    "A source belongs to one thing: a commitment, a target, a line or a report."
                ),
            ),
        ]
