"""What the register is searched by: one row per published record and language, and who has which facet value."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from commitments.models.commitment import Commitment

# A byte of PostgreSQL's bit strings reads from the other end.
REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class VectorField(models.Field):
    """The stems of a record with their places and weights: `tsvector` on PostgreSQL, empty on SQLite (FTS5)."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class MaskField(models.Field):
    """A set of commitments as one whole number: bit n says whether the record of primary key n is in it."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bit varying" if connection.vendor == "postgresql" else "blob"

    def get_db_prep_value(self, value: int, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        raw = value.to_bytes((value.bit_length() + 7) // 8, "little")
        return f"x{raw.translate(REVERSED).hex()}" if connection.vendor == "postgresql" else raw

    def from_db_value(self, value: str | bytes, *_args: Any) -> int:
        if isinstance(value, str):
            return int(value[::-1] or "0", 2)
        return int.from_bytes(value, "little")


class SearchRow(models.Model):
    """What one record is found and sorted by in one language; written by commitments/search/refresh.py alone."""

    NO_CURRENCY = "zzz"  # after every currency
    NO_DATE = "9999"  # after every deadline

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="search_rows")
    language = models.CharField(max_length=10)
    vector = VectorField(default="")
    facets = models.TextField()  # " theme:finance kind:pledge …", each value between two spaces
    place = models.CharField(max_length=24)  # the reference, its number filled up with zeros
    announced = models.CharField(max_length=10)
    due = models.CharField(max_length=10)
    holder = models.CharField(max_length=200)  # the first holder's name, folded
    currency = models.CharField(max_length=3, default=NO_CURRENCY)
    amount = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    quiet_from = models.DateField(null=True)  # the first day on which it has no recent news (commitments/news.py)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "language"], name="search_row_once"),
        ]
        indexes = [
            models.Index(fields=["language", "place"], name="search_by_reference"),
            models.Index(fields=["language", "-announced", "place"], name="search_by_announced"),
            models.Index(fields=["language", "due", "place"], name="search_by_due"),
            models.Index(fields=["language", "holder", "place"], name="search_by_holder"),
            models.Index(fields=["language", "currency", "-amount", "place"], name="search_by_amount"),
            models.Index(fields=["language", "quiet_from"], name="search_by_quiet"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.language}"


class SearchFacet(models.Model):
    """One value of a facet with the published records that have it, so that counting reads no record."""

    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=80, blank=True)
    bits = MaskField(default=0)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "value"], name="search_facet_once")]

    def __str__(self) -> str:
        return f"{self.facet}:{self.value} ({self.count})"


class SearchWord(models.Model):
    """A word of the register as it is written there, folded: what a beginning may become, or a slip has meant."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=60, db_index=True)
    stem = models.CharField(max_length=60, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")]

    def __str__(self) -> str:
        return self.word
