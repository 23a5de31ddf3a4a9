"""What was decided and what was looked at: by whom, when, of which number. No name of a delegate stands here."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegates.models.delegate import Delegate
from delegates.models.delegation import Delegation
from summit.clock import real_now


class Decision(models.Model):
    """One member of staff's decision on one delegate; under four eyes an accreditation takes two."""

    class Verdict(models.TextChoices):
        ACCREDIT = "accredit", _("accredit")
        REFUSE = "refuse", _("refuse")
        REOPEN = "reopen", _("review again")

    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="decisions", verbose_name=_("delegate"))
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    at = models.DateTimeField(_("decided at"), default=real_now)
    stands = models.BooleanField(
        _("stands"), default=True, help_text=_("False once the registration went back to review.")
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.delegate} {self.verdict}"


class Trace(models.Model):
    """A reading of needs, an export, an erasure, an act of a desk: what for, of how many; numbers, never names."""

    class Act(models.TextChoices):
        NEEDS_READ = "needs_read", _("needs read")
        EXPORTED = "exported", _("exported")
        ERASED = "erased", _("erased")
        LINK_RENEWED = "link_renewed", _("private link renewed")
        DESK_ADDED = "desk_added", _("members added by a desk")
        DESK_REPLACED = "desk_replaced", _("member replaced by a desk")
        DESK_WITHDRAWN = "desk_withdrawn", _("member withdrawn by a desk")

    act = models.CharField(_("what"), max_length=15, choices=Act)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=real_now)
    number = models.PositiveIntegerField(_("delegate's number"), null=True, blank=True)
    delegation = models.ForeignKey(
        Delegation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("delegation")
    )
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    count = models.PositiveIntegerField(_("how many"), default=1)

    class Meta:
        verbose_name = _("audit row")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.act} {self.number or self.count}"
