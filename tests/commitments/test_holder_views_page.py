import pytest

from commitments.models import Holder, Party, Pledge
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    HolderFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    SessionFactory,
    SourceFactory,
    ThemeFactory,
)
from tests.pages import (
    LANGUAGES,
    counted,
    facts,
    links,
    opened,
    part,
    parts,
    said,
    table,
    titles,
    told,
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


@in_both_languages
def test_a_holder_has_a_page_with_what_is_known(language):
    holder = holding(
        "afd",
        name_fr="Agence d'aide",
        name_en="Aid agency",
        acronym_fr="AA",
        acronym_en="AA",
        kind=Holder.Kind.FINANCE,
        country="CI",
        website="https://www.example.org/a",
    )

    page = opened(f"/{language}/commitments/holders/afd/")

    name = {"fr": "Agence d’aide", "en": "Aid agency"}[language]
    assert words(page.h1) == name
    assert facts(page.main) == {
        said("Acronym", language): "AA",
        said("Kind", language): said(Holder.Kind.FINANCE.label, language),
        said("Country", language): "Côte d’Ivoire",
        said("Website", language): "example.org",
        said("Commitments", language): "1",
        said("Last news", language): said("none found", language),
    }
    assert told(page, "Organization") == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": getattr(holder, f"name_{language}"),
        "url": f"http://testserver/{language}/commitments/holders/afd/",
        "alternateName": "AA",
        "sameAs": "https://www.example.org/a",
        "address": {"@type": "PostalAddress", "addressCountry": "CI"},
    }


def test_a_holder_of_whom_little_is_known_tells_no_more():
    holding("plain")

    page = opened("/en/commitments/holders/plain/")

    assert list(facts(page.main)) == ["Kind", "Commitments", "Last news"]
    assert set(told(page, "Organization")) == {"@context", "@type", "name", "url"}


@in_both_languages
def test_a_holders_commitments_stand_by_its_part_in_them_and_by_number(language):
    holder = HolderFactory(slug="here")
    for reference, role in [
        ("OPS21-0004", Party.Role.SUPPORTER),
        ("OPS21-10000", Party.Role.LEAD),
        ("OPS21-0003", Party.Role.PARTNER),
        ("OPS21-0002", Party.Role.LEAD),
    ]:
        commitment = CommitmentFactory(reference=reference, title_fr=reference, title_en=reference)
        PartyFactory(holder=holder, commitment=commitment, role=role)
    PartyFactory(holder=holder, commitment=CommitmentFactory(draft=True))
    holding("elsewhere")

    page = opened(f"/{language}/commitments/holders/here/")

    headings = ("Promises it made", "Promises it takes part in", "Promises it backs")
    headings = [said(heading, language) for heading in headings]
    assert parts(page) == [*headings, said("Take it home", language)]
    assert [titles(part(page, heading)) for heading in headings] == [
        ["OPS21-0002", "OPS21-10000"],
        ["OPS21-0003"],
        ["OPS21-0004"],
    ]
    assert [words(part(page, heading).select_one(".count")) for heading in headings] == [
        counted("%(counter)s commitment", "%(counter)s commitments", count, language) for count in (2, 1, 1)
    ]


def test_a_holder_of_many_commitments_has_pages_that_count_them_all():
    holder = HolderFactory(slug="many")
    for place in range(21):
        role = Party.Role.LEAD if place < 19 else Party.Role.PARTNER
        PartyFactory(holder=holder, commitment=CommitmentFactory(theme=ThemeFactory()), role=role)

    first, last = (opened(f"/en/commitments/holders/many/?page={page}") for page in (1, 99))

    assert len(titles(first.main)) == 20
    assert titles(last.main) == ["Commitment 21"]
    assert words(part(last, "Promises it takes part in").select_one(".count")) == "2 commitments"
    assert "page 2" in words(last.title)
    assert facts(last.main)["Commitments"] == "21"


