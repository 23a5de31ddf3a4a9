"""Who holds a commitment: a state, an organisation, a company…"""

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from programme.models import Session
from summit.bilingual import both_languages

SEEN = Q(parties__commitment__published=True)


def _rows(model: str) -> models.QuerySet:
    return apps.get_model("commitments", model).objects.all()


class HolderQuerySet(models.QuerySet):
    def published(self) -> "HolderQuerySet":
        """Those who hold a commitment that the public can see."""
        seen = _rows("Party").filter(holder=OuterRef("pk"), commitment__published=True)
        return self.filter(Exists(seen))

    def counted(self) -> "HolderQuerySet":
        """Each with the number of its commitments that the public can see: `promised`, and by its part in them."""
        parts = {f"as_{role}": SEEN & Q(parties__role=role) for role in ("lead", "partner", "supporter")}
        return self.annotate(
            promised=Count("parties", filter=SEEN),
            **{name: Count("parties", filter=part) for name, part in parts.items()},
        )

    def commitments(self) -> models.QuerySet:
        """The commitments that the public can see of any of these holders, as cards."""
        theirs = _rows("Party").filter(commitment=OuterRef("pk"), holder__in=self.order_by().values("pk"))
        return _rows("Commitment").published().filter(Exists(theirs)).for_cards()

    def made(self) -> models.QuerySet:
        """The commitments that any of these holders made, and not merely joined or backed."""
        theirs = _rows("Party").filter(holder__in=self.order_by().values("pk"), role="lead")
        return _rows("Commitment").published().filter(Exists(theirs.filter(commitment=OuterRef("pk"))))

    def last_report(self) -> models.Model | None:
        """The latest dated news of their commitments; among those of one date, of the first by its reference."""
        theirs = _rows("Party").filter(holder__in=self.order_by().values("pk"))
        news = _rows("Report").exclude(date="").filter(commitment__published=True)
        return (
            news.filter(Exists(theirs.filter(commitment=OuterRef("commitment"))))
            .select_related("commitment")
            .order_by("-date", "commitment__prefix", "commitment__number", "order", "pk")
            .first()
        )


class Holder(models.Model):
    class Kind(models.TextChoices):
        STATE = "state", _("State")
        INTERNATIONAL = "international_organisation", _("International organisation")
        FINANCE = "financial_institution", _("Financial institution")
        COMPANY = "company", _("Company")
        NGO = "ngo", _("Non-governmental organisation")
        COALITION = "coalition", _("Coalition")
        LOCAL = "local_authority", _("Local authority")
        RESEARCH = "research", _("Research institution")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    country = CountryField(_("country"), blank=True)
    website = models.URLField(_("website"), blank=True)

    objects = HolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("holder")
        verbose_name_plural = _("holders")
        ordering = ["slug"]
        constraints = [both_languages("name", name="holder_named_in_both_languages")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("commitments:holder", args=[self.slug])

    def parts(self) -> models.QuerySet:
        """Its part in each commitment that the public can see, as cards: made first, then joined, then backed."""
        seen = self.parties.filter(commitment__published=True).select_related("commitment__theme")
        # The codes of the roles happen to stand in this order: lead, partner, supporter.
        ordered = seen.order_by("role", "commitment__prefix", "commitment__number")
        return ordered.prefetch_related(
            models.Prefetch("commitment__parties", _rows("Party").select_related("holder"))
        )

    def funded(self) -> models.QuerySet:
        """The finance lines it gives, of commitments that the public can see, in two queries."""
        lines = self.pledges.filter(commitment__published=True).select_related("commitment", "part_of__commitment")
        ordered = lines.order_by("commitment__prefix", "commitment__number", "order", "pk")
        return ordered.prefetch_related("sources")

    def last_report(self) -> models.Model | None:
        """The latest dated news of its commitments; among those of one date, of the first by its reference."""
        return Holder.objects.filter(pk=self.pk).last_report()

    def sessions(self) -> models.QuerySet:
        """The public sessions in which its commitments were announced, in the order of the programme."""
        theirs = self.parties.filter(commitment__published=True, commitment__session__isnull=False)
        announced = theirs.order_by().values("commitment__session")
        return Session.objects.published().filter(pk__in=announced).in_order()
