"""Every public page, in every language: what it says about itself, to readers and to engines."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from summit.typography import typographic
from tests.guards.addresses import LANGUAGES, OTHERS, PUBLIC, addresses, names, sitemap

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def soup(response):
    return BeautifulSoup(response.content, "html5lib")


def alternates(page):
    return {link["hreflang"]: link["href"] for link in page.select('head link[rel="alternate"][hreflang]')}


def test_no_page_is_forgotten_by_these_guards():
    public = {name for name in names() if not OTHERS.fullmatch(name)}

    assert public == set(PUBLIC)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_answers_in_its_language_and_says_so(strict_client, summit, name, language):
    path = addresses(summit, language)[name]

    response = strict_client.get(path)
    page = soup(response)

    assert response.status_code == 200
    assert response.headers["Content-Language"] == language
    assert page.html["lang"] == language
    assert [link["href"] for link in page.select('link[rel="canonical"]')] == [SITE + path]
    assert alternates(page) == {
        "fr": SITE + addresses(summit, "fr")[name],
        "en": SITE + addresses(summit, "en")[name],
        "x-default": SITE + path.removeprefix(f"/{language}"),  # the browser's choice decides there
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_has_a_title_a_description_and_headings_in_order(strict_client, summit, name, language):
    page = soup(strict_client.get(addresses(summit, language)[name]))

    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
    assert levels.count(1) == 1
    assert [(a, b) for a, b in zip([0, *levels], levels, strict=False) if b > a + 1] == []
    assert page.title.text.strip(" ·") == page.title.text
    assert typographic(getattr(summit.event, f"name_{language}"), language) in page.title.text
    for of_the_page in ('meta[name="description"]', 'meta[property="og:title"]', 'meta[property="og:image"]'):
        assert page.select_one(of_the_page)["content"].strip() != ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_title(client, summit, language):
    titles = {name: soup(client.get(path)).title.text for name, path in addresses(summit, language).items()}

    assert len(set(titles.values())) == len(titles), titles


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_can_be_cached_by_anyone_and_depends_on_no_cookie(client, summit, name):
    response = client.get(addresses(summit, "fr")[name])

    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["ETag"] != ""


@pytest.mark.parametrize("name", PUBLIC)
def test_the_menu_marks_where_the_reader_is(client, summit, name):
    page = soup(client.get(addresses(summit, "en")[name]))
    section = {
        "summit:home": [],
        "summit:pages": ["Information"],
        "summit:page": ["Information"],
        "summit:documents": ["Information"],
        "summit:site_map": ["Information"],
    }.get(name, [name.partition(":")[0].capitalize()])

    assert [link.text for link in page.select(".nav [aria-current]")] == section


def test_the_site_map_for_engines_lists_every_public_page_and_no_draft(client, summit):
    listed = set(sitemap(client))

    shown = {SITE + path for language in LANGUAGES for path in addresses(summit, language).values()}
    assert shown - listed == set()
    drafts = (summit.draft_page, summit.draft_theme, summit.draft_session, summit.draft_commitment)
    assert [draft for draft in drafts if any(draft.get_absolute_url() in one for one in listed)] == []


def test_every_address_of_the_site_map_is_a_page_that_names_the_same_versions(strict_client, summit):
    for url, versions in sitemap(strict_client).items():
        response = strict_client.get(urlsplit(url).path)

        page = soup(response)
        assert response.status_code == 200
        assert alternates(page) == versions
        assert page.select_one('meta[name="description"]')["content"].strip() != "", url


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summit_that_is_not_described_yet_has_pages_all_the_same(strict_client, language):
    lists = (
        "",
        "themes/",
        "programme/",
        "programme/speakers/",
        "commitments/",
        "information/",
        "documents/",
        "site-map/",
    )

    answers = {path: strict_client.get(f"/{language}/{path}").status_code for path in lists}

    assert answers == dict.fromkeys(lists, 200)


def test_every_link_of_every_page_leads_somewhere(strict_client, summit):
    """Walk the whole site from its home page, as an engine would: choices within choices have no end."""
    waiting, seen = ["/fr/"], {}
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/static/", "/admin/")):
            continue
        response = strict_client.get(path)
        seen[path] = response.status_code
        if response.streaming:
            response.getvalue()  # taken to its end, since others wait for its place
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        waiting += [
            link["href"].partition("#")[0] or path
            for link in soup(response).select("a[href]")
            if link["href"].startswith(("/", "#")) and "nofollow" not in link.get("rel", [])
        ]

    assert {path: status for path, status in seen.items() if status != 200} == {}
    shown = {path for language in LANGUAGES for path in addresses(summit, language).values()}
    assert shown - set(seen) == set()
