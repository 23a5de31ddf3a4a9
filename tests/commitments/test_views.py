import re

import pytest
from django.test import Client

from commitments.models import Commitment, CommitmentCountry, Holder, Relation
from commitments.search.refresh import refresh_all
from commitments.versions import publish
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    GoalFactory,
    HolderFactory,
    OrganiserFactory,
    PageFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    SessionFactory,
    SourceFactory,
    TargetFactory,
    ThemeFactory,
)
from tests.pages import (
    FRAME,
    LANGUAGES,
    counted,
    links,
    opened,
    queries,
    said,
    titles,
    words,
)
from tests.staff import signed_in, superuser

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def commitment():
    return CommitmentFactory(reference="OPS21-0001")


def listed(path):
    """Return a page of the register with what was made so far in it."""
    refresh_all()
    return opened(path)


def record(language):
    return opened(f"/{language}/commitments/OPS21-0001/")


@in_both_languages
def test_the_register_stands_by_number_whatever_the_length_of_the_reference(language):
    for reference in ("OPS21-10000", "OPS21-0002", "OPS21-9999"):
        CommitmentFactory(reference=reference, title_fr=reference, title_en=reference)

    page = listed(f"/{language}/commitments/")

    assert words(page.h1) == said("Commitments", language)
    assert titles(page.main) == ["OPS21-0002", "OPS21-9999", "OPS21-10000"]
    number = counted("%(counter)s commitment", "%(counter)s commitments", 3, language)
    assert words(page.select_one("main [role=status]")) == number


@in_both_languages
def test_a_card_tells_theme_reference_holders_kind_due_date_and_delivery(language):
    theme = ThemeFactory(number=4, slug="health", short_fr="Santé", short_en="Health")
    shown = CommitmentFactory(
        reference="OPS21-0001",
        title_fr="L'engagement",
        title_en="The promise",
        theme=theme,
        kind=Commitment.Kind.FUND,
        due="2025-06",
        delivery=Commitment.Delivery.ON_COURSE,
    )
    for order, name in enumerate(["B", "A", "C", "D", "E"]):
        PartyFactory(commitment=shown, holder=HolderFactory(name_fr=name, name_en=name), order=order)

    (card,) = listed(f"/{language}/commitments/").select("main article")

    title, short = {"fr": ("L’engagement", "Santé"), "en": ("The promise", "Health")}[language]
    assert links(card) == [
        (f"4\u202f· {short}", f"/{language}/themes/health/"),
        (title, f"/{language}/commitments/OPS21-0001/"),
    ]
    assert "OPS21-0001" in words(card)
    kind = said(Commitment.Kind.FUND.label, language)
    delivery = said(Commitment.Delivery.ON_COURSE.label, language)
    month = {"fr": "juin 2025", "en": "June 2025"}[language]
    assert [words(line) for line in card.select("p")] == [
        "B, A, C, D…",
        f"{kind} · {said('due', language)} {month} · {delivery}",
    ]


@pytest.fixture
def register():
    """Five commitments of two themes and two kinds of holders."""
    water, soil = ThemeFactory(slug="water"), ThemeFactory(slug="soil")
    state, company = HolderFactory(kind=Holder.Kind.STATE), HolderFactory(kind=Holder.Kind.COMPANY)
    made = [("A", water, [state]), ("B", water, [company, state]), ("C", soil, [company]), ("D", soil, [])]
    for title, theme, holders in made:
        shown = CommitmentFactory(title_fr=title, title_en=title, theme=theme)
        for holder in holders:
            PartyFactory(commitment=shown, holder=holder)
    CommitmentFactory(draft=True, theme=water)


@in_both_languages
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["A", "B", "C", "D"]),
        ("theme=water", ["A", "B"]),
        ("holder_kind=company", ["B", "C"]),
        ("theme=water&holder_kind=company", ["B"]),
        ("theme=soil&holder_kind=state", []),
        ("theme=fire&holder_kind=king&page=x", ["A", "B", "C", "D"]),
        ("theme=water&holder_kind=king", ["A", "B"]),
    ],
)
def test_the_register_filters_by_theme_and_kind_of_holder(language, query, expected, register):
    assert titles(listed(f"/{language}/commitments/?{query}").main) == expected


def test_the_filters_show_what_was_chosen_and_a_way_back(register):
    page = listed("/en/commitments/?holder_kind=company&sort=holder")
    form = page.select_one("main form[role=search]")

    assert [words(label) for label in form.select("label")] == ["Words", "Order"]
    assert [option["value"] for option in form.select("option[selected]")] == ["holder"]
    assert form.select_one("[name=holder_kind]")["value"] == "company"
    assert ("Show everything", "/en/commitments/") in links(form)
    chosen = page.find("nav", attrs={"aria-label": "Filters in use"})
    assert links(chosen) == [("Leave out Kind of holder · Company", "/en/commitments/?sort=holder")]


@in_both_languages
def test_filters_that_leave_nothing_say_so_and_lead_on(language, register):
    page = listed(f"/{language}/commitments/?theme=soil&holder_kind=state")

    assert said("No commitment meets all of these filters. Leave one out:", language) in words(page.main)
    looser = [words(link) for link in page.select("main .empty li a")]
    assert [re.search("[0-9]+", one)[0] for one in looser] == ["2", "2"]
    assert (said("Show the whole register", language), f"/{language}/commitments/") in links(page.main)


