import pytest

from commitments.models import Commitment, CommitmentCountry, Party, Pledge, Relation
from summit.citation import Citation
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    HolderFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    SessionFactory,
    SourceFactory,
    TargetFactory,
    ThemeFactory,
)
from tests.pages import LANGUAGES, facts, links, opened, part, parts, said, table, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def commitment():
    return CommitmentFactory(reference="OPS21-0001")


def record(language):
    return opened(f"/{language}/commitments/OPS21-0001/")


def in_short(page, language):
    return facts(part(page, said("In short", language)))


@in_both_languages
def test_a_commitment_tells_in_short_all_that_is_known(language):
    session = SessionFactory(slug="signing", title_fr="La signature", title_en="The signing")
    shown = CommitmentFactory(
        reference="OPS21-0001",
        title_fr="L'engagement",
        title_en="The promise",
        summary_fr="Dix parcs.",
        summary_en="Ten parks.",
        kind=Commitment.Kind.COALITION,
        link=Commitment.Link.LAUNCHED,
        theme=ThemeFactory(number=1, short_fr="Eau", short_en="Water"),
        session=session,
        announced="2021-01-11",
        due="2030",
        scope_fr="Le monde",
        scope_en="The world",
        partners_fr="Des villes.",
        partners_en="Cities.",
    )
    for order, (name, role) in enumerate([("France", Party.Role.LEAD), ("Monaco", Party.Role.SUPPORTER)]):
        holder = HolderFactory(name_fr=name, name_en=name)
        PartyFactory(commitment=shown, holder=holder, role=role, order=order)
    for code in ("SN", "CI", "EG"):
        CommitmentCountry.objects.create(commitment=shown, country=code)

    page = record(language)

    assert words(page.h1) == {"fr": "L’engagement", "en": "The promise"}[language]
    head = [words(line) for line in page.select("main header p")]
    assert f"OPS21-0001 · {said(Commitment.Kind.COALITION.label, language)}" in head
    assert {"fr": "Dix parcs.", "en": "Ten parks."}[language] in head
    roles = [said(role.label, language) for role in (Party.Role.LEAD, Party.Role.SUPPORTER)]
    day = {"fr": "11 janvier 2021", "en": "11 January 2021"}[language]
    assert in_short(page, language) == {
        said("Held by", language): f"France ({roles[0]})Monaco ({roles[1]})",
        said("Partners", language): {"fr": "Des villes.", "en": "Cities."}[language],
        said("Theme", language): {"fr": "1\u202f· Eau", "en": "1\u202f· Water"}[language],
        said("Announced", language): day + said(Commitment.Link.LAUNCHED.label, language),
        said("In the session", language): {"fr": "La signature", "en": "The signing"}[language],
        said("Due", language): "2030",
        said("Last news", language): said("none dated", language),
        said("Scope", language): {"fr": "Le monde", "en": "The world"}[language],
        said("Countries", language): {
            "fr": "Côte d’Ivoire, Égypte et Sénégal",
            "en": "Côte d’Ivoire, Egypt and Senegal",
        }[language],
    }
    signing = {"fr": "La signature", "en": "The signing"}[language]
    assert (signing, f"/{language}/programme/signing/") in links(page.main)


@in_both_languages
def test_what_is_not_known_is_said_in_words_and_never_invented(language, commitment):
    Commitment.objects.update(announced="")
    TargetFactory(commitment=commitment, value=None, deadline="")
    PledgeFactory(commitment=commitment, amount=None, period="")

    page = record(language)

    known = in_short(page, language)
    assert known[said("Due", language)] == said("no date given", language)
    assert known[said("Announced", language)].startswith(said("date not known", language))
    assert known[said("Last news", language)] == said("none dated", language)
    (target,) = table(part(page, said("Targets", language)))
    assert target[1:] == [said("no figure given", language), said("no date given", language)]
    (pledge,) = table(part(page, said("Money", language)))
    nature = said(Pledge.Nature.NEW_MONEY.label, language)
    assert pledge[1:] == [said("no figure given", language) + f" (EUR){nature}", said("not given", language)]
    news = part(page, said("What became of it", language))
    assert said("No news has been found since the announcement.", language) in words(news)
    assert said("No source is recorded yet.", language) in words(part(page, said("Sources", language)))


