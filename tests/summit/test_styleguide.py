"""The style guide: every part once, sound markup, both languages, no database but the frame's."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from runpy import run_path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from tests.factories import EventFactory
from tests.pages import FRAME, opened

pytestmark = pytest.mark.django_db

TOKENS = Path(settings.BASE_DIR, "static/css/tokens.css")
ADDRESSES = Path(settings.BASE_DIR, "summit/urls.py")


@pytest.fixture(autouse=True)
def debug(request, settings):
    """Read the portal's addresses as a server started with DEBUG does; tests themselves run without it."""
    settings.DEBUG = getattr(request, "param", True)
    settings.ROOT_URLCONF = tuple(run_path(str(ADDRESSES))["urlpatterns"])


@pytest.fixture
def read(strict_client):
    EventFactory()

    def _read(query: str = "?lang=en") -> BeautifulSoup:
        return opened(reverse("styleguide:styleguide") + query, strict_client)

    return _read


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("sent", ["", "&send=1", "&send=1&each-mode=away&each-companions=2&page=9"])
def test_it_speaks_the_language_asked_for_without_a_fault(strict_client, language, sent):
    EventFactory()
    response = strict_client.get(f"{reverse('styleguide:styleguide')}?lang={language}{sent}")
    assert response["Content-Language"] == language
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("query", ["", "?lang=xx", "?lang=", "?lang=en%00", "?send=maybe"])
def test_a_language_that_is_none_is_the_readers_own(client, query):
    EventFactory()
    response = client.get(reverse("styleguide:styleguide") + query, headers={"Accept-Language": "fr"})
    assert response["Content-Language"] == "fr"


def test_it_leads_to_itself_in_both_languages(read):
    links = [link["href"] for link in read().select(".page__head a")]
    assert links == ["/styleguide/?lang=fr", "/styleguide/?lang=en"]


def test_it_shows_each_part_under_its_heading(read):
    headings = [section.h2.get_text() for section in read().select("main .page > section")]
    assert headings == [
        "Colours",
        "Type",
        "Buttons",
        "Breadcrumb",
        "Chips",
        "Cards",
        "Facts",
        "Figure",
        "Progress",
        "Filters and results",
        "Timeline",
        "People",
        "Data table",
        "Pagination",
        "Notice",
        "Empty state",
        "Fields",
        "Error summary and fields in error",
    ]


def test_it_shows_each_part(read):
    main = read().main
    parts = """
        button--sun button--outlined button--plain breadcrumb chip theme-card card facts figure progress filters
        count timeline row row--cancelled person data pagination notice empty field fieldset choices field__hint
        field__error error-summary
    """
    assert [part for part in parts.split() if main.find(class_=part) is None] == []


def test_headings_are_in_order(read):
    levels = [int(heading.name[1]) for heading in read().select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_shows_every_colour_and_size_of_the_tokens(read):
    tokens = re.findall(r"^  (--[\w-]+): *(?:light-dark|#|clamp|[\d.]+rem)", TOKENS.read_text(), re.MULTILINE)
    shown = {code.get_text() for code in read().select("main code")}
    assert set(tokens) - {"--gap", "--space", "--radius"} == shown


def test_a_text_in_another_language_says_so(read):
    assert [tag["lang"] for tag in read("?lang=en").select(".person [lang]")] == ["fr"]
    assert read("?lang=fr").select(".person [lang]") == []


def test_the_unsent_form_has_no_summary_and_the_refused_one_has(read):
    page = read()
    assert [tag["aria-labelledby"] for tag in page.select(".error-summary")] == ["refused-errors"]
    assert page.select('script[src*="error-summary"]') == []


def test_the_form_can_be_tried_and_keeps_what_was_written(read):
    page = read("?lang=en&send=Try&each-email=camille")
    assert [tag["aria-labelledby"] for tag in page.select(".error-summary")] == ["each-errors", "refused-errors"]
    assert page.find(id="id_each-email")["value"] == "camille"
    assert page.find(attrs={"name": "lang"}, value="en") is not None
    assert len(page.select('script[src*="error-summary"]')) == 1


def test_it_asks_the_database_for_the_frame_alone_and_sets_no_cookie(client, django_assert_num_queries):
    EventFactory()
    with django_assert_num_queries(FRAME):
        response = client.get(reverse("styleguide:styleguide"))
    assert response.cookies == {}


def test_search_engines_are_told_to_leave_it(read):
    page = read()
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical") is None


@pytest.mark.parametrize("debug", [False], indirect=True)
def test_without_debug_there_is_none(client):
    EventFactory()
    assert client.get("/styleguide/").status_code == 404


def test_it_is_read_only(client):
    assert client.post(reverse("styleguide:styleguide")).status_code == 405


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_progress_bar_is_named_by_its_words_and_numbered_for_machines(language):
    with translation.override(language):
        html = render_to_string(
            "includes/progress.html", {"value": Decimal("14.3"), "of": 19, "words": "Most of it"}
        )
    bar = BeautifulSoup(html, "html5lib").label
    assert bar.span.get_text() == "Most of it"
    assert (bar.progress["value"], bar.progress["max"]) == ("14.3", "19")
