"""What every export says of itself: which register, of which date, found by which filter, under which licence."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.export.records import LANGUAGES
from commitments.models import Register
from summit import clock
from summit.edition import edition
from summit.frame import Frame
from summit.models import Event

LICENCE = "etalab-2.0 OR CC-BY-4.0"  # by their names in the SPDX list; either may be chosen
LICENCES = (
    {
        "name": "etalab-2.0",
        "title": "Licence Ouverte / Open Licence 2.0 (Etalab)",
        "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    },
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0 International",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
)


@dataclass(frozen=True)
class About:
    """`revision` counts the register's publications and `changed` dates the last one, None before the first."""

    event: Event | None
    origin: str
    language: str
    query: str
    revision: int
    changed: datetime | None

    @classmethod
    def of(cls, request: HttpRequest, query: str = "") -> "About":
        frame = Frame(request)
        return cls.whole(frame.event, origin=frame.origin, language=get_language() or LANGUAGES[0], query=query)

    @classmethod
    def whole(cls, event: Event | None, *, origin: str, language: str, query: str = "") -> "About":
        now = Register.objects.filter(pk=1).first() or Register()
        return cls(event, origin, language, query, now.revision, now.changed)

    @property
    def day(self) -> str:
        """The day of the last publication in universal time, such as 2021-01-11; empty before the first."""
        return f"{self.changed:%Y-%m-%d}" if self.changed else ""

    def list_url(self, language: str) -> str:
        """The page that shows what was found."""
        with translation.override(language):
            return self.origin + reverse("commitments:list") + (f"?{self.query}" if self.query else "")

    def data_url(self, language: str) -> str:
        """The page that tells what the columns hold."""
        with translation.override(language):
            return self.origin + reverse("commitments:data")

    def name(self, language: str) -> str:
        """The register's name in a language, with the summit's."""
        with translation.override(language):
            register = _("Register of commitments")
            return f"{register} – {self.event.name}" if self.event else register

    def etag(self, form: str) -> str:
        """Name what is sent without making it; a filter may look at the date, so it changes with the day too."""
        day, code = clock.now().date(), edition("commitments", "summit")
        told = "|".join((form, str(self.revision), str(day), code, self.language, self.origin, self.query))
        return quote_etag(blake2b(told.encode(), digest_size=12).hexdigest())

    def filename(self, suffix: str, what: str = "register") -> str:
        return "-".join(part for part in (what, self.day, self.language) if part) + f".{suffix}"

    def told(self) -> dict[str, Any]:
        return {
            "title": {language: self.name(language) for language in LANGUAGES},
            "revision": self.revision,
            "changed": self.changed.isoformat() if self.changed else None,
            "filter": self.query,
            "url": {language: self.list_url(language) for language in LANGUAGES},
            "dictionary": {language: self.data_url(language) for language in LANGUAGES},
            "licence": LICENCE,
            "licences": LICENCES,
        }
