import pytest
from django.test import Client

from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    KeyFigureFactory,
    OrganiserFactory,
    PageFactory,
    ParticipationFactory,
    PartyFactory,
    SessionFactory,
    ThemeFactory,
)
from tests.pages import FRAME, LANGUAGES, counted, links, opened, part, parts, queries, said, titles, words
from tests.staff import signed_in, superuser
from themes.models import Theme

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def counts(sessions, commitments, language):
    """What a theme's card says of the number of its public sessions and commitments."""
    one = counted("%(counter)s session", "%(counter)s sessions", sessions, language)
    other = counted("%(counter)s commitment", "%(counter)s commitments", commitments, language)
    return f"{one} · {other}"


@in_both_languages
def test_themes_stand_by_number_with_their_lead_and_what_the_public_can_see_in_them(language):
    second = ThemeFactory(number=2, slug="soil", title_fr="Les sols", title_en="Soil", lead_fr="B", lead_en="B")
    ThemeFactory(number=1, slug="water", title_fr="L'eau", title_en="Water", lead_fr="A", lead_en="A")
    SessionFactory(theme=second)
    SessionFactory(theme=second, cancelled=True)
    SessionFactory(theme=second, draft=True)
    CommitmentFactory(theme=second)
    CommitmentFactory(theme=second, draft=True)

    page = opened(f"/{language}/themes/")

    assert words(page.h1) == said("Themes", language)
    water, soil = {"fr": ("L’eau", "Les sols"), "en": ("Water", "Soil")}[language]
    assert titles(page.main) == [water, soil]
    cards = [[words(line) for line in card.select("p")] for card in page.select("main article")]
    assert cards == [["A", counts(0, 0, language)], ["B", counts(2, 1, language)]]
    assert [link for link in links(page.main) if link[0] in (water, soil)] == [
        (water, f"/{language}/themes/water/"),
        (soil, f"/{language}/themes/soil/"),
    ]


@in_both_languages
def test_an_empty_list_of_themes_says_why(language):
    ThemeFactory(draft=True)

    page = opened(f"/{language}/themes/")

    assert titles(page.main) == []
    assert said("No theme is published yet.", language) in words(page.main)


@in_both_languages
def test_a_theme_shows_its_text_figures_sessions_commitments_and_documents(language):
    theme = ThemeFactory(
        slug="water",
        title_fr="L'eau",
        title_en="Water",
        lead_fr="Pourquoi.",
        lead_en="Why.",
        body_fr="## Un titre\n\nUn *texte*.",
        body_en="## A heading\n\nA *text*.",
    )
    SessionFactory(slug="seen", theme=theme, title_fr="Vue", title_en="Seen")
    SessionFactory(theme=theme, draft=True)
    CommitmentFactory(reference="OPS21-0001", theme=theme, title_fr="Promis", title_en="Promised")
    CommitmentFactory(theme=theme, draft=True)
    theme.documents.add(DocumentFactory(title_fr="Carte", title_en="Map", url="https://example.org/map"))

    page = opened(f"/{language}/themes/water/")

    assert words(page.h1) == {"fr": "L’eau", "en": "Water"}[language]
    assert {"fr": "Pourquoi.", "en": "Why."}[language] in [words(one) for one in page.select("main header p")]
    assert words(page.main.em) == {"fr": "texte", "en": "text"}[language]
    sessions, promised = said("Its sessions", language), said("What was promised", language)
    documents = said("Documents", language)
    heading = {"fr": "Un titre", "en": "A heading"}[language]
    assert parts(page) == [heading, sessions, promised, documents]
    calendar = f"/{language}/themes/water/sessions.ics"
    shown = [link for link in links(part(page, sessions)) if not link[1].endswith(".ics")]
    assert calendar in [href for _words, href in links(part(page, sessions))]
    assert shown == [
        (said("In the programme", language), f"/{language}/programme/?theme=water"),
        ({"fr": "Vue", "en": "Seen"}[language], f"/{language}/programme/seen/"),
        *[link for link in shown if link[1] == f"/{language}/themes/water/"],
    ]
    assert titles(part(page, promised)) == [{"fr": "Promis", "en": "Promised"}[language]]
    assert (said("In the register", language), f"/{language}/commitments/?theme=water") in links(
        part(page, promised)
    )
    assert links(part(page, documents)) == [({"fr": "Carte", "en": "Map"}[language], "https://example.org/map")]


