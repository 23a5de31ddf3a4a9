"""One change between two versions, and the three ways in which a fact changes: it moves, appears, disappears."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commitments.parts import Part, text_of
from summit.numbers import language_name


@dataclass(frozen=True)
class Change:
    """A sentence in the reader's language; of a text also its two wordings, in `language`."""

    sentence: SafeString
    before: str = ""
    after: str = ""
    language: str = ""


class Ways(NamedTuple):
    """The sentence for each way a fact changes, with the places {before}, {after}, {name} and {language}."""

    moved: str | Promise
    appeared: str | Promise
    gone: str | Promise

    def between(self, before: Any, after: Any, **words: Any) -> SafeString:
        chosen = self.appeared if not before else self.gone if not after else self.moved
        return format_html(str(chosen), before=before, after=after, **words)


def of_text(before: Part, after: Part, field: str, ways: Ways, **words: Any) -> Iterator[Change]:
    """Say of each language whether the text of `field` is another one."""
    for language in settings.MODELTRANSLATION_LANGUAGES:
        old, new = text_of(before, field, language), text_of(after, field, language)
        if old != new:
            sentence = ways.between(old, new, language=language_name(language), **words)
            yield Change(sentence, before=old, after=new, language=language)
