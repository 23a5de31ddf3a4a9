import pytest
from django.test import Client

from summit.models import Page
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    OrganiserFactory,
    PageFactory,
    ParticipationFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.pages import FRAME, LANGUAGES, links, opened, queries, said, words
from tests.staff import signed_in, superuser

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
LISTS = (
    "",
    "themes/",
    "themes/theme/",
    "programme/",
    "programme/session/",
    "programme/speakers/",
    "programme/speakers/speaker/",
    "commitments/",
    "information/",
    "documents/",
    "site-map/",
)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


# --- information pages ---


@in_both_languages
def test_information_lists_the_published_pages_in_order(language):
    PageFactory(slug="b", title_fr="L'accès", title_en="Access", order=2)
    PageFactory(slug="a", title_fr="Suivre", title_en="Follow", order=1)
    PageFactory(draft=True, title_fr="Secret", title_en="Secret")

    page = opened(f"/{language}/information/")

    assert words(page.h1) == said("Information", language)
    first, second = {"fr": ("Suivre", "L’accès"), "en": ("Follow", "Access")}[language]
    assert links(page.main.select("ul")[-1]) == [
        (first, f"/{language}/information/a/"),
        (second, f"/{language}/information/b/"),
        (said("Documents", language), f"/{language}/documents/"),
        (said("Site map", language), f"/{language}/site-map/"),
    ]


@in_both_languages
def test_information_without_a_page_says_so(language):
    page = opened(f"/{language}/information/")

    assert said("No information page is published yet.", language) in words(page.main)


@in_both_languages
def test_a_page_shows_its_text_in_markdown(language):
    PageFactory(
        slug="venue",
        title_fr="L'accès",
        title_en="Access",
        body_fr="# Le lieu\n\nVoir [la carte](https://example.org/carte).\n\n- un\n- deux",
        body_en="# The venue\n\nSee [the map](https://example.org/map).\n\n- one\n- two",
    )

    page = opened(f"/{language}/information/venue/")

    assert words(page.h1) == {"fr": "L’accès", "en": "Access"}[language]
    assert words(page.main.h2) == {"fr": "Le lieu", "en": "The venue"}[language]
    link = {"fr": ("la carte", "https://example.org/carte"), "en": ("the map", "https://example.org/map")}
    assert link[language] in links(page.main)
    assert {"fr": "un", "en": "one"}[language] in [words(item) for item in page.main.select("ul > li")]


def test_html_in_a_page_is_shown_and_not_obeyed():
    PageFactory(slug="venue", body_en='<img src=x onerror="alert(1)"> [x](javascript:alert(1))')

    page = opened("/en/information/venue/")

    assert page.main.img is None
    assert "<img src=x onerror=”alert(1)”> [x](javascript:alert(1))" in words(page.main)


def test_a_page_written_in_the_other_language_only_is_shown_and_marked():
    PageFactory(slug="venue", body_fr="Un texte.", body_en="")

    page = opened("/en/information/venue/")

    assert [words(one) for one in page.main.find_all(lang="fr")] == ["Un texte."]


def test_a_draft_of_a_page_is_previewed_by_staff_with_the_permission_alone():
    PageFactory(slug="secret", draft=True, title_en="Secret")
    address = "/en/preview/information/secret/"

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
    assert Client().get("/en/information/secret/").status_code == 404


def test_a_draft_of_a_page_without_its_translation_can_be_previewed():
    Page.objects.create(slug="half", title_fr="Titre seul")

    page = opened("/en/preview/information/half/", superuser())

    assert (words(page.h1), page.h1.find(lang=True)["lang"]) == ("Titre seul", "fr")


# --- documents and site map ---


