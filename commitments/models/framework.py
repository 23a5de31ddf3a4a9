"""Frameworks of goals that promises are held against, each dated, so that none is known before its time."""

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from summit.bilingual import both_languages
from summit.partial_date import PartialDateField, dated


class FrameworkQuerySet(models.QuerySet):
    def with_goals(self) -> "FrameworkQuerySet":
        """Each with its goals, and each goal with the number of public promises held against it: `promised`."""
        promised = Count("commitments", filter=Q(commitments__published=True))
        return self.prefetch_related(
            Prefetch("goals", Goal.objects.annotate(promised=promised).order_by("number"))
        )


class Framework(models.Model):
    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short = models.CharField(_("short name"), max_length=40)
    publisher = models.CharField(_("adopted by"), max_length=200)
    url = models.URLField(_("address"), max_length=1000, help_text=_("Where the official text stands."))
    adopted = PartialDateField(_("adopted on"), blank=False)
    until = PartialDateField(_("until"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ["order", "slug"]
        constraints = [
            both_languages("name", "short", name="framework_in_both_languages"),
            dated("adopted", name="framework_adopted"),
            dated("until", name="framework_until"),
            models.CheckConstraint(
                name="framework_is_dated",
                condition=~Q(adopted=""),
                violation_error_message=_("A framework has the date of its adoption."),
            ),
        ]

    def __str__(self) -> str:
        return self.short


class Goal(models.Model):
    """One goal or target of a framework: its official number, and its title in our own short words."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="goals", verbose_name=_("framework"))
    slug = models.SlugField(_("slug"), max_length=50, unique=True)
    number = models.PositiveSmallIntegerField(_("official number"))
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("framework goal")
        verbose_name_plural = _("framework goals")
        ordering = ["framework__order", "number"]
        constraints = [
            both_languages("title", name="goal_in_both_languages"),
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="goal_number_once",
                violation_error_message=_("The framework already has a goal of this number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