@in_both_languages
def test_figures_stand_in_order_each_with_its_unit_sentence_date_and_source(language):
    theme = ThemeFactory(slug="water")
    KeyFigureFactory(
        theme=theme,
        order=2,
        value="14.326",
        unit_fr="Md€",
        unit_en="bn",
        sentence_fr="Deux.",
        sentence_en="Two.",
        as_of="2022",
    )
    KeyFigureFactory(
        theme=theme,
        order=1,
        value=100_000_000,
        unit_fr="hectares",
        unit_en="hectares",
        sentence_fr="Un.",
        sentence_en="One.",
        as_of="2020-12-01",
        source_name="FAO",
        source_url="https://example.org/fao",
    )

    shown = part(opened(f"/{language}/themes/water/"), said("In figures", language))

    source = said("Source:", language)
    expected = {
        "fr": [
            ["100\u00a0millions d’hectares", "Un.", f"{source} FAO · 1er décembre 2020"],
            ["14,326 Md€", "Deux.", f"{source} Example · 2022"],
        ],
        "en": [
            ["100\u00a0million hectares", "One.", f"{source} FAO · 1 December 2020"],
            ["14.326 bn", "Two.", f"{source} Example · 2022"],
        ],
    }
    assert [[words(line) for line in figure.select("p")] for figure in shown.select("li")] == expected[language]
    assert links(shown) == [("FAO", "https://example.org/fao")]


@in_both_languages
def test_a_theme_without_sessions_or_commitments_says_so_and_shows_no_empty_part(language):
    ThemeFactory(slug="water")

    page = opened(f"/{language}/themes/water/")

    sessions, promised = said("Its sessions", language), said("What was promised", language)
    assert parts(page) == [sessions, promised]
    assert said("No session is published for this theme yet.", language) in words(part(page, sessions))
    assert said("No commitment is published for this theme yet.", language) in words(part(page, promised))


def test_texts_written_in_the_other_language_only_are_shown_and_marked():
    theme = ThemeFactory(slug="water", lead_fr="Pourquoi.", body_fr="Un texte.", body_en=None)
    KeyFigureFactory(theme=theme)

    page = opened("/en/themes/water/")

    marked = [(one.name, words(one)) for one in page.main.find_all(lang="fr")]
    assert marked == [("span", "Pourquoi."), ("div", "Un texte.")]
    assert page.select_one("meta[name=description]")["content"] == "Pourquoi."


def test_html_in_a_text_by_staff_is_shown_and_not_obeyed():
    ThemeFactory(slug="water", title_en="<b>Water</b>", body_en="<script>alert(1)</script>")

    page = opened("/en/themes/water/")

    assert words(page.h1) == "<b>Water</b>"
    assert page.main.b is None
    assert "<script>alert(1)</script>" in words(page.main)


@in_both_languages
def test_a_draft_is_in_no_list_and_has_no_public_page(language):
    ThemeFactory(slug="secret", draft=True, title_fr="Secret", title_en="Secret")

    assert "Secret" not in words(opened(f"/{language}/themes/"))
    assert Client().get(f"/{language}/themes/secret/").status_code == 404
    assert superuser().get(f"/{language}/themes/secret/").status_code == 404


def test_a_draft_is_previewed_by_staff_with_the_permission_alone():
    ThemeFactory(slug="secret", draft=True, title_en="Secret")
    address = "/en/preview/themes/secret/"

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


def test_a_draft_without_its_translation_can_be_previewed():
    Theme.objects.create(slug="half", number=9, title_fr="Titre seul")

    page = opened("/en/preview/themes/half/", superuser())

    assert (words(page.h1), page.h1.find(lang=True)["lang"]) == ("Titre seul", "fr")


def add_all(theme):
    """Add one more of everything that the pages of the themes show."""
    KeyFigureFactory(theme=theme)
    theme.documents.add(DocumentFactory())
    ParticipationFactory(session=SessionFactory(theme=theme))
    PartyFactory(commitment=CommitmentFactory(theme=theme))


@pytest.mark.parametrize(("path", "budget"), [("themes/", 6), ("themes/water/", 8)])
def test_each_page_costs_the_same_for_one_and_for_three_and_keeps_its_budget(path, budget):
    OrganiserFactory()
    PageFactory()
    theme = ThemeFactory(slug="water")
    add_all(theme)

    with_one = queries(f"/en/{path}")
    for _more in range(2):
        add_all(theme)
        ThemeFactory()
    with_three = queries(f"/en/{path}")

    assert with_three == with_one
    assert with_three <= FRAME + budget
