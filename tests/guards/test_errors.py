"""What readers see when they may not, and when the portal itself fails."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from tests.guards.addresses import LANGUAGES
from tests.guards.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.guards.broken_urls")]


@pytest.fixture
def visitor(caplog):
    """A reader to whom a failure is shown as a page; what the log says of it is kept out of the report."""
    caplog.set_level(logging.CRITICAL, logger="django.request")
    return StrictClient(raise_request_exception=False)


def page(response):
    return BeautifulSoup(response.content, "html5lib")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_is_told_in_the_readers_language_without_asking_the_database(
    visitor, summit, language, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = visitor.get(f"/{language}/broken/")

    assert response.status_code == 500
    assert page(response).html["lang"] == language
    assert len(page(response).select("h1")) == 1
    assert [link["href"] for link in page(response).select("main a")] == [f"/{language}/"]
    assert b"broken on purpose" not in response.content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "status"), [("refused/", 403), ("unknown/", 404)])
def test_a_refusal_is_told_in_the_readers_language(visitor, summit, language, path, status):
    response = visitor.get(f"/{language}/{path}")

    assert response.status_code == status
    assert page(response).html["lang"] == language
    assert len(page(response).select("h1")) == 1
    assert page(response).select_one('meta[name="robots"]')["content"] == "noindex"


def test_each_failure_has_its_own_words(visitor, summit):
    said = [page(visitor.get(f"/en/{path}/")).h1.text for path in ("broken", "refused", "unknown")]

    assert said == [
        "Something failed on our side",
        "You may not see this page",
        "There is no page at this address",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_address_is_not_found_before_any_summit_is_described(visitor, language):
    assert visitor.get(f"/{language}/unknown/").status_code == 404


def test_an_address_without_language_is_not_found_in_the_language_of_the_browser(visitor, summit):
    response = visitor.get("/unknown/", headers={"accept-language": "en"})

    assert response.status_code == 404
    assert page(response).html["lang"] == "en"


def test_a_form_that_was_not_ours_is_refused_with_what_to_do(summit):
    client = Client(enforce_csrf_checks=True)

    response = client.post("/admin/login/", {"username": "a", "password": "b"}, headers={"accept-language": "en"})

    assert response.status_code == 403
    assert page(response).html["lang"] == "en"
    assert "kept for staff" not in page(response).main.text


def test_a_draft_is_shown_to_those_who_may_see_it_and_kept_by_no_cache(summit):
    staff = StrictClient()
    staff.force_login(User.objects.create_superuser("editor"))
    paths = [
        f"/en/preview/information/{summit.draft_page.slug}/",
        f"/en/preview/themes/{summit.draft_theme.slug}/",
        f"/en/preview/programme/{summit.draft_session.slug}/",
        f"/en/preview/commitments/{summit.draft_commitment.reference}/",
    ]

    for path in paths:
        response = staff.get(path)

        assert response.status_code == 200
        assert page(response).select_one(".notice--draft").text.startswith("Preview.")
        assert "no-store" in response.headers["Cache-Control"]
        assert "private" in response.headers["Cache-Control"]
