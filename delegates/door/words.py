"""The words of the door's page, for its template and, as data attributes, for its scripts; {name} is a fact.

Who stands at the door reads from an arm's length: what to do first, in two words, then why.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from delegates.badges import Refusal
from delegates.door import Answer, Reason, Verdict
from delegates.models import Category, Delegate
from summit.clock import real_now
from summit.dates import clock_time, day_and_time

WORDS: dict[str, str | Promise] = {
    **{f"verdict-{one.value}": one.label for one in Verdict},
    **{f"reason-{one.value}": one.label for one in (*Refusal, *Reason)},
    **{f"category-{one.value}": one.label for one in Category},
    "checking": _("Checking…"),
    "number": _("No. {number}"),
    "first": _("First admission: {time}, door “{door}”."),
    "unsigned": _("Signature not checked: this browser cannot. Look closely at the badge."),
    "no-key": _("Signature not checked: the portal has no badge key. Look closely at the badge."),
    "typed": _("Number typed, signature not checked: look at the badge."),
    "other-category": _("The badge says “{category}”: it was made before a change."),
    "by-itself": _("Decided by this device, from its list ({time})."),
    "send-on": _("Send them to the welcome desk."),
    "online": _("Online"),
    "offline": _("No network: this device decides by its list"),
    "offline-bare": _("No network, and no list on this device"),
    "signed-out": _("Signed out"),
    "closed": _("Closed"),
    "none-waiting": _("everything is sent"),
    "one-waiting": _("1 passage waits on this device"),
    "many-waiting": _("{count} passages wait on this device"),
    "list-of": _("List updated: {time}. Erased from this device: {until}."),
    "verdict-unchecked": _("Cannot be checked here"),
    "no-list": _("This device has no list yet: use the paper list until it has one."),
    "loading": _("Fetching the list…"),
    "sign-in": _("Your session has ended, and the list was erased here. Sign in again: what waits is sent then."),
    "forbidden": _("You may no longer admit at the door: the list was erased from this device."),
    "day-over": _("The day is over: the list was erased from this device."),
    "left": _("You have signed out of this device. It will tell the portal as soon as there is a network."),
    "clock": _("The clock of this device is {minutes} min off; the times it sends are corrected."),
    "apart": _("{who} was let in twice while doors were apart: {first}, then {second}."),
    "wrongly": _("{who} was let in without network at {second}, but: {reason}."),
    "at-door": _("door “{door}”, {time}"),
    "check": _("Check"),
    "seen": _("Seen"),
    "undo": _("Undo"),
    "undo-of": _("Undo the admission of {who}"),
    "waiting": _("not sent yet"),
    "nobody": _("Nobody on the list has this name."),
    "more": _("And {count} more: write more of the name."),
    "camera-on": _("Use the camera"),
    "camera-off": _("Stop the camera"),
    "camera-refused": _("The camera cannot be used. Allow it for this page, or type the number."),
    "not-kept": _("This browser keeps nothing for this page: it works only while there is a network."),
    "no-list-yet": _(
        "The portal was asked for the list too often in a minute. This device asks again by itself: "
        "wait a minute, and use the paper list meanwhile."
    ),
    "busy": _(
        "The portal was asked too often in a minute. This device decides by its list, and asks again by itself."
    ),
    "too-many": _("Too many questions in a short time: wait a minute."),
    "leave": _(
        "{waiting}. The list will be erased, but these passages stay here until somebody signs in. Sign out?"
    ),
    "paper-made": _("as of {time}"),
}


@dataclass(frozen=True)
class Said:
    """An answer as the page shows it, from what to do to what to mind; static/js/door-view.js says the same."""

    kind: str
    word: str
    why: str = ""
    name: str = ""
    line: str = ""
    category: str = ""
    note: str = ""


SILENT = Said("", "")


def said(answer: Answer, *, typed: str = "") -> Said:
    """Put an answer into words; `typed` is what stood in the field, which is no badge when it has no colon."""
    is_forged = answer.reason == Reason.FORGED
    word = answer.reason_words if is_forged else answer.verdict.label
    why = "" if is_forged else answer.reason_words
    if answer.first and answer.verdict == Verdict.SECOND:
        why = filled("first", time=when(answer.first.at), door=answer.first.door)
    note = ""
    if answer.verdict == Verdict.REFUSED:
        note = filled("send-on")
    elif answer.verdict == Verdict.ADMITTED and typed and ":" not in typed:
        note = filled("typed")
    return Said(answer.verdict, capfirst(str(word)), capfirst(why), note=note, **who(answer.delegate))


def who(delegate: Delegate | None) -> dict[str, str]:
    """Name, for whom, and as what: all that tells a person at the door."""
    if delegate is None:
        return {}
    place = str(delegate.delegation or delegate.organisation)
    number = filled("number", number=delegate.number)
    return {
        "name": delegate.badge_name or delegate.full_name,
        "line": ", ".join(part for part in (place, delegate.country.name) if part),
        "category": f"{capfirst(delegate.get_category_display())} · {number}",
    }


def when(moment: datetime, *, now: datetime | None = None) -> str:
    """The hour, with its day when that is not today: doors live by the real clock."""
    is_today = timezone.localtime(moment).date() == timezone.localtime(now or real_now()).date()
    return clock_time(moment) if is_today else day_and_time(moment)


def filled(word: str, **facts: Any) -> str:
    return str(WORDS[word]).format(**facts)
