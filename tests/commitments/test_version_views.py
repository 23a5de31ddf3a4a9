"""The versions of a record, each at its address, and the page of a record that left the register."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from commitments.models import Commitment, Version
from commitments.versions import publish
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    PledgeFactory,
    ReportFactory,
    SessionFactory,
    TargetFactory,
)
from tests.guards.addresses import sitemap
from tests.pages import FRAME, LANGUAGES, links, opened, parts, queries, said, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
RECORD = "commitments/OPS21-0001/"


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def commitment():
    return CommitmentFactory(reference="OPS21-0001", title_fr="L'eau", title_en="Water", due="2025")


def addresses_in(element):
    return [href for _words, href in links(element)]


def change(commitment, *, reason="update", note=None, **facts):
    for name, value in facts.items():
        setattr(commitment, name, value)
    commitment.save()
    publish(commitment, reason=reason, note=note)
    Version.objects.update(published_at=datetime(2022, 12, 19, 23, 30, tzinfo=UTC))


@in_both_languages
def test_each_version_is_listed_with_its_moment_its_reason_its_note_and_what_it_changed(language, commitment):
    publish(commitment)
    change(commitment, due="2030", reason="correction", note={"fr": "Une faute.", "en": "A mistake."})

    page = opened(f"/{language}/{RECORD}versions/")

    section = page.select_one("#version-2")
    assert {"fr": "mardi 20 décembre 2022, 0\u00a0h\u00a030", "en": "Tuesday 20 December 2022, 00:30"}[
        language
    ] == words(section.time)
    assert {"fr": "heure de Paris · correction", "en": "Paris time · correction"}[language] in words(section)
    assert {"fr": "Une faute.", "en": "A mistake."}[language] in words(section)
    sentence = {"fr": "L’échéance passe de 2025 à 2030.", "en": "The deadline moved from 2025 to 2030."}
    assert sentence[language] in words(section)
    assert said("first publication", language) in words(page.select_one("#version-1"))
    assert page.select("#version-1 li") == []


@in_both_languages
def test_a_version_shows_the_record_as_it_was(language, commitment):
    TargetFactory(commitment=commitment)
    PledgeFactory(commitment=commitment)
    ReportFactory(commitment=commitment)
    publish(commitment)
    change(commitment, title_fr="Les mers", title_en="Seas")
    commitment.targets.all().delete()

    page = opened(f"/{language}/{RECORD}versions/1/")

    assert words(page.h1) == {"fr": "L’eau", "en": "Water"}[language]
    assert {"fr": "version 1 sur 2", "en": "version 1 of 2"}[language] in words(page.main)
    assert said("Targets", language) in parts(page)
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert f"/{language}/{RECORD}" in addresses_in(page.main)
    assert f"/{language}/{RECORD}versions/#version-1" in addresses_in(page.main)


def test_a_version_is_cited_by_its_number_its_day_and_its_own_address(commitment):
    publish(commitment)
    change(commitment, due="2030")

    page = opened(f"/en/{RECORD}versions/2/")

    assert "version 2 of 20 December 2022. http://testserver/en/commitments/OPS21-0001/versions/2/ " in words(
        page.main
    )


def test_the_document_of_a_version_is_sent_exactly_as_it_was_kept(commitment):
    publish(commitment)

    response = Client().get(f"/fr/{RECORD}versions/1.json")

    assert json.loads(response.content) == commitment.versions.get().document
    assert (response["Content-Type"], response["X-Robots-Tag"]) == ("application/json", "noindex")
    assert "L'eau" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["versions/", "versions/1/", "versions/1.json", "cite/", "cite.bib", "", "versions/2/", "versions/0/"]
)
def test_a_draft_has_none_of_these_pages(path):
    publish(CommitmentFactory(reference="OPS21-0001", draft=True))

    assert Client().get(f"/en/{RECORD}{path}").status_code == 404


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
def test_a_version_that_never_was_is_not_found(commitment, number):
    publish(commitment)

    assert Client().get(f"/en/{RECORD}versions/{number}/").status_code == 404


def test_a_public_record_that_no_version_has_kept_yet_says_so(commitment):
    assert "has not changed since the register keeps versions" in words(opened(f"/en/{RECORD}versions/").main)


@in_both_languages
def test_a_record_taken_off_the_register_keeps_its_page_which_says_when_and_why(language, commitment):
    publish(commitment)
    change(commitment, published=False, note={"fr": "Une erreur.", "en": "An error."})

    page = opened(f"/{language}/{RECORD}")

    assert words(page.h1) == {"fr": "L’eau", "en": "Water"}[language]
    assert said("This record was taken off the register.", language) in words(page.main)
    assert {"fr": "20 décembre 2022", "en": "20 December 2022"}[language] in words(page.main)
    assert {"fr": "Une erreur.", "en": "An error."}[language] in words(page.main)
    assert f"/{language}/{RECORD}versions/" in addresses_in(page.main)
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"


def test_a_merged_record_leads_to_the_one_that_now_holds_what_it_said_even_after_that_one_left(commitment):
    other = CommitmentFactory(reference="OPS21-0002")
    publish(commitment, other)
    change(commitment, published=False, merged_into=other)
    change(other, published=False)

    page = opened(f"/en/{RECORD}")

    assert "This record was merged into another one." in words(page.main)
    assert "/en/commitments/OPS21-0002/" in addresses_in(page.main)


def test_what_left_is_in_no_list_no_total_and_no_site_map(commitment, client):
    publish(commitment)
    change(commitment, published=False)

    assert "OPS21-0001" not in words(opened("/en/commitments/").main)
    assert Commitment.objects.published().headline()["commitments"] == 0
    assert [one for one in sitemap(client) if "OPS21-0001" in one] == []


def test_what_is_drafted_for_the_return_of_a_record_is_shown_nowhere(commitment):
    publish(commitment)
    change(commitment, published=False, title_en="Secret one", title_fr="Secret un")
    change(commitment, title_en="Secret two", title_fr="Secret deux")

    for path in ("", "versions/", "versions/2/", "cite/"):
        assert "Secret" not in str(opened(f"/en/{RECORD}{path}"))
    assert commitment.versions.count() == 2


def test_a_session_that_is_a_draft_is_named_by_no_title(commitment):
    commitment.session = SessionFactory(draft=True, title_en="Secret")
    commitment.save()
    publish(commitment)

    assert "Secret" not in str(opened(f"/en/{RECORD}versions/1/"))


def test_the_page_of_the_versions_costs_the_same_for_one_and_for_three(commitment):
    publish(commitment)
    one = queries(f"/en/{RECORD}versions/")
    change(commitment, due="2026")
    change(commitment, due="2027")

    assert (one, queries(f"/en/{RECORD}versions/")) == (FRAME + 4, FRAME + 4)
