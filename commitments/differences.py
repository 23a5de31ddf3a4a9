"""What changed between two versions of a record, told in words from their two documents."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import parts
from commitments.changes import Change, Ways, of_text
from commitments.document import Document
from commitments.models import Party
from commitments.pairing import paired
from commitments.part_differences import of_pledges, of_reports, of_sources, of_targets
from commitments.parts import Names, Part, slug_alone

TEXTS = {
    "title": Ways(
        gettext_lazy("The title in {language} was changed."),
        gettext_lazy("The title was written in {language}."),
        gettext_lazy("The title in {language} was removed."),
    ),
    "summary": Ways(
        gettext_lazy("The summary in {language} was changed."),
        gettext_lazy("The summary was written in {language}."),
        gettext_lazy("The summary in {language} was removed."),
    ),
    "scope": Ways(
        gettext_lazy("The geographic scope in {language} was changed."),
        gettext_lazy("The geographic scope was written in {language}."),
        gettext_lazy("The geographic scope in {language} was removed."),
    ),
    "partners": Ways(
        gettext_lazy("The partners in {language} were changed."),
        gettext_lazy("The partners were written in {language}."),
        gettext_lazy("The partners in {language} were removed."),
    ),
    "note": Ways(
        gettext_lazy("What the sources leave open was changed in {language}."),
        gettext_lazy("What the sources leave open was written in {language}."),
        gettext_lazy("What the sources leave open was removed in {language}."),
    ),
}
FACTS = {
    "kind": Ways(
        gettext_lazy("Its kind was {before} and is now {after}."),
        gettext_lazy("Its kind is now said: {after}."),
        gettext_lazy("Its kind is no longer said; it was {before}."),
    ),
    "theme": Ways(
        gettext_lazy("It moved from the theme {before} to the theme {after}."),
        gettext_lazy("It was put under the theme {after}."),
        gettext_lazy("It is no longer under the theme {before}."),
    ),
    "link": Ways(
        gettext_lazy("Its link to the summit was “{before}” and is now “{after}”."),
        gettext_lazy("Its link to the summit is now said: {after}."),
        gettext_lazy("Its link to the summit is no longer said; it was “{before}”."),
    ),
    "session": Ways(
        gettext_lazy("The session of its announcement was {before} and is now {after}."),
        gettext_lazy("The session of its announcement was added: {after}."),
        gettext_lazy("The session of its announcement was removed; it was {before}."),
    ),
    "announced": Ways(
        gettext_lazy("The date of the announcement moved from {before} to {after}."),
        gettext_lazy("The date of the announcement was added: {after}."),
        gettext_lazy("The date of the announcement was removed; it was {before}."),
    ),
    "due": Ways(
        gettext_lazy("The deadline moved from {before} to {after}."),
        gettext_lazy("A deadline was added: {after}."),
        gettext_lazy("The deadline was removed; it was {before}."),
    ),
    "delivery": Ways(
        gettext_lazy("Its delivery was “{before}” and is now “{after}”."),
        gettext_lazy("Its delivery is now said: {after}."),
        gettext_lazy("Its delivery is no longer said; it was “{before}”."),
    ),
    "assurance": Ways(
        gettext_lazy("What stands behind it was “{before}” and is now “{after}”."),
        gettext_lazy("What stands behind it is now said: {after}."),
        gettext_lazy("What stands behind it is no longer said; it was “{before}”."),
    ),
}
STATEMENT = Ways(
    gettext_lazy("The statement as announced was changed."),
    gettext_lazy("The statement as announced was added."),
    gettext_lazy("The statement as announced was removed."),
)
NAME = Ways(*[gettext_lazy("The name of {name} in {language} was changed.")] * 3)


def differences(before: Document, after: Document, names: Names = slug_alone) -> list[Change]:
    """Tell what changed, in the reader's language; `names` says themes, sessions and goals by their slugs."""
    told = [
        *_state(before, after),
        *(change for field, ways in TEXTS.items() for change in of_text(before, after, field, ways)),
        *_facts(before, after, names),
        *_statement(before.get("statement") or {}, after.get("statement") or {}),
        *_parties(before, after),
        *_holders(before, after),
        *_sets(before, after, names),
        *of_targets(before.get("targets") or [], after.get("targets") or []),
        *of_pledges(before.get("pledges") or [], after.get("pledges") or []),
        *of_reports(before.get("reports") or [], after.get("reports") or []),
        *of_sources(before.get("sources") or [], after.get("sources") or []),
    ]
    if told or before == after:
        return told
    return [Change(_plain(_("No fact changed: only the order of its parts, or the form in which they are kept.")))]


