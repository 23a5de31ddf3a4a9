import pytest
from django.test import Client

from commitments.models import Commitment, CommitmentCountry, Holder, Party
from commitments.versions import publish
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    HolderFactory,
    OrganiserFactory,
    PageFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    SessionFactory,
    SourceFactory,
    TargetFactory,
)
from tests.pages import (
    FRAME,
    LANGUAGES,
    counted,
    links,
    opened,
    part,
    queries,
    said,
    titles,
    words,
)

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def holding(slug, **changes):
    """Make a holder who is party to one published commitment."""
    holder = HolderFactory(slug=slug, **{"name_fr": slug, "name_en": slug} | changes)
    PartyFactory(holder=holder)
    return holder


def index(page):
    """Return each letter with the names that stand under it."""
    return {
        words(section.h2): [words(name) for name in section.select(".person__name")]
        for section in page.select("main section")
    }


@in_both_languages
def test_holders_stand_by_letter_in_the_alphabet_of_the_reader(language):
    for slug, french, english in [
        ("etats-unis", "États-Unis", "United States"),
        ("espagne", "Espagne", "Spain"),
        ("oeuvre", "Œuvre", "opus"),
        ("zambie", "zambie", "Zambia"),
        ("trente", "30x30", "30x30"),
    ]:
        holding(slug, name_fr=french, name_en=english)

    page = opened(f"/{language}/commitments/holders/")

    assert words(page.h1) == said("Holders", language)
    other = said("Other", language)
    assert (
        index(page)
        == {
            "fr": {"E": ["Espagne", "États-Unis"], "O": ["Œuvre"], "Z": ["zambie"], other: ["30x30"]},
            "en": {"O": ["opus"], "S": ["Spain"], "U": ["United States"], "Z": ["Zambia"], other: ["30x30"]},
        }[language]
    )
    assert words(page.select_one("main [role=status]")) == counted(
        "%(counter)s holder", "%(counter)s holders", 5, language
    )
    letters = page.find("nav", attrs={"aria-label": said("Go to a letter", language)})
    expected = {"fr": "EOZ", "en": "OSUZ"}[language]
    assert links(letters) == [
        *[(letter, f"#letter-{letter.lower()}") for letter in expected],
        (other, "#letter-other"),
    ]


@in_both_languages
def test_a_holder_in_the_index_tells_kind_country_and_the_commitments_the_public_can_see(language):
    holder = holding("afd", kind=Holder.Kind.FINANCE, country="CI", acronym_fr="AFD", acronym_en="FDA")
    PartyFactory(holder=holder, role=Party.Role.SUPPORTER)
    PartyFactory(holder=holder, commitment=CommitmentFactory(draft=True))

    (shown,) = opened(f"/{language}/commitments/holders/").select("main li.person")

    kind = said(Holder.Kind.FINANCE.label, language)
    assert [words(line) for line in shown.select("p")] == [
        f"afd ({'AFD' if language == 'fr' else 'FDA'})",
        f"{kind} · Côte d’Ivoire",
        counted("%(counter)s commitment", "%(counter)s commitments", 2, language),
    ]
    assert links(shown) == [
        ("afd", f"/{language}/commitments/holders/afd/"),
        ("Côte d’Ivoire", f"/{language}/commitments/holders/country/CI/"),
    ]


@pytest.mark.parametrize(
    ("query", "names", "narrowed"),
    [
        ("", ["firm", "state"], False),
        ("kind=company", ["firm"], True),
        ("kind=ngo", [], True),
        ("kind=king", ["firm", "state"], False),
    ],
)
def test_the_index_filters_by_kind(query, names, narrowed):
    holding("state", kind=Holder.Kind.STATE)
    holding("firm", kind=Holder.Kind.COMPANY)

    page = opened(f"/en/commitments/holders/?{query}")

    assert [name for group in index(page).values() for name in group] == names
    assert ("No holder of this kind has a published commitment." in words(page.main)) == (not names)
    assert (("Show everything", "/en/commitments/holders/") in links(page.main.form)) == narrowed


