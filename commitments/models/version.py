"""Versions: what the register said of a commitment, each time it said something new."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models.commitment import Commitment
from summit.clock import real_now


class VersionQuerySet(models.QuerySet):
    def of(self, reference: str) -> "VersionQuerySet":
        """Those of one record, newest first."""
        return self.filter(commitment__reference=reference).order_by("-number")

    def with_earlier(self) -> "VersionQuerySet":
        """Each with `earlier`: the document of the version before it, or None."""
        before = Version.objects.filter(
            commitment=models.OuterRef("commitment"), number=models.OuterRef("number") - 1
        )
        return self.annotate(earlier=models.Subquery(before.values("document")))

    def current(self) -> "VersionQuerySet":
        """The last one of each record: what the register says now, or said when the record left."""
        return self.filter(is_current=True)


class Version(models.Model):
    """One publication of a record: its whole document (commitments/document.py), when, and why."""

    class Reason(models.TextChoices):
        FIRST = "first", _("first publication")
        CORRECTION = "correction", _("correction")
        UPDATE = "update", _("update")
        PROGRESS = "progress", _("progress")
        TRANSLATION = "translation", _("translation")
        WITHDRAWAL = "withdrawal", _("taken off the register")
        MERGER = "merger", _("merged into another record")
        RETURN = "return", _("back in the register")

    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="versions", verbose_name=_("commitment")
    )
    number = models.PositiveIntegerField(_("number"))
    published_at = models.DateTimeField(_("published at"), default=real_now)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.CharField(_("what changed"), max_length=300, blank=True, help_text=_("Shown to the public."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    document = models.JSONField(_("document"), encoder=DjangoJSONEncoder)
    is_current = models.BooleanField(default=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["commitment", "-number"]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=models.Q(is_current=True), name="version_newest_first"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["commitment"], condition=models.Q(is_current=True), name="version_current_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document['reference']} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("commitments:version", args=[self.document["reference"], self.number])

    def get_record_url(self) -> str:
        """The record's own page, which shows its current version."""
        return reverse("commitments:commitment", args=[self.document["reference"]])
