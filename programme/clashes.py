"""What does not fit together in the plan. Warnings for staff: nothing here keeps anybody from anything."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import Model, Prefetch
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from programme.models import Participation, Room, Session, SessionLanguage, Speaker
from summit import dates
from summit.bilingual import written_in
from summit.models import Event
from summit.numbers import language_name, listed
from summit.typography import typographic

MOMENT = timedelta(minutes=1)  # as long as a session lasts whose end nobody knows
PERSON = ("session", "mode", "order", "speaker__name_fr", "speaker__name_en")
ROOM = ("planned_room__name_fr", "planned_room__name_en")
PLAN = ("title_fr", "title_en", "planned_starts", "planned_ends", "planned_status", *ROOM)
DRAFT, CANCELLED = Session.Status.DRAFT, Session.Status.CANCELLED


@dataclass(frozen=True)
class Clash:
    """One thing that does not fit, told of one session; `other` is the session it does not fit with."""

    sentence: str
    other: Session | None = None


Found = dict[int, list[Clash]]
Shared = Room | Speaker


def of_programme() -> Found:
    """Find the clashes of the whole plan, by the key of the session; four queries, whatever its size."""
    people = Participation.objects.select_related("speaker").only(*PERSON)
    planned = Session.objects.exclude(planned_status=CANCELLED).order_by("planned_starts", "pk")
    sessions = planned.select_related("planned_room").only(*PLAN)
    fetched = sessions.prefetch_related(Prefetch("participations", people), "languages")
    return find(fetched, Event.objects.first())


def find(sessions: Iterable[Session], event: Event | None) -> Found:
    """Find the clashes among these sessions as planned, in the reader's language and the current zone."""
    chosen = [session for session in sessions if session.planned_status != CANCELLED]
    found: Found = defaultdict(list)
    _find_shared(chosen, _rooms, _told_of_room, found)
    _find_shared(chosen, _speakers, _told_of_speaker, found)
    for session in chosen:
        found[session.pk] += [Clash(sentence) for sentence in _own_faults(session, event)]
    return {key: clashes for key, clashes in found.items() if clashes}


def _find_shared(
    sessions: list[Session],
    shared: Callable[[Session], Iterable[Shared]],
    told: Callable[[Shared, Session], str],
    found: Found,
) -> None:
    """Find which rooms or speakers are asked for by two sessions at once."""
    asked = [(thing, session) for session in sessions if session.planned_starts for thing in shared(session)]
    asked.sort(key=lambda row: (row[0].pk, row[1].planned_starts, row[1].pk))
    for thing, rows in groupby(asked, key=lambda row: row[0]):
        for one, other in _overlapping([session for _thing, session in rows]):
            for here, there in ((one, other), (other, one)):
                if _concerns(here, there):
                    found[here.pk].append(Clash(told(thing, there), there))


def _overlapping(sessions: list[Session]) -> Iterator[tuple[Session, Session]]:
    """Give each pair of sessions that overlap; they come in the order of their starts."""
    running: list[Session] = []
    for session in sessions:
        running = [one for one in running if _end(one) > session.planned_starts]
        yield from ((one, session) for one in running)
        running.append(session)


def _concerns(here: Session, there: Session) -> bool:
    """Tell whether `there` matters to `here`: a draft never troubles what is planned to be public."""
    return there.planned_status != DRAFT or here.planned_status == DRAFT


def _end(session: Session) -> datetime:
    return session.planned_ends or session.planned_starts + MOMENT


def _rooms(session: Session) -> set[Room]:
    return {session.planned_room} - {None}


def _speakers(session: Session) -> set[Speaker]:
    """Those who have to be there; a recorded message can be played in two places."""
    return {one.speaker for one in session.participations.all() if one.mode != Participation.Mode.RECORDED}


def _told_of_room(room: Room, other: Session) -> str:
    words = {"room": _named(room, "name"), "other": _named(other, "title"), "when": _when(other)}
    return _("%(room)s is also taken by “%(other)s”, %(when)s.") % words


def _told_of_speaker(speaker: Speaker, other: Session) -> str:
    words = {"speaker": _named(speaker, "name"), "other": _named(other, "title"), "when": _when(other)}
    return _("%(speaker)s also takes part in “%(other)s”, %(when)s.") % words


def _own_faults(session: Session, event: Event | None) -> Iterator[str]:
    starts, ends = session.planned_starts, session.planned_ends
    if starts and not ends:
        yield _("It has a start and no end: overlaps after its start are not seen, and calendars guess.")
    if event and starts and starts < event.starts:
        yield _("It starts before the event, which begins on %(when)s.") % {
            "when": dates.day_and_time(event.starts)
        }
    if event and (ends or starts) and (ends or starts) > event.ends:
        yield _("It ends after the event, which ends on %(when)s.") % {"when": dates.day_and_time(event.ends)}
    spoken = _heard(session, SessionLanguage.Use.FLOOR)
    heard = spoken + _heard(session, SessionLanguage.Use.INTERPRETATION)
    unheard = [code for code in settings.MODELTRANSLATION_LANGUAGES if code not in heard]
    if spoken and unheard:
        words = {"spoken": listed(_in_words(spoken)), "missing": listed(_in_words(unheard))}
        yield _("It is spoken in: %(spoken)s; no interpretation into: %(missing)s.") % words


def _heard(session: Session, use: str) -> list[str]:
    """Return the languages of one use, without their variants: fr-CA is heard as fr."""
    return [one.language.partition("-")[0].lower() for one in session.languages.all() if one.use == use]


def _in_words(codes: list[str]) -> list[str]:
    return [language_name(code) for code in dict.fromkeys(codes)]


def _when(session: Session) -> str:
    """Write day and hours, and the day once when it is the same."""
    starts, ends = session.planned_starts, session.planned_ends
    told = dates.day_and_time(starts)
    if ends is None:
        return told
    same_day = timezone.localtime(starts).date() == timezone.localtime(ends).date()
    return f"{told} – {dates.clock_time(ends) if same_day else dates.day_and_time(ends)}"


def _named(thing: Model, field: str) -> str:
    return typographic(written_in(thing, field)[0], get_language() or settings.LANGUAGE_CODE)