@in_both_languages
def test_documents_tell_publisher_date_language_and_where_they_are(language):
    about = {"publisher": "ONU", "date": "2021-01", "language": "en", "url": "https://www.example.org/a.pdf"}
    DocumentFactory(title_fr="L'accord", title_en="The deal", **about)
    DocumentFactory(title_fr="Carte", title_en="Map", language="mul", date="2020")

    page = opened(f"/{language}/documents/")

    first, second = page.select("main ul > li")
    title = {"fr": "L’accord", "en": "The deal"}[language]
    assert links(first) == [(title, "https://www.example.org/a.pdf")]
    assert first.a["hreflang"] == "en"
    described = {
        "fr": "ONU, janvier 2021 · anglais · example.org",
        "en": "ONU, January 2021 · English · example.org",
    }
    assert words(first).removeprefix(title).strip() == described[language]
    assert not second.a.has_attr("hreflang")
    assert f"2020 · {said('several languages', language)}" in words(second)


@in_both_languages
def test_a_portal_without_documents_says_so(language):
    page = opened(f"/{language}/documents/")

    assert said("No document is published yet.", language) in words(page.main)


@in_both_languages
def test_the_site_map_leads_to_every_public_page(language):
    ThemeFactory(slug="theme", title_fr="Thème", title_en="Theme")
    session = SessionFactory(slug="session", title_fr="Séance", title_en="Session", theme=None)
    ParticipationFactory(session=session, speaker=SpeakerFactory(slug="ana", name_fr="Ana", name_en="Ana"))
    CommitmentFactory(reference="OPS21-0001", title_fr="Promesse", title_en="Promise")
    PageFactory(slug="venue", title_fr="Lieu", title_en="Venue")

    page = opened(f"/{language}/site-map/")

    names = {"fr": "Thème Séance Promesse Lieu", "en": "Theme Session Promise Venue"}[language]
    theme, session, promise, venue = names.split()
    assert {
        (theme, f"/{language}/themes/theme/"),
        (session, f"/{language}/programme/session/"),
        ("Ana", f"/{language}/programme/speakers/ana/"),
        (promise, f"/{language}/commitments/OPS21-0001/"),
        (venue, f"/{language}/information/venue/"),
        (said("Documents", language), f"/{language}/documents/"),
    } - set(links(page.main)) == set()


# --- drafts ---


@in_both_languages
@pytest.mark.parametrize("path", LISTS)
def test_no_draft_is_named_on_a_public_page(language, path):
    theme = ThemeFactory(slug="theme")
    session = SessionFactory(slug="session", theme=theme)
    ParticipationFactory(session=session, speaker=SpeakerFactory(slug="speaker"))
    CommitmentFactory(session=session, theme=theme)
    secret = {"title_fr": "Secret", "title_en": "Secret", "draft": True}
    PageFactory(slug="secret-page", **secret)
    ThemeFactory(slug="secret-theme", **secret)
    hidden = SessionFactory(slug="secret-session", theme=theme, **secret)
    ParticipationFactory(session=hidden, speaker=session.speakers.get())
    ParticipationFactory(session=hidden, speaker=SpeakerFactory(name_fr="Secret", name_en="Secret"))
    CommitmentFactory(reference="OPS21-0666", session=session, theme=theme, **secret)

    content = Client().get(f"/{language}/{path}").content.decode()

    assert ("secret" in content.lower(), "OPS21-0666" in content) == (False, False)


# --- cost ---


def add_all():
    """Add one more of everything that the lists of the summit show."""
    ThemeFactory().documents.add(DocumentFactory())
    ParticipationFactory(session=SessionFactory())
    CommitmentFactory()
    PageFactory()
    OrganiserFactory()


@pytest.mark.parametrize(
    ("path", "budget"), [("information/", 6), ("information/page/", 8), ("documents/", 6), ("site-map/", 6)]
)
def test_each_page_costs_the_same_for_one_and_for_three_and_keeps_its_budget(path, budget):
    PageFactory(slug="page")
    add_all()

    with_one = queries(f"/en/{path}")
    add_all()
    add_all()
    with_three = queries(f"/en/{path}")

    assert with_three == with_one
    assert with_three <= FRAME + budget
