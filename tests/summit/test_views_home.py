import pytest

from commitments.models import CommitmentCountry
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    KeyFigureFactory,
    OrganiserFactory,
    PageFactory,
    ParticipationFactory,
    PartyFactory,
    ReportFactory,
    SessionFactory,
    ThemeFactory,
)
from tests.pages import (
    FRAME,
    LANGUAGES,
    counted,
    facts,
    links,
    opened,
    part,
    play,
    queries,
    said,
    titles,
    told,
    utc,
    words,
)

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def event():
    return EventFactory(
        name_fr="Sommet de l'eau",
        name_en="Water's summit",
        summary_fr="Pour l'eau.",
        summary_en="For water.",
        venue_fr="Palais",
        venue_en="Palace",
        edition_fr="quatrième",
        edition_en="fourth",
        stream_urls=["https://example.org/live"],
    )


def hero(page):
    return page.main.select_one("section:has(h1)")


def promised(page, language):
    return part(page, said("What was promised", language))


def programme(page, language):
    day = {"fr": "lundi 11 janvier 2021", "en": "Monday 11 January 2021"}[language]
    return part(page, said("The programme of %(day)s", language) % {"day": day})


@in_both_languages
def test_home_says_what_when_and_where(language, event):
    page = opened(f"/{language}/")

    assert words(page.h1) == {"fr": "Sommet de l’eau", "en": "Water’s summit"}[language]
    assert words(hero(page).p) == {"fr": "Pour l’eau.", "en": "For water."}[language]
    to, online = said(" to ", language), said(", and live online", language)
    zone = said("%(city)s time", language) % {"city": "Paris"}
    expected = {
        "fr": f"lundi 11 janvier 2021, 14\u00a0h\u00a000{to}17\u00a0h\u00a000, {zone}",
        "en": f"Monday 11 January 2021, 14:00{to}17:00, {zone}",
    }
    assert facts(hero(page)) == {
        said("When", language): expected[language],
        said("Where", language): {"fr": "Palais", "en": "Palace"}[language] + f", Paris{online}",
        said("Edition", language): {"fr": "quatrième", "en": "fourth"}[language],
    }
    assert hero(page).time["datetime"] == "2021-01-11T14:00:00+01:00"
    name = {"fr": "Sommet de l’eau, lundi 11 janvier 2021", "en": "Water’s summit, Monday 11 January 2021"}
    assert words(page.title) == name[language]


def test_home_tells_the_time_in_the_events_zone(event):
    event.time_zone = "Asia/Tokyo"
    event.save()

    when = facts(hero(opened("/en/")))["When"]

    assert when == "Monday 11 January 2021, 22:00 to 01:00, Tokyo time"


@in_both_languages
@pytest.mark.parametrize(
    ("moment", "state", "action", "address", "other"),
    [
        ("2020-12-14T09:00+01:00", None, "See the programme", "/programme/", "Understand the themes"),
        ("2021-01-11T13:59:50+01:00", None, "See the programme", "/programme/", "Understand the themes"),
        (
            "2021-01-11T14:00+01:00",
            "The summit is under way.",
            "Watch live",
            "https://example.org/live",
            "See the programme",
        ),
        (
            "2021-01-11T16:59+01:00",
            "The summit is under way.",
            "Watch live",
            "https://example.org/live",
            "See the programme",
        ),
        (
            "2021-01-11T17:00+01:00",
            "The summit is over; its commitments are followed here.",
            "Read the commitments",
            "/commitments/",
            "See the programme",
        ),
    ],
)
def test_home_has_the_state_and_the_action_of_the_moment(
    language, moment, state, action, address, other, event, settings
):
    play(settings, moment)

    page = opened(f"/{language}/")

    shown = [words(line) for line in hero(page).select("p")][1:]
    assert shown == ([said(state, language)] if state else [])
    href = address if address.startswith("https") else f"/{language}{address}"
    first, second = links(hero(page))
    assert first == (said(action, language), href)
    assert second[0] == said(other, language)
    assert links(page.select_one("body > header"))[-1] == first


def test_a_summit_under_way_without_a_live_stream_offers_its_programme(settings):
    EventFactory()
    play(settings, "2021-01-11T15:00+01:00")

    assert links(hero(opened("/en/")))[0] == ("See the programme", "/en/programme/")


@in_both_languages
def test_home_shows_the_published_themes_with_what_the_public_can_see_in_them(language, event):
    theme = ThemeFactory(number=2, slug="soil", title_fr="Sols", title_en="Soil", lead_fr="A", lead_en="A")
    ThemeFactory(number=1, title_fr="Eau", title_en="Water", lead_fr="B", lead_en="B")
    ThemeFactory(draft=True, title_fr="Secret", title_en="Secret")
    SessionFactory(theme=theme)
    SessionFactory(theme=theme, draft=True)

    shown = part(opened(f"/{language}/"), said("The themes of the summit", language))

    assert titles(shown) == {"fr": ["Eau", "Sols"], "en": ["Water", "Soil"]}[language]
    one = counted("%(counter)s session", "%(counter)s sessions", 1, language)
    none = counted("%(counter)s commitment", "%(counter)s commitments", 0, language)
    assert f"{one} · {none}" in [words(line) for line in shown.select("p")]


