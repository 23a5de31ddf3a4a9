"""The index of speakers: by name, by country, by organisation, with a way to jump to a letter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from programme.models import Speaker
from summit.alphabet import folded
from summit.bilingual import written_in


@dataclass(frozen=True)
class Group:
    """Speakers under one heading; an empty heading is for those of whom it is not known."""

    anchor: str
    label: str
    speakers: list[Speaker]

    @property
    def letter(self) -> str:
        return folded(self.label)[:1].upper()


def index(speakers: Iterable[Speaker], by: str) -> list[Group]:
    """Group speakers, in the order of the reader's alphabet; those of whom `by` is not known stand last."""
    told: Callable[[Speaker], str] = {"name": _letter, "country": _country, "organisation": _organisation}[by]
    groups: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        groups.setdefault(told(speaker), []).append(speaker)
    unknown = groups.pop("", [])
    found = [
        Group(f"group-{place}", label, groups[label]) for place, label in enumerate(sorted(groups, key=folded), 1)
    ]
    if unknown:
        words = {"country": _("Country not given"), "organisation": _("Organisation not given")}
        found.append(Group("group-none", words.get(by, _("Other")), unknown))
    return found


def jumps(groups: list[Group]) -> list[tuple[str, str]]:
    """The letters of an index, each with the anchor of its first group."""
    first: dict[str, str] = {}
    for group in groups:
        if group.anchor != "group-none":
            first.setdefault(group.letter, group.anchor)
    return list(first.items())


def _letter(speaker: Speaker) -> str:
    letter = folded(speaker.sort_key.strip())[:1].upper()
    return letter if letter.isalpha() else ""


def _country(speaker: Speaker) -> str:
    return str(speaker.country.name) if speaker.country else ""


def _organisation(speaker: Speaker) -> str:
    return written_in(speaker, "organisation")[0]
