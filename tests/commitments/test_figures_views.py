import pytest
from django.utils import translation

from commitments.models import Commitment, Pledge
from commitments.reasons import Why
from commitments.versions import publish
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    HolderFactory,
    PledgeFactory,
    TargetFactory,
    ThemeFactory,
)
from tests.pages import FRAME, LANGUAGES, counted, links, opened, part, parts, queries, said, table, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
Delivery = Commitment.Delivery


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def register():
    """Two themes, two currencies, money that counts and money that does not."""
    water = ThemeFactory(slug="water", number=1, short_fr="Eau", short_en="Water", colour="ecosystems")
    soil = ThemeFactory(slug="soil", number=2, short_fr="Sols", short_en="Soil", colour="health")
    donor = HolderFactory(name_fr="Bailleur", name_en="Donor")
    first = commitment(1, water, due="2025", delivery=Delivery.REACHED)
    second = commitment(2, soil, due="2030-06", delivery=Delivery.UNDER_WAY)
    third = commitment(3, soil)
    whole = PledgeFactory(commitment=first, amount=2_000_000, funder=donor)
    PledgeFactory(commitment=second, amount=1_500_000, qualifier=Pledge.Qualifier.AT_LEAST, funder=donor)
    PledgeFactory(commitment=third, amount=900_000_000, part_of=whole, funder=donor)
    PledgeFactory(commitment=third, amount=5, currency="CAD", qualifier=Pledge.Qualifier.UP_TO, funder=donor)
    TargetFactory(
        commitment=first, value=250_000, unit_en="ha", unit_fr="ha", indicator_en="Land", indicator_fr="Terres"
    )


def commitment(number, theme, **kwargs):
    return CommitmentFactory(
        reference=f"OPS21-{number:04d}",
        title_fr=f"Promesse {number}",
        title_en=f"Promise {number}",
        theme=theme,
        **kwargs,
    )


def figures(language):
    return opened(f"/{language}/commitments/figures/")


def total(page, section, place):
    return part(page, section).select("article")[place]


@in_both_languages
def test_an_empty_register_says_so(language):
    page = figures(language)

    assert words(page.h1) == said("The register in figures", language)
    assert parts(page) == []
    assert said("No commitment is published yet, so there is nothing to count.", language) in words(page.main)


@in_both_languages
def test_a_total_shows_what_it_counts_what_it_leaves_out_and_why(register, language):
    page = figures(language)

    euros = total(page, said("Money promised", language), 0)
    amounts = {
        "fr": ("3,5 millions d’euros", "2 millions d’euros", "1,5 million d’euros", "900 millions d’euros"),
        "en": ("€3.5 million", "€2 million", "€1.5 million", "€900 million"),
    }[language]
    donor, promise = {"fr": ("Bailleur", "Promesse"), "en": ("Donor", "Promise")}[language]
    least = said("at least", language)
    amounts = [one.replace(" ", "\u00a0", 1) if language == "fr" else one for one in amounts]
    assert words(euros.h3).replace("\u00a0", " ") == f"{least} {amounts[0]}".replace("\u00a0", " ")
    assert words(euros.summary) == counted("Counts %(counter)s figure", "Counts %(counter)s figures", 2, language)
    assert [words(line).replace("\u00a0", " ") for line in euros.select(".total__lines li")] == [
        f"{amount} · {donor} OPS21-000{number} {promise} {number}".replace("\u00a0", " ")
        for amount, number in ((amounts[1], 1), (f"{least} {amounts[2]}", 2), (amounts[3], 3))
    ]
    with translation.override(language):
        why = str(Why.PART.label)
    assert words(euros.select(".total__why summary")[0]) == f"{why} (1)"
    assert [href for _label, href in links(euros)] == [
        f"/{language}/commitments/OPS21-000{number}/" for number in (1, 2, 3)
    ]


def test_a_currency_without_firm_money_has_no_sum_but_its_reasons(register):
    dollars = total(figures("en"), "Money promised", 1)

    assert words(dollars.h3) == "CAD: nothing to add"
    assert [words(one) for one in dollars.select("summary")] == [f"{Why.UP_TO.label} (1)"]


def test_a_total_that_leaves_nothing_out_says_so(register):
    land = total(figures("en"), "What is to be reached", 0)

    assert words(land.h3) == "250,000 ha"
    assert [words(line) for line in land.select("li")] == ["250,000 ha · Land (2030) OPS21-0001 Promise 1"]
    assert "Nothing is left out." in words(land)


def test_a_part_of_a_line_that_is_no_public_money_says_that_it_counts_by_itself():
    whole = PledgeFactory(commitment=CommitmentFactory(draft=True, title_en="Secret"), amount=9)
    PledgeFactory(part_of=whole, amount=4)

    euros = total(figures("en"), "Money promised", 0)

    assert words(euros.h3) == "€4"
    assert "Part of a larger line that is not counted here, so it counts by itself." in words(euros)
    assert "Secret" not in words(euros)


@in_both_languages
def test_money_stands_by_theme_each_currency_by_itself_with_its_table_and_links(register, language):
    money = part(figures(language), said("Money by theme", language))

    names, amounts = {
        "fr": (["Eau", "Sols"], ["2\u00a0millions d’euros", "1,5\u00a0million d’euros"]),
        "en": (["Water", "Soil"], ["€2\u00a0million", "€1.5\u00a0million"]),
    }[language]
    least = said("at least", language)
    assert [[cell.strip() for cell in row] for row in table(money)] == [
        [f"1\u202f· {names[0]}", "EUR", amounts[0]],
        [f"2\u202f· {names[1]}", "EUR", f"{least} {amounts[1]}"],
    ]
    leads = [f"/{language}/commitments/?theme={theme}&money=yes" for theme in ("water", "soil")]
    assert marks(money) == [href for _theme, href in links(money.table)] == leads
    assert [group["data-theme"] for group in money.select("svg a > g")] == ["ecosystems", "health"]
    assert [rect["width"] for rect in money.select("svg rect")] == ["339", "254"]


