"""What a session is made of beside itself: who takes part, in which languages, by which sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programme.models.session import Session
from programme.models.speaker import Speaker
from summit.citation import Citation
from summit.partial_date import dated


class Participation(models.Model):
    """Who does what in a session, and from where."""

    class Role(models.TextChoices):
        HOST = "host", _("host")
        CHAIR = "chair", _("chair")
        MODERATOR = "moderator", _("moderator")
        SPEAKER = "speaker", pgettext_lazy("role in a session", "speaker")
        PANELLIST = "panellist", _("panellist")
        WITNESS = "witness", _("witness")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        REMOTE = "remote", _("by video link")
        RECORDED = "recorded", _("by recorded message")
        UNKNOWN = "unknown", _("on site or remote: not known")

    session = models.ForeignKey(
        Session,
        models.CASCADE,
        related_name="participations",
        verbose_name=pgettext_lazy("of the programme", "session"),
    )
    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="participations", verbose_name=_("speaker"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.SPEAKER)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.UNKNOWN)
    note = models.CharField(_("note"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "speaker", "role"],
                name="participation_once_per_role",
                violation_error_message=_("This speaker already has this role in the session."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker} ({self.get_role_display()})"

    # As in Session: Django's own hash every translated label to find one.
    def get_role_display(self) -> str:
        return str(self.Role(self.role).label)

    def get_mode_display(self) -> str:
        return str(self.Mode(self.mode).label)


class SessionLanguage(models.Model):
    """A language heard in a session: spoken on the floor, or by interpreters."""

    class Use(models.TextChoices):
        FLOOR = "floor", _("spoken on the floor")
        INTERPRETATION = "interpretation", _("interpretation")

    session = models.ForeignKey(
        Session,
        models.CASCADE,
        related_name="languages",
        verbose_name=pgettext_lazy("of the programme", "session"),
    )
    language = models.CharField(_("language"), max_length=10, help_text=_("Code, such as fr, en or ar."))
    use = models.CharField(_("use"), max_length=15, choices=Use, default=Use.FLOOR)

    class Meta:
        verbose_name = _("language of a session")
        verbose_name_plural = _("languages of a session")
        ordering = ["use", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "language", "use"],
                name="session_language_once_per_use",
                violation_error_message=_("This language is already there."),
            )
        ]

    def __str__(self) -> str:
        return self.language


class SessionSource(Citation):
    """Where what the programme says of a session comes from."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="sources", verbose_name=pgettext_lazy("of the programme", "session")
    )

    class Meta(Citation.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [dated("date", name="session_source_date")]
