import json
import re
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from commitments.citation import Entry, bibtex, csl_json, ris, sentence
from commitments.models import Commitment, Party
from commitments.versions import current
from summit.partial_date import PartialDate
from tests.factories import CommitmentFactory, EventFactory, HolderFactory, PartyFactory
from tests.pages import LANGUAGES, play

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
HOSTILE = 'A {b} \\c & 50 % of $5 #1 _x_ ~y^\r\nER  - \nTY  - JOUR\u2028}, note = {"<script>alert(1)</script>'


def entry(**changes):
    """Return the citation of an ordinary commitment, some of it changed."""
    told = {
        "language": "en",
        "reference": "OPS21-0001",
        "holders": ["France", "Costa Rica"],
        "title": "Protect 30% of the land",
        "register": "Register of commitments, Trial summit",
        "announced": PartialDate("2021-01-11"),
        "number": 3,
        "version": date(2022, 12, 19),
        "url": "https://example.org/en/commitments/OPS21-0001/",
        "consulted": date(2023, 5, 1),
    }
    return Entry(**told | changes)


def test_a_sentence_tells_who_what_where_and_when():
    assert sentence(entry()) == (
        "France and Costa Rica. Protect 30% of the land. Register of commitments, Trial summit, OPS21-0001, "
        "announced on 11 January 2021, version 3 of 19 December 2022. "
        "https://example.org/en/commitments/OPS21-0001/ (accessed on 1 May 2023)."
    )


def test_a_french_sentence_is_set_as_a_french_printer_would():
    said = sentence(entry(language="fr", title="L'eau : demain ?", holders=["L'Alliance", "Monaco"]))

    assert said.startswith("L’Alliance et Monaco. L’eau\u00a0: demain\u202f? Register")
    assert "11 janvier 2021" in said
    assert "19 décembre 2022" in said
    assert "https://example.org/en/commitments/OPS21-0001/ (" in said
    assert "1er mai 2023" in said


@pytest.mark.parametrize(
    ("announced", "told"),
    [
        ("2021-01-11", "OPS21-0001, announced on 11 January 2021, version"),
        ("2021-01", "OPS21-0001, announced in January 2021, version"),
        ("2021", "OPS21-0001, announced in 2021, version"),
        ("", "OPS21-0001, version"),
    ],
)
def test_a_date_is_cited_as_exactly_as_it_is_known(announced, told):
    assert told in sentence(entry(announced=PartialDate(announced)))


@pytest.mark.parametrize(
    ("holders", "told"),
    [
        ([], "Protect 30%"),
        (["A"], "A. Protect 30%"),
        (list("ABCDEF"), "A, B, C, D, E and F. Protect 30%"),
        (list("ABCDEFG"), "A, B, C and others. Protect 30%"),
    ],
)
def test_a_sentence_names_six_holders_at_most(holders, told):
    assert sentence(entry(holders=holders)).startswith(told)


def test_a_title_that_ends_itself_gets_no_second_stop():
    assert "France. Why not? Register" in sentence(entry(holders=["France"], title="Why not?"))


def test_bibtex_is_one_entry_with_each_name_a_group_of_its_own():
    assert bibtex(entry(holders=["France", "Smith and Sons"])) == (
        "@misc{OPS21-0001,\n"
        '  author = "{France} and {Smith and Sons}",\n'
        '  title = "{Protect 30\\% of the land}",\n'
        '  howpublished = "{Register of commitments, Trial summit}",\n'
        '  note = "{OPS21-0001, announced on 11 January 2021, version 3 of 19 December 2022}",\n'
        '  year = "2021",\n'
        '  url = "https://example.org/en/commitments/OPS21-0001/",\n'
        '  urldate = "2023-05-01",\n'
        '  version = "3 (2022-12-19)",\n'
        '  language = "english",\n'
        "  month = jan,\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("announced", "lines"), [("2021", ['year = "2021"']), ("2021-03", ['year = "2021"', "month = mar"]), ("", [])]
)
def test_bibtex_tells_no_more_of_a_date_than_is_known(announced, lines):
    written = bibtex(entry(announced=PartialDate(announced)))

    assert re.findall(r"(?:year|month) = [^,]+", written) == lines


def test_accents_stay_as_they_are_and_signs_of_tex_are_escaped():
    written = bibtex(entry(title="Forêts & mers : 100 % d'€_{x} ~ ^ \\ $ #"))

    assert (
        "{Forêts \\& mers : 100 \\% d'€\\_\\textbraceleft{}x\\textbraceright{} \\textasciitilde{} "
        "\\textasciicircum{} \\textbackslash{} \\$ \\#}"
    ) in written


