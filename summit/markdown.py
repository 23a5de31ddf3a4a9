"""Long texts by staff: CommonMark, raw HTML off, headings below the page's own."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summit.typography import typographic


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


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

    The raw text of an inline token is set piece by piece, so a space before » at a piece's edge is kept by the
    pattern itself.
    """
    for child in token.children or []:
        if child.type == "text":
            child.content = typographic(child.content, language)
