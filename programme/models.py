"""The programme: rooms, speakers, sessions and who does what in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from summit.bilingual import both_languages
from summit.citation import Citation
from summit.models import Document
from summit.partial_date import dated
from summit.web import validate_urls
from themes.models import Theme

RESERVED_SLUGS = {"grid", "print", "changes", "agenda", "speakers", "programme", "preview"}


def validate_session_slug(value: str) -> None:
    if value in RESERVED_SLUGS:
        raise ValidationError(_("“%(value)s” is the address of another page."), params={"value": value})


class Room(models.Model):
    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    step_free = models.BooleanField(
        _("step-free access"), null=True, blank=True, help_text=_("Empty if unknown.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["order", "pk"]
        constraints = [both_languages("name", name="room_named_in_both_languages")]

    def __str__(self) -> str:
        return self.name


class SpeakerQuerySet(models.QuerySet):
    def published(self) -> "SpeakerQuerySet":
        """Those who take part in a session the public can see."""
        seen = Participation.objects.filter(speaker=OuterRef("pk")).exclude(
            session__status=Session.Status.DRAFT
        )
        return self.filter(Exists(seen))

    def for_page(self) -> "SpeakerQuerySet":
        """A speaker with the sessions the public can see, in two queries."""
        seen = Participation.objects.exclude(session__status=Session.Status.DRAFT)
        in_order = seen.select_related("session__theme").order_by("session__position", "session__starts")
        return self.prefetch_related(Prefetch("participations", in_order))


class Speaker(models.Model):
    """A public figure in the public role held at the time of the summit."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_key = models.CharField(
        _("sort key"), max_length=200, help_text=_("Family name first, lower case, without accents.")
    )
    role = models.CharField(_("role"), max_length=250, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    country = CountryField(_("country"), blank=True)
    biography = models.TextField(_("biography"), blank=True, help_text=_("Markdown."))
    website = models.URLField(_("website"), blank=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["sort_key", "pk"]
        constraints = [both_languages("name", name="speaker_named_in_both_languages")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme:speaker", args=[self.slug])


class SessionQuerySet(models.QuerySet):
    def published(self) -> "SessionQuerySet":
        """What the public sees: a cancelled session stays, and says so."""
        return self.exclude(status=Session.Status.DRAFT)

    def timed(self) -> "SessionQuerySet":
        """Those whose start is known."""
        return self.filter(starts__isnull=False)

    def in_order(self) -> "SessionQuerySet":
        return self.order_by(F("day").asc(nulls_first=True), "position", "starts", "pk")

    def for_cards(self) -> "SessionQuerySet":
        """Everything a card shows, in three queries."""
        people = Participation.objects.select_related("speaker")
        return self.select_related("theme", "room").prefetch_related(Prefetch("participations", people))

    def for_page(self) -> "SessionQuerySet":
        return self.for_cards().prefetch_related("languages", "sources", "documents")


class Session(models.Model):
    """One slot of the programme. Without `starts` it has a position and perhaps a part of the day, no time."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening")
        KEYNOTE = "keynote", _("keynote")
        PLENARY = "plenary", _("plenary")
        ROUND_TABLE = "round_table", _("round table")
        SIDE_EVENT = "side_event", _("side event")
        SIGNING = "signing", _("signing")
        CLOSING = "closing", _("closing")

    class PartOfDay(models.TextChoices):
        MORNING = "morning", _("morning")
        AFTERNOON = "afternoon", _("afternoon")
        EVENING = "evening", _("evening")

    class Access(models.TextChoices):
        PUBLIC_STREAM = "public_stream", _("streamed to the public")
        INVITATION = "invitation", _("by invitation")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("cancelled")

    slug = models.SlugField(_("slug"), max_length=80, unique=True, validators=[validate_session_slug])
    title = models.CharField(_("title"), max_length=250)
    abstract = models.TextField(_("abstract"), blank=True, help_text=_("Markdown."))
    outcome = models.TextField(_("outcome"), blank=True, help_text=_("Markdown."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PLENARY)
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="sessions", null=True, blank=True, verbose_name=_("theme")
    )
    room = models.ForeignKey(
        Room, models.PROTECT, related_name="sessions", null=True, blank=True, verbose_name=_("room")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Place in the order of the day.")
    )
    day = models.DateField(
        _("day"),
        null=True,
        blank=True,
        help_text=_("Only for a session without a start; empty: the event's first day."),
    )
    part_of_day = models.CharField(_("part of the day"), max_length=10, choices=PartOfDay, blank=True)
    starts = models.DateTimeField(_("starts"), null=True, blank=True)
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    times_indicative = models.BooleanField(_("times are indicative"), default=False)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    access = models.CharField(_("access"), max_length=20, choices=Access, default=Access.INVITATION)
    captions = models.BooleanField(_("captions"), default=False)
    sign_language = models.BooleanField(_("sign language"), default=False)
    stream_urls = models.JSONField(_("live streams"), default=list, blank=True, validators=[validate_urls])
    recording_urls = models.JSONField(_("recordings"), default=list, blank=True, validators=[validate_urls])
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    speakers = models.ManyToManyField(
        Speaker, through="Participation", related_name="sessions", verbose_name=_("speakers")
    )
    documents = models.ManyToManyField(
        Document, related_name="sessions", blank=True, verbose_name=_("documents")
    )
    modified = models.DateTimeField(_("modified"), auto_now=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["status", "starts"], name="session_status_starts")]
        constraints = [
            both_languages("title", name="session_titled_in_both_languages", when=~Q(status="draft")),
            models.CheckConstraint(
                name="session_ends_after_start",
                condition=Q(ends__gt=F("starts")),
                violation_error_message=_("A session ends after it starts."),
            ),
            models.CheckConstraint(
                name="session_slug_not_reserved",
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                violation_error_message=_("This slug is the address of another page."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programme:session", args=[self.slug])

    @property
    def period(self) -> str:
        """The part of the day in words, by the current zone's clock when the session has a start."""
        if self.part_of_day:
            return self.get_part_of_day_display()
        if self.starts is None:
            return _("time of day not known")
        hour = timezone.localtime(self.starts).hour
        return (
            self.PartOfDay.MORNING
            if hour < 12
            else self.PartOfDay.AFTERNOON
            if hour < 18
            else self.PartOfDay.EVENING
        ).label

    @property
    def people(self) -> list[Speaker]:
        """Each speaker once, in the order of the programme, whatever the number of roles."""
        return list(dict.fromkeys(one.speaker for one in self.participations.all()))

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED


class Participation(models.Model):
    """Who does what in a session, and from where."""

    class Role(models.TextChoices):
        HOST = "host", _("host")
        CHAIR = "chair", _("chair")
        MODERATOR = "moderator", _("moderator")
        SPEAKER = "speaker", _("speaker")
        PANELLIST = "panellist", _("panellist")
        WITNESS = "witness", _("witness")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        REMOTE = "remote", _("by video link")
        RECORDED = "recorded", _("by recorded message")
        UNKNOWN = "unknown", _("on site or remote: not known")

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="participations", verbose_name=_("session")
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, related_name="participations", verbose_name=_("speaker")
    )
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


class SessionLanguage(models.Model):
    """A language heard in a session: spoken on the floor, or by interpreters."""

    class Use(models.TextChoices):
        FLOOR = "floor", _("spoken on the floor")
        INTERPRETATION = "interpretation", _("interpretation")

    session = models.ForeignKey(Session, models.CASCADE, related_name="languages", verbose_name=_("session"))
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

    session = models.ForeignKey(Session, models.CASCADE, related_name="sources", verbose_name=_("session"))

    class Meta(Citation.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [dated("date", name="session_source_date")]
