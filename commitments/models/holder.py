"""Who holds a commitment: a state, an organisation, a company…"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from summit.bilingual import both_languages


class Holder(models.Model):
    class Kind(models.TextChoices):
        STATE = "state", _("State")
        INTERNATIONAL = "international_organisation", _("International organisation")
        FINANCE = "financial_institution", _("Financial institution")
        COMPANY = "company", _("Company")
        NGO = "ngo", _("Non-governmental organisation")
        COALITION = "coalition", _("Coalition")
        LOCAL = "local_authority", _("Local authority")
        RESEARCH = "research", _("Research institution")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    country = CountryField(_("country"), blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("holder")
        verbose_name_plural = _("holders")
        ordering = ["slug"]
        constraints = [both_languages("name", name="holder_named_in_both_languages")]

    def __str__(self) -> str:
        return self.name
