"""What an export holds: the current version of each commitment found, read a few at a time."""

import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
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
    """One commitment as its current version has it: `text` is the kept document as JSON; `url` by language."""

    text: str
    version: int
    published_at: datetime
    url: dict[str, str]

    @cached_property
    def document(self) -> Document:
        return json.loads(self.text)

    @property
    def reference(self) -> str:
        return self.document["reference"]

    def told(self, **more: Any) -> str:
        """The kept document as it is, not parsed, with what the version adds to it before it."""
        added = {"version": self.version, "published_at": self.published_at.isoformat(), "url": self.url, **more}
        return f"{written(added)[:-1]},{self.text[1:]}"


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Found:
    """The commitments found, in their order. Their keys are read when the first is taken, documents lot by lot.

    Between two lots no cursor and no transaction is held, however slowly a reader takes them: what is published
    meanwhile is told as it then is, and what leaves the register meanwhile is left out.
    """

    def __init__(self, commitments: CommitmentQuerySet, *, origin: str) -> None:
        self._commitments = commitments
        self._pattern = {language: origin + address(language, PLACE) for language in LANGUAGES}

    @cached_property
    def _keys(self) -> array:
        keys = self._commitments.values_list("pk", flat=True)
        return array("q", keys.iterator(chunk_size=10_000))

    def __len__(self) -> int:
        return len(self._keys)

    def lots(self) -> Iterator[Iterator[Record]]:
        """Lots of records, each record parsed when it is looked at and forgotten before the next."""
        for start in range(0, len(self._keys), AT_ONCE):
            yield self._lot(self._keys[start : start + AT_ONCE])

    def _lot(self, keys: array) -> Iterator[Record]:
        current = Version.objects.filter(commitment__in=list(keys), is_current=True)
        shown = current.filter(document__state="published").annotate(text=Cast("document", TextField()))
        told = shown.values_list("commitment", "document__reference", "text", "number", "published_at")
        rows = {key: row for key, *row in told}
        for reference, text, number, published_at in (rows[key] for key in keys if key in rows):
            url = {language: one.replace(PLACE, reference) for language, one in self._pattern.items()}
            yield Record(text, number, published_at, url)


def address(language: str, reference: str) -> str:
    with translation.override(language):
        return reverse("commitments:commitment", args=[reference])
