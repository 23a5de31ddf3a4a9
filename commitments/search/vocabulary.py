"""The words of the register: what a beginning may become, and what a word that nobody wrote may have meant."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length

from commitments.models import SearchWord
from commitments.search.engine import is_postgresql
from commitments.search.query import Query, Term
from commitments.search.words import stem

MOST_ENDINGS = 100
SHORTEST_NAME = 4  # letters; a shorter word resembles too many
ALIKE = 0.8  # as difflib measures it
SHARE, MOST_NEAR = 0.3, 20  # of the trigrams of both words, as pg_trgm has it by default
MOST_KNOWN = 2000
NEAR = """
    SELECT word FROM commitments_searchword WHERE word %% %s AND language = %s
    ORDER BY similarity(word, %s) DESC LIMIT 20
"""


def learn(words: dict[str, set[str]]) -> None:
    """Add words by language; a word is never forgotten but by refreshing everything."""
    new = [
        SearchWord(language=language, word=word, stem=stem(word, language))
        for language, written in words.items()
        for word in sorted(written)
    ]
    SearchWord.objects.bulk_create(new, ignore_conflicts=True, batch_size=2000)


def understood(query: Query, others: Iterable[Query] = ()) -> Query:
    """Return the query as the register can answer it, with what its last word may become.

    `others` are the same words in other languages: the first that knows all of them is taken where the reader's
    own does not. Words that no language knows are read as those most like them. One question of the database, and
    one for each such word.
    """
    if not query.wanted:
        return query
    asked = [query, *others]
    known = _known(asked)
    for one in asked:
        if all(_is_known(term, known[one.language]) for term in one.wanted):
            return one.with_terms([_ended(term, known[one.language]) for term in one.terms])
    return query.with_terms(
        [term if term.excluded else _nearest(term, known[query.language], query.language) for term in query.terms]
    )


def _known(asked: list[Query]) -> dict[str, dict[str, str]]:
    """Return by language the words that have the stems or the beginning looked for, each with its stem."""
    terms = [term for query in asked for term in query.wanted]
    ask = Q(stem__in={one for term in terms for one in term.stems})
    for beginning in {term.words[0] for term in terms if term.unfinished}:
        ask |= Q(word__startswith=beginning)
    found: dict[str, dict[str, str]] = {query.language: {} for query in asked}
    rows = SearchWord.objects.filter(ask, language__in=found).order_by("word")
    for language, word, one in rows.values_list("language", "word", "stem")[:MOST_KNOWN]:
        found[language][word] = one
    return found


def _is_known(term: Term, known: dict[str, str]) -> bool:
    stems = set(known.values())
    return stems.issuperset(term.stems) or any(word.startswith(term.words[0]) for word in known if term.unfinished)


def _ended(term: Term, known: dict[str, str]) -> Term:
    """Add to an unfinished word the stems of the words that begin so: no database has to look for beginnings."""
    if not term.unfinished:
        return term
    ends = dict.fromkeys(
        one for word, one in sorted(known.items(), key=lambda one: len(one[0])) if word.startswith(term.words[0])
    )
    return replace(term, others=tuple(one for one in ends if one not in term.stems)[:MOST_ENDINGS])


def _nearest(term: Term, known: dict[str, str], language: str) -> Term:
    """Put in the place of each word that the register does not know the one most like it."""
    if _is_known(term, known):
        return _ended(term, known)
    words = tuple(
        word if one in known.values() else nearest(word, language) or word
        for word, one in zip(term.words, term.stems, strict=True)
    )
    if words == term.words:
        return term
    return replace(term, words=words, stems=tuple(stem(word, language) for word in words), unfinished=False)


def nearest(word: str, language: str) -> str:
    """Return the word of the register that is spelt most like this one, or nothing."""
    if len(word) < SHORTEST_NAME:
        return ""
    return next(iter(get_close_matches(word, _near(word, language), n=1, cutoff=ALIKE)), "")


def _near(word: str, language: str) -> list[str]:
    """Words that share three in ten of their trigrams with this one, the most alike first."""
    if is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute(NEAR, [word, language, word])
            return [row[0] for row in cursor.fetchall()]
    lengths = [len(word) + more for more in (-2, -1, 0, 1, 2)]
    there = SearchWord.objects.alias(length=Length("word")).filter(language=language, length__in=lengths)
    shares = ((_share(word, other), other) for other in there.values_list("word", flat=True))
    return [other for share, other in sorted(shares, reverse=True) if share >= SHARE][:MOST_NEAR]


def _share(one: str, other: str) -> float:
    mine, theirs = _trigrams(one), _trigrams(other)
    return len(mine & theirs) / len(mine | theirs)


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
