"""What staff write to many delegates at once, in each of their languages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from summit.bilingual import both_languages
from summit.clock import real_now


class Circular(models.Model):
    """One text for a group: each of the group gets a Message of kind *group* whose `context` holds its key."""

    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), help_text=_("Paragraphs with an empty line between them; no markup."))
    group = models.JSONField(_("sent to"), default=dict, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("written at"), default=real_now, editable=False)

    class Meta:
        verbose_name = _("message to a group")
        verbose_name_plural = _("messages to groups")
        ordering = ["-at", "-pk"]
        constraints = [both_languages("subject", "body", name="circular_in_both_languages")]

    def __str__(self) -> str:
        return self.subject
