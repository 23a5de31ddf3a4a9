"""Whatever is asked, the right answer, and never a failure."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from commitments.search.refresh import refresh_all
from tests import factories as make
from tests.guards.addresses import FILTERED, LANGUAGES, OF_ONE_THING, address, addresses

pytestmark = pytest.mark.django_db

NONSENSE = [
    "page=999999",
    "page=abc",
    "page=-1",
    "page=0",
    "page=1.5",
    "page=",
    "page=%00",
    "page=" + "9" * 5000,
    "theme=nothing",
    "theme=%00",
    "theme=1%27%20OR%201=1",
    "theme=a&theme=b",
    "kind=nothing",
    "holder_kind=%00",
    "theme[]=x&theme[a]=y",
    "%",
    "%zz=%zz",
    "&&&&",
    "=",
    "?",
    "theme=%ff%fe",
    "unknown=" + "x" * 10_240,
    "theme=" + "x" * 10_240,
    "%F0%9F%8C%8D=1",
]


def results(response):
    """What a list shows, apart from its filters."""
    main = BeautifulSoup(response.content, "html5lib").main
    return [part.get_text(" ", strip=True) for part in main.select(".count, .timeline, .cards, .pagination")]


@pytest.mark.parametrize("query", NONSENSE, ids=lambda query: query[:24])
@pytest.mark.parametrize("name", FILTERED)
def test_nonsense_in_a_query_string_narrows_nothing(strict_client, summit, name, query):
    path = address(name, "en")

    response = strict_client.get(f"{path}?{query}")

    assert response.status_code == 200
    assert results(response) == results(strict_client.get(path)) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_whatever_its_query_string_says(strict_client, summit, language):
    queries = ("x=" + "y" * 10_240, "page=abc", "%00=%00", "%ff")

    answers = {
        (path, query[:9]): strict_client.get(f"{path}?{query}").status_code
        for path in addresses(summit, language).values()
        for query in queries
    }

    assert {asked: status for asked, status in answers.items() if status != 200} == {}


def test_a_query_string_of_too_many_parts_is_refused_and_breaks_nothing(client, summit):
    """Django reads a thousand parts at most: a flood is refused before it costs anything."""
    response = client.get("/en/programme/?" + "a=1&" * 2560)

    assert response.status_code == 400


@pytest.mark.parametrize("number", ["999999", "2"])
def test_a_page_past_the_end_is_the_last_one(client, number):
    make.CommitmentFactory.create_batch(21, theme=make.ThemeFactory())
    refresh_all()

    page = BeautifulSoup(client.get(f"/en/commitments/?page={number}").content, "html5lib")

    assert page.select_one(".pagination [aria-current]").get_text(strip=True) == "Page2"
    assert [card.get_text(strip=True) for card in page.select(".card h2")] == ["Commitment 21"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OF_ONE_THING)
def test_an_unknown_thing_is_not_found_in_the_readers_language(strict_client, summit, name, language):
    response = strict_client.get(address(name, language, "unknown"))

    page = BeautifulSoup(response.content, "html5lib")
    assert response.status_code == 404
    assert page.html["lang"] == language
    with translation.override(language):
        assert page.h1.text == gettext("There is no page at this address")
    assert page.select('link[rel="canonical"]') == []


@pytest.mark.parametrize(
    "path", ["/en/themes/%00/", "/en/%00/", "/en/programme/%ff/", "/en/commitments/../../x/", "/en/" + "x" * 4000]
)
def test_an_address_that_cannot_be_read_is_not_found(client, summit, path):
    assert client.get(path).status_code == 404


def test_a_draft_is_not_found_at_the_public_address(client, summit):
    drafts = (summit.draft_page, summit.draft_theme, summit.draft_session, summit.draft_commitment)

    assert [client.get(draft.get_absolute_url()).status_code for draft in drafts] == [404, 404, 404, 404]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_head_is_answered_like_a_get_without_its_body(client, summit, language):
    for path in addresses(summit, language).values():
        got, head = client.get(path), client.head(path)

        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["Content-Length"] == str(len(got.content)), path
        assert head.headers["Content-Type"] == got.headers["Content-Type"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_reading_page_is_only_read(client, summit, method):
    paths = [*addresses(summit, "fr").values(), "/", "/health/", "/robots.txt"]

    answers = {path: getattr(client, method)(path) for path in paths}

    assert {path: response.status_code for path, response in answers.items()} == dict.fromkeys(paths, 405)
    assert {response.headers["Allow"] for response in answers.values()} == {"GET, HEAD"}


def test_a_missing_last_slash_leads_to_the_page(client, summit):
    for path in addresses(summit, "en").values():
        response = client.get(f"{path.rstrip('/')}?theme=a")

        assert (response.status_code, response.headers["Location"]) == (301, f"{path}?theme=a")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_keeps_its_language_whatever_the_browser_asks_for(client, summit, language):
    for path in addresses(summit, language).values():
        for accepted in ("xx", "de", "en" if language == "fr" else "fr"):
            response = client.get(path, headers={"accept-language": accepted})

            assert (response.status_code, response.headers["Content-Language"]) == (200, language)


def test_an_address_without_a_language_leads_to_the_readers(client, summit):
    response = client.get("/programme/?theme=a", headers={"accept-language": "en"})

    assert (response.status_code, response.headers["Location"]) == (302, "/en/programme/?theme=a")
    assert "Accept-Language" in response.headers["Vary"]


def test_the_language_switch_keeps_the_page_and_what_was_chosen(strict_client, summit):
    for name, path in addresses(summit, "fr").items():
        query = f"?theme={summit.themes[0].slug}&page=1"
        page = BeautifulSoup(strict_client.get(path + query).content, "html5lib")

        switches = [link["href"] for link in page.select('.languages a[hreflang="en"], .bottom a[lang="en"]')]
        assert switches == [addresses(summit, "en")[name] + query] * 2


@pytest.mark.parametrize("path", ["/fr/", "/fr/programme/", "/fr/unknown/"])
def test_a_page_says_the_same_with_the_cookies_of_others(client, summit, path):
    plain = client.get(path)
    visitor = Client(headers={"cookie": "sessionid=nonsense; csrftoken=nonsense; django_language=en; a=b"})

    assert visitor.get(path).content == plain.content
