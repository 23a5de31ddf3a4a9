"""Sessions as feeds tell them: rows of columns, where a large programme would take some three thousand objects.

A row is a named tuple with the names of the columns asked for; `plain_text.short(row, "room__name")` reads it as
it reads an object.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Aggregate, OuterRef, QuerySet, Subquery, TextChoices, TextField
from django.urls import reverse

from programme.feeds import ORIGIN
from programme.models import Participation, Session, SessionLanguage
from programme.plain_text import clean
from summit.models import Document

Row = Any
_SLUG = "0-0-0"  # stands where a slug does


def texts(*fields: str) -> list[str]:
    """The columns of translated fields."""
    return [f"{field}_{language}" for field in fields for language in settings.MODELTRANSLATION_LANGUAGES]


def rows(found: QuerySet, columns: Iterable[str]) -> list[Row]:
    """Read these columns and no other; each names its language, so no row needs to be looked through for texts."""
    return list(found.rewrite(False).values_list(*columns, named=True))


def parts(sessions: Iterable[Row], *columns: str) -> dict[int, list[Row]]:
    """Who takes part in each session, in the order of the programme, in one query."""
    found = Participation.objects.filter(session__in=[row.pk for row in sessions]).order_by("order", "pk")
    return _by_session(rows(found, ("session_id", "speaker_id", *columns)))


def documents(sessions: Iterable[Row]) -> dict[int, list[Document]]:
    """The documents of each session, in one query."""
    links = Session.documents.through.objects.filter(session__in=[row.pk for row in sessions])
    in_order = links.select_related("document").order_by("-document__date", "document__slug")
    return {pk: [link.document for link in held] for pk, held in _by_session(in_order).items()}


def _by_session(found: Iterable[Row]) -> dict[int, list[Row]]:
    held: dict[int, list[Row]] = defaultdict(list)
    for row in found:
        held[row.session_id].append(row)
    return held


class Listed(Aggregate):
    """The values of a column as one text, with commas between, in no order."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(self, *args: Any, **context: Any) -> tuple[str, Any]:
        return self.as_sql(*args, function="GROUP_CONCAT", **context)


def heard(use: SessionLanguage.Use) -> Subquery:
    """The languages heard in a session, for `languages` to read."""
    found = SessionLanguage.objects.filter(session=OuterRef("pk"), use=use).order_by()
    return Subquery(found.values("session").annotate(listed=Listed("language")).values("listed"))


def languages(listed: str | None) -> list[str]:
    return sorted((listed or "").split(",")) if listed else []


def addresses(name: str) -> Callable[[str], str]:
    """Return what makes the address of a slug in the active language: looking for each takes far longer."""
    before, _slug, after = reverse(name, args=[_SLUG]).partition(_SLUG)
    return lambda slug: f"{ORIGIN}{before}{slug}{after}"


def address(document: Document) -> str:
    """Where a document is: elsewhere, or among the portal's own files."""
    found = clean(document.href)
    return found if "//" in found else ORIGIN + found


def labels(choices: type[TextChoices]) -> dict[str, str]:
    """Each choice in the active language."""
    return {choice.value: str(choice.label) for choice in choices}
