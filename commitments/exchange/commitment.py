"""Commitments as rows: an empty reference is a new record, which is given one."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from commitments.exchange.cells import Column, ListColumn, Named, Text, found, plain, wanted_of
from commitments.exchange.sheet import Sheet
from commitments.models import Commitment, CommitmentCountry, Goal, Holder, Party
from commitments.references import allocate
from programme.models import Session
from summit.models import Event
from themes.models import Theme


def read_holders(record: Commitment) -> list[str]:
    return [f"{one.holder.slug} ({one.role})" for one in record.parties.all()]


def check_holder(text: str) -> str:
    """A holder's slug, and in brackets its part: lead unless another is said."""
    slug, _bracket, role = text.removesuffix(")").partition("(")
    slug, role = slug.strip(), role.strip() or Party.Role.LEAD.value
    if role not in Party.Role.values:
        words = {"value": role, "codes": ", ".join(Party.Role.values)}
        raise ValueError(_("“%(value)s” is none of: %(codes)s.") % words)
    return f"{found(Holder, slug).slug} ({role})"


def check_country(text: str) -> str:
    code = text.upper()
    if code not in dict(countries):
        raise ValueError(
            _("“%(value)s” is no country; write its code of two letters, such as FR.") % {"value": text}
        )
    return code


class CommitmentSheet(Sheet):
    reference = Column(attribute="reference", column_name="reference", widget=Text(), readonly=True)
    theme = Column(attribute="theme", column_name="theme", widget=Named(Theme))
    session = Column(attribute="session", column_name="session", widget=Named(Session))
    holders = ListColumn("holders", read=read_holders, check=check_holder)
    country_codes = ListColumn(
        "countries",
        read=lambda record: sorted(one.country.code for one in record.countries.all()),
        check=check_country,
    )
    goals = ListColumn(
        "goals",
        read=lambda record: [one.slug for one in record.goals.all()],
        check=lambda text: found(Goal, text).slug,
    )

    class Meta:
        model = Commitment
        name = gettext_lazy("Commitments")
        import_id_fields = ["reference"]
        skip_unchanged = True
        fields = [
            "reference",
            "published",
            *(
                f"{name}_{code}"
                for name in ("title", "summary", "scope", "partners", "note")
                for code in ("fr", "en")
            ),
            "kind",
            "theme",
            "link",
            "session",
            "announced",
            "due",
            "delivery",
            "assurance",
            "statement",
            "statement_language",
            "holders",
            "country_codes",
            "goals",
        ]

    def get_key(self, row: Mapping[str, Any]) -> tuple:
        reference = plain(row.get("reference"))
        return (reference,) if reference else ()

    def get_instance(self, instance_loader: Any, row: Mapping[str, Any]) -> Commitment | None:
        if not self.get_key(row):
            return None
        try:
            return found(Commitment, plain(row["reference"]), "reference")
        except ValueError as error:
            raise ValidationError({"reference": str(error)}) from error

    def after_init_instance(self, instance: Commitment, new: bool, row: Any, **kwargs: Any) -> None:
        """Give a new record its reference; on a dry run the number is given back."""
        if not new:
            return
        event = Event.objects.first()
        if event is None:
            raise ValidationError(
                {"reference": _("There is no event yet, hence no prefix. Enter the event first.")}
            )
        instance.reference = allocate(event.reference_prefix)
        instance.number_by_reference()

    def after_save_instance(self, instance: Commitment, row: Any, **kwargs: Any) -> None:
        write: dict[str, Callable[[Commitment, list[str]], None]] = {
            "holders": write_holders,
            "countries": write_countries,
            "goals": lambda record, slugs: record.goals.set(Goal.objects.filter(slug__in=slugs)),
        }
        for name, several in wanted_of(instance).items():
            write[name](instance, several)

    def records(self, instance: Commitment) -> list[Commitment]:
        return [instance]

    def filter_export(self, queryset: QuerySet, **kwargs: Any) -> QuerySet:
        found = queryset.select_related("theme", "session")
        return found.prefetch_related("parties__holder", "countries", "goals")


def write_holders(record: Commitment, several: list[str]) -> None:
    """Make the parties those of the cell, in its order."""
    wanted = dict(one.removesuffix(")").split(" (") for one in several)
    record.parties.exclude(holder__slug__in=wanted).delete()
    for order, (slug, role) in enumerate(wanted.items()):
        holder = Holder.objects.get(slug=slug)
        Party.objects.update_or_create(commitment=record, holder=holder, defaults={"role": role, "order": order})


def write_countries(record: Commitment, codes: list[str]) -> None:
    record.countries.exclude(country__in=codes).delete()
    present = set(record.countries.values_list("country", flat=True))
    CommitmentCountry.objects.bulk_create(
        CommitmentCountry(commitment=record, country=code) for code in codes if code not in present
    )
