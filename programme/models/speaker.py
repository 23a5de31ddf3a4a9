"""Speakers: public figures in the role they held at the time of the summit."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from programme.models.order import in_order
from summit.bilingual import both_languages


def _parts() -> models.QuerySet:
    return apps.get_model("programme", "Participation").objects.all()


class SpeakerQuerySet(models.QuerySet):
    def published(self) -> "SpeakerQuerySet":
        """Those who take part in a session the public can see."""
        seen = _parts().filter(speaker=OuterRef("pk")).exclude(session__status="draft")
        return self.filter(Exists(seen))

    def for_page(self) -> "SpeakerQuerySet":
        """A speaker with the sessions the public can see, in two queries."""
        seen = _parts().exclude(session__status="draft")
        sessions = seen.select_related("session__theme").order_by(*in_order("session__"))
        return self.prefetch_related(Prefetch("participations", sessions))

    def for_index(self) -> "SpeakerQuerySet":
        """What the index shows of each: no biography."""
        return self.defer("biography", "biography_fr", "biography_en", "website", "modified")


class Speaker(models.Model):
    """A public figure in the public role held at the time of the summit."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(
        _("sort key"), max_length=200, help_text=_("Family name first, lower case, without accents.")
    )
    role = models.CharField(pgettext_lazy("office of a person", "role"), max_length=250, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    country = CountryField(_("country"), blank=True)
    biography = models.TextField(_("biography"), blank=True, help_text=_("Markdown."))
    website = models.URLField(_("website"), blank=True)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["sort_key", "pk"]
        constraints = [both_languages("name", name="speaker_named_in_both_languages")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme:speaker", args=[self.slug])

    def promised(self) -> models.QuerySet:
        """The commitments announced in this speaker's sessions that the public can see, as cards."""
        sessions = apps.get_model("programme", "Session")
        commitments = sessions._meta.get_field("commitments").related_model.objects
        theirs = sessions.objects.published().filter(participations__speaker=self)
        return commitments.published().filter(session__in=theirs).for_cards()