@in_both_languages
def test_home_shows_the_first_timed_sessions_and_no_draft(language, event):
    SessionFactory(title_fr="Sans heure", title_en="Untimed", untimed=True, position=1)
    SessionFactory(title_fr="Secrète", title_en="Secret", draft=True, position=2)
    for place in range(3, 11):
        title = str(place)
        SessionFactory(title_fr=title, title_en=title, position=place, starts=utc(13, place), ends=None)

    shown = programme(opened(f"/{language}/"), language)

    assert titles(shown) == ["3", "4", "5", "6", "7", "8"]
    assert words(shown.time) == {"fr": "14\u00a0h\u00a003", "en": "14:03"}[language]


@in_both_languages
def test_home_shows_a_cancelled_session_as_cancelled(language, event):
    SessionFactory(title_fr="T", title_en="T", cancelled=True)

    shown = programme(opened(f"/{language}/"), language)

    assert titles(shown) == ["T"]
    assert said("Cancelled", language) in [words(line) for line in shown.select("li p")]


@in_both_languages
def test_home_counts_what_can_be_added_and_shows_the_latest_of_each_theme(language, event):
    water, soil = ThemeFactory(number=1), ThemeFactory(number=2)
    old = CommitmentFactory(title_fr="A", title_en="A", theme=water, announced="2020-12-12")
    new = CommitmentFactory(title_fr="B", title_en="B", theme=water, announced="2021-01-11")
    CommitmentFactory(title_fr="C", title_en="C", theme=soil, announced="2021-01")
    hidden = CommitmentFactory(title_fr="D", title_en="D", theme=soil, announced="2022", draft=True)
    for commitment, country in [(old, "FR"), (old, "SN"), (new, "FR"), (hidden, "IT")]:
        CommitmentCountry.objects.create(commitment=commitment, country=country)
    for commitment in (old, old, hidden):
        ReportFactory(commitment=commitment)

    shown = promised(opened(f"/{language}/"), language)

    assert titles(shown) == ["B", "C"]
    one, many = "commitment with news since", "commitments with news since"
    assert facts(shown) == {
        counted("commitment in the register", "commitments in the register", 3, language): "3",
        counted("country where they act", "countries where they act", 2, language): "2",
        counted(one, many, 1, language): "1",
    }


@in_both_languages
def test_home_names_the_organisers_with_their_role(language, event):
    OrganiserFactory(name_fr="ONU", name_en="UN", role_fr="hôte", role_en="host", order=2)
    OrganiserFactory(name_fr="Banque", name_en="Bank", order=1)

    shown = part(opened(f"/{language}/"), said("The organisers", language))

    expected = {"fr": ["Banque", "ONUhôte"], "en": ["Bank", "UNhost"]}[language]
    assert [words(one) for one in shown.select("li")] == expected


@in_both_languages
def test_home_of_an_empty_portal_says_what_to_do(language):
    page = opened(f"/{language}/")

    assert words(page.h1) == said("No event yet", language)
    assert words(hero(page).p) == said(
        "Load one with manage.py load_summit, or describe it in the administration.", language
    )
    assert said("No session is published yet.", language) in words(page.main)


def test_machines_read_the_event_at_home(event):
    session = SessionFactory(slug="first", title_en="First")
    ParticipationFactory(session=session)

    event = told(opened("/en/"), "Event")

    assert (event["name"], event["description"]) == ("Water's summit", "For water.")
    assert event["location"] == {
        "@type": "Place",
        "name": "Palace",
        "address": {"@type": "PostalAddress", "addressLocality": "Paris", "addressCountry": "FR"},
    }
    assert [one["url"] for one in event["subEvent"]] == ["http://testserver/en/programme/first/"]


def add_all():
    """Add one more of everything that home shows."""
    OrganiserFactory()
    PageFactory()
    theme = ThemeFactory()
    KeyFigureFactory(theme=theme)
    ParticipationFactory(session=SessionFactory(theme=theme))
    commitment = CommitmentFactory(theme=theme)
    PartyFactory(commitment=commitment)
    ReportFactory(commitment=commitment)


def test_home_costs_the_same_for_one_and_for_three_and_keeps_its_budget(event):
    add_all()

    with_one = queries("/en/")
    add_all()
    add_all()
    with_three = queries("/en/")

    assert with_three == with_one
    assert with_three <= FRAME + 12
