"""What a reader typed, taken apart: words, "phrases", -words, and a last word that may not be finished.

It knows no database. Anything can be typed: what makes no sense is left out, nothing raises.
"""

import re
from dataclasses import dataclass, replace

from commitments.search.words import is_empty, split, stem

LONGEST = 200  # characters
MOST = 12  # terms
SHORTEST_BEGINNING = 3  # letters; fewer begin half of all words
QUOTES = str.maketrans(dict.fromkeys("«»“”„‟＂", '"') | dict.fromkeys("−‐‑–—", "-"))
PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """Words that follow each other, most often one; folded and as typed, their stems beside them."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    excluded: bool = False
    unfinished: bool = False
    # Stems that would do as well: of words that begin so, or that are spelt nearly so.
    others: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Query:
    terms: tuple[Term, ...] = ()
    language: str = ""

    def __bool__(self) -> bool:
        """Whether it looks for anything: without a word that is wanted, the unwanted ones alone do narrow too."""
        return bool(self.terms)

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.excluded)

    def with_terms(self, terms: list[Term]) -> "Query":
        return replace(self, terms=tuple(terms))


def parse(text: str, language: str) -> Query:
    """Read what was typed; words that say nothing are left out unless there is nothing else or they are quoted."""
    typed = text.translate(QUOTES)
    pieces = list(PIECE.finditer(typed))
    found = []
    for piece in pieces:
        quoted = piece["phrase"] is not None
        term = _term(piece["phrase"] if quoted else piece["plain"], language, quoted=quoted)
        if term:
            last = piece is pieces[-1] and not quoted and typed.endswith(piece["plain"])
            found.append(_placed(term, excluded=bool(piece["minus"]), last=last))
    telling = [term for term in found if not _says_nothing(term, language)]
    return Query(tuple(dict.fromkeys((telling or found)[:MOST])), language)


def _term(text: str, language: str, *, quoted: bool) -> Term | None:
    words = split(text)
    if not quoted:  # d'eau is found by eau, post-2020 by both its parts in a row
        while len(words) > 1 and is_empty(words[0], language):
            words.pop(0)
    return Term(tuple(words), tuple(stem(word, language) for word in words)) if words else None


def _placed(term: Term, *, excluded: bool, last: bool) -> Term:
    beginning = last and not excluded and len(term.words) == 1 and len(term.words[0]) >= SHORTEST_BEGINNING
    return replace(term, excluded=excluded, unfinished=beginning)


def _says_nothing(term: Term, language: str) -> bool:
    return len(term.words) == 1 and not term.excluded and is_empty(term.words[0], language)
