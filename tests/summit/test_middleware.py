import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client, RequestFactory

from summit.middleware import cache_policy, readable_404
from tests.factories import EventFactory, PageFactory

PRIVATE = {"private", "no-store"}


def answered(response, method="get"):
    """Return what the cache policy makes of a response."""
    return cache_policy(lambda _request: response)(getattr(RequestFactory(), method)("/"))


def directives(response):
    return {part.strip() for part in response.headers["Cache-Control"].split(",")}


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_reading_page_may_be_kept_by_anyone_and_is_asked_again_each_time(method):
    assert directives(answered(HttpResponse(), method)) == {"public", "no-cache"}


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_the_answer_to_what_is_sent_is_kept_by_nobody(method):
    assert directives(answered(HttpResponse(), method)) == PRIVATE


def test_a_page_that_sets_a_cookie_is_kept_by_nobody():
    response = HttpResponse()
    response.set_cookie("a", "b")

    assert directives(answered(response)) == PRIVATE


@pytest.mark.parametrize("vary", ["Cookie", "Accept-Language, Cookie"])
def test_a_page_that_varies_on_a_cookie_is_kept_by_nobody(vary):
    assert directives(answered(HttpResponse(headers={"Vary": vary}))) == PRIVATE


def test_what_a_view_says_itself_stands():
    assert directives(answered(HttpResponse(headers={"Cache-Control": "max-age=60"}))) == {"max-age=60"}


def test_a_page_that_is_found_passes_while_developing():
    response = HttpResponse("found")

    assert readable_404(lambda _request: response)(RequestFactory().get("/")) is response


@pytest.mark.django_db
def test_a_page_that_is_not_found_is_the_readers_own_while_developing():
    request = RequestFactory().get("/en/nothing/")

    response = readable_404(lambda _request: HttpResponse("a list of addresses", status=404))(request)

    assert response.status_code == 404
    assert b"a list of addresses" not in response.content
    assert b"<h1>" in response.content


@pytest.mark.django_db
def test_a_page_that_did_not_change_is_not_sent_again():
    EventFactory()
    client = Client()
    tag = client.get("/en/").headers["ETag"]

    response = client.get("/en/", headers={"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")
    assert directives(response) == {"public", "no-cache"}


@pytest.mark.django_db
def test_a_page_that_staff_changed_is_sent_again_at_once():
    page = PageFactory()
    client = Client()
    tag = client.get(page.get_absolute_url()).headers["ETag"]

    page.body_fr = "Autre chose."
    page.save()
    response = client.get(page.get_absolute_url(), headers={"if-none-match": tag})

    assert response.status_code == 200
    assert "Autre chose." in response.content.decode()


@pytest.mark.django_db
def test_a_reader_who_is_signed_in_gets_the_page_everybody_gets():
    EventFactory()
    staff = Client()
    staff.force_login(User.objects.create_superuser("editor"))

    mine, everybodys = staff.get("/en/"), Client().get("/en/")

    assert mine.content == everybodys.content
    assert directives(mine) == {"public", "no-cache"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/login/", "/admin/"])
def test_the_staffs_pages_are_kept_by_nobody(path):
    response = Client().get(path)

    assert directives(response) >= PRIVATE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/en/", "/en/nothing/", "/admin/login/", "/health/", "/robots.txt", "/sitemap.xml"]
)
def test_every_answer_says_what_a_browser_may_do_with_it(path):
    policy = Client().get(path).headers["Content-Security-Policy"]

    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert allowed["default-src"] == "'none'"
    assert allowed["script-src"] == allowed["style-src"] == allowed["form-action"] == "'self'"
    assert allowed["frame-ancestors"] == allowed["base-uri"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_every_answer_forbids_framing_and_guessing_and_keeps_its_address():
    headers = Client().get("/en/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("debug", [True, False])
def test_an_address_with_more_fields_than_are_read_is_refused_by_a_page(client, settings, debug):
    settings.DEBUG = debug

    answer = client.get("/fr/programme/?" + "&".join(["theme=a"] * 1001))

    assert answer.status_code == 400
    assert "Rien n’a été conservé" in answer.content.decode()
