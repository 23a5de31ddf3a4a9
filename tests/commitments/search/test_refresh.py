"""What is written for the search when a record is published."""

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.utils import translation

from commitments.forms import CommitmentFilter
from commitments.models import CommitmentCountry, SearchFacet, SearchRow, SearchWord
from commitments.search.marks import Marker
from commitments.search.query import parse
from commitments.versions import publish
from tests.factories import CommitmentFactory, HolderFactory, PartyFactory, PledgeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def found(query):
    return [one.title_en for one in CommitmentFilter(QueryDict(query)).found[0:20]]


def counts(facet):
    return CommitmentFilter(QueryDict("")).found.counts.get(facet, {})


@pytest.fixture
def planted():
    commitment = CommitmentFactory(title_en="Plant trees", theme=ThemeFactory(slug="soil"), due="2030")
    PartyFactory(commitment=commitment, holder=HolderFactory(name_en="Élan vert", country="FR"))
    CommitmentCountry.objects.create(commitment=commitment, country="SN")
    publish(commitment)
    return commitment


def test_a_published_record_is_found_by_its_texts_its_holders_and_its_places(planted):
    for words in ("tree", "elan", "senegal", planted.reference, "planting -water"):
        assert found(f"q={words}") == ["Plant trees"], words
    assert found("q=trees+-elan") == []


def test_what_changes_is_found_anew_and_counted_anew_and_what_leaves_is_not_found(planted):
    planted.title_en, planted.delivery, planted.due = "Plant hedges", "reached", ""
    planted.save()
    publish(planted)
    assert (found("q=hedge"), found("q=tree")) == (["Plant hedges"], [])
    assert (counts("delivery"), counts("deadline")) == ({"reached": 1}, {})

    planted.published = False
    planted.save()
    publish(planted)
    assert found("") == found("q=hedge") == []
    assert counts("theme") == {}
    assert (SearchRow.objects.count(), SearchFacet.objects.filter(count__gt=0).count()) == (0, 0)


def test_a_draft_is_not_found():
    publish(CommitmentFactory(draft=True, title_en="Secret"))

    assert SearchRow.objects.count() == SearchWord.objects.count() == 0


def test_records_published_before_there_was_a_search_are_written_by_the_command(planted):
    SearchRow.objects.all().delete()
    CommitmentFactory(title_en="Plant reeds", theme=planted.theme)

    call_command("refresh_search")

    assert found("q=plant&sort=deadline") == ["Plant trees", "Plant reeds"]
    assert counts("theme") == {"soil": 2}


def test_amounts_stand_currency_by_currency_and_what_is_not_firm_stands_last():
    theme = ThemeFactory()
    for title, amount, currency, qualifier in [
        ("dollars", 900, "USD", "exact"),
        ("few euros", 5, "EUR", "exact"),
        ("many euros", 50, "EUR", "at_least"),
        ("perhaps", 9000, "EUR", "up_to"),
    ]:
        line = PledgeFactory(
            commitment=CommitmentFactory(title_en=title, theme=theme),
            amount=amount,
            currency=currency,
            qualifier=qualifier,
        )
        publish(line.commitment)

    assert found("sort=amount") == ["many euros", "few euros", "dollars", "perhaps"]


def test_words_are_marked_and_markup_of_staff_stays_text():
    marker = Marker(parse("forets ", "fr"))

    assert marker.marked("La <b>forêt</b> & l'eau") == "La &lt;b&gt;<mark>forêt</mark>&lt;/b&gt; &amp; l&#x27;eau"
    assert marker.snippet("Rien ici.", "fr") == ""
    assert marker.snippet("mot " * 60 + "forêt " + "mot " * 60, "fr").count("mot") < 60
