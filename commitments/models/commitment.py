"""A commitment: who promised what, at which moment, for when."""

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from commitments.models.framework import Goal
from commitments.models.holder import Holder
from programme.models import Session
from summit.alphabet import alphabetical
from summit.bilingual import both_languages
from summit.partial_date import PartialDateField, dated
from themes.models import Theme

REFERENCE = r"^[A-Z][A-Z0-9]{1,9}-[0-9]{4,}$"


class ReferenceCounter(models.Model):
    """The last number given under a prefix; it only rises, so that no reference is used twice."""

    prefix = models.CharField(max_length=10, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix} {self.last}"


class CommitmentQuerySet(models.QuerySet):
    def published(self) -> "CommitmentQuerySet":
        return self.filter(published=True)

    def addressed(self) -> "CommitmentQuerySet":
        """Those that have a page: public now, or once; what left the register keeps its address and says so."""
        versions = apps.get_model("commitments", "Version").objects.filter(commitment=OuterRef("pk"))
        return self.filter(Q(published=True) | Exists(versions))

    def held_by(self, kind: str) -> "CommitmentQuerySet":
        """Those with at least one party of this kind of holder."""
        return self.filter(Exists(Party.objects.filter(commitment=OuterRef("pk"), holder__kind=kind)))

    def naming(self, holders: models.QuerySet | list[Holder]) -> "CommitmentQuerySet":
        """Those whose documents name one of these holders: as a party, or as who gives the money."""
        lines = apps.get_model("commitments", "Pledge").objects
        party = Exists(Party.objects.filter(commitment=OuterRef("pk"), holder__in=holders))
        return self.filter(party | Exists(lines.filter(commitment=OuterRef("pk"), funder__in=holders)))

    def headline(self) -> dict[str, int]:
        """Figures that can be added honestly: promises, countries of action, promises with dated news."""
        return self.aggregate(
            commitments=Count("pk", distinct=True),
            countries=Count("countries__country", distinct=True),
            with_news=Count("pk", distinct=True, filter=Q(reports__isnull=False)),
        )

    def latest_of_each_theme(self) -> "CommitmentQuerySet":
        """The newest of each theme; on one day, the first by its reference."""
        place = Window(RowNumber(), partition_by="theme", order_by=["-announced", "number"])
        return self.annotate(place=place).filter(place=1).order_by("theme__number")

    def for_cards(self) -> "CommitmentQuerySet":
        """Everything a card shows, in two queries."""
        parties = Party.objects.select_related("holder")
        return self.select_related("theme").prefetch_related(Prefetch("parties", parties))

    def for_page(self) -> "CommitmentQuerySet":
        """Everything a commitment's page shows but its relations, in eleven queries."""
        lines = apps.get_model("commitments", "Pledge").objects
        return (
            self.for_cards()
            .select_related("session")
            .prefetch_related(
                "countries",
                Prefetch("goals", Goal.objects.select_related("framework")),
                "sources",
                "targets__sources",
                Prefetch("pledges", lines.select_related("funder", "part_of__commitment", "part_of__funder")),
                "pledges__sources",
                "reports__sources",
            )
        )


