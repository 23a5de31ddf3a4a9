"""Delegations: who sends several people, and who answers for them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from delegates.models.choices import OrganisationKind
from delegates.tokens import new_key


class Delegation(models.Model):
    """A state, an organisation, a company… The desk's private link is made of `link_key` (delegates/tokens.py)."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    country = CountryField(_("country"), blank=True)
    focal_name = models.CharField(_("focal point"), max_length=200, blank=True)
    focal_email = models.EmailField(_("focal point's e-mail"), blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    link_key = models.CharField(max_length=43, unique=True, default=new_key, editable=False)
    link_digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
