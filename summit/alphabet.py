"""The order of words: both databases sort by bytes, people do not."""

import unicodedata
from collections.abc import Iterable


def folded(text: str) -> str:
    """Return `text` without case and accents: Élysée sorts with elysee."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(letter)
    )


def alphabetical(words: Iterable[str]) -> list[str]:
    return sorted(words, key=folded)
