"""What the page of a record tells beyond its columns: its two axes, its frameworks, its news in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from commitments import news
from commitments.checks import unchecked
from commitments.models import Commitment, Framework, Goal, Relation, Report
from commitments.scales import Scale, scale
from summit.clock import real_now
from summit.partial_date import PartialDate

Assurance = Commitment.Assurance
# The rule by which staff choose a level stands in docs/register.md; this is what it lets a reader rely on.
MEANINGS = {
    Assurance.ANNOUNCED: _(
        "The promise is known from the press or second hand; nothing first hand stands behind it."
    ),
    Assurance.DOCUMENTED: _(
        "The promise stands in a first-hand document. What was done since is not told by those who made it."
    ),
    Assurance.REPORTED: _("Those who hold the promise, carry it out or pay for it tell themselves what was done."),
    Assurance.BACKED: _(
        "The act itself can be read: a law, a decision, an agreement or accounts stand among the sources."
    ),
    Assurance.CHECKED: _("Somebody who has no part in the promise went through the progress and published it."),
}


@dataclass(frozen=True)
class Held:
    """The goals of one framework that a promise is held against."""

    framework: Framework
    goals: list[Goal]


@dataclass(frozen=True)
class Record:
    """A commitment fetched for its page, read."""

    commitment: Commitment
    relations: list[Relation]  # from it
    relations_to: list[Relation]  # to it

    @classmethod
    def of(cls, commitment: Commitment) -> "Record":
        around = list(Relation.objects.around(commitment))
        ours = [one for one in around if one.commitment_id == commitment.pk]
        return cls(commitment, ours, [one for one in around if one.commitment_id != commitment.pk])

    @property
    def delivery(self) -> str:
        """How it goes, in words, as the public sees it today; empty when that is not known."""
        return news.label(self._shown)

    @property
    def is_quiet(self) -> bool:
        return self._shown == news.NO_RECENT_NEWS

    @property
    def _shown(self) -> str:
        """Real time decides, as everywhere: silence does not wait for the clock that the portal plays."""
        return news.shown(self.commitment.delivery, news.since(self.commitment), real_now().date())

    @property
    def last_news(self) -> PartialDate:
        return news.last(self.commitment)

    @property
    def meaning(self) -> str:
        return MEANINGS[Assurance(self.commitment.assurance)]

    @property
    def reports(self) -> list[Report]:
        """The news, oldest first; what is undated stands last, since nobody knows where it belongs."""
        return sorted(self.commitment.reports.all(), key=lambda report: (not report.date, report.date))

    @property
    def scales(self) -> list[Scale]:
        return [drawn for target in self.commitment.targets.all() if (drawn := scale(target))]

    @property
    def unchecked(self) -> list[str]:
        return unchecked(self.commitment)

    @property
    def known(self) -> list[Held]:
        """Frameworks that were adopted by the time it was announced, or at least known."""
        return _held(goal for goal in self.commitment.goals.all() if not self._is_later(goal.framework))

    @property
    def since(self) -> list[Held]:
        """Frameworks adopted after it was announced, which it cannot have known."""
        return _held(goal for goal in self.commitment.goals.all() if self._is_later(goal.framework))

    def _is_later(self, framework: Framework) -> bool:
        known = self._known_by.last_day
        return known is not None and framework.adopted.last_day > known

    @property
    def _known_by(self) -> PartialDate:
        """When it was announced; where nobody knows, the first date of what tells of it."""
        told = [*self.commitment.sources.all(), *self.commitment.reports.all()]
        dates = [one.date for one in told if one.date]
        return self.commitment.announced or min(dates, key=lambda date: date.last_day, default=PartialDate())


def _held(goals: Iterable[Goal]) -> list[Held]:
    """Group goals that stand in the order of their frameworks."""
    return [Held(framework, list(found)) for framework, found in groupby(goals, lambda goal: goal.framework)]
