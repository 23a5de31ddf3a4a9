"""The words of the programme: a session is found by its titles, its abstract and its people.

Each session keeps the words of each language folded, without accents and case, so that both databases look for
them alike. They are written again whenever a title, an abstract or the people change.
"""

import re

from django.conf import settings
from django.db.models import Q

from programme.models import Session, SessionQuerySet
from summit.alphabet import folded

COLUMNS = [f"search_{language}" for language in settings.MODELTRANSLATION_LANGUAGES]
WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of a text as they are looked for: folded, without punctuation."""
    return WORD.findall(folded(text))


def matching(wanted: list[str], language: str) -> Q:
    """Sessions that hold every one of these words in one language, each perhaps inside a longer word."""
    found = Q()
    for word in wanted:
        found &= Q(**{f"search_{language}__contains": word})
    return found


def refresh(session: Session) -> None:
    """Write the words of one session again; nothing else of it changes, not even when it was modified."""
    refresh_all(Session.objects.filter(pk=session.pk))


def refresh_all(sessions: SessionQuerySet | None = None) -> None:
    """Write the words of these sessions, or of all, where they differ from what is kept."""
    chosen = Session.objects.all() if sessions is None else sessions
    stale = [one for one in chosen.prefetch_related("participations__speaker") if _renew(one)]
    Session.objects.bulk_update(stale, COLUMNS, batch_size=200)


def _renew(session: Session) -> bool:
    """Set the words a session should have, and say whether they differ from those it had."""
    before = [getattr(session, column) for column in COLUMNS]
    for language in settings.MODELTRANSLATION_LANGUAGES:
        setattr(session, f"search_{language}", _told(session, language))
    return before != [getattr(session, column) for column in COLUMNS]


def _told(session: Session, language: str) -> str:
    texts = [getattr(session, f"{field}_{language}") for field in ("title", "abstract")]
    for person in session.people:
        texts += [getattr(person, f"{field}_{language}") for field in ("name", "organisation")]
    return " ".join(words(" ".join(text for text in texts if text)))
