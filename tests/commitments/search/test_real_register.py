"""The register of the real summit, searched as a newcomer would, in both languages."""

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.utils import translation

from commitments.forms import CommitmentFilter
from commitments.models import Commitment

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _real_register(django_db_setup, django_db_blocker):
    """Load the summit once for all these tests, and take everything back afterwards."""
    with django_db_blocker.unblock():
        call_command("load_summit", verbosity=0)
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(params=["fr", "en"])
def language(request, _real_register):
    with translation.override(request.param):
        yield request.param


def search(words, **others):
    asked = QueryDict(mutable=True)
    asked.update({"q": words, **others})
    return CommitmentFilter(asked)


def references(filters, number=20):
    return [one.reference for one in filters.found[0:number]]


@pytest.mark.parametrize(
    ("words", "count", "among_the_first"),
    [
        ("30x30", 3, {"OPS21-0001", "OPS21-0003", "OPS21-0011"}),
        ("Sahel", 14, {"OPS21-0021", "OPS21-0026"}),
        ("forêt", 15, {"OPS21-0053", "OPS21-0055"}),
        ("forets", 15, {"OPS21-0053", "OPS21-0055"}),
        ("Grande Muraille Verte", 16, {"OPS21-0028", "OPS21-0016"}),
        ('"Great Green Wall"', 16, {"OPS21-0028", "OPS21-0016"}),
        ("Desertfication", 5, {"OPS21-0039", "OPS21-0015"}),
        ("OPS21-0015", 1, {"OPS21-0015"}),
        ("engageme", 18, {"OPS21-0048", "OPS21-0028"}),
    ],
)
def test_the_first_results_are_sensible_in_both_languages(language, words, count, among_the_first):
    filters = search(words)

    assert filters.found.count() == count
    assert among_the_first <= set(references(filters, 4))


def test_engage_with_an_accent_finds_engagements(language):
    (first,) = search("engagé").found[0:1]

    assert "Engagement" in first.title_fr


def test_who_took_part_is_found_in_what_was_announced_there_and_in_what_tells_of_him(language):
    found = references(search("Macron"), 60)

    told = Commitment.objects.filter(reference__in=found)
    assert {"OPS21-0006", "OPS21-0016", "OPS21-0029"} <= set(found[:4])
    assert told.filter(session__participations__speaker__slug="emmanuel-macron").exists()


def test_a_word_of_the_other_language_is_found_there_and_a_misspelt_one_is_read_as_its_nearest(language):
    assert search("muraille").found_in == ("" if language == "fr" else "fr")
    assert search("wall").found_in == ("en" if language == "fr" else "")
    assert search("Desertfication").meant == [("desertfication", "desertification")]


@pytest.mark.parametrize("order", ["", "announced", "deadline", "holder", "amount"])
@pytest.mark.parametrize(
    "others",
    [
        {},
        {"q": "sahel"},
        {"q": "-sahel -forest"},
        {"q": "eau -sahel", "money": "no"},
        {"theme": "finance", "delivery": "no_recent_news"},
        {"delivery": "under_way"},
        {"country": "FR", "goal": "sdg-15", "deadline": "2030"},
    ],
)
def test_the_page_and_what_streams_everything_find_the_same_in_the_same_order(language, order, others):
    filters = search(**{"words": "", "sort": order, **{"words" if k == "q" else k: v for k, v in others.items()}})

    shown = references(filters, 60)

    assert shown == [one.reference for one in filters.apply(Commitment.objects.published())]
    assert filters.found.count() == len(shown)
    assert shown


@pytest.mark.parametrize("words", ["", "sahel"])
@pytest.mark.parametrize("chosen", [{}, {"theme": "agroecology"}, {"delivery": "under_way", "kind": "pledge"}])
def test_each_number_beside_a_facet_value_is_what_choosing_it_shows(language, words, chosen):
    for facet in search(words, **chosen).shown_facets:
        for value in [*facet.first, *facet.rest]:
            if not value.is_chosen:
                assert CommitmentFilter(QueryDict(value.query)).found.count() == value.count, (facet, value)
