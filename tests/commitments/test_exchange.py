"""Sheets that staff bring in, row by row."""

import pytest

from commitments.models import Commitment, Pledge, Report, Target, Version
from commitments.versions import publish
from tests import factories
from tests.commitments.sheets import (
    CSV,
    NEW,
    XLSX,
    confirm,
    send,
    sheet,
    taken_in,
    what_rows_name,
    workbook,
    wrong,
)
from tests.pages import words
from tests.staff import assert_obeys_the_policy, errors, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def around():
    what_rows_name()


def test_a_new_row_is_shown_first_and_saved_when_it_is_confirmed_with_a_reference_of_its_own():
    client = signed_in("Register officers")

    page = send(client, sheet(NEW), version_note_en="From a sheet.")
    assert_obeys_the_policy(page)
    told = words(soup(page).select_one("#content-main table"))
    assert "1 new" in told
    assert "title_en Ten parks" in told
    assert (Commitment.objects.count(), Version.objects.count()) == (0, 0)
    done = confirm(client, page)

    record = Commitment.objects.get()
    assert messages(done) == ["Imported: 1 new, 0 changed, 0 as they were."]
    assert (record.reference, record.title_en, record.published) == ("OPS21-0001", "Ten parks", True)
    assert [(one.holder.slug, one.role) for one in record.parties.all()] == [
        ("kenya", "lead"),
        ("france", "partner"),
    ]
    assert [one.country.code for one in record.countries.all()] == ["FR", "KE"]
    assert (record.versions.get().document["title"]["en"], record.versions.get().note_en) == (
        "Ten parks",
        "From a sheet.",
    )


def test_a_row_with_a_reference_changes_its_record_alone_and_only_in_the_columns_of_the_file():
    record = factories.CommitmentFactory(reference="OPS21-0001", due="2025", title_en="Parks")
    other = factories.CommitmentFactory(reference="OPS21-0002", due="2030")
    publish(record, other)

    done = taken_in(sheet({"reference": "OPS21-0001", "due": "2035"}, {"reference": "OPS21-0002", "due": "2030"}))

    record.refresh_from_db()
    assert messages(done) == ["Imported: 0 new, 1 changed, 1 as they were."]
    assert (record.due, record.title_en) == ("2035", "Parks")
    assert [(one.number, one.reason) for one in record.versions.all()] == [(2, "update"), (1, "first")]
    assert other.versions.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reference": "OPS21-0666"}, "reference There is no commitment “OPS21-0666”."),
        ({"theme": "fire"}, "theme There is no theme “fire”."),
        ({"holders": "nobody"}, "holders There is no holder “nobody”."),
        ({"holders": "kenya (king)"}, "holders “king” is none of: lead, partner, supporter."),
        ({"countries": "XX"}, "countries “XX” is no country; write its code of two letters, such as FR."),
        ({"published": "perhaps"}, "published “perhaps” is neither yes nor no."),
        (
            {"due": "soon"},
            "due “soon” is not a date: write a year (2030), a month (2022-12) or a day (2022-12-19).",
        ),
        ({"title_en": ""}, "What is published is written in French and in English."),
        ({"title_en": "x\0"}, "title_en This text is too long, or holds a character that no text has."),
    ],
)
def test_a_mistake_is_said_by_its_row_and_nothing_is_saved(changes, sentence):
    page = send(superuser(), sheet(NEW, NEW | {"title_en": "Two"} | changes))

    assert any(sentence in one for one in wrong(page)), wrong(page)
    assert Commitment.objects.count() == 0


def test_mistakes_are_said_in_french_too():
    client = superuser()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"

    page = send(client, sheet(NEW | {"published": "bof"}))

    assert any("n’est ni oui ni non" in one for one in wrong(page)), wrong(page)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (sheet({"reference": "", "titre": "x"}), CSV),
        (sheet({"title_en": "x"}), CSV),
        (b"\xff\xfe\x00", CSV),
        (b"", CSV),
        (b"not a workbook", XLSX),
        (workbook([]), XLSX),
        (sheet(NEW) + b"1,2,3,4,5,6,7,8,9,10,11,12,13\n", CSV),
        (sheet(*[NEW] * 2001), CSV),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(body, kind):
    page = send(superuser(), body, kind=kind)

    assert page.status_code == 200
    assert errors(page) or wrong(page)
    assert Commitment.objects.count() == 0


def test_the_same_record_twice_is_a_mistake():
    factories.CommitmentFactory(reference="OPS21-0001")

    page = send(superuser(), sheet(*[{"reference": "OPS21-0001", "due": year} for year in ("2030", "2031")]))

    assert wrong(page)[-1] == "reference The file says this twice; say it once."


def test_a_workbook_is_read_as_it_shows_dates_and_numbers():
    record = factories.CommitmentFactory(reference="OPS21-0001")

    taken_in(workbook(["reference", "due", None], ["OPS21-0001", 2030, None]), kind=XLSX)

    record.refresh_from_db()
    assert record.due == "2030"


def test_semicolons_set_cells_apart_too():
    record = factories.CommitmentFactory(reference="OPS21-0001")

    taken_in(b"reference;due\r\nOPS21-0001;2030\r\n")

    record.refresh_from_db()
    assert record.due == "2030"


def test_targets_lines_and_reports_are_rows_of_their_record():
    record = factories.CommitmentFactory(reference="OPS21-0001")
    target = factories.TargetFactory(commitment=record, value=30)
    publish(record)

    taken_in(
        sheet(
            {
                "reference": "OPS21-0001",
                "number": "1",
                "value": "40",
                "indicator_fr": "Parcs",
                "indicator_en": "Parks",
            },
            {
                "reference": "OPS21-0001",
                "number": "",
                "value": "5.5",
                "indicator_fr": "Lacs",
                "indicator_en": "Lakes",
            },
        ),
        "target",
    )
    line = {"reference": "OPS21-0001", "number": "", "funder": "kenya", "amount": "3000000", "currency": "USD"}
    taken_in(sheet(line | {"qualifier": "about", "nature": "aim"}), "pledge")
    taken_in(
        sheet({"reference": "OPS21-0001", "number": "", "date": "2022", "text_fr": "Fait.", "text_en": "Done."}),
        "report",
    )

    target.refresh_from_db()
    assert [str(one.value) for one in Target.objects.all()] == ["40.0000", "5.5000"]
    assert (Pledge.objects.get().funder.slug, Pledge.objects.get().amount) == ("kenya", 3_000_000)
    assert Report.objects.get().text_en == "Done."
    told = record.versions.first()
    assert (told.number, [one["value"] for one in told.document["targets"]]) == (4, ["40", "5.5"])


def test_a_line_of_no_currency_and_a_number_that_is_not_there_are_mistakes():
    factories.CommitmentFactory(reference="OPS21-0001")
    row = {"reference": "OPS21-0001", "number": "", "amount": "1,5", "currency": "USB", "part_of": "OPS21-0001#7"}

    found = wrong(send(superuser(), sheet(row, row | {"number": "3"}), "pledge"))

    assert any("“USB” is not a currency" in one for one in found)
    assert any("“1,5” is not a number" in one for one in found)
    assert any("There is no finance line “OPS21-0001#7”" in one for one in found)
    assert any("OPS21-0001 has no number 3" in one for one in found)
