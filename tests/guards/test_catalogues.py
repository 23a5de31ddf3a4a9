"""The catalogues of words: nothing forgotten, nothing left over, nothing half translated."""

import ast
import os
import re
import shutil
import subprocess
import sys

import polib
import pytest

from summit.typography import typographic
from tests.guards.tree import ROOT, name, need, product_modules, syntax

LANGUAGES = ("fr", "en")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|{\w*}|</?\w+>")
NOT_GATHERED = {".git", ".venv", "var", "tests", "bench", "docs", "content"}


def folder(root, language):
    return root / "locale" / language / "LC_MESSAGES"


def catalogue(language, root=ROOT):
    return polib.pofile(str(folder(root, language) / "django.po"))


def key(entry):
    return (entry.msgctxt, entry.msgid, entry.msgid_plural)


def said(entry):
    return [one for one in (entry.msgstr, *entry.msgstr_plural.values()) if one]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """A copy of the project with its words gathered anew."""
    need("xgettext")
    copy = tmp_path_factory.mktemp("gathered") / "project"
    shutil.copytree(ROOT, copy, ignore=lambda at, found: NOT_GATHERED & set(found) if at == str(ROOT) else ())
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "makemessages",
            "--locale=fr",
            "--locale=en",
            "--no-obsolete",
            "--verbosity=0",
        ],
        cwd=copy,
        env=os.environ | {"DEBUG": "1", "VAR_DIR": str(copy / "var"), "DATABASE_URL": ""},
        check=True,
    )
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_code_is_in_the_catalogue_and_no_other(gathered, language):
    kept = {key(entry) for entry in catalogue(language) if not entry.obsolete}
    needed = {key(entry) for entry in catalogue(language, gathered)}

    assert {"missing": sorted(needed - kept, key=str), "left over": sorted(kept - needed, key=str)} == {
        "missing": [],
        "left over": [],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_or_obsolete(language):
    words = catalogue(language)

    assert [entry.msgid for entry in words.fuzzy_entries()] == []
    assert [entry.msgid for entry in words.obsolete_entries()] == []


def test_everything_is_said_in_french():
    assert [entry.msgid for entry in catalogue("fr").untranslated_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_what_the_readable_one_says(language):
    compiled = polib.mofile(str(folder(ROOT, language) / "django.mo"))

    readable = {key(entry): said(entry) for entry in catalogue(language).translated_entries()}
    assert {key(entry): said(entry) for entry in compiled} == readable


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_the_code_fills_in(language):
    """A form of the plural may leave the number out, since “one” can say it."""
    changed = []
    for entry in catalogue(language).translated_entries():
        wanted = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural)}
        for words in said(entry):
            found = set(PLACEHOLDER.findall(words))
            if not found <= wanted or (not entry.msgid_plural and found != wanted):
                changed.append((entry.msgid, words))

    assert changed == []


def test_french_words_are_set_as_french_is_printed():
    wrong = [words for entry in catalogue("fr") for words in said(entry) if typographic(words, "fr") != words]

    assert wrong == []


def test_no_word_is_said_inside_an_f_string():
    """The program that gathers words reads no f-string: the word would stay English for ever."""
    says = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy", "pgettext_lazy"}
    found = [
        f"{name(file)}:{call.lineno}"
        for file in product_modules()
        for string in ast.walk(syntax(file))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in says
    ]

    assert found == []
