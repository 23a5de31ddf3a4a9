import pytest
from django.test import Client

from summit.models import Page
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    OrganiserFactory,
    PageFactory,
    ParticipationFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.pages import FRAME, LANGUAGES, links, opened, play, queries, said, told, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
OTHER = {"fr": ("en", "English"), "en": ("fr", "Français")}
READING = (
    "",
    "themes/",
    "themes/theme/",
    "programme/",
    "programme/session/",
    "programme/speakers/",
    "programme/speakers/speaker/",
    "commitments/",
    "commitments/OPS21-0001/",
    "information/",
    "information/page/",
    "documents/",
    "site-map/",
)


@pytest.fixture(autouse=True)
def event():
    return EventFactory(name_fr="Sommet de l'eau", name_en="Water's summit")


@pytest.fixture
def things():
    """One thing of each kind that has a page."""
    theme = ThemeFactory(slug="theme")
    session = SessionFactory(slug="session", title_en="Rivers", theme=theme)
    ParticipationFactory(session=session, speaker=SpeakerFactory(slug="speaker"))
    CommitmentFactory(reference="OPS21-0001", theme=theme)
    PageFactory(slug="page")


def menu(page, name):
    """Return the links of the menu that is called so."""
    return links(page.find("nav", attrs={"aria-label": name}))


# --- header and footer ---


@in_both_languages
def test_the_header_names_the_event_and_leads_to_the_four_parts(language):
    page = opened(f"/{language}/site-map/")

    name = {"fr": "Sommet de l’eau", "en": "Water’s summit"}[language]
    assert links(page.select_one("body > header"))[0] == (name, f"/{language}/")
    assert menu(page, said("Main menu", language)) == [
        (said("Programme", language), f"/{language}/programme/"),
        (said("Themes", language), f"/{language}/themes/"),
        (said("Commitments", language), f"/{language}/commitments/"),
        (said("Information", language), f"/{language}/information/"),
    ]
    assert words(page.title) == f"{said('Site map', language)} · {name}"


@in_both_languages
def test_the_language_switch_keeps_the_filters_and_the_page_of_results(language):
    other, name = OTHER[language]

    page = opened(f"/{language}/commitments/?holder_kind=ngo&page=2")

    assert menu(page, said("Languages", language)) == [(name, f"/{other}/commitments/?holder_kind=ngo&page=2")]
    link = page.find("nav", attrs={"aria-label": said("Languages", language)}).a
    assert (link["lang"], link["hreflang"]) == (other, other)
    assert page.select_one("link[rel=canonical]")["href"] == f"http://testserver/{language}/commitments/"


@in_both_languages
def test_the_footer_names_organisers_pages_and_ways_through_the_site(language):
    OrganiserFactory(name_fr="ONU", name_en="UN", website="https://www.un.org", order=2)
    OrganiserFactory(name_fr="Banque", name_en="Bank", order=1)
    PageFactory(slug="legal", title_fr="Mentions", title_en="Legal", menu=Page.Menu.FOOTER)
    PageFactory(slug="follow", title_fr="Suivre", title_en="Follow", menu=Page.Menu.MAIN)
    PageFactory(slug="secret", title_fr="Secret", title_en="Secret", menu=Page.Menu.FOOTER, draft=True)

    page = opened(f"/{language}/site-map/")

    footer = page.footer
    organisers = [words(one) for one in footer.ul.select("li")]
    assert organisers == {"fr": ["Banque", "ONU"], "en": ["Bank", "UN"]}[language]
    assert ({"fr": "ONU", "en": "UN"}[language], "https://www.un.org") in links(footer)
    assert links(footer.find("nav", attrs={"aria-label": said("Information", language)})) == [
        ({"fr": "Mentions", "en": "Legal"}[language], f"/{language}/information/legal/")
    ]
    site = links(footer.find("nav", attrs={"aria-label": said("The site", language)}))
    assert site == [
        (said("Documents", language), f"/{language}/documents/"),
        (said("Open data", language), f"/{language}/data/"),
        (said("Speakers", language), f"/{language}/programme/speakers/"),
        (said("Site map", language), f"/{language}/site-map/"),
        ("Français", "/fr/site-map/"),
        ("English", "/en/site-map/"),
    ]


