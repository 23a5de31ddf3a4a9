"""Texts for programs that show neither Markdown nor HTML: calendars and conference apps."""

import re
from functools import lru_cache

from django.db import models
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summit.bilingual import written_in
from summit.typography import typographic

# Forbidden in XML 1.0 or by RFC 5545, and the private character that stands for the portal's origin.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000]")
_commonmark = MarkdownIt("commonmark", {"html": False}).enable("table")
_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_MARKS = {"list_item_open": "– ", "th_close": " ", "td_close": " ", "tr_close": "\n"}
_ENDS = {"paragraph_close", "heading_close", "bullet_list_close", "ordered_list_close", "table_close"}


def clean(text: str) -> str:
    """Drop the characters that no calendar and no XML may hold."""
    return _UNFIT.sub("", text)


def short(thing: models.Model, field: str) -> str:
    """A translated line in the reader's language, or else in the one it is written in."""
    return said(thing, field)[0]


def said(thing: models.Model, field: str) -> tuple[str, str]:
    """A translated line and the language it is written in."""
    text, language = written_in(thing, field)
    return typeset(text, language), language


@lru_cache(maxsize=4096)  # people, rooms and themes come again with every session
def typeset(text: str, language: str) -> str:
    return typographic(clean(text), language)


def long(thing: models.Model, field: str) -> str:
    """A translated Markdown text without its markup, in the reader's language or else the one it is written in."""
    text, language = written_in(thing, field)
    return typographic(without_markup(clean(text)), language)


@lru_cache(maxsize=2048)  # a quarter of what a calendar takes, for texts that seldom change
def without_markup(text: str) -> str:
    """Return the words of a Markdown text; what looks like HTML in it is words too."""
    written: list[str] = []
    depth = 0
    for token in _commonmark.parse(text):
        depth += _LISTS.get(token.type, 0)
        if token.type == "inline":
            written.append(_line(token.children or []))
        elif token.type in ("fence", "code_block"):
            written.append(token.content + "\n")
        elif token.type in _MARKS:
            written.append(_MARKS[token.type])
        elif token.type in _ENDS:
            written.append("\n" if depth else "\n\n")
    lines = (line.rstrip(" ") for line in "".join(written).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _line(tokens: list[Token]) -> str:
    words, addresses = [], []
    for token in tokens:
        if token.type == "link_open":
            addresses.append((len(words), str(token.attrs["href"])))
        elif token.type == "link_close":
            start, address = addresses.pop()
            if "".join(words[start:]) != address:
                words.append(f" ({address})")
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n")
        else:
            words.append(token.content)
    return "".join(words)
