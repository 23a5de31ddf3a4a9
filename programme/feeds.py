"""Feeds and exports: made once for each state of the programme and each language, and kept for all processes.

What is kept holds ORIGIN wherever an address of the portal begins, and the origin is filled in when it is sent: a
Host header decides nothing of what is kept, and nobody fills the table by inventing ports. What was last sent is
in the process's memory too, filled in and compressed: so many bodies and no more, whatever the number of origins.
"""

import gzip
from collections.abc import Callable
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from programme.models import Kept
from programme.state import State
from summit.edition import edition

ORIGIN = "\ue000"  # a private character, which plain_text.clean takes out of every text
MEMORY = caches["feeds"]
# A sixth more octets than the usual level gives, in a third of its time.
LEVEL = 4


def kept(name: str, *, language: str, state: State, make: Callable[[], str]) -> str:
    """Return the feed as it was kept for this state of the programme, or make it in `language` and keep it.

    `language` is empty for what holds all languages; `state` was asked for this feed.
    """
    stamp = _stamp(state)
    if state.kept == stamp:
        for body in Kept.objects.filter(name=name, language=language, stamp=stamp).values_list("body", flat=True):
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


def compressed(name: str, *, language: str, state: State, origin: str, make: Callable[[], str]) -> bytes:
    """Return the feed as it is sent from `origin`, compressed with gzip; the same octets for the same feed."""
    key = digest(name, language=language, state=state, origin=origin)
    body = MEMORY.get(key)
    if body is None:
        text = kept(name, language=language, state=state, make=make).replace(ORIGIN, origin)
        body = gzip.compress(text.encode(), compresslevel=LEVEL, mtime=0)
        MEMORY.set(key, body)
    return body


def digest(name: str, *, language: str, state: State, origin: str) -> str:
    """Name what is sent without making it: it changes with the programme, the code, and the portal's address."""
    told = "|".join((_stamp(state), name, language, origin))
    return blake2b(told.encode(), digest_size=12).hexdigest()


def _stamp(state: State) -> str:
    code = edition("programme", "themes", "summit")
    return f"{state.stamp}.{code}"
