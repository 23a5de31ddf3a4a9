"""A record as one of its versions says it, for a page: read from the kept document alone."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import parts
from commitments.document import Document
from commitments.names import names_for
from commitments.parts import Part

TITLES = {
    "targets": gettext_lazy("Targets"),
    "pledges": gettext_lazy("Money"),
    "reports": gettext_lazy("What became of it"),
    "relations": gettext_lazy("Related commitments"),
    "sources": gettext_lazy("Sources"),
}


class Section(NamedTuple):
    """Parts of one kind: the key by which the document holds them, their heading, and one entry each."""

    key: str
    title: str | Promise
    entries: list["Entry"]


class Entry(NamedTuple):
    said: SafeString
    text: SafeString
    sources: list[SafeString]


class KeptRecord:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.reference = document["reference"]

    @cached_property
    def title(self) -> SafeString:
        return parts.written(self.document, "title")

    @cached_property
    def plain_title(self) -> str:
        """Where no element may stand: in a title or an attribute."""
        return parts.plain(self.document, "title")

    @property
    def summary(self) -> SafeString:
        return parts.written(self.document, "summary")

    @property
    def note(self) -> SafeString:
        return parts.written(self.document, "note")

    @property
    def statement(self) -> Part:
        return self.document.get("statement") or {}

    @property
    def successor(self) -> str:
        """The reference of the record it was merged into."""
        return self.document.get("merged_into") or ""

    @property
    def is_merged(self) -> bool:
        return self.document.get("state") == "merged"

    @cached_property
    def facts(self) -> list[tuple[str, SafeString]]:
        """What is short about it, each with its name; what is empty is left out."""
        told, names = self.document, names_for([self.document])
        holders = [parts.party(one) for one in told.get("parties") or []]
        rows = [
            (_("Kind"), parts.label(parts.CHOICES["kind"], told.get("kind"))),
            (_("Held by"), parts.listed(holders)),
            (_("Partners"), parts.written(told, "partners")),
            (_("Theme"), names("theme", told["theme"]) if told.get("theme") else ""),
            (_("Announced"), parts.date(told.get("announced"))),
            (_("Link to the summit"), parts.label(parts.CHOICES["link"], told.get("link"))),
            (_("In the session"), names("session", told["session"]) if told.get("session") else ""),
            (_("Due"), parts.date(told.get("due"))),
            (_("Delivery"), parts.label(parts.CHOICES["delivery"], told.get("delivery"))),
            (_("Assurance"), parts.label(parts.CHOICES["assurance"], told.get("assurance"))),
            (_("Scope"), parts.written(told, "scope")),
            (_("Countries"), parts.listed(parts.country(code) for code in told.get("countries") or [])),
            (_("Framework goals"), parts.listed(names("goal", slug) for slug in told.get("goals") or [])),
        ]
        return [(name, SafeString(said)) for name, said in rows if said]

    @cached_property
    def sections(self) -> list[Section]:
        return [Section(key, title, list(self._entries(key))) for key, title in TITLES.items() if self._parts(key)]

    def _parts(self, key: str) -> list[Part]:
        return self.document.get(key) or []

    def _entries(self, key: str) -> Iterator[Entry]:
        say = {
            "targets": _target,
            "pledges": parts.pledge,
            "reports": parts.report,
            "relations": parts.relation,
            "sources": parts.source,
        }[key]
        text = "text" if key == "reports" else "note"
        for one in self._parts(key):
            sources = [parts.source(source) for source in one.get("sources") or []]
            yield Entry(say(one), parts.written(one, text), sources)


def _target(one: Part) -> SafeString:
    """Land protected: 30 % (2030); baseline 17 % (2020); latest value 20 % (2022)."""
    said = [parts.target(one)]
    for field, word in (("baseline", _("baseline")), ("latest", _("latest value"))):
        figure, day = parts.quantity(one, field), parts.date(one.get(f"{field}_date"))
        if figure:
            told = format_html("{} ({})", figure, day) if day else figure
            said.append(format_html("{} {}", word, told))
    return format_html_join(" · ", "{}", ((part,) for part in said))
