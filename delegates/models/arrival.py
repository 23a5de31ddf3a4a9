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
    two that were admitted at two doors while apart are both kept, and the second says so.
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

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["delegate"], name="arrival_first_once", condition=Q(is_first=True))
        ]

    def __str__(self) -> str:
        return f"{self.delegate} {self.door}"
