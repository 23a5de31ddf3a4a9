"""The order of words: both databases sort by bytes, people do not."""

import unicodedata
from collections.abc import Iterable

# Letters that no decomposition takes apart, though readers look them up under these.
APART = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})


def folded(text: str) -> str:
    """Return `text` without case and accents: Élysée sorts with elysee."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(APART)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def alphabetical(words: Iterable[str]) -> list[str]:
    return sorted(words, key=folded)
