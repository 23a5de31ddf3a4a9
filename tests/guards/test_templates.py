"""The shape of the templates: a partial says what it takes, and takes nothing else."""

import re

import pytest

from tests.guards.tree import ROOT, name, templates

FOLDER = ROOT / "templates"
INCLUDE = re.compile(r"""{%\s*include\s+(?P<what>\S+)(?P<rest>[^%]*)%}""")
EXTENDS = re.compile(r"""{%\s*extends\s""")
FORBIDDEN = re.compile(r"""(<style|\sstyle=|\son[a-z]+=|\|safe\b|{%\s*autoescape|javascript:)""")


def partials():
    return [file for file in templates() if not EXTENDS.search(file.read_text())]


def own(what):
    """Say whether an include names a template of ours; one named by a variable does."""
    return what[0] not in "\"'" or (FOLDER / what.strip("\"'")).exists()


@pytest.mark.parametrize("file", partials(), ids=name)
def test_a_partial_says_in_its_first_line_what_it_takes(file):
    first = file.read_text().partition("\n")[0]

    assert re.match(r"{# " + re.escape(file.stem) + r": .+? #}", first), first


@pytest.mark.parametrize("file", templates(), ids=name)
def test_a_partial_is_included_with_only_what_it_takes(file):
    includes = [found for found in INCLUDE.finditer(file.read_text()) if own(found["what"])]

    assert [found[0] for found in includes if not found["rest"].strip().endswith("only")] == []


@pytest.mark.parametrize("file", templates(), ids=name)
def test_a_template_has_no_inline_style_handler_or_unescaped_text(file):
    assert FORBIDDEN.findall(file.read_text()) == []
