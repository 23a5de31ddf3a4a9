"""The strict client sees what it is there to see."""

import pytest
from django.http import HttpResponse
from django.template import Context, Template, engines
from django.test import RequestFactory

from tests.guards.strictness import StrictClient, Undefined, faults

PAGE = (
    '<!doctype html>\n<html lang="en"><head><title>A page</title>{head}</head>'
    "<body><h1>A page</h1>{body}</body></html>"
)


def found(body="", head="", path="/en/"):
    return faults(HttpResponse(PAGE.format(body=body, head=head)), path, "testserver")


@pytest.mark.parametrize(
    "body",
    [
        "<p>A text.</p>",
        '<a href="https://example.org/">elsewhere</a>',
        '<img src="/static/img/a.svg" alt="">',
        '<label for="a">A</label><input id="a" aria-describedby="b"><p id="b">B</p>',
        '<a href="#main">on</a><main id="main"></main>',
        '<script type="application/ld+json">{"a": {"b": []}}</script>',
        '<p role="status"></p><p hidden></p>',
        '<button><svg viewBox="0 0 1 1"></svg></button>',
    ],
)
def test_a_sound_page_passes(body):
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p onclick="x()">a</p>', "<p> has an inline handler, onclick"),
        ('<p style="color: red">a</p>', "<p> is styled inline"),
        ("<svg><style>p {}</style></svg>", "<style> is styled inline"),
        ("<script>alert(1)</script>", "<script> is inline"),
        ('<script type="module">1</script>', "<script> is inline"),
        ('<script type="application/ld+json">{"a": </script>', "the structured data is no JSON"),
        (
            '<script src="https://example.org/a.js"></script>',
            "<script> leads to another host, https://example.org/a.js",
        ),
        ('<img src="//example.org/a.png" alt="">', "<img> leads to another host, //example.org/a.png"),
        ('<form action="https://example.org/"></form>', "<form> leads to another host, https://example.org/"),
        ('<img src="/a.png">', "<img> has no alt"),
        ("<p>{{ name }}</p>", "“{{” is left in the page"),
        ("<p>{% if %}</p>", "“{%” is left in the page"),
        ("<p>⟦undefined⟧</p>", "“⟦undefined⟧” is left in the page"),
        ('<i id="a"></i><i id="a"></i>', "the id “a” is there 2 times"),
        ('<label for="b">B</label>', "<label> points to “b”, which is not there"),
        ('<a href="#b">B</a>', "<a> points to “b”, which is not there"),
        ('<p class="lead"> </p>', "<p> is empty, in lead"),
        ("<p><div>a</div></p>", "Unexpected end tag (p)"),
    ],
)
def test_an_unsound_page_is_refused(body, fault):
    assert any(fault in one for one in found(body)), found(body)


def test_another_hosts_style_sheet_is_refused():
    assert found(head='<link rel="stylesheet" href="https://example.org/a.css">') == [
        "<link> leads to another host, https://example.org/a.css"
    ]


def test_a_page_without_its_language_is_refused():
    response = HttpResponse("<!doctype html><html><head><title>A</title></head><body></body></html>")

    assert faults(response, "/en/", "testserver") == ["the html element has no lang"]


@pytest.mark.parametrize(
    ("path", "refused"),
    [("/en/", True), ("/fr/themes/a/", True), ("/en/preview/themes/a/", False), ("/admin/", False)],
)
def test_a_cookie_is_refused_on_a_reading_page_alone(path, refused):
    response = HttpResponse(PAGE.format(head="", body=""))
    response.set_cookie("a", "b")

    assert faults(response, path, "testserver") == (["a reading page sets cookies: ['a']"] if refused else [])


@pytest.mark.django_db
def test_a_template_of_ours_that_shows_what_nobody_gave_it_fails():
    template = engines["django"].get_template("includes/theme_chip.html")

    with pytest.raises(
        AssertionError, match=r"includes/theme_chip.html shows “theme.colour”, which nobody gave it."
    ):
        template.render({}, RequestFactory().get("/"))


def test_a_template_of_others_keeps_its_habits():
    assert Template("{{ nothing }}").render(Context()) == ""


def test_a_question_about_what_nobody_gave_is_allowed():
    assert Template("{% if nothing %}a{% else %}b{% endif %}").render(Context()) == "b"


@pytest.mark.django_db
def test_the_client_looks_at_pages_alone(client):
    assert StrictClient().get("/robots.txt").status_code == 200
    assert isinstance(engines["django"].engine.string_if_invalid, Undefined)
