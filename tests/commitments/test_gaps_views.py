import pytest

from commitments.models import Commitment, CommitmentCountry
from commitments.versions import publish
from tests.factories import CommitmentFactory, EventFactory, ThemeFactory
from tests.pages import FRAME, LANGUAGES, counted, links, opened, part, parts, queries, said, table, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
Kind = Commitment.Kind
KINDS = len(Kind)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def water():
    return ThemeFactory(
        slug="water", number=1, title_fr="L'eau", title_en="Water", short_fr="Eau", short_en="Water"
    )


def acting(theme, *countries, **kwargs):
    commitment = CommitmentFactory(theme=theme, **kwargs)
    for country in countries:
        CommitmentCountry.objects.create(commitment=commitment, country=country)
    return commitment


@in_both_languages
def test_a_register_without_themes_says_so(language):
    assert said("No theme is published yet.", language) in words(opened(f"/{language}/commitments/gaps/").main)


@in_both_languages
def test_an_empty_register_is_empty_everywhere_and_says_that_this_is_no_reproach(water, language):
    page = opened(f"/{language}/commitments/gaps/")

    none = said("none yet", language)
    assert [row[1:] for row in table(page)] == [[none] * KINDS] * 5
    assert page.select("table a") == []
    assert words(page.select(".page__head p")[1]).startswith(
        {"fr": "Une case vide est un fait sur ce registre, non un reproche", "en": "An empty cell is a fact"}[
            language
        ]
    )


@in_both_languages
def test_a_promise_counts_once_in_each_region_where_it_acts_and_leads_to_the_list(water, language):
    acting(water, "ML", "SN", "KE", "FR", kind=Kind.FUND)
    acting(water, "TD", kind=Kind.FUND, draft=True)

    page = opened(f"/{language}/commitments/gaps/")

    fund = list(Kind).index(Kind.FUND) + 1
    numbers = {row[0]: row[fund] for row in table(page)}
    none = said("none yet", language)
    africa, europe, asia = {"fr": ("Afrique", "Europe", "Asie"), "en": ("Africa", "Europe", "Asia")}[language]
    assert (numbers[africa], numbers[europe], numbers[asia]) == ("1", "1", none)
    assert [one["href"] for one in page.select("table a")] == [
        f"/{language}/commitments/?theme=water&kind=fund&region={region}" for region in ("002", "150")
    ]
    emptied = {"fr": "Sur 30 cases, 28 sont vides.", "en": "Of 30 cells, 28 are empty."}[language]
    assert emptied in words(page.select_one("main section"))


def test_the_link_of_a_number_says_what_it_counts(water):
    acting(water, "ML", kind=Kind.FUND)

    assert [one["aria-label"] for one in opened("/en/commitments/gaps/").select("table a")] == [
        "Africa, Fund: 1 commitment"
    ]


def test_one_theme_shows_the_parts_of_each_region(water):
    ThemeFactory(slug="soil", number=2, title_en="Soil")
    acting(water, "ML", "SN", "KE", kind=Kind.FUND)

    page = opened("/en/commitments/gaps/?theme=water")

    assert parts(page) == ["Water"]
    fund = list(Kind).index(Kind.FUND) + 1
    filled = {row[0]: row[fund] for row in table(page) if len(row) > 1 and row[fund] != "none yet"}
    assert filled == {"Eastern Africa": "1", "Western Africa": "1"}
    assert [words(one) for one in page.select("th[scope=rowgroup]")] == [
        "Africa",
        "Americas",
        "Asia",
        "Europe",
        "Oceania",
    ]
    assert "Of 132 cells, 130 are empty." in words(part(page, "Water"))


@pytest.mark.parametrize("query", ["?theme=nothing", "?theme=%00", "?theme[]=water"])
def test_nonsense_shows_all_themes(water, query):
    ThemeFactory(slug="soil", number=2, title_en="Soil")

    page = opened(f"/en/commitments/gaps/{query}")

    assert parts(page) == ["Water", "Soil"]
    assert [words(one) for one in page.select(".views [aria-current]")] == ["All themes"]


@in_both_languages
def test_promises_that_name_no_country_of_a_region_are_told_apart(water, language):
    acting(water, kind=Kind.COALITION)
    acting(water, "AQ", kind=Kind.COALITION)

    section = opened(f"/{language}/commitments/gaps/").select_one("main section")

    one = "Apart from these, %(counter)s commitment of this theme names no country of a region:"
    many = "Apart from these, %(counter)s commitments of this theme name no country of a region:"
    assert counted(one, many, 2, language) in words(section)
    assert links(section) == [
        ("Coalition (2)", f"/{language}/commitments/?theme=water&kind=coalition&region=none"),
    ]


def test_a_theme_that_is_a_draft_is_named_nowhere():
    acting(ThemeFactory(slug="secret", title_en="Secret", draft=True), "ML")

    assert "Secret" not in words(opened("/en/commitments/gaps/"))
    assert parts(opened("/en/commitments/gaps/?theme=secret")) == []


def test_the_empty_map_costs_the_same_for_one_and_for_three_and_counts_nothing_twice(water):
    publish(acting(water, "FR"))
    with_one = queries("/en/commitments/gaps/")
    publish(acting(water, "ML"), acting(ThemeFactory(), "DE"))

    assert queries("/en/commitments/gaps/") == with_one == FRAME + 3


def test_each_number_is_that_of_the_list_it_leads_to(water):
    publish(acting(water, "ML", "SN", "FR"), acting(water, "ML"), acting(water), acting(ThemeFactory(), "ML"))

    for query in ("", "?theme=water"):
        page = opened(f"/en/commitments/gaps/{query}")
        leads = [(words(link), link["href"]) for link in page.select("main section[data-theme] table a")]
        assert leads != []
        for number, href in leads:
            assert words(opened(href).select_one(".count")).split()[0] == number
    apart = page.select_one("main section p a")
    assert words(opened(apart["href"]).select_one(".count")) == "1 commitment"
