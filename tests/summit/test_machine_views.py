import json

import pytest
from django.test import Client

from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("en", "en"),
        ("en-GB,fr;q=0.5", "en"),
        ("fr-CA", "fr"),
        ("de;q=0.9, en;q=0.8, fr;q=0.1", "en"),
        ("xx", "fr"),
        ("", "fr"),
        ("*", "fr"),
        ("en;q=broken", "fr"),
        (";" * 5_000, "fr"),
    ],
)
def test_the_bare_address_leads_to_the_home_page_in_the_language_the_browser_asks_for(asked, language):
    response = Client().get("/", headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert response["Vary"] == "Accept-Language"
    assert dict(response.cookies) == {}


def test_a_browser_that_asks_for_nothing_reads_french():
    assert Client().get("/")["Location"] == "/fr/"


def test_health_answers_in_one_word_that_nobody_keeps():
    response = Client().get("/health/")

    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok\n", "no-store")


def test_robots_are_kept_out_of_what_is_not_for_readers():
    response = Client().get("/robots.txt")

    assert response["Content-Type"] == "text/plain"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /fr/preview/\nDisallow: /en/preview/\n\n"
        "Sitemap: http://testserver/sitemap.xml\n"
    )


def test_browsers_may_fetch_pages_beforehand_but_neither_the_admin_nor_what_is_private():
    response = Client().get("/speculation-rules.json")

    assert response["Content-Type"] == "application/speculationrules+json"
    (rule,) = json.loads(response.content)["prefetch"]
    assert rule["where"]["and"][1] == {
        "not": {"href_matches": ["/admin/*", "/*/preview/*", "/*/registration/*", "/*/delegation/*"]}
    }


def test_pages_say_where_the_rules_for_fetching_beforehand_are():
    EventFactory()

    assert Client().get("/en/")["Speculation-Rules"] == '"/speculation-rules.json"'


@pytest.mark.parametrize("path", ["/", "/health/", "/robots.txt", "/speculation-rules.json"])
def test_what_machines_ask_takes_nothing(path):
    assert Client().post(path).status_code == 405


@pytest.mark.parametrize("path", ["/staff/", "/api/", "/dev/"])
def test_addresses_kept_for_later_are_free(path):
    assert Client().get(path).status_code == 404
