import pytest

from summit.markdown import render


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("A text.", "<p>A text.</p>\n"),
        ("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("[the site](https://example.org/a)", '<p><a href="https://example.org/a">the site</a></p>\n'),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>\n"),
    ],
)
def test_markdown_becomes_html(text, html):
    assert render(text, "en") == html


def test_a_table_is_a_table():
    assert "<th>a</th>" in render("| a | b |\n|---|---|\n| 1 | 2 |", "en")


@pytest.mark.parametrize(
    ("typed", "level"), [("# a", "h2"), ("## a", "h2"), ("### a", "h3"), ("###### a", "h6"), ("a\n=", "h2")]
)
def test_headings_stand_below_the_pages_own(typed, level):
    assert render(typed, "en") == f"<{level}>a</{level}>\n"


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<style>p{}</style>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,<script>)",
        '[x](https://example.org/"onmouseover="alert(1))',
        "<https://example.org/<script>>",
        "`<script>`",
    ],
)
def test_nothing_staff_type_becomes_markup_of_its_own(typed):
    html = render(typed, "en").lower()

    for danger in (
        "<script",
        "<img",
        "<style",
        'href="javascript',
        'href="vbscript',
        'href="data',
        '"onmouseover="',
    ):
        assert danger not in html


def test_running_text_is_set_and_code_and_addresses_are_not():
    html = render("l'eau : `l'eau :` et [l'eau](https://example.org/l'eau)", "fr")

    assert html == "<p>l’eau\u00a0: <code>l'eau :</code> et <a href=\"https://example.org/l'eau\">l’eau</a></p>\n"


@pytest.mark.parametrize(
    ("typed", "language", "html"),
    [
        ('a "**bold**" word', "en", "<p>a “<strong>bold</strong>” word</p>\n"),
        ('"*yes*", they said', "en", "<p>“<em>yes</em>”, they said</p>\n"),
        ("**France**'s aim", "en", "<p><strong>France</strong>’s aim</p>\n"),
        ("« **la nature** »", "fr", "<p>«\u00a0<strong>la nature</strong>\u00a0»</p>\n"),
        ("**30** % ici", "fr", "<p><strong>30</strong>\u00a0% ici</p>\n"),
        ('one\n"two"', "en", "<p>one\n“two”</p>\n"),
    ],
)
def test_a_line_in_pieces_is_set_as_one(typed, language, html):
    assert render(typed, language) == html
