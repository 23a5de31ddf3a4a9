"""Arrivals at the door: the first counts, later ones are told when and where it was."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegates.models.delegate import Delegate
from summit.clock import real_now


class Arrival(models.Model):
    """One passage at a door. `key` is the door's own, so that a passage sent twice is kept once.

    `at` is what the door's clock said; `received_at` when the portal knew. Of one delegate one passage is `first`;
    two that were admitted at two doors while apart are both kept, and the second says so. `refusal` says why the
    portal would not have let in whom a door let in by itself. A passage undone stays, with who undid it. The
    `sequence` rises with each change, so that a door can ask for all that happened since it last knew.
    """

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="arrivals", verbose_name=_("delegate"))
    key = models.UUIDField(unique=True, editable=False)
    door = models.CharField(_("door"), max_length=60)
    at = models.DateTimeField(_("at"))
    received_at = models.DateTimeField(_("received at"), default=real_now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("admitted by")
    )
    is_first = models.BooleanField(_("first"), default=False)
    is_offline = models.BooleanField(
        _("without network"), default=False, help_text=_("The door decided by itself, from the list it kept.")
    )
    refusal = models.CharField(_("should have been refused"), max_length=20, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    sequence = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["sequence"], name="arrival_sequence")]
        constraints = [
            models.UniqueConstraint(fields=["delegate"], name="arrival_first_once", condition=Q(is_first=True)),
            models.CheckConstraint(
                name="arrival_first_stands",
                condition=Q(is_first=False) | Q(undone_at__isnull=True, refusal=""),
                violation_error_message=_("A passage that was undone or should not have been is never the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate} {self.door}"
