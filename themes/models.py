"""The themes of the summit and the figures that carry them."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from summit.bilingual import both_languages
from summit.models import Document
from summit.partial_date import PartialDateField, dated


class ThemeQuerySet(models.QuerySet):
    def published(self) -> "ThemeQuerySet":
        return self.filter(published=True)

    def with_counts(self) -> "ThemeQuerySet":
        """Add how many sessions and commitments the public can see in each, as one query."""
        return self.annotate(
            session_count=Count("sessions", filter=~Q(sessions__status="draft"), distinct=True),
            commitment_count=Count("commitments", filter=Q(commitments__published=True), distinct=True),
        )

    def for_page(self) -> "ThemeQuerySet":
        """Everything a theme's page shows of itself, in three queries."""
        return self.prefetch_related("figures", "documents")


class Theme(models.Model):
    class Colour(models.TextChoices):
        ECOSYSTEMS = "ecosystems", _("blue-green")
        AGROECOLOGY = "agroecology", _("ochre")
        FINANCE = "finance", _("violet")
        HEALTH = "health", _("crimson")

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    short = models.CharField(_("short name"), max_length=40, blank=True, help_text=_("For chips and filters."))
    lead = models.TextField(_("lead"), blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    colour = models.CharField(_("colour"), max_length=20, choices=Colour, default=Colour.ECOSYSTEMS)
    documents = models.ManyToManyField(Document, related_name="themes", blank=True, verbose_name=_("documents"))
    published = models.BooleanField(_("published"), default=False)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["number"]
        constraints = [
            both_languages("title", name="theme_titled_in_both_languages", when=Q(published=True)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("themes:theme", args=[self.slug])


class KeyFigure(models.Model):
    """One value with its unit, the sentence that says it, its date and its source."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="figures", verbose_name=_("theme"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=100)
    sentence = models.TextField(_("sentence"))
    as_of = PartialDateField(_("as of"))
    source_name = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("source's address"), max_length=1000, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ["order", "pk"]
        constraints = [
            dated("as_of", name="keyfigure_as_of"),
            both_languages("unit", "sentence", name="keyfigure_in_both_languages"),
        ]

    def __str__(self) -> str:
        return f"{self.value.normalize():f} {self.unit}"