@pytest.mark.parametrize(
    ("asked", "shown"), [("", "A"), ("&letter=b", "B"), ("&letter=other", "Other"), ("&letter=q", "A")]
)
def test_a_long_index_shows_one_letter_at_a_time_and_keeps_the_filter(asked, shown):
    commitment = CommitmentFactory()
    names = ["Beech", "30x30", *(f"Ash {number}" for number in range(299))]
    rows = [
        Holder(slug=f"holder-{place}", name_fr=name, name_en=name, kind=Holder.Kind.NGO)
        for place, name in enumerate(names)
    ]
    made = Holder.objects.bulk_create(rows)
    Party.objects.bulk_create(Party(holder=holder, commitment=commitment) for holder in made)

    page = opened(f"/en/commitments/holders/?kind=ngo{asked}")

    assert list(index(page)) == [shown]
    assert words(page.select_one("main [role=status]")) == "301 holders"
    letters = page.find("nav", attrs={"aria-label": "Go to a letter"})
    assert links(letters) == [
        ("A", "?kind=ngo&letter=a"),
        ("B", "?kind=ngo&letter=b"),
        ("Other", "?kind=ngo&letter=other"),
    ]
    assert [words(link) for link in letters.select("[aria-current]")] == [shown]


@in_both_languages
def test_an_empty_index_says_why(language):
    HolderFactory()

    page = opened(f"/{language}/commitments/holders/")

    why = said("No commitment is published yet, so there is no holder to show.", language)
    assert why in words(page.main)


@in_both_languages
def test_a_holder_of_drafts_alone_is_neither_listed_nor_shown(language):
    draft = CommitmentFactory(draft=True)
    secret = HolderFactory(slug="secret", name_fr="Secret", name_en="Secret", country="FR")
    PartyFactory(holder=secret, commitment=draft)
    PledgeFactory(funder=secret, commitment=draft)
    holding("open")

    assert "Secret" not in words(opened(f"/{language}/commitments/holders/").main)
    for path in ("secret", "unknown", "country/FR", "country/ZZ", "country/%00"):
        assert Client().get(f"/{language}/commitments/holders/{path}/").status_code == 404


@in_both_languages
def test_a_country_shows_its_holders_and_each_of_their_commitments_once(language):
    shared = CommitmentFactory(title_fr="Ensemble", title_en="Together")
    for name in ("Élan", "Abeille"):
        holder = HolderFactory(name_fr=name, name_en=name, country="FR")
        PartyFactory(holder=holder, commitment=shared)
        PartyFactory(holder=holder, commitment=CommitmentFactory(draft=True))
    holding("elsewhere", country="CI")

    page = opened(f"/{language}/commitments/holders/country/FR/")

    assert words(page.h1) == "France"
    people = part(page, said("Holders", language))
    assert [words(name) for name in people.select(".person__name")] == ["Abeille", "Élan"]
    promised = part(page, said("Held from here", language))
    assert titles(promised) == [{"fr": "Ensemble", "en": "Together"}[language]]
    one = counted("%(counter)s commitment", "%(counter)s commitments", 1, language)
    assert words(promised.select_one(".count")) == one


def test_a_country_has_one_address():
    holding("france", country="FR")

    assert Client().get("/en/commitments/holders/country/fr/").status_code == 404


def test_the_register_leads_to_the_holders():
    assert ("By holder", "/en/commitments/holders/") in links(opened("/en/commitments/").main)


def add_all(holder):
    """Add one more of everything that the pages of holders show."""
    for role in Party.Role:
        commitment = CommitmentFactory(session=SessionFactory())
        PartyFactory(holder=holder, commitment=commitment, role=role)
        PartyFactory(holder=HolderFactory(country="FR"), commitment=commitment)
        line = PledgeFactory(commitment=commitment, funder=holder, part_of=PledgeFactory())
        SourceFactory(commitment=None, pledge=line)
        ReportFactory(commitment=commitment)
        CommitmentCountry.objects.create(commitment=commitment, country="FR")
        TargetFactory(commitment=commitment, unit_en="ha")
    publish(*Commitment.objects.all())


@pytest.mark.parametrize(("path", "budget"), [("", 6), ("?kind=state", 6), ("here/", 12), ("country/FR/", 15)])
def test_each_page_costs_the_same_for_one_and_for_three_and_keeps_its_budget(path, budget):
    OrganiserFactory()
    PageFactory()
    holder = HolderFactory(slug="here", country="FR")
    add_all(holder)

    with_one = queries(f"/en/commitments/holders/{path}")
    add_all(holder)
    add_all(holder)

    assert queries(f"/en/commitments/holders/{path}") == with_one
    assert with_one <= FRAME + budget
