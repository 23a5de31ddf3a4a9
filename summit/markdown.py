"""Long texts by staff: CommonMark, raw HTML off, headings below the page's own."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summit.typography import typographic


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def render(text: str, language: str) -> SafeString:
    """Return HTML that is safe by construction: markdown-it escapes all it does not write itself."""
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]), 2), 6)}"
        _set_words(token, language)
    return mark_safe(_parser().renderer.render(tokens, _parser().options, {}))


def _set_words(token: Token, language: str) -> None:
    """Set the typography of running text, never of code or addresses.

    A line comes in pieces, cut where it turns bold or becomes a link. Each is set with the letter before it in
    view, by which a closing quotation mark differs from an opening one.
    """
    before = ""
    for child in token.children or []:
        if child.type == "text" and child.content:
            child.content = typographic(before + child.content, language)[len(before) :]
        if child.content:
            last = child.content[-1]
            before = last if last.isalnum() or last in ".,…" else ""
        elif child.type in ("softbreak", "hardbreak"):
            before = ""
