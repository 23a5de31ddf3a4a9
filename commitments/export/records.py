"""What an export holds: the current version of each commitment found, read a few at a time."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from commitments.document import Document
from commitments.models import Version
from commitments.models.commitment import CommitmentQuerySet

AT_ONCE = 200  # records read by one query and held in memory
PLACE = "REFERENCE"  # stands for a reference in an address
LANGUAGES = settings.MODELTRANSLATION_LANGUAGES


@dataclass(frozen=True)
class Record:
    """One commitment as its current version has it; `url` by language."""

    document: Document
    version: int
    published_at: datetime
    url: dict[str, str]

    @property
    def reference(self) -> str:
        return self.document["reference"]

    def told(self) -> Document:
        """The whole document, with what the version adds to it and its reference first."""
        kept = {name: value for name, value in self.document.items() if name not in ("reference", "merged_into")}
        about = {"version": self.version, "published_at": self.published_at.isoformat(), "url": self.url}
        return {"reference": self.reference, **about, **kept}


class Found:
    """The commitments found, in their order. Their keys are read at once, their documents when they are asked for.

    Between two lots no cursor and no transaction is held, however slowly a reader takes them: what is published
    meanwhile is told as it then is, and what leaves the register meanwhile is left out.
    """

    def __init__(self, commitments: CommitmentQuerySet, *, origin: str) -> None:
        self._keys = array("q", commitments.values_list("pk", flat=True).iterator(chunk_size=10_000))
        self._pattern = {language: origin + address(language, PLACE) for language in LANGUAGES}

    def __len__(self) -> int:
        return len(self._keys)

    def lots(self) -> Iterator[list[Record]]:
        for start in range(0, len(self._keys), AT_ONCE):
            yield list(self._lot(self._keys[start : start + AT_ONCE]))

    def __iter__(self) -> Iterator[Record]:
        for lot in self.lots():
            yield from lot

    def _lot(self, keys: array) -> Iterator[Record]:
        current = Version.objects.filter(commitment__in=list(keys), is_current=True)
        told = current.values_list("commitment", "document", "number", "published_at")
        rows = {key: kept for key, *kept in told}
        for document, number, published_at in (rows[key] for key in keys if key in rows):
            if document["state"] == "published":
                reference = document["reference"]
                url = {language: one.replace(PLACE, reference) for language, one in self._pattern.items()}
                yield Record(document, number, published_at, url)


def address(language: str, reference: str) -> str:
    with translation.override(language):
        return reverse("commitments:commitment", args=[reference])
