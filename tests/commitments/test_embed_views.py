"""A commitment on other sites: the one page that may be framed, and the oEmbed endpoint as it is specified."""

import json
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.factories import CommitmentFactory, EventFactory
from tests.guards.addresses import LANGUAGES, addresses
from tests.pages import opened

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>\"'"


def asked(client, url, **query):
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return client.get(f"/oembed?url={quote(url, safe='')}{more}")


def page_of(commitment, language="en"):
    return f"http://testserver/{language}/commitments/{commitment.reference}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_embedded_page_may_be_framed_and_holds_no_script(strict_client, language):
    commitment = CommitmentFactory(title_fr="Planter", title_en="Plant")

    response = strict_client.get(f"/{language}/commitments/{commitment.reference}/embed/")

    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    page = BeautifulSoup(response.content.decode(), "html5lib")
    assert (page.h2.text, page.select("script"), page.html["lang"]) == (
        {"fr": "Planter", "en": "Plant"}[language],
        [],
        language,
    )
    assert [link["target"] for link in page.select("a")] == ["_top", "_top"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_page_may_be_framed(client, summit, language):
    paths = [*addresses(summit, language).values(), "/admin/login/", "/robots.txt", "/data/catalog.jsonld"]
    paths += [f"/{language}/commitments/export.csv", f"/{language}/commitments/feed.atom", "/oembed"]
    paths += [f"/{language}/commitments/{summit.commitment.reference}/cite/", f"/{language}/nothing/"]

    framed = {}
    for path in paths:
        response = client.get(path)
        said = (
            response.headers.get("X-Frame-Options"),
            "frame-ancestors 'none'" in response.headers.get("Content-Security-Policy", ""),
        )
        if said != ("DENY", True):
            framed[path] = said

    assert framed == {}


def test_a_draft_is_not_embedded(client):
    draft = CommitmentFactory(draft=True)

    assert client.get(f"/fr/commitments/{draft.reference}/embed/").status_code == 404
    assert asked(client, page_of(draft)).status_code == 404


def test_a_page_tells_other_sites_how_it_is_embedded(client):
    EventFactory()
    commitment = CommitmentFactory(title_en="Plant trees")
    page = opened(f"/en/commitments/{commitment.reference}/")

    links = {one["type"]: one["href"] for one in page.select('link[rel="alternate"][type$="+oembed"]')}
    answer = client.get(links["application/json+oembed"].removeprefix("http://testserver"))

    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.content) == {
        "version": "1.0",
        "type": "rich",
        "title": f"Plant trees ({commitment.reference})",
        "provider_name": "Trial summit",
        "provider_url": "http://testserver/",
        "cache_age": 86400,
        "html": f'<iframe src="http://testserver/en/commitments/{commitment.reference}/embed/" '
        'title="Plant trees" width="600" height="340" loading="lazy"></iframe>',
        "width": 600,
        "height": 340,
    }


def test_the_same_is_told_in_xml(client):
    commitment = CommitmentFactory(title_fr="Planter")

    answer = asked(client, page_of(commitment, "fr"), format="xml")

    root = ElementTree.fromstring(answer.content)
    assert (answer["Content-Type"], root.tag) == ("text/xml; charset=utf-8", "oembed")
    assert (root.findtext("type"), root.findtext("title")) == ("rich", f"Planter ({commitment.reference})")
    assert root.findtext("html").startswith("<iframe src=")


def test_a_site_gets_no_more_room_than_it_has(client):
    told = asked(client, page_of(CommitmentFactory()), maxwidth=320, maxheight=900).json()

    assert (told["width"], told["height"], 'width="320" height="340"' in told["html"]) == (320, 340, True)


def test_another_format_is_not_implemented(client):
    assert asked(client, page_of(CommitmentFactory()), format="yaml").status_code == 501


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://testserver/",
        "http://testserver/en/commitments/",
        "http://testserver/en/commitments/OPS21-9999/",
        "http://example.org/en/commitments/OPS21-0001/",
        "ftp://testserver/en/commitments/OPS21-0001/",
        "http://testserver/commitments/OPS21-0001/",
        "http://[",
        "\x00",
        "javascript:alert(1)",
        "a" * 10_000,
    ],
)
def test_an_address_of_no_commitment_here_is_not_found(client, url):
    CommitmentFactory()

    assert asked(client, url).status_code == 404


@pytest.mark.parametrize("query", [{"maxwidth": "x"}, {"maxwidth": -1}, {"maxheight": "9" * 400}])
def test_room_that_cannot_be_read_is_what_is_wanted(client, query):
    told = asked(client, page_of(CommitmentFactory()), **query).json()

    assert (told["width"], told["height"]) == (600, 340)


def test_script_in_a_title_is_never_live(client):
    commitment = CommitmentFactory(title_fr=SCRIPT, title_en=SCRIPT)

    embedded = client.get(f"/en/commitments/{commitment.reference}/embed/").content.decode()
    told = asked(client, page_of(commitment)).json()
    field = opened(f"/en/commitments/{commitment.reference}/").select_one("#embed").text

    assert "<script" not in embedded
    for html in (told["html"], field):
        assert BeautifulSoup(html, "html5lib").select("script") == []
        assert "alert(1)" in BeautifulSoup(html, "html5lib").iframe["title"]