def _plain(sentence: str) -> SafeString:
    return format_html("{}", sentence)


def _state(before: Document, after: Document) -> Iterator[Change]:
    state = after.get("state")
    if before.get("state") != state:
        words = {
            "published": _("The record is back in the register."),
            "withdrawn": _("The record was taken off the register."),
            "merged": _("The record was merged into another one."),
        }
        if state in words:
            yield Change(_plain(words[state]))
    if before.get("merged_into") != after.get("merged_into") and after.get("merged_into"):
        yield Change(format_html(_("What it said now stands in {record}."), record=after["merged_into"]))


def _facts(before: Document, after: Document, names: Names) -> Iterator[Change]:
    for field, ways in FACTS.items():
        old, new = before.get(field) or "", after.get(field) or ""
        if old != new:
            yield Change(ways.between(_fact(field, old, names), _fact(field, new, names)))


def _fact(field: str, value: str, names: Names) -> SafeString:
    if not value:
        return SafeString("")
    if field in ("theme", "session"):
        return names(field, value)
    return parts.date(value) if field in ("announced", "due") else parts.label(parts.CHOICES[field], value)


def _statement(before: Part, after: Part) -> Iterator[Change]:
    if dict(before) != dict(after):
        old, new = before.get("text") or "", after.get("text") or ""
        if old or new:
            language = after.get("language") or before.get("language") or ""
            yield Change(STATEMENT.between(old, new), before=old, after=new, language=language)


def _slug(party: Part) -> str:
    return (party.get("holder") or {}).get("slug") or ""


def _parties(before: Document, after: Document) -> Iterator[Change]:
    for old, new in paired(before.get("parties") or [], after.get("parties") or [], _slug):
        if old is None:
            yield Change(format_html(_("A holder was added: {holder}."), holder=parts.party(new)))
        elif new is None:
            yield Change(format_html(_("A holder was removed: {holder}."), holder=parts.party(old)))
        elif old.get("role") != new.get("role"):
            roles = [parts.label(Party.Role, one.get("role")) for one in (old, new)]
            sentence = _("The part of {name} was “{before}” and is now “{after}”.")
            name = parts.holder(new.get("holder"))
            yield Change(format_html(sentence, name=name, before=roles[0], after=roles[1]))


def _holders(before: Document, after: Document) -> Iterator[Change]:
    """What became of the holders who are named in both documents."""
    known, now = _named(before), _named(after)
    for slug in (slug for slug in now if slug in known and known[slug] != now[slug]):
        old, new = known[slug], now[slug]
        name = parts.holder(new)
        yield from of_text(old, new, "name", NAME, name=name)
        if any(old.get(field) != new.get(field) for field in ("acronym", "kind", "country")):
            said = _("What is recorded of {name} was changed: acronym, kind or country.")
            yield Change(format_html(said, name=name))


def _named(document: Document) -> dict[str, Part]:
    holders = [one.get("holder") for one in document.get("parties") or []]
    holders += [one.get("funder") for one in document.get("pledges") or []]
    return {one["slug"]: one for one in holders if one and one.get("slug")}


def _sets(before: Document, after: Document, names: Names) -> Iterator[Change]:
    yield from _set(
        before.get("countries") or [],
        after.get("countries") or [],
        (_("Countries of action added: {those}."), _("Countries of action removed: {those}.")),
        parts.country,
    )
    yield from _set(
        before.get("goals") or [],
        after.get("goals") or [],
        (_("Framework goals added: {those}."), _("Framework goals removed: {those}.")),
        lambda slug: names("goal", slug),
    )
    old, new = (
        [(one.get("kind"), one.get("to")) for one in told.get("relations") or []] for told in (before, after)
    )
    yield from _set(
        old,
        new,
        (_("Related records added: {those}."), _("Related records removed: {those}.")),
        lambda pair: parts.relation({"kind": pair[0], "to": pair[1]}),
    )


def _set(
    old: Iterable, new: Iterable, sentences: tuple[str, str], said: Callable[[Any], SafeString]
) -> Iterator[Change]:
    old, new = list(old), list(new)
    added, removed = [one for one in new if one not in old], [one for one in old if one not in new]
    for sentence, those in zip(sentences, (added, removed), strict=True):
        if those:
            yield Change(format_html(sentence, those=parts.listed(said(one) for one in those)))