@pytest.mark.parametrize(
    ("dates", "latest"),
    [
        (["2021", "2022-12-19", "2022-12"], "19 December 2022"),
        (["2022-12-19", "2023", ""], "2023"),
        (["", ""], None),
    ],
)
def test_the_last_news_is_the_latest_dated_one_of_its_public_commitments(dates, latest):
    holder = HolderFactory(slug="here")
    commitment = CommitmentFactory(reference="OPS21-0007")
    PartyFactory(holder=holder, commitment=commitment)
    for date in dates:
        ReportFactory(commitment=commitment, date=date)
    hidden = PartyFactory(holder=holder, commitment=CommitmentFactory(draft=True)).commitment
    ReportFactory(commitment=hidden, date="2025-01-01")
    ReportFactory(date="2025-01-01")

    page = opened("/en/commitments/holders/here/")

    assert facts(page.main)["Last news"] == (f"{latest} (OPS21-0007)" if latest else "none found")


@in_both_languages
def test_the_lines_a_holder_funds_stand_as_announced_and_are_not_added(language):
    holder = holding("donor")
    commitment = CommitmentFactory(reference="OPS21-0005", title_fr="Le fonds", title_en="The fund")
    whole = PledgeFactory(commitment=commitment, funder=None)
    line = PledgeFactory(
        commitment=commitment,
        funder=holder,
        amount=2_000_000,
        currency="USD",
        qualifier=Pledge.Qualifier.UP_TO,
        period="2021-2025",
        part_of=whole,
        order=1,
    )
    SourceFactory(commitment=None, pledge=line, publisher="Gazette")
    PledgeFactory(commitment=commitment, funder=holder, amount=None, order=2)
    PledgeFactory(commitment=CommitmentFactory(draft=True), funder=holder, amount=77)

    rows = table(part(opened(f"/{language}/commitments/holders/donor/"), said("Money it gives", language)))

    up_to, new = said(Pledge.Qualifier.UP_TO.label, language), said(Pledge.Nature.NEW_MONEY.label, language)
    amount = {"fr": "2\u00a0millions de dollars", "en": "US$2\u00a0million"}[language]
    title = {"fr": "Le fonds", "en": "The fund"}[language]
    first_hand = said("first hand", language)
    within = f"{said('part of the money of', language)} OPS21-0005"
    assert rows == [
        [f"{title} Gazette ({first_hand})", f"{up_to} {amount}{new}{within}", "2021-2025"],
        [title, f"{said('no figure given', language)}{new}", said("not given", language)],
    ]


def test_a_line_does_not_name_the_draft_whose_money_it_is_part_of():
    hidden = PledgeFactory(commitment=CommitmentFactory(reference="OPS21-0666", draft=True))
    PledgeFactory(funder=holding("donor"), part_of=hidden)

    assert "OPS21-0666" not in words(opened("/en/commitments/holders/donor/").main)


def test_a_hundred_lines_are_shown_and_the_page_says_there_are_others():
    holder = holding("donor")
    commitment = CommitmentFactory()
    PledgeFactory.create_batch(100, commitment=commitment, funder=holder)
    path = "/en/commitments/holders/donor/"
    more = "The first 100 lines are shown; the others stand on their commitments."

    assert more not in words(opened(path).main)
    PledgeFactory(commitment=commitment, funder=holder)

    money = part(opened(path), "Money it gives")
    assert len(table(money)) == 100
    assert more in words(money)


@in_both_languages
def test_a_holder_leads_to_the_public_sessions_where_its_promises_were_announced(language):
    holder = HolderFactory(slug="here")
    later = SessionFactory(slug="later", title_fr="Plus tard", title_en="Later", position=2)
    first = SessionFactory(slug="first", title_fr="D'abord", title_en="First", position=1)
    draft = SessionFactory(draft=True, title_fr="Secret", title_en="Secret", position=3)
    for session in (later, later, first, draft, None):
        PartyFactory(holder=holder, commitment=CommitmentFactory(session=session))
    hidden = CommitmentFactory(draft=True, session=SessionFactory())
    PartyFactory(holder=holder, commitment=hidden)

    page = opened(f"/{language}/commitments/holders/here/")

    names = {"fr": ("D’abord", "Plus tard"), "en": ("First", "Later")}[language]
    assert links(part(page, said("Announced in these sessions", language))) == [
        (names[0], f"/{language}/programme/first/"),
        (names[1], f"/{language}/programme/later/"),
    ]