def marks(section):
    """Return where the marks of a drawing lead."""
    return [link["href"] for link in section.select("svg a")]


@in_both_languages
def test_deadlines_stand_by_year_with_the_number_of_those_without(register, language):
    deadlines = part(figures(language), said("Deadlines", language))

    assert table(deadlines) == [["2025", "1"], ["2030", "2"]]
    leads = [f"/{language}/commitments/?deadline={year}" for year in (2025, 2030)]
    assert marks(deadlines) == [href for _number, href in links(deadlines.table)] == leads
    undated = counted(
        "%(counter)s commitment gives no date.", "%(counter)s commitments give no date.", 1, language
    )
    assert words(deadlines.p).endswith(f" {undated}")
    drawing = deadlines.svg
    assert (drawing["role"], drawing["aria-labelledby"]) == ("group", "deadlines-title")
    told = (
        said("%(year)s: %(number)s", language) % {"year": year, "number": n} for year, n in ((2025, 1), (2030, 2))
    )
    assert [words(one.title) for one in drawing.select("a")] == list(told)


@in_both_languages
def test_delivery_stands_by_theme_with_its_key_its_table_and_links(register, language):
    delivery = part(figures(language), said("Delivery", language))

    reached, under_way = (said(one.label, language) for one in (Delivery.REACHED, Delivery.UNDER_WAY))
    unknown = said("not known", language)
    assert [words(one) for one in delivery.select(".chart__key li")] == [reached, under_way, unknown]
    none = (said("not known: %(number)s", language) % {"number": 1}).replace("\u00a0", "")
    rows = table(delivery)
    assert [row[1].replace("\u00a0", "") for row in rows] == [
        f"{reached}: 1",
        f"{under_way}: 1 · {none}",
    ]
    water, soil = (f"/{language}/commitments/?theme={theme}" for theme in ("water", "soil"))
    leads = [water, f"{water}&delivery=reached", soil, f"{soil}&delivery=under_way", f"{soil}&delivery=unknown"]
    assert marks(delivery) == [href for _name, href in links(delivery.table)] == leads


def test_a_theme_that_is_a_draft_is_counted_without_name_or_link():
    PledgeFactory(commitment=CommitmentFactory(theme=ThemeFactory(draft=True, title_en="Secret")))

    page = figures("en")

    assert "Secret" not in words(page.main)
    assert table(part(page, "Delivery")) == [["Another theme", "not known: 1"]]
    assert marks(page.main) == []


def test_no_drawing_has_a_number_with_a_comma():
    theme = ThemeFactory()
    for due in ("2021", "2022", "2024"):
        PledgeFactory(commitment=CommitmentFactory(theme=theme, due=due), amount=1000 / 7)
    lengths = ("x", "y", "width", "height", "dy", "viewBox", "d")

    numbers = [mark[one] for mark in figures("fr").select("main svg *") for one in lengths if one in mark.attrs]

    assert len(numbers) > 20
    assert [number for number in numbers if "," in number] == []


def test_the_register_leads_to_its_figures():
    assert ("In figures", "/en/commitments/figures/") in links(opened("/en/commitments/").main)


def test_the_figures_cost_the_same_for_one_and_for_three_and_keep_their_budget():
    theme = ThemeFactory()

    def add(number):
        shown = commitment(number, theme, due="2030")
        PledgeFactory(commitment=shown, part_of=PledgeFactory(commitment=shown), funder=HolderFactory())
        TargetFactory(commitment=shown, unit_en="ha")
        return shown

    publish(add(1))
    with_one = queries("/en/commitments/figures/")
    publish(add(2), add(3))

    assert queries("/en/commitments/figures/") == with_one
    assert with_one <= FRAME + 7


def test_the_figures_follow_what_is_published_and_forget_what_left():
    first, second = CommitmentFactory(), CommitmentFactory()
    publish(first, second)
    for commitment, amount in ((first, 2), (second, 3)):
        PledgeFactory(commitment=commitment, amount=amount)
    assert words(total(figures("en"), "Money promised", 0).h3) == "€5"

    second.published = False
    second.save()
    publish(second)

    assert words(total(figures("en"), "Money promised", 0).h3) == "€2"


def test_a_line_that_went_since_the_totals_were_added_up_is_not_shown():
    line, other = PledgeFactory(amount=2), PledgeFactory(amount=3)
    figures("en")

    line.delete()

    euros = total(figures("en"), "Money promised", 0)
    assert [href for _label, href in links(euros)] == [other.commitment.get_absolute_url()]


def test_an_open_promise_without_recent_news_stands_apart_and_leads_to_the_list():
    water = ThemeFactory(slug="water", number=1, short_en="Water")
    publish(
        commitment(1, water, delivery=Delivery.UNDER_WAY, announced="2021-01-11"),
        commitment(2, water, delivery=Delivery.REACHED, announced="2021-01-11"),
    )

    delivery = part(figures("en"), "Delivery")

    assert [row[1].strip() for row in table(delivery)] == ["reached: 1 · no recent news: 1"]
    lead = "/en/commitments/?theme=water&delivery="
    assert marks(delivery)[1:] == [f"{lead}reached", f"{lead}no_recent_news"]
    found = opened(f"{lead}no_recent_news")
    assert words(found.select_one(".count")) == "1 commitment"
