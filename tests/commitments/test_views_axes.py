"""What a record's page tells beside its facts: two axes, drawn targets, frameworks, what cannot be checked."""

import pytest

from commitments.models import Commitment
from commitments.record import MEANINGS
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    FrameworkFactory,
    GoalFactory,
    HolderFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    SourceFactory,
    TargetFactory,
)
from tests.pages import LANGUAGES, links, opened, part, parts, said, table, told, words
from tests.staff import superuser

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
Assurance, Delivery = Commitment.Assurance, Commitment.Delivery


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def commitment():
    return CommitmentFactory(reference="OPS21-0001")


def record(language):
    return opened(f"/{language}/commitments/OPS21-0001/")


def axes(language):
    """Return what each axis says, line by line."""
    standing = part(record(language), said("Where it stands", language))
    return {words(axis.dt): [words(line) for line in axis.find_all("dd")] for axis in standing.select("dl > div")}


def reading(language):
    return said("A reading of the news on this page, not an official rating.", language)


@in_both_languages
def test_delivery_and_assurance_stand_side_by_side_each_in_words(language, commitment):
    Commitment.objects.update(delivery=Delivery.REACHED, assurance=Assurance.CHECKED)
    ReportFactory(commitment=commitment, date="2022-12")

    month = {"fr": "décembre 2022", "en": "December 2022"}[language]
    last = said("As last read, from news of %(date)s.", language) % {"date": month}
    assert axes(language) == {
        said("Delivery", language): [said(Delivery.REACHED.label, language), last, reading(language)],
        said("Assurance", language): [
            said(Assurance.CHECKED.label, language),
            said(MEANINGS[Assurance.CHECKED], language),
            said("What stands behind this page, whatever the delivery.", language),
        ],
    }


def test_every_level_of_assurance_has_a_meaning():
    assert set(MEANINGS) == set(Assurance)


@in_both_languages
@pytest.mark.parametrize("delivery", [Delivery.UNDER_WAY, ""])
def test_a_promise_gone_silent_says_so_with_what_was_last_read_and_when(language, delivery, commitment):
    Commitment.objects.update(delivery=delivery)
    ReportFactory(commitment=commitment, date="2022")
    ReportFactory(commitment=commitment, date="")

    shown, last, _reading = axes(language)[said("Delivery", language)]

    sentence = (
        "As last read: %(delivery)s, from news of %(date)s." if delivery else "The last news is of %(date)s."
    )
    label = said(Delivery(delivery).label, language) if delivery else ""
    assert shown == said("no recent news", language)
    assert last == said(sentence, language) % {"delivery": label, "date": "2022"}


@in_both_languages
def test_a_promise_never_heard_of_again_says_so(language, commitment):
    assert axes(language)[said("Delivery", language)] == [
        said("no recent news", language),
        said("No dated news has been found since the announcement.", language),
        reading(language),
    ]


def test_news_stand_by_their_dates_and_what_is_undated_stands_last(commitment):
    for date in ("", "2024-06-12", "2021", "2021-09-03"):
        ReportFactory(commitment=commitment, date=date)

    news = part(record("en"), "What became of it").ol

    assert [words(one) for one in news.select(".news__date")] == [
        "2021",
        "3 September 2021",
        "12 June 2024",
        "undated",
    ]


@in_both_languages
def test_a_target_is_drawn_with_the_figures_of_its_table_and_told_to_those_who_do_not_see_it(language, commitment):
    TargetFactory(
        commitment=commitment,
        baseline=20,
        baseline_date="2020",
        latest="33.5",
        latest_date="2021-12",
        deadline="2025",
    )
    TargetFactory(commitment=commitment)

    page = record(language)

    section = part(page, said("Targets", language))
    (drawing,) = section.select("svg")
    comma, month = {"fr": (",", "décembre 2021"), "en": (".", "December 2021")}[language]
    value, latest, start = (said(one, language) for one in ("Target", "Latest", "Baseline"))
    shown = [f"{value} 30 (2025)", f"{latest} 33{comma}5 ({month})", f"{start} 20 (2020)"]
    assert [words(one) for one in drawing.select("text")] == shown
    assert words(drawing.desc) == " · ".join(shown)
    name, about = (page.find(id=one) for one in drawing["aria-labelledby"].split())
    assert (words(name), about) == (
        {"fr": "Terres protégées (%)", "en": "Land protected (%)"}[language],
        drawing.desc,
    )
    reached = f"{said('latest:', language)} 33{comma}5 % ({month})"
    assert [row[1] for row in table(section)] == [f"30 %{reached}{said('from', language)} 20 % (2020)", "30 %"]
    assert "charts.css" in str(page.head)


@in_both_languages
def test_a_line_that_is_part_of_another_of_its_table_names_whose_and_how_much(language, commitment):
    whole = PledgeFactory(commitment=commitment, amount=2_000_000)
    PledgeFactory(commitment=commitment, part_of=whole, order=1)

    _whole, (_funder, amount, _period) = table(part(record(language), said("Money", language)))

    of = {"fr": "Un bailleur (2\u00a0millions d’euros)", "en": "A donor (€2\u00a0million)"}[language]
    assert amount.endswith(f"{said('part of the line of', language)} {of}")


