"""Releases of the programme: what was published when, and what it changed."""


from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from programme.models.session import Session
from summit.clock import real_now


class Release(models.Model):
    """One publication of times, rooms and states; texts go live when they are saved."""

    number = models.PositiveIntegerField(gettext_lazy("number"), unique=True)
    published_at = models.DateTimeField(gettext_lazy("published at"), default=real_now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=gettext_lazy("published by"),
    )
    note = models.CharField(gettext_lazy("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = gettext_lazy("release")
        verbose_name_plural = gettext_lazy("releases")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_first(self) -> bool:
        """The first is summed up where others list their changes: all of it would be “added”."""
        return self.number == 1


class Change(models.Model):
    """What one release changed in one session, kept as it was: before, after, and the title of the day.

    `before` and `after` hold `starts` and `ends` (ISO 8601, without what is not known) and the room's names by
    language; never what the session has become since.
    """

    class Kind(models.TextChoices):
        ADDED = "added", pgettext_lazy("change of the programme", "added")
        MOVED = "moved", gettext_lazy("moved")
        ROOM = "room", gettext_lazy("another room")
        CANCELLED = "cancelled", gettext_lazy("cancelled")
        REINSTATED = "reinstated", gettext_lazy("reinstated")
        WITHDRAWN = "withdrawn", gettext_lazy("taken off the programme")

    release = models.ForeignKey(
        Release, models.CASCADE, related_name="changes", verbose_name=gettext_lazy("release")
    )
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="changes", verbose_name=gettext_lazy("session")
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=12, choices=Kind)
    title = models.CharField(gettext_lazy("title"), max_length=250)
    before = models.JSONField(gettext_lazy("before"), default=dict)
    after = models.JSONField(gettext_lazy("after"), default=dict)

    class Meta:
        verbose_name = gettext_lazy("change")
        verbose_name_plural = gettext_lazy("changes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "session", "kind"], name="change_once_per_release")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def sentence(self) -> str:
        """Say it in the reader's language and the current time zone; the session's title goes before it."""
        tell = {self.Kind.MOVED: self._moved, self.Kind.ROOM: self._room, self.Kind.ADDED: self._added}.get(self.kind)
        if tell:
            return tell()
        return {
            self.Kind.CANCELLED: pgettext("of a session", "cancelled"),
            self.Kind.REINSTATED: _("takes place after all"),
            self.Kind.WITHDRAWN: _("taken off the programme"),
        }[self.kind]
