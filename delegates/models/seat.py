"""Seats: a fact apart from accreditation, for the summit and for each of its sessions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegates.models.delegate import Delegate
from programme.models import Session


class Gate(models.Model):
    """What everybody who takes or frees a seat passes one at a time: its row is locked, its sequence only rises.

    One row for the summit, one for each session.
    """

    key = models.CharField(max_length=40, unique=True)
    last_sequence = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last_sequence}"


class Seat(models.Model):
    """A delegate's place in the summit (`session` empty) or in a session; without a row there is none."""

    class State(models.TextChoices):
        HELD = "held", _("held")
        OFFERED = "offered", _("offered")
        WAITING = "waiting", _("waiting")

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="seats", verbose_name=_("delegate"))
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="seats", null=True, blank=True, verbose_name=_("session")
    )
    state = models.CharField(_("state"), max_length=8, choices=State)
    sequence = models.PositiveBigIntegerField(_("place in the order"))
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["session", "sequence"]
        indexes = [models.Index(fields=["session", "state", "sequence"], name="seat_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["delegate", "session"], name="seat_once", condition=Q(session__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["delegate"], name="seat_of_the_summit_once", condition=Q(session__isnull=True)
            ),
            models.CheckConstraint(
                name="seat_offered_until",
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until__isnull=True)),
                violation_error_message=_("An offer has an end, and nothing else has one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate} {self.state}"


class Wish(models.Model):
    """A session a delegate means to attend; on site it becomes a seat once the address is confirmed."""

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="wishes", verbose_name=_("delegate"))
    session = models.ForeignKey(Session, models.CASCADE, related_name="wishes", verbose_name=_("session"))

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["delegate", "session"], name="wish_once")]

    def __str__(self) -> str:
        return f"{self.delegate} {self.session_id}"