def test_many_countries_are_folded_under_their_number(commitment):
    for code in ("AO", "BF", "BI", "BJ", "BW", "CD", "CF", "CG", "CI", "CM", "CV", "DJ", "DZ"):
        CommitmentCountry.objects.create(commitment=commitment, country=code)

    folded = record("en").main.details

    assert words(folded.summary) == "13 countries"
    assert words(folded).startswith("13 countriesAlgeria, Angola, Benin")
    assert "Democratic Republic of the Congo" in words(folded)


@pytest.mark.parametrize(
    ("amount", "currency", "french", "english"),
    [
        (14_326_000_000, "USD", "14,326\u00a0milliards de dollars", "US$14.326\u00a0billion"),
        (1_000_000_000, "EUR", "1\u00a0milliard d’euros", "€1\u00a0billion"),
        (1_500_000, "EUR", "1,5\u00a0million d’euros", "€1.5\u00a0million"),
        (2_000_000, "GBP", "2\u00a0millions de livres sterling", "£2\u00a0million"),
        (250_000, "EUR", "250\u202f000\u00a0euros", "€250,000"),
        (750_000_000, "CAD", "750\u00a0millions de dollars canadiens", "CA$750\u00a0million"),
    ],
)
def test_money_is_written_as_people_say_it(amount, currency, french, english, commitment):
    PledgeFactory(commitment=commitment, amount=amount, currency=currency)

    def shown(language):
        return words(part(record(language), said("Money", language)).td.b)

    assert (shown("fr"), shown("en")) == (french, english)


@in_both_languages
@pytest.mark.parametrize("qualifier", Pledge.Qualifier)
def test_a_qualifier_of_an_amount_is_said_in_words(language, qualifier, commitment):
    PledgeFactory(commitment=commitment, amount=5_000_000, qualifier=qualifier, nature=Pledge.Nature.AIM)

    ((_funder, amount, _period),) = table(part(record(language), said("Money", language)))

    said_before = "" if qualifier == Pledge.Qualifier.EXACT else f"{said(qualifier.label, language)} "
    money = {"fr": "5\u00a0millions d’euros", "en": "€5\u00a0million"}[language]
    assert amount == f"{said_before}{money}{said(Pledge.Nature.AIM.label, language)}"


@in_both_languages
def test_a_line_names_its_funder_its_period_its_note_and_the_line_it_is_part_of(language, commitment):
    whole = CommitmentFactory(reference="OPS21-0002", title_fr="Le tout", title_en="The whole")
    other = PledgeFactory(commitment=whole, amount=2_000_000)
    lines = [
        {"funder": HolderFactory(name_fr="Allemagne", name_en="Germany"), "period": "2021-2025", "part_of": other},
        {"funder_name_fr": "Des mécènes", "funder_name_en": "Patrons", "note_fr": "Par an.", "note_en": "A year."},
    ]
    for order, line in enumerate(lines):
        PledgeFactory(commitment=commitment, order=order, **line)

    money = part(record(language), said("Money", language))

    first, second = table(money)
    assert (first[0], first[2]) == ({"fr": "Allemagne", "en": "Germany"}[language], "2021-2025")
    money_of = said("part of the money of", language)
    total = {"fr": "Le tout (2\u00a0millions d’euros)", "en": "The whole (€2\u00a0million)"}[language]
    assert first[1].endswith(f"{money_of} OPS21-0002 {total}")
    assert ("OPS21-0002", f"/{language}/commitments/OPS21-0002/") in links(money)
    assert second[0] == {"fr": "Des mécènesPar an.", "en": "PatronsA year."}[language]
    assert [words(head) for head in money.select("thead th[scope=col]")] == [
        said(one, language) for one in ("Funder", "Amount", "Period")
    ]
    assert words(money.caption) == said("Finance lines: funder, amount and period", language)


@in_both_languages
def test_targets_tell_value_unit_deadline_and_where_they_start_from(language, commitment):
    TargetFactory(
        commitment=commitment,
        indicator_fr="Terres restaurées",
        indicator_en="Land restored",
        value=100_000_000,
        unit_fr="d'hectares",
        unit_en="hectares",
        deadline="2030-06",
        baseline="4.5",
        baseline_date="2019",
    )

    ((indicator, value, deadline),) = table(part(record(language), said("Targets", language)))

    assert indicator == {"fr": "Terres restaurées", "en": "Land restored"}[language]
    start = said("from", language)
    assert (
        value
        == {
            "fr": f"100\u00a0millions d’hectares{start} 4,5 d’hectares (2019)",
            "en": f"100\u00a0million hectares{start} 4.5 hectares (2019)",
        }[language]
    )
    assert deadline == {"fr": "juin 2030", "en": "June 2030"}[language]


