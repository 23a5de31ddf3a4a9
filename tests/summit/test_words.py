import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from tests.factories import KeyFigureFactory, OrganiserFactory, PageFactory


def shown(template, **context):
    return Template(template).render(Context(context))


def test_a_text_in_the_readers_language_is_shown_as_it_is_typed_and_set():
    page = PageFactory.build(title_fr="L'océan : <b>", title_en="The ocean")

    assert shown('{% text page "title" %}', page=page) == "L’océan\u00a0: &lt;b&gt;"


def test_a_text_that_falls_back_says_its_language():
    organiser = OrganiserFactory.build(role_fr="", role_en="the <host's>")

    assert shown('{% text one "role" %}', one=organiser) == '<span lang="en">the &lt;host’s&gt;</span>'


def test_a_unit_follows_its_quantity_in_the_readers_language_alone():
    both = KeyFigureFactory.build(unit_fr="tonnes d'or", unit_en="tonnes")
    english = KeyFigureFactory.build(unit_fr="", unit_en="tonnes")

    assert shown("{% unit one value %}", one=both, value=2_000_000) == "de tonnes d’or"
    assert shown("{% unit one value %}", one=english, value=2_000_000) == '<span lang="en">tonnes</span>'


def test_a_text_in_an_attribute_has_no_element_and_cannot_leave_it():
    organiser = OrganiserFactory.build(role_fr="", role_en='host" onclick="x')

    assert shown('<a title="{% plain one "role" %}">', one=organiser) == '<a title="host” onclick=”x">'


def test_a_long_text_is_markdown_and_says_its_language_when_it_falls_back():
    page = PageFactory.build(body_fr="", body_en="The **ocean**")

    french = shown('{% markdown_text page "body" %}', page=page)
    with translation.override("en"):
        english = shown('{% markdown_text page "body" %}', page=page)

    assert french == '<div lang="en"><p>The <strong>ocean</strong></p>\n</div>'
    assert english == "<p>The <strong>ocean</strong></p>\n"


def test_a_text_that_nobody_wrote_shows_nothing():
    page = PageFactory.build(title_fr="", title_en="", body_fr="", body_en="")

    assert shown('{% text p "title" %}{% plain p "title" %}{% markdown_text p "body" %}', p=page) == ""


@pytest.mark.parametrize(
    ("template", "value", "french", "english"),
    [
        ("{{ value|number }}", Decimal("14.3260"), "14,326", "14.326"),
        ("{{ value|number }}", None, "", ""),
        ("{{ value|quantity }}", 2_000_000, "2\xa0millions", "2\xa0million"),
        ("{{ value|quantity }}", None, "", ""),
        ("{{ value|partial_date }}", "2022-12", "décembre 2022", "December 2022"),
        ("{{ value|long_date }}", date(2021, 1, 11), "lundi 11 janvier 2021", "Monday 11 January 2021"),
        ("{{ value|clock_time }}", datetime(2021, 1, 11, 13, tzinfo=UTC), "13\xa0h\xa000", "13:00"),
        ("{{ value|zone_name }}", "Europe/Paris", "heure de Paris", "Paris time"),
        ("{{ value|language_name }}", "ar", "arabe", "Arabic"),
        ("{{ value|listed }}", ["a", "b"], "a et b", "a and b"),
        ("{{ value|typographic }}", "l'eau : « ici »", "l’eau\xa0: «\xa0ici\xa0»", "l’eau : « ici »"),
        ("{% money value 'EUR' %}", 1_000_000, "1\xa0million d’euros", "€1\xa0million"),
    ],
)
def test_a_value_is_written_in_the_readers_language(template, value, french, english):
    assert shown(template, value=value) == french
    with translation.override("en"):
        assert shown(template, value=value) == english


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/a/b", "example.org"),
        ("http://example.org", "example.org"),
        ("https://live.example.org:8000/?a=b", "live.example.org:8000"),
        ("", ""),
    ],
)
def test_a_link_says_where_it_goes(url, host):
    assert shown("{{ url|host }}", url=url) == host


def test_structured_data_cannot_close_its_element_and_stays_what_it_was():
    data = {"name": "</script><script>alert(1)</script> & l’océan", "list": [1, None]}

    html = shown("{% json_ld data %}", data=data)

    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    assert "&" not in inside
    assert json.loads(inside) == data
