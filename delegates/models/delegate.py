"""A delegate: one person who asks to attend, and what became of it."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from delegates.models.choices import Category, OrganisationKind
from delegates.models.delegation import Delegation
from delegates.names import name_key
from delegates.tokens import new_key
from summit.clock import real_now


class CategoryRule(models.Model):
    """What holds for a whole category; one without a row has no limit and asks for one decision."""

    category = models.CharField(_("category"), max_length=20, choices=Category, unique=True)
    places = models.PositiveIntegerField(
        _("places on site"), null=True, blank=True, help_text=_("Empty: no limit of its own.")
    )
    four_eyes = models.BooleanField(
        _("two people decide"), default=False, help_text=_("Two different members of staff must accredit.")
    )

    class Meta:
        verbose_name = _("rule of a category")
        verbose_name_plural = _("rules of the categories")
        ordering = ["category"]

    def __str__(self) -> str:
        return self.get_category_display()


class DelegateQuerySet(models.QuerySet):
    def locked(self) -> "DelegateQuerySet":
        """Hold the rows for who decides on them. A message to them or a seat of theirs, which only points there,
        does not wait for it: whoever is offered a seat while they decide would otherwise block the gate.
        """
        return self.select_for_update(no_key=True)

    def to_review(self) -> "DelegateQuerySet":
        """Those who wait for a decision, the longest first."""
        return self.filter(state=Delegate.State.TO_REVIEW).order_by("confirmed_at", "pk")

    def reachable(self) -> "DelegateQuerySet":
        """Those who may be written to unasked: their address is proven, and it was not erased."""
        return self.filter(confirmed_at__isnull=False, erased_at__isnull=True).exclude(email="")

    def attending(self, sessions: models.QuerySet) -> "DelegateQuerySet":
        """Those who have a seat in one of the sessions, stand in line for one, or mean to follow it."""
        own = {"delegate": OuterRef("pk"), "session__in": sessions.values("pk")}
        seats, wishes = (apps.get_model("delegates", name).objects.filter(**own) for name in ("seat", "wish"))
        return self.filter(Exists(seats) | Exists(wishes))

    def expected(self) -> "DelegateQuerySet":
        """Those who are accredited, arrived or not."""
        return self.filter(state__in=(Delegate.State.ACCREDITED, Delegate.State.ARRIVED))

    def standing(self) -> "DelegateQuerySet":
        """Those who count: neither refused nor cancelled."""
        return self.exclude(state__in=(Delegate.State.REFUSED, Delegate.State.CANCELLED))

    def using_a_place(self) -> "DelegateQuerySet":
        """Those who count on a quota: a substitute does from when they confirm and take the other's place."""
        return self.standing().exclude(state=Delegate.State.UNCONFIRMED, replaces__isnull=False)

    def with_seat(self) -> "DelegateQuerySet":
        """Say beside each how their seat of the summit stands; None is no seat."""
        seat = FilteredRelation("seats", condition=Q(seats__session=None))
        return self.annotate(seat_of_the_summit=seat, seat=F("seat_of_the_summit__state"))

    def with_leaving(self) -> "DelegateQuerySet":
        """Say beside each what the last message that ended their registration knows of it; None without one."""
        told = apps.get_model("delegates", "message").objects.filter(delegate=OuterRef("pk"), kind="cancelled")
        return self.annotate(leaving=Subquery(told.order_by("-pk").values("context")[:1]))

    def numbered(self, *numbers: range) -> "DelegateQuerySet":
        """Those whose number is in one of these."""
        some = Q(pk__in=())
        for one in numbers:
            some |= Q(number__gte=one.start, number__lt=one.stop)
        return self.filter(some)

    def may_enter(self) -> "DelegateQuerySet":
        """Those to whom badges.refusal has nothing to say."""
        on_site = Q(state=Delegate.State.ACCREDITED, mode=Delegate.Mode.IN_PERSON, seat="held")
        return self.with_seat().filter(Q(state=Delegate.State.ARRIVED) | on_site)


