import pytest

from commitments.models import CommitmentCountry
from commitments.versions import publish
from tests.factories import CommitmentFactory, EventFactory, HolderFactory, PartyFactory
from tests.pages import FRAME, LANGUAGES, counted, links, opened, queries, said, table, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def acting(*countries, **kwargs):
    commitment = CommitmentFactory(**kwargs)
    for country in countries:
        CommitmentCountry.objects.create(commitment=commitment, country=country)
    return commitment


def marks(page):
    """Return the name and the address of each mark on the map."""
    return [(words(link.title), link["href"]) for link in page.select("svg.map a")]


def numbers(page):
    return table(page.select_one("#map-table"))


@in_both_languages
def test_an_empty_register_says_so(language):
    page = opened(f"/{language}/commitments/map/")

    assert said("No commitment is published yet, so there is nothing to show on a map.", language) in words(
        page.main
    )
    assert page.select("svg.map, table") == []


@in_both_languages
def test_each_country_of_action_is_marked_with_its_name_its_number_and_its_promises(language):
    acting("FR", "DE")
    acting("FR", "MC")
    acting("FR", draft=True)

    page = opened(f"/{language}/commitments/map/")

    colon = {"fr": "\u00a0: ", "en": ": "}[language]
    names = {"fr": ("Allemagne", "France", "Monaco"), "en": ("France", "Germany", "Monaco")}[language]
    commitments = {
        1: {"fr": "1 engagement", "en": "1 commitment"},
        2: {"fr": "2 engagements", "en": "2 commitments"},
    }
    told = [(f"{name}{colon}{commitments[2 if name == 'France' else 1][language]}", name) for name in names]
    codes = {"France": "FR", "Germany": "DE", "Allemagne": "DE", "Monaco": "MC"}
    assert marks(page) == [(label, f"/{language}/commitments/?country={codes[name]}") for label, name in told]
    assert numbers(page) == [[name, "2" if name == "France" else "1"] for name in names]
    assert [one["aria-label"] for one in page.select("#map-table td a")] == [label for label, _name in told]


def test_the_holders_map_counts_a_promise_once_for_each_country_that_holds_it():
    commitment = acting("DE")
    for country in ("FR", "FR", "IT", ""):
        PartyFactory(commitment=commitment, holder=HolderFactory(country=country))

    page = opened("/en/commitments/map/?by=holder")

    assert marks(page) == [
        ("France: 1 commitment", "/en/commitments/?holder_country=FR"),
        ("Italy: 1 commitment", "/en/commitments/?holder_country=IT"),
    ]


@pytest.mark.parametrize("query", ["", "?by=nothing", "?by=%00"])
def test_the_switch_marks_what_is_shown_and_nonsense_shows_the_countries_of_action(query):
    acting("FR")

    page = opened(f"/en/commitments/map/{query}")

    assert links(page.select_one(".views")) == [
        ("By country of action", "/en/commitments/map/"),
        ("By the holder's country", "/en/commitments/map/?by=holder"),
    ]
    assert [words(one) for one in page.select(".views [aria-current]")] == ["By country of action"]


@in_both_languages
def test_what_is_on_no_map_is_said_in_words(language):
    acting()
    acting()
    acting("GP")

    said_there = words(opened(f"/{language}/commitments/map/").main)

    one = "%(counter)s commitment names no country (the whole world, an ocean, a region) and is not on the map."
    many = "%(counter)s commitments name no country (the whole world, an ocean, a region) and are not on the map."
    assert counted(one, many, 2, language) in said_there
    alone = said("In the table alone, since the outlines do not have them:", language)
    assert f"{alone} Guadeloupe (1)." in said_there


def test_the_notice_of_the_outlines_is_shown():
    acting("FR")

    assert "They imply no opinion on any territory's legal status." in words(opened("/en/commitments/map/").main)


def test_the_map_follows_what_is_published():
    publish(acting("FR"))
    assert numbers(opened("/en/commitments/map/")) == [["France", "1"]]

    publish(acting("FR", "IT"))

    assert numbers(opened("/en/commitments/map/")) == [["France", "2"], ["Italy", "1"]]


def test_the_map_costs_the_same_for_one_and_for_three_and_counts_nothing_twice():
    publish(acting("FR"))
    with_one = queries("/en/commitments/map/")
    publish(acting("IT"), acting("DE"))

    assert queries("/en/commitments/map/") == with_one == FRAME + 2


@pytest.mark.parametrize(("query", "parameter"), [("", "country"), ("?by=holder", "holder_country")])
def test_each_number_of_the_map_is_that_of_the_list_it_leads_to(query, parameter):
    for countries in (["FR", "DE"], ["FR"], [], []):
        commitment = acting(*countries)
        PartyFactory(commitment=commitment, holder=HolderFactory(country=countries[0] if countries else ""))
        publish(commitment)

    page = opened(f"/en/commitments/map/{query}")

    leads = [(words(link), link["href"]) for link in page.select("#map-table td a")]
    leads.append(("2", f"/en/commitments/?{parameter}=none"))
    assert f"/en/commitments/?{parameter}=none" in [link["href"] for link in page.select("main p a")]
    for number, href in leads:
        assert words(opened(href).select_one(".count")).split()[0] == number
