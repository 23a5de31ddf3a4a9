"""Mail to be sent: written in the transaction that decides, delivered after it by the worker."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegates.models.delegate import Delegate
from delegates.models.delegation import Delegation
from summit.clock import real_now


class Message(models.Model):
    """One message to one person. What it says is rendered when it leaves, in the recipient's language.

    `context` holds no name and no secret: keys of rows and plain facts of the decision. `message_id` stays the
    same however often the message is handed over. `occasion` names what is told once to each recipient, such as
    one release of the programme; it is empty where every decision is told.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("confirm the address")
        NAMED = "named", _("named by somebody, registered already")
        LINK = "link", _("private link again")
        RECEIVED = "received", _("registration received")
        ACCREDITED = "accredited", _("accredited")
        WAITING = "waiting", _("on the waiting list")
        SEAT_OFFERED = "seat_offered", _("seat offered")
        SEAT_LAPSED = "seat_lapsed", _("offer lapsed")
        REFUSED = "refused", _("refused")
        CHANGED = "changed", _("registration changed")
        CANCELLED = "cancelled", _("registration cancelled")
        REMINDER = "reminder", _("reminder")
        PROGRAMME_CHANGED = "programme_changed", _("programme changed")
        DESK = "desk", _("link to the delegation's desk")
        GROUP = "group", _("message to a group")

    class State(models.TextChoices):
        QUEUED = "queued", _("to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("given up")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    delegate = models.ForeignKey(
        Delegate, models.CASCADE, related_name="messages", null=True, blank=True, verbose_name=_("delegate")
    )
    delegation = models.ForeignKey(
        Delegation, models.CASCADE, related_name="messages", null=True, blank=True, verbose_name=_("delegation")
    )
    occasion = models.CharField(max_length=60, blank=True, editable=False)
    context = models.JSONField(_("facts"), default=dict, blank=True)
    message_id = models.CharField(max_length=120, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    next_at = models.DateTimeField(_("next attempt"), default=real_now)
    created_at = models.DateTimeField(_("written at"), default=real_now, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    problem = models.CharField(_("problem"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_at", "id"], name="message_queue", condition=Q(state="queued")),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_to_one",
                condition=Q(delegate__isnull=False, delegation__isnull=True)
                | Q(delegate__isnull=True, delegation__isnull=False),
                violation_error_message=_("A message goes to a delegate or to a delegation's focal point."),
            ),
            models.UniqueConstraint(
                fields=["delegate", "kind", "occasion"], name="message_once_an_occasion", condition=~Q(occasion="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.delegate or self.delegation_id}"
