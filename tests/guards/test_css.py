"""The style sheets and scripts: logical directions, tokens, and a word for who has no script."""

import re

import pytest

from tests.guards.tree import css, js, name

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = [
    re.compile(
        r"(?<![\w-])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b[^;]*"
    ),
    re.compile(r"(?<![\w-])(?:left|right|top|bottom)\s*:[^;]*"),
    re.compile(r"(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)"),
    re.compile(r"(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius\b"),
]
USED = re.compile(r"var\((--[\w-]+)")
SET = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")


def rules(file):
    return COMMENT.sub("", file.read_text())


@pytest.mark.parametrize("text", ["margin-left: 0", "a{padding-right:1rem}", "a { left: 0 }", "text-align: left"])
def test_the_guard_knows_a_physical_direction(text):
    assert [found for pattern in PHYSICAL for found in pattern.findall(text)] != []


@pytest.mark.parametrize(
    "text", ["margin-inline-start: 0", "inset-inline-start: 0", "text-align: start", "padding-block-end: 0"]
)
def test_the_guard_knows_a_logical_direction(text):
    assert [found for pattern in PHYSICAL for found in pattern.findall(text)] == []


def test_style_sheets_have_logical_directions_only():
    found = {name(file): [part for pattern in PHYSICAL for part in pattern.findall(rules(file))] for file in css()}

    assert {file: parts for file, parts in found.items() if parts} == {}


def test_style_sheets_ask_no_other_host_and_import_nothing():
    found = {name(file): re.findall(r"@import|https?://|url\(\s*[\"']?//", rules(file)) for file in css()}

    assert {file: parts for file, parts in found.items() if parts} == {}


def test_every_token_that_is_used_is_set():
    reading = [file for file in css() if not file.name.startswith("admin")]  # theirs are Django's
    used = {token for file in reading for token in USED.findall(rules(file))}
    known = {token for file in reading for token in SET.findall(rules(file))}

    assert used - known == set()


def test_a_script_says_first_what_happens_without_it():
    first_lines = {name(file): file.read_text().partition("\n")[0] for file in js()}

    assert {
        file: line for file, line in first_lines.items() if not re.match(r"(//|/\*) Without this ", line)
    } == {}


def test_scripts_write_no_markup_and_ask_no_other_host():
    found = {
        name(file): re.findall(r"innerHTML|insertAdjacentHTML|document\.write|eval\(|https?://", file.read_text())
        for file in js()
    }

    assert {file: parts for file, parts in found.items() if parts} == {}
