"""Where a query was found in a text: its words between <mark>, and a piece of a long text around the first."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from commitments.search.query import Query
from commitments.search.words import WORD, split, stem
from summit.typography import typographic

AROUND = 90  # characters before and after the first word found


class Marker:
    def __init__(self, query: Query) -> None:
        terms = query.wanted
        self.stems = {one for term in terms for one in (*term.stems, *term.others)}
        self.beginnings = tuple(term.words[0] for term in terms if term.unfinished)
        self.language = query.language

    def finds(self, written: str) -> bool:
        """Whether one word, as it is written, is one of those looked for."""
        return any(
            stem(word, self.language) in self.stems or word.startswith(self.beginnings) for word in split(written)
        )

    def marked(self, text: str) -> SafeString:
        """Return a text, escaped, with the words found between <mark>."""
        pieces, done = [], 0
        for word in WORD.finditer(text):
            if self.finds(word[0]):
                pieces += [escape(text[done : word.start()]), f"<mark>{escape(word[0])}</mark>"]
                done = word.end()
        return mark_safe("".join([*pieces, escape(text[done:])]))

    def snippet(self, text: str, language: str) -> SafeString:
        """Return the part of a text around the first word found, marked, or nothing."""
        first = next((word for word in WORD.finditer(text) if self.finds(word[0])), None)
        if first is None:
            return mark_safe("")
        begin, end = max(0, first.start() - AROUND), first.end() + AROUND
        begin = text.find(" ", begin, first.start()) + 1 or first.start() if begin else 0
        end = text.rfind(" ", first.end(), end) if end < len(text) else len(text)
        end = end if end > 0 else first.end()
        cut = " ".join(text[begin:end].split())
        shown = typographic(f"{'… ' if begin else ''}{cut}{' …' if end < len(text) else ''}", language)
        return self.marked(shown)
