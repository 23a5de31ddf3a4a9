"""Sessions: the slots of the programme, as planned and as public."""

import uuid
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programme.models.order import in_order
from programme.models.people import People, named, people
from programme.models.room import Room
from programme.models.speaker import Speaker
from summit.bilingual import both_languages
from summit.models import Document
from summit.web import validate_urls
from themes.models import Theme

RESERVED_SLUGS = {"grid", "print", "changes", "agenda", "speakers", "programme", "preview"}


def validate_session_slug(value: str) -> None:
    if value in RESERVED_SLUGS:
        raise ValidationError(_("“%(value)s” is the address of another page."), params={"value": value})


class Slot(NamedTuple):
    """Where a session stands, and whether it is among those looked for."""

    pk: int
    starts: datetime | None
    ends: datetime | None
    day: date | None
    room_id: int | None
    status: str
    found: bool
    own: bool


ALL = Q(pk__isnull=False)
CARD = (
    *("slug", "title_fr", "title_en", "kind", "status", "position", "day", "part_of_day"),
    *("starts", "ends", "times_indicative"),
    *("access", "captions", "sign_language", "stream_urls", "recording_urls"),
    *("theme__number", "theme__slug", "theme__colour", "theme__published", "theme__title_fr", "theme__title_en"),
    *("theme__short_fr", "theme__short_en"),
    *("room__slug", "room__name_fr", "room__name_en", "room__step_free", "room__order"),
)


class SessionQuerySet(models.QuerySet):
    def published(self) -> "SessionQuerySet":
        """What the public sees: a cancelled session stays, and says so."""
        return self.exclude(status=Session.Status.DRAFT)

    def timed(self) -> "SessionQuerySet":
        """Those whose start is known."""
        return self.filter(starts__isnull=False)

    def released(self) -> "SessionQuerySet":
        """Those that a release told of: their history keeps them."""
        return self.filter(changes__isnull=False).distinct()

    def in_order(self) -> "SessionQuerySet":
        return self.order_by(*in_order())

    def slots(self, *, found: Q | None = None, own: Q | None = None) -> list[Slot]:
        """Where each stands, light enough for the whole programme: which are `found`, and which in `own` words."""
        marks = {"found": found or ALL, "own": own or ALL}
        tested = {name: ExpressionWrapper(q, models.BooleanField()) for name, q in marks.items()}
        # No text is asked for, so none needs to be looked for in the reader's language.
        rows = self.annotate(**tested).rewrite(False).values_list(*Slot._fields)
        return list(map(Slot._make, rows))

    def languages_heard(self) -> list[str]:
        """The codes of the languages heard in these sessions, each once."""
        heard = self.filter(languages__isnull=False).values_list("languages__language", flat=True)
        return list(heard.order_by().distinct())

    def counted(self, conditions: dict[str, Q]) -> dict[str, int]:
        """How many sessions meet each of these conditions, in one query."""
        counts = {f"counted_{name}": Count("pk", filter=q or ALL) for name, q in conditions.items()}
        return {name.removeprefix("counted_"): count for name, count in self.aggregate(**counts).items()}

    def for_cards(self) -> "SessionQuerySet":
        """Everything a card shows, in two queries: no long text, and of each person the name and the address."""
        return self.select_related("theme", "room").prefetch_related(named()).only(*CARD)

    def for_sheet(self) -> "SessionQuerySet":
        """Everything the day sheet prints, in three queries."""
        return self.for_cards().prefetch_related("languages")

    def for_page(self) -> "SessionQuerySet":
        """A session with all that hangs on it, in five queries."""
        return self.select_related("theme", "room").prefetch_related(people(), "languages", "sources", "documents")


class Session(models.Model):
    """One slot of the programme. Without `starts` it has a position and perhaps a part of the day, no time.

    Its start, end, room and status stand twice: as public, which every page and feed reads, and as planned, which
    staff change and `releases.publish` makes public. `uid`, `sequence` and `changed` are for calendars: the uid
    stands for ever, the other two rise with each published change. `search_…` hold the folded words of the
    session and its people (programme/search.py).
    """

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
        PUBLISHED = "published", pgettext_lazy("of a session", "published")
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
    planned_starts = models.DateTimeField(_("planned start"), null=True, blank=True)
    planned_ends = models.DateTimeField(_("planned end"), null=True, blank=True)
    planned_room = models.ForeignKey(
        Room,
        models.PROTECT,
        related_name="planned_sessions",
        null=True,
        blank=True,
        verbose_name=_("planned room"),
    )
    planned_status = models.CharField(_("planned status"), max_length=10, choices=Status, default=Status.DRAFT)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed = models.DateTimeField(null=True, editable=False)
    search_fr = models.TextField(default="", editable=False)
    search_en = models.TextField(default="", editable=False)
    speakers = models.ManyToManyField(
        Speaker, through="Participation", related_name="sessions", verbose_name=_("speakers")
    )
    documents = models.ManyToManyField(Document, related_name="sessions", blank=True, verbose_name=_("documents"))
    modified = models.DateTimeField(_("modified"), auto_now=True)
    people = People()

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of the programme", "session")
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
                name="session_plan_ends_after_start",
                condition=Q(planned_ends__gt=F("planned_starts")),
                violation_error_message=_("A session ends after it starts."),
            ),
            both_languages("title", name="session_plan_titled", when=~Q(planned_status="draft")),
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

    # Django's own hash every translated label to find one, which is a sixth of a large calendar.
    def get_kind_display(self) -> str:
        return str(self.Kind(self.kind).label)

    def get_access_display(self) -> str:
        return str(self.Access(self.access).label)

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
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED
