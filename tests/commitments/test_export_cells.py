"""Whatever a text holds, it comes back equal from a CSV and from JSON, and no cell of it is a formula."""

import csv
import io
import json
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.export import texts
from commitments.export.cells import NUMBER, cell, defused, joined
from commitments.export.records import Record
from commitments.export.tables import COMMITMENTS
from tests.commitments.exports import restored, rows_of, split

# What PostgreSQL keeps: everything but NUL and halves of characters.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")) | st.text(
    "=+-@'|\\\"\t\r\n,;1a "
)
# The machine may be busy: what matters is the texts, not how long they take.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
BOTH = st.fixed_dictionaries({"fr": WORDS, "en": WORDS})
HOLDERS = st.lists(
    st.fixed_dictionaries({"holder": st.fixed_dictionaries({"slug": st.just("one"), "name": BOTH})}), max_size=3
)


@st.composite
def documents(draw):
    choices = dict.fromkeys(("title", "summary", "scope", "partners", "note"), BOTH)
    drawn = draw(st.fixed_dictionaries(choices | {"parties": HOLDERS, "kind": WORDS, "statement_": WORDS}))
    empty = dict.fromkeys(("theme", "link", "session", "announced", "due", "delivery", "assurance"), "")
    rows = {name: [] for name in ("countries", "goals", "relations", "targets", "pledges", "reports", "sources")}
    statement = {"text": drawn.pop("statement_"), "language": "fr"}
    return {"reference": "T-0001", "state": "published", "statement": statement, **drawn, **empty, **rows}


def record(document):
    return Record(json.dumps(document), 1, datetime(2021, 1, 11, tzinfo=UTC), {"fr": "/fr/", "en": "/en/"})


@PATIENT
@given(documents())
def test_a_csv_read_back_says_what_the_document_says(document):
    (row,) = rows_of(texts.header(COMMITMENTS) + texts.lines(COMMITMENTS, [record(document)]))

    for name in ("title", "summary", "scope", "partners", "note"):
        assert {code: row[f"{name}_{code}"] for code in ("fr", "en")} == document[name]
    assert (row["statement"], row["kind"]) == (document["statement"]["text"], document["kind"])


@PATIENT
@given(st.lists(WORDS, min_size=1))
def test_a_list_read_back_has_the_same_values(values):
    assert split(restored(cell(values))) == values


@PATIENT
@given(documents())
def test_json_read_back_is_the_document(document):
    told = json.loads(texts.each_on_a_line([record(document)]))

    assert {name: told[name] for name in document} == document
    assert len(texts.each_on_a_line([record(document)]).split("\n")) == 2


@PATIENT
@given(WORDS)
def test_no_cell_is_a_formula_unless_it_is_a_number(text):
    shown = defused(text)

    assert shown[:1] not in set("=+-@\t\r\n") or NUMBER.fullmatch(shown)
    assert restored(shown) == text


@PATIENT
@given(WORDS)
def test_a_text_stands_in_one_cell(text):
    file = io.StringIO(newline="")
    csv.writer(file).writerow([cell(text), "end"])

    assert list(csv.reader(io.StringIO(file.getvalue(), newline=""))) == [[defused(text), "end"]]


def test_numbers_stay_numbers():
    assert [cell(one) for one in ("-5", "-0.5", 7, "+5", "-5-5")] == ["-5", "-0.5", "7", "'+5", "'-5-5"]


def test_a_bar_within_a_value_is_told_from_one_between_values():
    assert joined(["a|b", None, "c\\"]) == "a\\|b||c\\\\"
