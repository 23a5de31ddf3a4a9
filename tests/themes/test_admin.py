import pytest
from django.urls import reverse

from tests.factories import DocumentFactory, KeyFigureFactory, ThemeFactory
from tests.staff import errors, fields, soup, superuser
from themes.models import KeyFigure, Theme

pytestmark = pytest.mark.django_db


def change(theme):
    return reverse("admin:themes_theme_change", args=[theme.pk])


def test_a_figure_is_written_inside_its_theme():
    theme = ThemeFactory()
    client = superuser()
    filled = fields(client.get(change(theme))) | {
        "figures-TOTAL_FORMS": "1",
        "figures-0-sentence_fr": "Une phrase.",
        "figures-0-sentence_en": "A sentence.",
        "figures-0-unit_fr": "%",
        "figures-0-unit_en": "%",
        "figures-0-value": "30",
        "figures-0-as_of": "2020",
        "figures-0-source_name": "Example",
        "figures-0-order": "0",
    }

    response = client.post(change(theme), filled)

    assert response.status_code == 302
    figure = KeyFigure.objects.get()
    assert (figure.sentence_fr, figure.sentence_en, figure.as_of) == ("Une phrase.", "A sentence.", "2020")


def test_a_figure_without_its_english_sentence_is_refused_and_the_rest_is_kept_in_the_form():
    figure = KeyFigureFactory()
    client = superuser()
    filled = fields(client.get(change(figure.theme)))

    response = client.post(
        change(figure.theme), filled | {"figures-0-sentence_en": "", "figures-0-unit_en": "% of all"}
    )

    assert errors(response) == ["This field is required."]
    assert fields(response)["figures-0-unit_en"] == "% of all"


def test_a_date_that_is_none_is_refused_in_words():
    figure = KeyFigureFactory()
    client = superuser()

    response = client.post(
        change(figure.theme), fields(client.get(change(figure.theme))) | {"figures-0-as_of": "spring"}
    )

    assert errors(response) == [
        "“spring” is not a date: write a year (2030), a month (2022-12) or a day (2022-12-19)."
    ]


def test_a_number_already_taken_is_refused():
    taken, theme = ThemeFactory(), ThemeFactory()
    client = superuser()

    response = client.post(change(theme), fields(client.get(change(theme))) | {"number": taken.number})

    assert errors(response) == ["Theme with this Number already exists."]


def test_documents_are_found_while_typing_in_either_language():
    DocumentFactory(title_fr="Carnet de bord", title_en="Logbook")
    chosen = {"app_label": "themes", "model_name": "theme", "field_name": "documents"}

    for term in ("carnet", "logbook"):
        response = superuser().get(reverse("admin:autocomplete"), chosen | {"term": term})
        assert [one["text"] for one in response.json()["results"]] == ["Logbook"]


def test_a_draft_is_seen_in_preview_and_a_published_theme_on_its_page():
    draft, theme = ThemeFactory(draft=True, slug="forests"), ThemeFactory(slug="oceans")
    client = superuser()

    links = [soup(client.get(change(one))).select_one("a.viewsitelink")["href"] for one in (draft, theme)]

    assert links == ["/en/preview/themes/forests/", "/en/themes/oceans/"]


def test_the_list_tells_drafts_from_what_is_published():
    ThemeFactory(number=1)
    ThemeFactory(number=2, draft=True)
    client = superuser()

    listed = soup(client.get(reverse("admin:themes_theme_changelist")))
    filtered = soup(client.get(reverse("admin:themes_theme_changelist"), {"published__exact": "0"}))

    assert [cell.text for cell in listed.select(".field-state")] == ["published", "draft"]
    assert len(filtered.select(".field-state")) == 1


def test_searching_finds_a_theme_by_its_text_in_the_other_language():
    ThemeFactory(title_fr="Océans", title_en="Oceans")
    ThemeFactory(title_fr="Forêts", title_en="Forests")

    listed = soup(superuser().get(reverse("admin:themes_theme_changelist"), {"q": "Forêts"}))

    assert [cell.text for cell in listed.select(".field-title")] == ["Forests"]
    assert Theme.objects.count() == 2
