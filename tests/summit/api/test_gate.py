"""What all answers share: limits, other origins, methods, languages, errors."""

import logging

import pytest
from django.test import Client

from summit.api.gate import PACE
from tests.summit.api.reading import asked, read

pytestmark = pytest.mark.django_db

EVERYTHING = ("", "commitments", "holders", "themes", "sessions", "frameworks", "totals", "openapi.json", "docs")
everything = pytest.mark.parametrize("path", EVERYTHING)


def problem(response, status):
    """Return what a refusal says; it is in its own form, kept by nobody."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response["Cache-Control"] == "no-store"
    told = response.json()
    assert told["status"] == status
    return told


@everything
def test_an_answer_is_open_to_all_cached_by_all_and_depends_on_no_cookie(register, path):
    response = asked(path)

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link", "Retry-After", "RateLimit-Remaining"} <= set(
        response["Access-Control-Expose-Headers"].split(", ")
    )
    assert response["Cache-Control"] == "public, no-cache"
    assert response["ETag"] != ""
    assert dict(response.cookies) == {}
    assert "Cookie" not in response["Vary"]


@everything
def test_who_has_an_answer_gets_it_once(register, path):
    known = asked(path)["ETag"]

    again = asked(path, if_none_match=known)

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", known)
    assert again["Access-Control-Allow-Origin"] == "*"


@everything
def test_an_answer_can_be_asked_for_its_headers_alone(register, path):
    whole = asked(path)

    head = Client().head(f"/api/v1/{path}")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


def test_a_browser_may_ask_before_it_asks():
    response = Client().options("/api/v1/commitments", headers={"origin": "https://example.org"})

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "If-None-Match, Accept-Language"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written_and_no_form_is_asked_for(method):
    client = Client(enforce_csrf_checks=True)

    response = getattr(client, method)("/api/v1/commitments", headers={"accept-language": "en"})

    assert problem(response, 405)["title"] == "The API can only be read"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "path",
    ["nowhere", "commitments/", "commitments/OPS21-9999", "holders/nobody", "themes/none", "v2/a/b", "a%00b"],
)
def test_what_is_not_there_is_said_in_the_programs_own_form(register, path):
    told = problem(asked(f"{path}?token=secret", accept_language="en"), 404)

    assert told["title"] == "There is nothing at this address"
    assert told["type"] == "http://testserver/api/v1/docs#problem-not-found"
    assert "secret" not in told["instance"]


def test_what_is_not_there_costs_no_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        asked("nowhere")


@pytest.mark.parametrize(
    ("query", "headers", "title"),
    [
        ("", {}, "Il n’y a rien à cette adresse"),
        ("", {"accept_language": "de, en;q=0.8, fr;q=0.1"}, "There is nothing at this address"),
        ("", {"accept_language": "xx"}, "Il n’y a rien à cette adresse"),
        ("", {"accept_language": ";" * 5_000}, "Il n’y a rien à cette adresse"),
        ("?lang=en", {"accept_language": "fr"}, "There is nothing at this address"),
        ("?lang=de", {"accept_language": "en"}, "There is nothing at this address"),
        ("", {"accept_language": "en", "cookie": "django_language=fr"}, "There is nothing at this address"),
    ],
)
def test_an_error_is_told_in_the_readers_language(query, headers, title):
    response = asked(f"nowhere{query}", **headers)

    assert problem(response, 404)["title"] == title
    assert response["Content-Language"] == ("en" if title.startswith("There") else "fr")


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("limit=0", "“limit” takes a whole number from 1 to 100."),
        ("limit=101", "“limit” takes a whole number from 1 to 100."),
        ("limit=many", "“limit” takes a whole number from 1 to 100."),
        ("limit=", "“limit” takes a whole number from 1 to 100."),
        ("limit=%00", "“limit” takes a whole number from 1 to 100."),
        ("lang=de", "“lang” takes fr or en."),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(query, detail):
    told = problem(asked(f"holders?{query}", accept_language="en"), 400)

    assert (told["detail"], told["parameters"]) == (detail, [query.partition("=")[0]])


def test_an_address_of_a_thousand_fields_is_refused_in_the_programs_own_form():
    query = "&".join(f"a{number}=1" for number in range(1_100))

    assert (
        problem(asked(f"commitments?{query}", accept_language="en"), 400)["title"] == "The request cannot be read"
    )


def test_a_host_that_is_not_ours_is_refused_in_the_programs_own_form():
    told = problem(asked("nowhere", Client(SERVER_NAME="elsewhere.example"), accept_language="en"), 400)

    assert (told["title"], told["type"]) == ("The request cannot be read", "/api/v1/docs#problem-unreadable")


@pytest.mark.parametrize(("accept", "status"), [("text/csv", 406), ("application/json", 200), ("*/*", 200)])
def test_json_is_what_there_is(accept, status):
    assert asked("holders", accept=accept).status_code == status


def test_each_address_has_so_many_requests_a_minute(settings):
    settings.API_REQUESTS_PER_MINUTE = 2

    answers = [asked("nowhere") for _request in range(3)]

    assert [one.status_code for one in answers] == [404, 404, 429]
    assert [one["RateLimit-Remaining"] for one in answers] == ["1", "0", "0"]
    assert {one["RateLimit-Limit"] for one in answers} == {"2"}
    assert answers[0]["RateLimit-Policy"] == '"address";q=2;w=60'
    assert 0 < int(answers[2]["Retry-After"]) <= PACE.window
    problem(answers[2], 429)
    other = Client(REMOTE_ADDR="203.0.113.7")
    assert asked("nowhere", other).status_code == 404


def test_pages_for_people_are_not_counted(settings, summit):
    settings.API_REQUESTS_PER_MINUTE = 1
    asked("nowhere")

    assert Client().get("/en/").status_code == 200
    assert "RateLimit-Limit" not in Client().get("/en/").headers


@pytest.mark.urls("tests.summit.api.broken_urls")
def test_a_failure_of_ours_is_told_without_a_word_of_what_failed(caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")

    response = asked("broken", Client(raise_request_exception=False), accept_language="en")

    assert problem(response, 500)["title"] == "Something failed on our side"
    assert b"on purpose" not in response.content


def test_the_index_leads_to_all_that_is_there(register):
    for name, address in read("").items():
        assert asked(address.removeprefix("http://testserver")).status_code == 200, name
