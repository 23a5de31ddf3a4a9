"""The shape of the templates: a partial says what it takes, and takes nothing else."""

import re

from tests.guards.tree import ROOT, name, templates

FOLDER = ROOT / "templates"
INCLUDE = re.compile(r"""{%\s*include\s+(?P<what>\S+)(?P<rest>[^%]*)%}""")
EXTENDS = re.compile(r"""{%\s*extends\s""")
FORBIDDEN = re.compile(r"""(<style|\sstyle=|\son[a-z]+=|\|safe\b|{%\s*autoescape|javascript:)""")


# A mail asks for no style sheet, and is under no policy: what it looks like stands in its head.
MAIL = FOLDER / "delegates" / "mail" / "letter.html"


def partials():
    return [file for file in templates() if not EXTENDS.search(file.read_text())]


def own(what):
    """Say whether an include names a template of ours; one named by a variable does."""
    return what[0] not in "\"'" or (FOLDER / what.strip("\"'")).exists()


def test_a_partial_says_in_its_first_line_what_it_takes():
    first_lines = {file: file.read_text().partition("\n")[0] for file in partials()}

    said = {
        file: re.match(r"{# " + re.escape(file.stem) + r": .+? #}", line) for file, line in first_lines.items()
    }
    assert {name(file): first_lines[file] for file in said if not said[file]} == {}


def test_a_partial_is_included_with_only_what_it_takes():
    includes = {
        (name(file), found[0], found["what"], found["rest"])
        for file in templates()
        for found in INCLUDE.finditer(file.read_text())
    }

    assert {
        (file, tag) for file, tag, what, rest in includes if own(what) and not rest.strip().endswith("only")
    } == set()


def test_no_template_has_an_inline_style_or_handler_or_unescaped_text():
    found = {name(file): FORBIDDEN.findall(file.read_text()) for file in templates()}
    assert found.pop(name(MAIL)) == ["<style"]

    assert {file: parts for file, parts in found.items() if parts} == {}