@in_both_languages
def test_the_accessibility_statement_is_linked_with_its_status(language):
    PageFactory(slug="accessibility", title_fr="A11y", title_en="A11y", menu=Page.Menu.FOOTER)

    footer = opened(f"/{language}/").footer

    assert f"A11y {said('(not compliant)', language)}" in [words(one) for one in footer.select("li")]


@in_both_languages
@pytest.mark.parametrize(
    ("moment", "action", "path"),
    [
        ("2020-12-14T09:00+01:00", "See the programme", "programme/"),
        ("2021-01-11T15:00+01:00", "See the programme", "programme/"),
        ("2021-01-11T17:00+01:00", "Read the commitments", "commitments/"),
    ],
)
def test_every_page_offers_the_action_of_the_moment(language, moment, action, path, settings):
    play(settings, moment)

    header = opened(f"/{language}/site-map/").select_one("body > header")

    assert links(header)[-1] == (said(action, language), f"/{language}/{path}")


def test_every_page_leads_to_the_live_stream_while_there_is_one(event, settings):
    event.stream_urls = ["https://example.org/live", "https://example.org/other"]
    event.save()
    play(settings, "2021-01-11T15:00+01:00")

    header = opened("/en/site-map/").select_one("body > header")

    assert links(header)[-1] == ("Watch live", "https://example.org/live")


@in_both_languages
def test_a_demonstration_says_so_and_which_day_it_plays(language, settings):
    settings.DEMONSTRATION = True
    play(settings, "2021-01-10T23:30+00:00")

    shown = opened(f"/{language}/site-map/").find("aside", attrs={"aria-label": said("About this site", language)})

    assert {"fr": "lundi 11 janvier 2021", "en": "Monday 11 January 2021"}[language] in words(shown)
    assert {"fr": "Démonstration", "en": "Demonstration"}[language] in words(shown)


def test_the_organisers_own_site_says_nothing_of_a_demonstration(settings):
    settings.DEMONSTRATION = False

    assert opened("/en/site-map/").find("aside") is None


@pytest.mark.parametrize("path", READING)
def test_a_page_starts_with_a_way_past_the_header(path, things):
    page = opened(f"/en/{path}")

    first = page.body.find("a")
    assert (words(first), first["href"]) == ("Skip to the content", "#content")
    assert page.select_one("#content").name == "main"


def test_machines_read_the_way_to_a_page(things):
    trail = told(opened("/en/programme/session/"), "BreadcrumbList")["itemListElement"]

    assert [(one["position"], one["name"], one["item"]) for one in trail] == [
        (1, "Home", "http://testserver/en/"),
        (2, "Programme", "http://testserver/en/programme/"),
        (3, "Rivers", "http://testserver/en/programme/session/"),
    ]


# --- what caches may do ---


@pytest.mark.parametrize("path", READING)
def test_a_reader_who_has_the_page_is_told_that_it_has_not_changed(path, things):
    client = Client()
    first = client.get(f"/en/{path}")

    second = client.get(f"/en/{path}", headers={"if-none-match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert second["Cache-Control"] == "public, no-cache"


def test_a_change_by_staff_gives_the_page_another_tag(event):
    client = Client()
    tag = client.get("/en/")["ETag"]
    event.name_en = "Fire's summit"
    event.save()

    changed = client.get("/en/", headers={"if-none-match": tag})

    assert (changed.status_code, changed["ETag"] == tag) == (200, False)


def test_somebody_signed_in_reads_the_same_public_page(admin_client):
    tag = Client().get("/en/")["ETag"]

    response = admin_client.get("/en/")

    assert (response["ETag"], response["Cache-Control"]) == (tag, "public, no-cache")


def test_a_page_that_is_not_there_may_be_kept_by_nobody_as_a_page_of_somebody():
    response = Client().get("/en/none/")

    assert (response.status_code, dict(response.cookies)) == (404, {})
    assert "Cookie" not in response.get("Vary", "")


# --- cost ---


def test_the_frame_of_a_page_costs_at_most_three_queries():
    OrganiserFactory()
    PageFactory(menu=Page.Menu.FOOTER)

    with_one = queries("/en/information/")
    OrganiserFactory.create_batch(2)
    PageFactory.create_batch(2, menu=Page.Menu.FOOTER)
    with_three = queries("/en/information/")

    assert (with_one, with_three) == (FRAME, FRAME)