class Delegate(models.Model):
    """The number is all that logs, audit rows and badges say of a person; needs stand in a row of their own.

    Names, addresses and all that tells who somebody is may be empty: each is erased at its term
    (delegates/terms.py), and the row stays to be counted. A row that `stands_for` another holds what somebody else
    wrote of a person who is registered already: it has no address and is unconfirmed, as any new one, until that
    person joins or declines (delegates/joining.py).
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("address not confirmed")
        TO_REVIEW = "to_review", _("to review")
        ACCREDITED = "accredited", _("accredited")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("no longer comes")
        ARRIVED = "arrived", _("arrived")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("on site")
        ONLINE = "online", _("online")

    number = models.PositiveIntegerField(_("number"), unique=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    badge_name = models.CharField(_("name on the badge"), max_length=80, blank=True)
    name_key = models.CharField(max_length=400, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="members", null=True, blank=True, verbose_name=_("delegation")
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation_kind = models.CharField(
        _("kind of organisation"), max_length=20, choices=OrganisationKind, blank=True
    )
    country = CountryField(_("country"), blank=True)
    role = models.CharField(_("role there"), max_length=150, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    mode = models.CharField(_("how"), max_length=10, choices=Mode)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    outlet = models.CharField(_("news outlet"), max_length=150, blank=True)
    press_card = models.CharField(_("press card number"), max_length=60, blank=True)
    photographs = models.BooleanField(_("may be photographed"), default=False)
    notes = models.TextField(_("notes for staff"), blank=True)
    refusal = models.TextField(_("reason of the refusal"), blank=True, help_text=_("The delegate reads it."))
    replaces = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="substitutes",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("in place of"),
    )
    created_at = models.DateTimeField(_("registered at"), default=real_now, editable=False)
    notice_at = models.DateTimeField(
        _("privacy notice accepted at"), default=real_now, null=True, editable=False
    )  # None: named by somebody else, and not yet informed
    stands_for = models.ForeignKey(
        "self",
        models.CASCADE,
        related_name="namings",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("named, registered already"),
    )
    confirmed_at = models.DateTimeField(_("address confirmed at"), null=True, editable=False)
    erased_at = models.DateTimeField(_("erased at"), null=True, editable=False)
    link_key = models.CharField(max_length=43, unique=True, default=new_key, editable=False)
    link_digest = models.CharField(max_length=64, unique=True, editable=False)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["state", "confirmed_at"], name="delegate_review_queue"),
            models.Index(fields=["category", "state"], name="delegate_category_state"),
            models.Index(fields=["name_key"], name="delegate_name_key"),
            models.Index(fields=["delegation", "category", "state"], name="delegate_quota"),
        ]
        constraints = [
            models.CheckConstraint(
                name="delegate_refused_with_reason",
                condition=~Q(state="refused") | ~Q(refusal="") | Q(erased_at__isnull=False),
                violation_error_message=_("A refusal has a reason, which the delegate reads."),
            ),
            models.CheckConstraint(
                name="delegate_confirmed_before_review",
                condition=Q(state__in=("unconfirmed", "cancelled")) | Q(confirmed_at__isnull=False),
                violation_error_message=_("Nothing is reviewed before the address is confirmed."),
            ),
            models.CheckConstraint(
                name="delegate_informed_before_review",
                condition=Q(state__in=("unconfirmed", "cancelled")) | Q(notice_at__isnull=False),
                violation_error_message=_("Nothing is reviewed before the person has read the privacy notice."),
            ),
            models.UniqueConstraint(fields=["email_key"], name="delegate_mailed_once", condition=~Q(email_key="")),
            models.CheckConstraint(
                name="delegate_mailed_by_key",
                condition=Q(email="", email_key="") | (~Q(email="") & ~Q(email_key="")),
                violation_error_message=_("An address and its key come and go together."),
            ),
        ]
        permissions = [
            ("accredit_delegate", _("Can accredit and refuse")),
            ("export_delegate", _("Can export delegates, for a stated purpose")),
            ("admit_delegate", _("Can admit at the door")),
        ]

    def __str__(self) -> str:
        """The number alone: this is what the admin's history keeps."""
        return f"D-{self.number:06d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key by which the same person is found twice; it is erased with the names it is made of."""
        self.name_key = name_key(self.given_name, self.family_name)[:400]  # some letters fold into many
        if kwargs.get("update_fields") is not None and {"given_name", "family_name"} & set(
            kwargs["update_fields"]
        ):
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key"}
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def may_change(self) -> bool:
        """What is refused, cancelled or over is not changed any more."""
        return self.state in (self.State.UNCONFIRMED, self.State.TO_REVIEW, self.State.ACCREDITED)

    @property
    def is_on_site(self) -> bool:
        return self.mode == self.Mode.IN_PERSON