@in_both_languages
def test_news_stand_in_order_each_with_a_date_as_exact_as_it_is_known_and_its_source(language, commitment):
    first = ReportFactory(commitment=commitment, date="2021-12-01", order=1)
    ReportFactory(commitment=commitment, date="2022-12", order=2, text_fr="L'an deux.", text_en="Year two.")
    ReportFactory(commitment=commitment, date="2023", order=3)
    ReportFactory(commitment=commitment, date="", order=4)
    SourceFactory(commitment=None, report=first, publisher="Gazette", date="2021")

    news = part(record(language), said("What became of it", language)).ol

    entries = [words(one.p) for one in news.find_all("li", recursive=False)]
    assert entries == [
        {"fr": "1er décembre 2021", "en": "1 December 2021"}[language],
        {"fr": "décembre 2022", "en": "December 2022"}[language],
        "2023",
        said("undated", language),
    ]
    assert [one["datetime"] for one in news.select("time")] == ["2021-12-01", "2022-12", "2023"]
    assert {"fr": "L’an deux.", "en": "Year two."}[language] in words(news)
    assert links(news) == [("Gazette", "https://example.org/source")]


@in_both_languages
def test_the_statement_stands_in_the_language_in_which_it_was_made(language, commitment):
    Commitment.objects.update(statement="Ya estamos.", statement_language="es")

    quote = part(record(language), said("As it was announced", language)).blockquote

    assert (quote["lang"], words(quote)) == ("es", "Ya estamos.")


@in_both_languages
def test_sources_tell_publisher_date_and_kind(language, commitment):
    SourceFactory(commitment=commitment, publisher="Gazette", date="2021-01", kind="press", order=1)
    SourceFactory(commitment=commitment, publisher="Archive", url="", kind="primary", order=2)

    sources = part(record(language), said("Sources", language))

    month = {"fr": "janvier 2021", "en": "January 2021"}[language]
    assert [words(one) for one in sources.select("li")] == [
        f"Gazette, {month} ({said(Citation.Kind.PRESS.label, language)})",
        f"Archive ({said(Citation.Kind.PRIMARY.label, language)})",
    ]
    assert links(sources) == [("Gazette", "https://example.org/source")]


@in_both_languages
def test_relations_are_said_in_words_from_both_ends(language, commitment):
    other = CommitmentFactory(reference="OPS21-0002", title_fr="Autre", title_en="Other")
    Relation.objects.create(commitment=commitment, kind=Relation.Kind.RAISES, to=other)
    Relation.objects.create(commitment=commitment, kind=Relation.Kind.PART_OF, to=CommitmentFactory(draft=True))

    here = part(record(language), said("Related commitments", language))
    there = part(opened(f"/{language}/commitments/OPS21-0002/"), said("Related commitments", language))

    other_title = {"fr": "Autre", "en": "Other"}[language]
    assert [words(one) for one in here.select("li")] == [f"{said('It raises', language)} {other_title}"]
    assert links(here) == [(other_title, f"/{language}/commitments/OPS21-0002/")]
    (entry,) = there.select("li")
    assert words(entry).startswith(f"{said('It is raised by', language)} ")
    assert [href for _title, href in links(there)] == [f"/{language}/commitments/OPS21-0001/"]


def test_texts_written_in_the_other_language_only_are_shown_and_marked(commitment):
    Commitment.objects.update(summary_fr="Dix parcs.", scope_fr="Le monde")

    page = record("en")

    assert [words(one) for one in page.main.find_all(lang="fr")] == ["Dix parcs.", "Le monde"]
    assert page.select_one("meta[name=description]")["content"] == "Dix parcs."


def test_what_the_sources_leave_open_is_told(commitment):
    Commitment.objects.update(note_en="Nobody says who pays.")

    assert "Nobody says who pays." in words(part(record("en"), "What the sources leave open"))


def test_a_record_shows_no_empty_part(commitment):
    assert parts(record("en")) == [
        "Where it stands",
        "What became of it",
        "What a reader cannot check yet",
        "Sources",
        "In short",
    ]
