"""Rows from a spreadsheet: read whatever it is, and every mistake told where it stands."""

import csv
import io

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegates.desk import pasting
from delegates.models import Delegation

DELEGATION = Delegation(name="Example State", kind="state", language="fr")
GOOD = ["Ama", "Example", "ama@example.org", "délégué", "Ministre", "français", "sur place"]
AS_READ = {
    **{"given_name": "Ama", "family_name": "Example", "email": "ama@example.org", "category": "delegate"},
    **{"role": "Ministre", "language": "fr", "mode": "in_person"},
}


def read(text, language="en"):
    with translation.override(language):
        return pasting.read(text, DELEGATION)


def mistakes(text, language="en"):
    return [(one.row, one.column, one.value, one.text) for one in read(text, language).mistakes]


def sheet(*rows, mark="\t"):
    file = io.StringIO()
    csv.writer(file, delimiter=mark).writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize("mark", ["\t", ";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tabs_semicolons_and_commas_are_read_alike(mark, end):
    text = sheet(GOOD, mark=mark).replace("\r\n", end)

    assert (read(text).members, mistakes(text)) == ([AS_READ], [])


@pytest.mark.parametrize(
    "header",
    [
        ["Given name", "Family name", "E-mail", "Comes as", "Role", "Language we write to them in", "Attends"],
        ["Prénom", "NOM", "courriel", "Catégorie", "Fonction", "Langue", "Présence"],
        ["first_name", "Surname", "Email (own)", "category", "role", "language", "mode"],
    ],
)
def test_a_first_row_that_names_the_columns_is_no_member_and_gives_their_order(header):
    order = [2, 0, 6, 1, 3, 5, 4]
    text = sheet([header[place] for place in order], [GOOD[place] for place in order])

    assert (read(text).members, read(text).rows) == ([AS_READ], [2])


def test_a_header_that_lacks_or_repeats_a_column_is_told_and_one_nobody_asked_for_is_left_out():
    assert mistakes("Prénom\tNom\tNom\tTéléphone\nAma\tExample\tExample\t0100", "fr") == [
        (1, "Adresse électronique", "Téléphone", "Cette colonne manque, et ces noms ne sont pas reconnus."),
        (1, "Vient au titre de", "Téléphone", "Cette colonne manque, et ces noms ne sont pas reconnus."),
        (1, "Nom de famille", "", "Cette colonne figure deux fois."),
    ]
    kept = read("Given name\tFamily name\tE-mail\tPhone\tCategory\nAma\tExample\tama@example.org\t0100\tpress")
    assert (kept.left_out, len(kept.members)) == (["Phone"], 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (
            [
                "head of delegation",
                "Responsable de délégation",
                "CHEF DE DÉLÉGATION",
                "cheffe de délégation",
                "head",
            ],
            "head",
        ),
        (["delegate", "membre de délégation", "Délégué", "deleguee", "Participante"], "delegate"),
        (["observer", "Observateur ou observatrice", "observateur", "Observatrice"], "observer"),
        (["press", "Presse", "journaliste"], "press"),
        (["support staff", "personnel d'appui", "personnel d’appui", "Support"], "support"),
    ],
)
def test_categories_are_taken_in_both_languages_whatever_their_accents_and_case(words, code):
    rows = [[*GOOD[:2], f"{place}@example.org", word] for place, word in enumerate(words)]

    assert [one["category"] for one in read(sheet(*rows)).members] == [code] * len(words)


def test_what_is_left_empty_is_as_the_delegation_has_it():
    (member,) = read(sheet(GOOD[:4])).members

    assert (member["role"], member["language"], member["mode"]) == ("", "fr", "in_person")


def test_a_missing_column_is_told_with_the_names_that_are_not_known():
    text = sheet(["Given name", "Family name", "E-mail", "Attends as", "Shoe size"], [*GOOD[:4], "42"])

    why = "This column is missing, and these names are not known."
    assert mistakes(text) == [(1, "Comes as", "Attends as, Shoe size", why)]


def test_each_mistake_says_its_row_its_column_and_what_was_typed():
    text = sheet(
        ["Given name", "Family name", "E-mail", "Category", "Role", "Language", "Mode"],
        GOOD,
        [],
        ["Ama\u200b", "", "ama@", "chef", "", "deutsch", "by train"],
        ["Bo", "Ex\u0430mple", "AMA@example.org", "press", "", "", "", "", "0100"],
    )

    assert mistakes(text) == [
        (
            4,
            "Given name",
            "Ama\u200b",
            "This holds a character that cannot be seen. Type it again instead of pasting it.",
        ),
        (4, "Family name", "", "This field is required."),
        (4, "E-mail", "ama@", "Enter a valid email address."),
        (4, "Language we write to them in", "deutsch", "Write one of: Français, English."),
        (4, "Attends", "by train", "Write one of: on site, online."),
        (5, "", "0100", "This cell stands beyond the last column."),
        (5, "E-mail", "AMA@example.org", "This address stands in row 2 already."),
    ]


def test_a_cell_too_long_is_refused_and_one_like_a_formula_is_text():
    ((row, column, value, _text),) = mistakes(sheet(["A" * 10_000, *GOOD[1:]]))
    (member,) = read(sheet([*GOOD[:4], "=1+1|cmd", "", ""])).members

    assert (row, column, len(value), member["role"]) == (1, "Given name", 10_000, "=1+1|cmd")


def test_a_quotation_mark_that_is_not_closed_is_told_where_it_opens():
    ((row, column, _value, text),) = mistakes('"Ama\tExample\nBo\tExample', "en")

    assert (row, column) == (1, "")
    assert text.startswith("A cell holds several lines")


def test_a_quoted_cell_keeps_its_commas():
    (member,) = read('Ama,Example,ama@example.org,press,"Editor, and writer"').members

    assert member["role"] == "Editor, and writer"


def test_more_rows_than_are_taken_at_once_are_refused_at_the_first_too_many():
    rows = [[*GOOD[:2], f"{number}@example.org", "press"] for number in range(pasting.MOST + 1)]

    assert mistakes(sheet(*rows)) == [
        (501, "", "", "These are 501 rows; at most 500 are added at once. Paste them in parts.")
    ]
    assert len(read(sheet(*rows[:500])).members) == 500


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "Nom\tPrénom\tCourriel\tCatégorie"])
def test_nothing_pasted_is_told(text):
    assert mistakes(text) == [(0, "", "", "There is no row with a person in it.")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sample_can_be_pasted_as_it_is(language):
    with translation.override(language):
        text = pasting.sample()

    assert (len(read(text, language).members), mistakes(text, language)) == (2, [])


CELLS = st.one_of(st.text(max_size=20), st.sampled_from([*GOOD, "E-mail", "Nom", '"', "=A1", "\u202e", "a@b.fr"]))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.lists(st.lists(CELLS, max_size=9).map("\t".join), max_size=6).map("\n".join)))
def test_whatever_is_pasted_is_read_or_told_and_raises_nothing(text):
    found = read(text)

    assert len(found.members) == len(found.rows) == len(found.cells)
    assert all(one["email"] and one["category"] for one in found.members)
