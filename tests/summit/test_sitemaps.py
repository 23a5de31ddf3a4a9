from urllib.parse import urlsplit

import pytest

from tests.factories import (
    CommitmentFactory,
    PageFactory,
    ParticipationFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.guards.addresses import sitemap

pytestmark = pytest.mark.django_db

FIXED = [
    "",
    "themes/",
    "programme/",
    "programme/grid/",
    "programme/print/",
    "programme/changes/",
    "programme/speakers/",
    "commitments/",
    "commitments/figures/",
    "commitments/map/",
    "commitments/frameworks/",
    "commitments/gaps/",
    "commitments/holders/",
    "data/",
    "information/",
    "documents/",
    "site-map/",
]


def paths(client):
    return [urlsplit(url).path for url in sitemap(client)]


def test_the_fixed_pages_are_listed_in_both_languages_before_there_is_any_content(client):
    assert sorted(paths(client)) == sorted(f"/{language}/{path}" for language in ("fr", "en") for path in FIXED)


def test_every_published_thing_is_listed_in_both_languages(client):
    session = SessionFactory(slug="opening")
    ParticipationFactory(session=session, speaker=SpeakerFactory(slug="somebody"))
    CommitmentFactory(reference="OPS21-0007", theme=ThemeFactory(slug="finance"))
    PageFactory(slug="follow")

    assert set(paths(client)) >= {
        f"/{language}/{path}/"
        for language in ("fr", "en")
        for path in (
            "programme/opening",
            "programme/speakers/somebody",
            "themes/finance",
            "commitments/OPS21-0007",
            "information/follow",
        )
    }


def test_what_is_not_published_is_not_listed_and_what_is_cancelled_is(client):
    before = set(paths(client))
    PageFactory(draft=True)
    CommitmentFactory(draft=True, theme=ThemeFactory(draft=True))
    SpeakerFactory()
    ParticipationFactory(session=SessionFactory(draft=True))
    SessionFactory(cancelled=True, slug="called-off")

    assert set(paths(client)) - before == {"/fr/programme/called-off/", "/en/programme/called-off/"}


def test_a_page_is_listed_with_its_versions_and_the_day_it_changed(client):
    page = PageFactory(slug="follow")

    versions = sitemap(client)["http://testserver/fr/information/follow/"]

    assert versions == {
        "fr": "http://testserver/fr/information/follow/",
        "en": "http://testserver/en/information/follow/",
        "x-default": "http://testserver/information/follow/",
    }
    assert f"<lastmod>{page.modified:%Y-%m-%d}</lastmod>".encode() in client.get("/sitemap.xml").content


def test_the_list_costs_the_same_whatever_it_lists(client, django_assert_num_queries):
    def fill():
        session = SessionFactory()
        ParticipationFactory(session=session)
        CommitmentFactory()
        PageFactory()

    fill()
    client.get("/sitemap.xml")  # the countries are worked out once for each state of the register
    with django_assert_num_queries(10):
        client.get("/sitemap.xml")
    fill()
    fill()
    with django_assert_num_queries(10):
        client.get("/sitemap.xml")