def test_ris_is_one_record_of_lines_that_end_as_the_format_has_it():
    assert ris(entry()).split("\r\n") == [
        "TY  - GEN",
        "ID  - OPS21-0001",
        "AU  - France",
        "AU  - Costa Rica",
        "TI  - Protect 30% of the land",
        "T2  - Register of commitments, Trial summit",
        "PY  - 2021",
        "DA  - 2021/01/11/",
        "ET  - 3 (2022-12-19)",
        "M1  - OPS21-0001",
        "UR  - https://example.org/en/commitments/OPS21-0001/",
        "Y2  - 2023/05/01/",
        "LA  - en",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("announced", "lines"),
    [("2021-01", ["PY  - 2021", "DA  - 2021/01//"]), ("2021", ["PY  - 2021", "DA  - 2021///"]), ("", [])],
)
def test_ris_tells_no_more_of_a_date_than_is_known(announced, lines):
    written = ris(entry(announced=PartialDate(announced))).split("\r\n")

    assert [line for line in written if line.startswith(("PY", "DA"))] == lines


def test_csl_json_is_a_list_of_one_entry():
    assert json.loads(csl_json(entry())) == [
        {
            "id": "OPS21-0001",
            "type": "entry",
            "author": [{"literal": "France"}, {"literal": "Costa Rica"}],
            "title": "Protect 30% of the land",
            "container-title": "Register of commitments, Trial summit",
            "number": "OPS21-0001",
            "version": "3 (2022-12-19)",
            "issued": {"date-parts": [[2021, 1, 11]]},
            "accessed": {"date-parts": [[2023, 5, 1]]},
            "URL": "https://example.org/en/commitments/OPS21-0001/",
            "language": "en",
        }
    ]


def test_csl_json_leaves_out_what_is_not_known():
    (told,) = json.loads(csl_json(entry(announced=PartialDate("2021-01"), holders=[])))
    (undated,) = json.loads(csl_json(entry(announced=PartialDate())))

    assert told["issued"] == {"date-parts": [[2021, 1]]}
    assert "author" not in told
    assert "issued" not in undated


def cited(commitment, language="en", event=None):
    return Entry.of(current(commitment.reference), event=event, origin="https://example.org", language=language)


@pytest.mark.django_db
@in_both_languages
def test_a_commitment_is_read_in_the_language_asked_for_whatever_the_readers(language, settings):
    play(settings, "2021-01-12T23:30:00+00:00")
    commitment = CommitmentFactory(reference="OPS21-0001", title_fr="L'eau", title_en="Water")
    holder = HolderFactory(name_fr="Suède", name_en="Sweden")
    PartyFactory(commitment=commitment, holder=holder)
    Commitment.objects.filter(pk=commitment.pk).update(modified=datetime(2022, 12, 31, 23, 30, tzinfo=UTC))

    with translation.override("fr"):
        read = cited(commitment, language, EventFactory())

    assert (read.title, read.holders) == {"fr": ("L'eau", ["Suède"]), "en": ("Water", ["Sweden"])}[language]
    assert read.url == f"https://example.org/{language}/commitments/OPS21-0001/"
    assert (read.version, read.consulted) == (date(2023, 1, 1), date(2021, 1, 13))  # days in Paris


@pytest.mark.django_db
def test_those_who_made_the_promise_are_its_authors_and_everyone_where_nobody_did():
    made, backed = CommitmentFactory(), CommitmentFactory()
    for order, role in enumerate([Party.Role.SUPPORTER, Party.Role.LEAD, Party.Role.PARTNER]):
        PartyFactory(commitment=made, role=role, order=order, holder=HolderFactory(name_en=f"Party {order}"))
    PartyFactory(commitment=backed, role=Party.Role.SUPPORTER, holder=HolderFactory(name_en="Friend"))

    assert cited(made).holders == ["Party 1"]
    assert cited(backed).holders == ["Friend"]
    assert cited(CommitmentFactory()).holders == []


@pytest.mark.django_db
def test_the_register_is_named_after_the_event_once_there_is_one():
    commitment = CommitmentFactory()

    assert cited(commitment).register == "Register of commitments"
    assert cited(commitment, event=EventFactory()).register == "Register of commitments, Trial summit"


@pytest.mark.django_db
def test_a_hostile_title_stays_text_in_each_format():
    commitment = CommitmentFactory(reference="OPS21-0001", title_en=HOSTILE, announced="")
    PartyFactory(commitment=commitment, holder=HolderFactory(name_en='{"\r\nAU  - Mallory'))
    read = cited(commitment)

    tex, lines = bibtex(read), ris(read).split("\r\n")
    assert len(tex.splitlines()) == 10
    assert tex.count("@") == 1
    assert [line[:2] for line in lines] == [
        *("TY", "ID", "AU", "TI", "T2", "ET", "M1", "UR", "Y2", "LA", "ER", ""),
    ]
    assert json.loads(csl_json(read))[0]["title"] == lines[3].removeprefix("TI  - ") == read.title
    assert "\n" not in sentence(read)


@pytest.mark.parametrize("title", ["}", "{", "\\}", "\\", "}}{{", "a\\{b", '"}', "%}\n}", HOSTILE])
def test_no_title_opens_or_closes_a_field_of_bibtex(title):
    """BibTeX counts every brace, escaped or not."""
    (field,) = re.findall(r'^  title = "(.*)",$', bibtex(entry(title=" ".join(title.split()))), re.MULTILINE)

    depths = [field[:place].count("{") - field[:place].count("}") for place in range(1, len(field) + 1)]
    assert depths[-1] == 0
    assert min(depths[:-1]) > 0
