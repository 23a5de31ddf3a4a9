import pytest

from tests.factories import CommitmentFactory, EventFactory, FrameworkFactory, GoalFactory
from tests.pages import FRAME, LANGUAGES, counted, links, opened, part, parts, queries, said, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def frameworks(language):
    return opened(f"/{language}/commitments/frameworks/")


@in_both_languages
def test_frameworks_stand_in_order_each_with_its_dates_its_text_and_its_goals_by_number(language):
    FrameworkFactory(name_fr="Deux", name_en="Two", order=2)
    one = FrameworkFactory(name_fr="Un", name_en="One", adopted="2015-09-25", until="2030", order=1)
    for number in (10, 2):
        GoalFactory(framework=one, number=number, title_fr="But", title_en="Goal")

    page = frameworks(language)

    assert parts(page) == {"fr": ["Un", "Deux"], "en": ["One", "Two"]}[language]
    section = part(page, {"fr": "Un", "en": "One"}[language])
    day = {"fr": "25 septembre 2015", "en": "25 September 2015"}[language]
    assert words(section.p) == " · ".join(
        [
            said("Adopted %(date)s", language) % {"date": day},
            said("until %(date)s", language) % {"date": "2030"},
            {"fr": "Une assemblée", "en": "An assembly"}[language],
            said("Official text", language),
        ]
    )
    assert links(section) == [(said("Official text", language), "https://example.org/goals")]
    title, none = {"fr": "But", "en": "Goal"}[language], said("no commitment yet", language)
    assert [words(goal) for goal in section.select("li")] == [f"{n}. {title} {none}" for n in (2, 10)]


@in_both_languages
def test_a_goal_counts_the_public_promises_held_against_it_and_leads_to_them(language):
    goal = GoalFactory(number=15, slug="life", title_fr="La vie", title_en="Life")
    for draft in (False, False, True):
        CommitmentFactory(draft=draft).goals.add(goal)

    (entry,) = frameworks(language).select("main section li")

    number = counted("%(counter)s commitment", "%(counter)s commitments", 2, language)
    title = {"fr": "15. La vie", "en": "15. Life"}[language]
    assert words(entry) == f"{title} {number}"
    assert links(entry) == [(title, f"/{language}/commitments/?goal=life")]


@in_both_languages
def test_without_a_framework_the_page_says_so_and_leads_on(language):
    main = frameworks(language).main

    assert said("No framework is recorded yet.", language) in words(main)
    assert (said("Commitments", language), f"/{language}/commitments/") in links(main.select_one(".empty"))


def test_the_page_costs_the_same_for_one_and_for_three():
    def add():
        goal = GoalFactory()
        CommitmentFactory().goals.add(goal)

    add()
    with_one = queries("/en/commitments/frameworks/")
    add()
    add()

    assert queries("/en/commitments/frameworks/") == with_one
    assert with_one <= FRAME + 2
