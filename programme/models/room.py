"""Rooms: where sessions are held."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from summit.bilingual import both_languages


class Room(models.Model):
    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    step_free = models.BooleanField(_("step-free access"), null=True, blank=True, help_text=_("Empty if unknown."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["order", "pk"]
        constraints = [both_languages("name", name="room_named_in_both_languages")]

    def __str__(self) -> str:
        return self.name
