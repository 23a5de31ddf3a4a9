"""Feeds and exports: made once for each state of the programme and each language, and kept for all processes.

What is kept holds ORIGIN wherever an address of the portal begins, and the origin is filled in when it is sent: a
Host header decides nothing of what is kept, and nobody fills the table by inventing ports.
"""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b

from django.conf import settings
from django.utils import translation
from django.utils.http import quote_etag

from programme.models import Kept
from programme.state import State

ORIGIN = "\ue000"  # a private character, which plain_text.clean takes out of every text


def kept(name: str, *, language: str, state: State, make: Callable[[], str]) -> str:
    """Return the feed as it was kept for this state of the programme, or make it in `language` and keep it.

    `language` is empty for what holds all languages.
    """
    stamp = _stamp(state)
    found = Kept.objects.filter(name=name, language=language, stamp=stamp).values_list("body", flat=True)
    for body in found:
        return body
    with translation.override(language or settings.LANGUAGE_CODE):
        body = make()
    # One statement, so that two processes which make the same feed at once do not stumble over each other.
    Kept.objects.bulk_create(
        [Kept(name=name, language=language, stamp=stamp, body=body)],
        update_conflicts=True,
        unique_fields=["name", "language"],
        update_fields=["stamp", "body"],
    )
    return body


def etag(name: str, *, language: str, state: State, origin: str) -> str:
    """Name what is sent without making it: it changes with the programme, the code, and the portal's address."""
    told = "|".join((_stamp(state), name, language, origin))
    return quote_etag(blake2b(told.encode(), digest_size=12).hexdigest())


def _stamp(state: State) -> str:
    return f"{state.stamp}.{edition()}"


@cache
def edition() -> str:
    """Name the code and the words that make feeds, so that a new version sends nothing that an old one kept."""
    digest = blake2b(digest_size=8)
    for pattern in ("programme/**/*.py", "themes/*.py", "summit/*.py", "locale/**/*.mo"):
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()
