"""When a promise has gone silent: it is still open, and nothing dated was heard of it for two years.

This is worked out, never stored: it comes true by the passing of real time, whatever the portal's clock plays.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from summit.partial_date import PartialDate

NO_RECENT_NEWS = "no_recent_news"
LABEL = _("no recent news")
YEARS = 2
# Not told how it goes, or told that it goes on; what has ended needs no more news.
OPEN = ("", "not_started", "under_way", "on_course", "behind")


def last(commitment: Commitment) -> PartialDate:
    """Return the date of its latest dated report or reached value; empty when there was none."""
    dates = [report.date for report in commitment.reports.all()]
    dates += [target.latest_date for target in commitment.targets.all()]
    # Of two that can mean the same last day, the more exact one is told.
    return max((one for one in dates if one), key=lambda one: (one.last_day, one), default=PartialDate())


def since(commitment: Commitment) -> PartialDate:
    """Return the date from which silence counts: the last news, or the announcement when there was none."""
    return last(commitment) or commitment.announced


def quiet_from(delivery: str, last_news: PartialDate) -> date | None:
    """Return the first day on which there is no recent news, or None when that day never comes or is unknown."""
    heard = last_news.last_day
    if heard is None or delivery not in OPEN:
        return None
    later = heard.year + YEARS
    return date(later, 3, 1) if (heard.month, heard.day) == (2, 29) else heard.replace(year=later)


def shown(delivery: str, last_news: PartialDate, today: date) -> str:
    """Return the delivery as the public sees it on a real day: as it is kept, or NO_RECENT_NEWS."""
    silent = quiet_from(delivery, last_news)
    return NO_RECENT_NEWS if silent and silent <= today else delivery


def label(delivery: str) -> str:
    """Say a delivery that `shown` returned, in the reader's language; empty when it is unknown."""
    if not delivery:
        return ""
    return str(LABEL if delivery == NO_RECENT_NEWS else Commitment.Delivery(delivery).label)
