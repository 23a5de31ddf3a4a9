"""Words as they are looked for: without case, accents and endings, in one way for both databases."""

import re
from functools import lru_cache

import snowballstemmer

from summit.alphabet import folded

WORD = re.compile(r"[^\W_]+")
LONGEST = 60
STEMMERS = {"fr": "french", "en": "english"}
# Words that say nothing of what is looked for, folded; they are in the texts, so that phrases hold them.
FRENCH = """
    a au aux avec c ce ces cette d dans de des du elle en est et il ils j l la le les leur leurs m n ne on ou par
    pas pour qu que qui s sa se ses son sont sur t un une y
"""
ENGLISH = """
    a an and are as at be by for from has have in is it its not of on or s t that the their this to was were which
    will with
"""
EMPTY = {"fr": frozenset(FRENCH.split()), "en": frozenset(ENGLISH.split())}


def split(text: str) -> list[str]:
    """Return the words of a text, folded; what is not a letter or a digit parts them."""
    return [word[:LONGEST] for word in WORD.findall(folded(text))]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return what a folded word shares with its other forms; a language without a stemmer keeps the word.

    A stemmer keeps the word it works on in itself, so each call has its own: threads share nothing.
    """
    name = STEMMERS.get(language)
    return snowballstemmer.stemmer(name).stemWord(word) if name else word


def is_empty(word: str, language: str) -> bool:
    return word in EMPTY.get(language, ())
