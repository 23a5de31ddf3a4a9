import pytest

from commitments.models import CommitmentCountry, Party
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    HolderFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
)
from tests.pages import LANGUAGES, counted, facts, links, opened, part, parts, said, titles, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
TOTALS = "What they add up to"


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def promised(holder, amount, role=Party.Role.LEAD, **kwargs):
    commitment = CommitmentFactory(**kwargs)
    PartyFactory(holder=holder, commitment=commitment, role=role)
    PledgeFactory(commitment=commitment, amount=amount)
    return commitment


def sums(section):
    return [words(one.h3) for one in section.select("article.total")]


@in_both_languages
def test_a_holder_shows_what_the_promises_it_made_add_up_to(language):
    holder = HolderFactory(slug="here")
    promised(holder, 2)
    promised(holder, 3)
    promised(holder, 500, Party.Role.PARTNER)
    promised(HolderFactory(), 70)
    promised(holder, 9000, draft=True)

    totals = part(opened(f"/{language}/commitments/holders/here/"), said(TOTALS, language))

    assert sums(totals) == [{"fr": "5\u00a0euros", "en": "€5"}[language]]
    assert said(
        "The promises it made, with the money of all who give in them: not what it gives alone.", language
    ) in (words(totals))


def test_a_holder_who_only_joined_has_no_total_of_its_own():
    holder = HolderFactory(slug="here")
    promised(holder, 500, Party.Role.PARTNER)

    assert TOTALS not in parts(opened("/en/commitments/holders/here/"))


def test_a_country_adds_up_what_its_holders_made_each_promise_once():
    both = promised(HolderFactory(country="FR"), 5)
    PartyFactory(holder=HolderFactory(country="FR"), commitment=both)
    promised(HolderFactory(country="DE"), 70)

    assert sums(part(opened("/en/commitments/holders/country/FR/"), TOTALS)) == ["€5"]


@in_both_languages
def test_a_country_shows_what_is_held_from_it_what_acts_there_and_the_last_news(language):
    held = promised(HolderFactory(country="FR"), 1, title_fr="Tenu", title_en="Held")
    ReportFactory(commitment=held, date="2023")
    there = CommitmentFactory(title_fr="Agit", title_en="Acts")
    CommitmentCountry.objects.create(commitment=there, country="FR")
    CommitmentCountry.objects.create(commitment=CommitmentFactory(draft=True), country="FR")

    page = opened(f"/{language}/commitments/holders/country/FR/")

    here, acting = said("Held from here", language), said("Acting here", language)
    assert facts(page.main) == {
        here: "1",
        acting: "1",
        said("Last news of its holders", language): f"2023 ({held.reference})",
    }
    assert titles(part(page, here)) == [{"fr": "Tenu", "en": "Held"}[language]]
    assert titles(part(page, acting)) == [{"fr": "Agit", "en": "Acts"}[language]]
    assert links(part(page, acting))[-1] == (
        counted(
            "See the %(counter)s commitment that acts here",
            "See all %(counter)s commitments that act here",
            1,
            language,
        ),
        f"/{language}/commitments/?country=FR",
    )


def test_a_country_where_promises_only_act_has_a_page():
    CommitmentCountry.objects.create(commitment=CommitmentFactory(), country="ML")

    page = opened("/en/commitments/holders/country/ML/")

    assert words(page.h1) == "Mali"
    assert parts(page) == ["Acting here"]