class Commitment(models.Model):
    class Kind(models.TextChoices):
        COALITION = "coalition", _("Coalition")
        INITIATIVE = "initiative", _("Initiative")
        FUND = "fund", _("Fund")
        PLEDGE = "pledge", _("Pledge")
        POLICY = "policy", _("Policy")
        STATEMENT = "statement", _("Statement")

    class Link(models.TextChoices):
        LAUNCHED = "launched", _("launched at the summit")
        ANNOUNCED = "announced", _("announced at the summit or for it")
        SUPPORTED = "supported", _("backed at the summit")
        REAFFIRMED = "reaffirmed", _("made before, restated at the summit")
        SHOWCASED = "showcased", _("existing work, presented at the summit")
        PRE_EXISTING = "pre_existing", _("context, not a promise of the summit")

    class Delivery(models.TextChoices):
        NOT_STARTED = "not_started", _("not started")
        UNDER_WAY = "under_way", _("under way")
        ON_COURSE = "on_course", _("on course")
        BEHIND = "behind", _("behind")
        REACHED = "reached", _("reached")
        PARTLY_REACHED = "partly_reached", _("partly reached")
        NOT_REACHED = "not_reached", _("not reached")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Assurance(models.TextChoices):
        """What stands behind what is said here; an axis of its own, beside delivery."""

        ANNOUNCED = "announced", _("announced only")
        DOCUMENTED = "documented", _("documented")
        REPORTED = "reported", _("progress reported by the holder")
        BACKED = "backed", _("progress backed by a document")
        CHECKED = "checked", _("checked by a third party")

    prefix = models.CharField(max_length=10, editable=False)
    number = models.PositiveIntegerField(editable=False)
    reference = models.CharField(
        _("reference"), max_length=24, unique=True, editable=False, help_text=_("Given once, for ever.")
    )
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("summary"), blank=True)
    statement = models.TextField(_("statement as announced"), blank=True)
    statement_language = models.CharField(
        _("language of the statement"), max_length=10, blank=True, help_text=_("Code, such as fr or en.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="commitments", verbose_name=_("theme"))
    session = models.ForeignKey(
        Session,
        models.SET_NULL,
        related_name="commitments",
        null=True,
        blank=True,
        verbose_name=_("announced in the session"),
    )
    announced = PartialDateField(_("announced on"))
    link = models.CharField(_("link to the summit"), max_length=20, choices=Link)
    holders = models.ManyToManyField(
        Holder, through="Party", related_name="commitments", verbose_name=_("holders")
    )
    scope = models.CharField(_("geographic scope"), max_length=200, blank=True)
    partners = models.TextField(_("partners"), blank=True)
    note = models.TextField(_("what the sources leave open"), blank=True)
    delivery = models.CharField(
        _("delivery"), max_length=20, choices=Delivery, blank=True, help_text=_("Empty when unknown.")
    )
    assurance = models.CharField(
        _("assurance"),
        max_length=12,
        choices=Assurance,
        default=Assurance.ANNOUNCED,
        help_text=_("What stands behind it, whatever its delivery."),
    )
    due = PartialDateField(_("due"))
    goals = models.ManyToManyField(Goal, related_name="commitments", blank=True, verbose_name=_("framework goals"))
    related = models.ManyToManyField("self", through="Relation", symmetrical=False, verbose_name=_("related"))
    published = models.BooleanField(_("published"), default=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="merged",
        null=True,
        blank=True,
        verbose_name=_("merged into"),
        help_text=_("The record that now holds what this one said; this one keeps its address and points there."),
    )
    modified = models.DateTimeField(_("modified"), auto_now=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["prefix", "number"]
        indexes = [models.Index(fields=["published", "theme"], name="commitment_published_theme")]
        constraints = [
            both_languages("title", name="commitment_titled_in_both_languages", when=Q(published=True)),
            models.UniqueConstraint(fields=["prefix", "number"], name="commitment_number_once"),
            models.CheckConstraint(
                name="commitment_reference_format",
                condition=Q(reference__regex=REFERENCE),
                violation_error_message=_("A reference is a prefix, a hyphen and at least four digits."),
            ),
            models.CheckConstraint(
                name="commitment_merged_into_another",
                condition=Q(merged_into__isnull=True) | (~Q(merged_into=models.F("pk")) & Q(published=False)),
                violation_error_message=_(
                    "A record is merged into another one, and then is not published by itself."
                ),
            ),
            dated("announced", name="commitment_announced"),
            dated("due", name="commitment_due"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("commitments:commitment", args=[self.reference])

    @property
    def country_names(self) -> list[str]:
        """The countries of action in the reader's language, in its alphabetical order."""
        return alphabetical(str(row.country.name) for row in self.countries.all())

    def save(self, *args: object, **kwargs: object) -> None:
        self.number_by_reference()
        super().save(*args, **kwargs)

    def number_by_reference(self) -> None:
        """Keep prefix and number in step with the reference, by which they sort."""
        if self.reference:
            self.prefix, _hyphen, number = self.reference.partition("-")
            self.number = int(number or 0)


class Party(models.Model):
    class Role(models.TextChoices):
        LEAD = "lead", _("made the promise")
        PARTNER = "partner", _("takes part")
        SUPPORTER = "supporter", _("backs it")

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="parties", verbose_name=_("commitment")
    )
    holder = models.ForeignKey(Holder, models.PROTECT, related_name="parties", verbose_name=_("holder"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.LEAD)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "holder"],
                name="party_once",
                violation_error_message=_("This holder is already a party to the commitment."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.holder} ({self.get_role_display()})"


class CommitmentCountry(models.Model):
    """A country where a commitment acts."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="countries", verbose_name=_("commitment")
    )
    country = CountryField(_("country"))

    class Meta:
        verbose_name = _("country of action")
        verbose_name_plural = _("countries of action")
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "country"],
                name="commitment_country_once",
                violation_error_message=_("This country is already there."),
            )
        ]

    def __str__(self) -> str:
        return str(self.country.name)