@in_both_languages
def test_pages_of_the_register_keep_the_filters_and_end_where_it_ends(language):
    theme = ThemeFactory(slug="water")
    holder = HolderFactory(kind=Holder.Kind.NGO)
    for number in range(1, 42):
        shown = CommitmentFactory(title_fr=str(number), title_en=str(number), theme=theme)
        PartyFactory(commitment=shown, holder=holder)
    kept = "theme=water&holder_kind=ngo"
    refresh_all()

    def page(number):
        return opened(f"/{language}/commitments/?{kept}&page={number}")

    assert [titles(page(number).main)[0] for number in (1, 2, 3)] == ["1", "21", "41"]
    assert titles(page(99).main) == ["41"]
    assert titles(page("x").main)[0] == "1"
    assert titles(page(0).main) == ["41"]
    assert titles(page(-1).main) == ["41"]
    ways = page(2).find("nav", attrs={"aria-label": said("Pages of results", language)})
    numbered = said("Page", language)
    assert links(ways) == [
        (said("Previous", language), f"?{kept}&page=1"),
        *[(f"{numbered} {number}", f"?{kept}&page={number}") for number in (1, 2, 3)],
        (said("Next", language), f"?{kept}&page=3"),
    ]
    assert words(ways.select_one("[aria-current=page]")) == f"{numbered} 2"
    assert "2" in words(page(2).title)


def test_one_page_of_results_shows_no_way_to_others(register):
    assert listed("/en/commitments/").find("nav", attrs={"aria-label": "Pages of results"}) is None


@in_both_languages
def test_a_draft_is_in_no_list_and_has_no_public_page(language):
    CommitmentFactory(reference="OPS21-0001", draft=True, title_fr="Secret", title_en="Secret")

    assert titles(listed(f"/{language}/commitments/").main) == []
    assert Client().get(f"/{language}/commitments/OPS21-0001/").status_code == 404
    assert superuser().get(f"/{language}/commitments/OPS21-0001/").status_code == 404


def test_a_commitment_does_not_name_the_session_it_comes_from_while_that_is_a_draft(commitment):
    Commitment.objects.update(session=SessionFactory(draft=True, title_en="Secret"))

    assert "Secret" not in words(record("en").main)


def test_a_commitment_does_not_name_its_theme_while_that_is_a_draft(commitment):
    Commitment.objects.update(theme=ThemeFactory(draft=True, title_en="Secret"))

    assert "Secret" not in words(record("en").main)
    assert "Secret" not in words(listed("/en/commitments/").main)


def test_a_line_does_not_name_the_draft_whose_money_it_is_part_of(commitment):
    hidden = PledgeFactory(commitment=CommitmentFactory(reference="OPS21-0666", draft=True))
    PledgeFactory(commitment=commitment, part_of=hidden)

    assert "OPS21-0666" not in words(record("en").main)


def test_a_draft_is_previewed_by_staff_with_the_permission_alone():
    CommitmentFactory(reference="OPS21-0001", draft=True, title_en="Secret")
    address = "/en/preview/commitments/OPS21-0001/"

    anonymous = Client().get(address)
    assert (anonymous.status_code, anonymous["Location"]) == (302, f"/admin/login/?next={address}")
    assert signed_in().get(address).status_code == 403
    seen = superuser().get(address)
    assert seen["X-Robots-Tag"] == "noindex"
    assert "no-store" in seen["Cache-Control"]
    page = opened(address, superuser())
    assert words(page.h1) == "Secret"
    assert "Preview. Staff alone see this page; it shows what is not published yet." in words(page.main)
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def add_all(commitment):
    """Add one more of everything that a commitment's page shows."""
    target = TargetFactory(commitment=commitment)
    pledge = PledgeFactory(
        commitment=commitment,
        funder=HolderFactory(),
        part_of=PledgeFactory(commitment=CommitmentFactory(theme=commitment.theme)),
    )
    report = ReportFactory(commitment=commitment)
    for thing in ({"target": target}, {"pledge": pledge}, {"report": report}):
        SourceFactory(commitment=None, **thing)
    SourceFactory(commitment=commitment)
    PartyFactory(commitment=commitment)
    commitment.goals.add(GoalFactory())
    other = CommitmentFactory(theme=commitment.theme)
    Relation.objects.create(commitment=commitment, kind=Relation.Kind.RAISES, to=other)
    Relation.objects.create(commitment=other, kind=Relation.Kind.PART_OF, to=commitment)


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("commitments/", 10),
        ("commitments/?theme=water&holder_kind=state", 10),
        ("commitments/?q=commitment&country=FR&sort=amount", 10),
        ("commitments/OPS21-0001/", 12),
    ],
)
def test_each_page_costs_the_same_for_one_and_for_three_and_keeps_its_budget(path, budget):
    OrganiserFactory()
    PageFactory()
    shown = CommitmentFactory(reference="OPS21-0001", theme=ThemeFactory(slug="water"), session=SessionFactory())
    CommitmentCountry.objects.create(commitment=shown, country="FR")
    add_all(shown)

    publish(shown)
    with_one = queries(f"/en/{path}")
    CommitmentCountry.objects.create(commitment=shown, country="SN")
    CommitmentCountry.objects.create(commitment=shown, country="CI")
    for _more in range(2):
        add_all(shown)
    publish(*Commitment.objects.all())
    with_three = queries(f"/en/{path}")

    assert with_three == with_one
    assert with_three <= FRAME + budget
