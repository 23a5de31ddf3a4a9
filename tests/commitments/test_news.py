from datetime import date

import pytest

from commitments import news
from commitments.models import Commitment
from summit.partial_date import PartialDate
from tests.factories import CommitmentFactory, ReportFactory, TargetFactory
from tests.pages import said

OPEN = ("", "not_started", "under_way", "on_course", "behind")
ENDED = ("reached", "partly_reached", "not_reached", "withdrawn")


def test_every_delivery_is_either_open_or_ended():
    assert {*OPEN, *ENDED} == {"", *Commitment.Delivery.values}


@pytest.mark.parametrize("delivery", OPEN)
@pytest.mark.parametrize(
    ("heard", "day_before", "day"),
    [
        ("2021-01-11", date(2023, 1, 10), date(2023, 1, 11)),
        ("2022-02", date(2024, 2, 27), date(2024, 2, 28)),
        ("2024-02-29", date(2026, 2, 28), date(2026, 3, 1)),
        ("2022", date(2024, 12, 30), date(2024, 12, 31)),
    ],
)
def test_what_is_open_has_no_recent_news_two_years_after_the_last_day_the_date_can_mean(
    delivery, heard, day_before, day
):
    assert news.shown(delivery, PartialDate(heard), day_before) == delivery
    assert news.shown(delivery, PartialDate(heard), day) == news.NO_RECENT_NEWS


@pytest.mark.parametrize("delivery", ENDED)
def test_what_has_ended_needs_no_news(delivery):
    assert news.shown(delivery, PartialDate("2001"), date(2026, 1, 1)) == delivery


def test_without_any_date_nobody_can_say_how_long_it_is_silent():
    assert news.shown("under_way", PartialDate(), date(2026, 1, 1)) == "under_way"


@pytest.mark.django_db
def test_silence_counts_from_the_last_dated_news_or_else_from_the_announcement():
    commitment = CommitmentFactory(announced="2021-01-11")
    assert (news.last(commitment), news.since(commitment)) == ("", "2021-01-11")

    ReportFactory(commitment=commitment, date="")
    ReportFactory(commitment=commitment, date="2022-05")
    TargetFactory(commitment=commitment, latest_date="2023")
    ReportFactory(commitment=commitment, date="2023-12")
    TargetFactory(commitment=commitment)

    heard = Commitment.objects.get()
    assert (news.last(heard), news.since(heard)) == ("2023-12", "2023-12")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_shown_delivery_is_said_in_words(language):
    assert said(news.LABEL, language) == {"fr": "pas de nouvelle récente", "en": "no recent news"}[language]
    assert news.label("reached") == said(Commitment.Delivery.REACHED.label, "fr")
    assert news.label("") == ""
