"""Releases of the programme: what was published when, and what it changed."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from programme.models.session import Session
from summit import dates
from summit.clock import real_now
from summit.typography import typographic


class ReleaseQuerySet(models.QuerySet):
    def for_reading(self) -> "ReleaseQuerySet":
        """Releases with what they changed, in two queries; of the first only `sessions`, the number published."""
        told = Change.objects.exclude(release__number=1).select_related("session")
        sessions = Count("changes__session", distinct=True, filter=Q(changes__kind=Change.Kind.ADDED))
        return self.annotate(sessions=sessions).prefetch_related(Prefetch("changes", told))


class Release(models.Model):
    """One publication of times, rooms and states; texts go live when they are saved."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    published_at = models.DateTimeField(_("published at"), default=real_now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("published by")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('programme:changes')}#release-{self.number}"

    @property
    def is_first(self) -> bool:
        """The first is summed up where others list their changes: all of it would be “added”."""
        return self.number == 1

    @property
    def summary(self) -> str:
        """Sum up the first release, read by `for_reading`."""
        words = ngettext(
            "First publication: %(number)d session.", "First publication: %(number)d sessions.", self.sessions
        )
        return words % {"number": self.sessions}


class Change(models.Model):
    """What one release changed in one session, kept as it was: before, after, and the title of the day.

    `before` and `after` hold what is known of `starts` and `ends` (ISO 8601), or of the room's name by language.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        MOVED = "moved", _("moved")
        ROOM = "room", _("another room")
        CANCELLED = "cancelled", _("cancelled")
        REINSTATED = "reinstated", _("reinstated")
        WITHDRAWN = "withdrawn", _("taken off the programme")

    release = models.ForeignKey(Release, models.CASCADE, related_name="changes", verbose_name=_("release"))
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="changes", verbose_name=pgettext_lazy("of the programme", "session")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=250)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "session", "kind"], name="change_once_per_release")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def is_shown(self) -> bool:
        """Tell whether the session has a public page now, whatever this change did to it."""
        return self.session.status != Session.Status.DRAFT

    @property
    def sentence(self) -> str:
        """Say it in the reader's language and the current time zone; the session's title stands before it."""
        if self.kind == self.Kind.ADDED:
            return self._added()
        if self.kind == self.Kind.MOVED:
            return self._moved()
        if self.kind == self.Kind.ROOM:
            return self._other_room()
        return {
            self.Kind.CANCELLED: gettext("cancelled"),
            self.Kind.REINSTATED: gettext("takes place after all"),
            self.Kind.WITHDRAWN: gettext("taken off the programme"),
        }[self.Kind(self.kind)]

    def _added(self) -> str:
        starts = _moment(self.after, "starts")
        if starts is None:
            return gettext("added to the programme")
        return gettext("added to the programme: %(when)s") % {"when": dates.day_and_time(starts)}

    def _moved(self) -> str:
        old, new = _moment(self.before, "starts"), _moment(self.after, "starts")
        if old == new:
            return self._other_end()
        if old is None:
            return gettext("has a time now: %(new)s") % {"new": dates.day_and_time(new)}
        if new is None:
            words = {"old": dates.clock_time(old)}
            return gettext("no longer starts at %(old)s; its time is not known yet") % words
        if _day(old) == _day(new):
            words = {"old": dates.clock_time(old), "new": dates.clock_time(new)}
            text = gettext("moved from %(old)s to %(new)s") % words
        else:
            words = {"old": dates.day_and_time(old), "new": dates.day_and_time(new)}
            text = pgettext("days and times", "moved from %(old)s to %(new)s") % words
        return text if self._is_as_long() else f"{text}, {self._end()}"

    def _is_as_long(self) -> bool:
        """Tell whether the end moved with the start, and so needs no words."""
        old, new = _moment(self.before, "ends"), _moment(self.after, "ends")
        if old is None or new is None:
            return old is new
        return new - old == _moment(self.after, "starts") - _moment(self.before, "starts")

    def _end(self) -> str:
        end = _moment(self.after, "ends")
        if end is None:
            return gettext("its end is not known any more")
        return gettext("now ends at %(new)s") % {"new": self._end_time(end, self.after)}

    def _other_end(self) -> str:
        old, new = _moment(self.before, "ends"), _moment(self.after, "ends")
        if old is None or new is None:
            return self._end()
        words = {"old": self._end_time(old, self.before), "new": self._end_time(new, self.after)}
        return gettext("now ends at %(new)s instead of %(old)s") % words

    def _end_time(self, end: datetime, slot: dict[str, Any]) -> str:
        """Write an end: its hour, or its day too when the start does not say it."""
        starts = _moment(slot, "starts")
        return dates.clock_time(end) if starts and _day(starts) == _day(end) else dates.day_and_time(end)

    def _other_room(self) -> str:
        old, new = _room_name(self.before), _room_name(self.after)
        if not new:
            return gettext("is not in room %(old)s any more; its room is not known yet") % {"old": old}
        if not old:
            return gettext("its room is known now: %(new)s") % {"new": new}
        return gettext("another room: %(new)s, instead of %(old)s") % {"old": old, "new": new}


def _moment(slot: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(slot[name]) if slot.get(name) else None


def _day(moment: datetime) -> Any:
    return timezone.localtime(moment).date()


def _room_name(room: dict[str, Any]) -> str:
    language = get_language() or settings.LANGUAGE_CODE
    name = room.get(language) or next(iter(room.values()), "")
    return typographic(name, language)
