"""Writing what the register is searched by: whenever a record is published, or for many at once."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction

from commitments.models import Commitment, SearchFacet, SearchRow, SearchWord
from commitments.search import engine, masks, vocabulary
from commitments.search.text import facets, row, texts, with_parts
from commitments.search.words import split

BATCH = 500
UNIQUE = ["commitment", "language"]
WRITTEN = [
    field.name for field in SearchRow._meta.concrete_fields if field.name not in ("id", "commitment", "language")
]


@transaction.atomic
def refresh(keys: Sequence[int]) -> None:
    """Write the search rows of these commitments as they now are, and remove those of what is not published.

    Part of the caller's transaction; in some fifteen queries for each five hundred records.
    """
    for start in range(0, len(keys), BATCH):
        _refresh(list(keys[start : start + BATCH]))


@transaction.atomic
def refresh_all() -> None:
    """Write everything again, and forget the words that no record holds any more."""
    SearchWord.objects.all().delete()
    SearchFacet.objects.all().delete()
    SearchRow.objects.all().delete()
    refresh(_keys(Commitment.objects.published()))


def refresh_missing() -> int:
    """Write the rows of published records that have none, and say how many there were."""
    keys = _keys(Commitment.objects.published().filter(search_rows=None))
    refresh(keys)
    return len(keys)


def _keys(commitments: Iterable[Commitment]) -> list[int]:
    return list(commitments.order_by("pk").values_list("pk", flat=True))


def _refresh(keys: list[int]) -> None:
    records = list(with_parts(Commitment.objects.published().filter(pk__in=keys)))
    rows = SearchRow.objects.filter(commitment__in=keys)
    before = {key: values.split() for key, values in rows.values_list("commitment_id", "facets")}
    rows.exclude(commitment__in=[record.pk for record in records]).delete()
    _write_rows(records)
    _write_facets(keys, before, {record.pk: facets(record) for record in records})


def _write_rows(records: list[Commitment]) -> None:
    told, rows, words = {}, [], {}
    for language in settings.MODELTRANSLATION_LANGUAGES:
        for record in records:
            found, one = texts(record, language), row(record, language)
            told[record.pk, language] = found
            if engine.is_postgresql():
                one.vector = engine.vector(found, one.facets.split(), language)
            rows.append(one)
            words.setdefault(language, set()).update(
                word for given in found.values() for text in given for word in split(text)
            )
    SearchRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=UNIQUE, update_fields=WRITTEN, batch_size=BATCH
    )
    if not engine.is_postgresql():
        ids = SearchRow.objects.filter(commitment__in=records).values_list("pk", "commitment_id", "language")
        engine.write_texts((key, told[record, language], language) for key, record, language in ids)
    vocabulary.learn(words)


def _write_facets(keys: list[int], before: dict[int, list[str]], after: dict[int, list[str]]) -> None:
    """Take these records out of the sets of the values they had, and put them into those of what they have."""
    ours, joined = masks.mask(keys), _by_token(after)
    SearchFacet.objects.filter(facet=masks.SILENT).delete()
    empty = [SearchFacet(facet=facet, value=value) for facet, value in joined]
    SearchFacet.objects.bulk_create(empty, ignore_conflicts=True, batch_size=BATCH)
    concerned = _by_token(before) | joined
    # In one order, so that two who publish at once wait for each other and neither for ever.
    locked = SearchFacet.objects.select_for_update().filter(value__in={value for _facet, value in concerned})
    sets = {(one.facet, one.value): one.bits for one in locked.order_by("pk")}
    changed = {
        token: (bits & ~ours) | masks.mask(joined.get(token, []))
        for token, bits in sets.items()
        if token in concerned
    }
    masks.write({token: bits for token, bits in changed.items() if bits != sets[token]})


def _by_token(having: dict[int, list[str]]) -> dict[masks.Token, list[int]]:
    found: dict[masks.Token, list[int]] = {masks.ALL: list(having)}
    for key, values in having.items():
        for one in values:
            facet, _colon, value = one.partition(":")
            found.setdefault((facet, value), []).append(key)
    return found
