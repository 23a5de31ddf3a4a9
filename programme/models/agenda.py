"""Agendas without an account: two secrets, one to read and follow, one to edit."""

import secrets
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programme.models.session import Session
from summit.clock import real_now


def new_token() -> str:
    """Return a secret nobody guesses: 128 bits and more, in letters that an address takes."""
    return secrets.token_urlsafe(24)


def today() -> date:
    """Return the real day, in UTC: erasure counts from it."""
    return real_now().date()


class Agenda(models.Model):
    """A choice of sessions. It knows no name, no address and no device; unused for a year it is erased."""

    read_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    edit_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    used = models.DateField(default=today, editable=False)
    sessions = models.ManyToManyField(Session, through="Star", related_name="agendas")

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("programme:agenda", args=[self.read_token])


class Star(models.Model):
    agenda = models.ForeignKey(Agenda, models.CASCADE, related_name="stars")
    session = models.ForeignKey(Session, models.CASCADE, related_name="stars")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agenda", "session"], name="star_once")]

    def __str__(self) -> str:
        return f"{self.agenda_id} {self.session_id}"