def test_a_page_without_a_drawing_asks_for_no_style_of_drawings(commitment):
    TargetFactory(commitment=commitment)

    page = record("en")

    assert page.select("main section svg") == []
    assert "charts.css" not in str(page.head)


@in_both_languages
def test_goals_stand_by_framework_with_its_dates_and_lead_to_the_promises_held_against_them(language, commitment):
    older = FrameworkFactory(slug="old", name_fr="Anciens", name_en="Older", adopted="2010-10-29", until="2020")
    for number, slug in ((11, "old-11"), (3, "old-3")):
        commitment.goals.add(
            GoalFactory(framework=older, number=number, slug=slug, title_fr="But", title_en="Goal")
        )
    later = FrameworkFactory(name_fr="Suivants", name_en="Later", adopted="2022-12-19")
    commitment.goals.add(GoalFactory(framework=later, number=1, slug="new-1"))

    section = part(record(language), said("Framework goals", language))

    title = {"fr": "But", "en": "Goal"}[language]
    listed = f"/{language}/commitments/?goal="
    assert [(f"{n}. {title}", f"{listed}old-{n}") for n in (3, 11)] == links(section.select(".held")[0].ul)
    assert [(one.name, words(one)) for one in section.select("h3, h4")] == [
        ("h3", {"fr": "Anciens", "en": "Older"}[language]),
        ("h3", said("Frameworks adopted since", language)),
        ("h4", {"fr": "Suivants", "en": "Later"}[language]),
    ]
    dates = [words(one) for one in section.select(".held p")]
    adopted, until = said("Adopted %(date)s", language), said("until %(date)s", language)
    days = {"fr": ("29 octobre 2010", "19 décembre 2022"), "en": ("29 October 2010", "19 December 2022")}[language]
    assert dates == [
        f"{adopted % {'date': days[0]}} · {until % {'date': '2020'}}",
        adopted % {"date": days[1]},
    ]


@pytest.mark.parametrize(
    ("announced", "adopted", "since"),
    [
        ("2021-01-11", "2021-01-11", False),
        ("2021-01-11", "2021-01-12", True),
        ("2021", "2021-06", False),
        ("2021-01", "2022", True),
        ("", "2022-12-19", False),
    ],
)
def test_only_what_was_surely_adopted_later_is_said_to_be_later(announced, adopted, since, commitment):
    Commitment.objects.update(announced=announced)
    commitment.goals.add(GoalFactory(framework=FrameworkFactory(adopted=adopted)))

    heads = [words(one) for one in part(record("en"), "Framework goals").select("h3")]

    assert ("Frameworks adopted since" in heads) is since


@pytest.mark.parametrize("dated", ["source", "report"])
def test_what_was_told_of_before_a_framework_cannot_have_known_it(dated, commitment):
    Commitment.objects.update(announced="")
    commitment.goals.add(GoalFactory(framework=FrameworkFactory(adopted="2022-12-19")))
    if dated == "source":
        SourceFactory(commitment=commitment, date="2021-01")
    for date in ("2024", "2021-01") if dated == "report" else ("2024",):
        ReportFactory(commitment=commitment, date=date)

    assert "Frameworks adopted since" in [words(one) for one in part(record("en"), "Framework goals").select("h3")]


def test_what_cannot_be_checked_yet_is_listed_in_the_readers_typography(commitment):
    TargetFactory(commitment=commitment, value=None)

    listed = [
        words(one) for one in part(record("fr"), "Ce qu’un lecteur ne peut pas encore vérifier").select("li")
    ]

    assert "1 objectif ne donne pas de chiffre." in listed
    assert "Les mots mêmes de l’annonce ne sont pas enregistrés." in listed


def test_a_record_tells_machines_what_it_is_and_nothing_that_is_not_known(commitment):
    Commitment.objects.update(title_en="The </script> promise")
    PartyFactory(commitment=commitment, holder=HolderFactory(name_fr="France", name_en="France"))

    told_of = told(record("en"), "CreativeWork")

    assert told_of.pop("dateModified") == Commitment.objects.get().modified.isoformat()
    assert told_of == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "identifier": "OPS21-0001",
        "name": "The </script> promise",
        "url": "http://testserver/en/commitments/OPS21-0001/",
        "inLanguage": "en",
        "isPartOf": {
            "@type": "Collection",
            "name": "Register of commitments",
            "url": "http://testserver/en/commitments/",
        },
        "about": [{"@type": "Organization", "name": "France"}],
    }


def test_a_draft_under_preview_tells_machines_nothing():
    CommitmentFactory(reference="OPS21-0001", draft=True)

    page = opened("/en/preview/commitments/OPS21-0001/", superuser())

    assert "CreativeWork" not in str(page)
    assert "Where it stands" in parts(page)
