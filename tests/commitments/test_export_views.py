"""Taking what a filter finds: formats, filters, names of files, what is never in them, what costs nothing."""

import csv
import io
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commitments.export import streams
from commitments.versions import publish
from tests.commitments.exports import NAMES, body, published, references, sheets, taken
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    HolderFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    TargetFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>\"'&"


@pytest.mark.parametrize("name", NAMES)
def test_an_export_holds_what_its_filter_finds(name):
    theme = ThemeFactory(slug="finance")
    found, _other = published(theme=theme), published()

    assert references(f"{name}?theme=finance") == [found.reference]
    assert len(references(f"{name}?theme=nonsense&page=7")) == 2


@pytest.mark.parametrize("name", NAMES)
def test_an_export_can_be_of_one_holder(name):
    party = PartyFactory(holder=HolderFactory(slug="mali"))
    publish(party.commitment)
    published()

    assert references(f"{name}?holder=mali") == [party.commitment.reference]


@pytest.mark.parametrize("name", NAMES)
def test_no_draft_and_nothing_withdrawn_is_exported(name):
    withdrawn, shown = published(), published()
    CommitmentFactory(draft=True)
    withdrawn.published = False
    withdrawn.save()
    publish(withdrawn)

    assert references(name) == [shown.reference]


@pytest.mark.parametrize("name", NAMES)
def test_an_export_tells_what_was_published_and_not_what_is_being_written(name):
    commitment = published(title_fr="Publié", title_en="Published")
    commitment.title_en = "Being written"
    commitment.save()

    whole = body(f"/fr/commitments/export.{name}")

    told = str(sheets(whole)) if name == "xlsx" else whole.decode()
    assert ("Published" in told, "Being written" in told) == (True, False)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_file_is_named_by_its_date_and_language(name, language):
    published()

    response, _whole = taken(f"/{language}/commitments/export.{name}")

    disposition = response["Content-Disposition"]
    assert disposition.startswith('attachment; filename="register-20')
    assert disposition.endswith(f'-{language}.{name}"')
    assert response["Link"].count('rel="license"') == 2
    assert (response["Access-Control-Allow-Origin"], response["Cache-Control"]) == ("*", "public, no-cache")


@pytest.mark.parametrize("name", [*NAMES, "atom"])
def test_who_has_it_already_gets_no_body_until_something_is_published(name):
    path = "/fr/commitments/feed.atom" if name == "atom" else f"/fr/commitments/export.{name}"
    published()
    known = {"if-none-match": taken(path)[0]["ETag"]}

    assert taken(path, **known)[0].status_code == 304
    assert taken(f"{path}?holder_kind=state", **known)[0].status_code == 200
    published()
    assert taken(path, **known)[0].status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_asking_for_the_head_alone_reads_nothing(name):
    published()

    response = Client().head(f"/fr/commitments/export.{name}")

    assert (response.status_code, response.content, bool(response["ETag"])) == (200, b"", True)


@pytest.mark.parametrize("name", NAMES)
def test_three_commitments_cost_as_many_queries_as_one(name):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            body(f"/fr/commitments/export.{name}")
        return len(asked)

    published()
    one = cost()
    for _ in range(2):
        commitment = CommitmentFactory()
        PartyFactory(commitment=commitment)
        TargetFactory(commitment=commitment)
        publish(commitment)

    assert cost() == one <= 5


def test_nested_json_says_what_it_is_and_of_which_revision():
    EventFactory()
    published()

    told = json.loads(body("/en/commitments/export.json?holder_kind=state"))

    assert told["commitments"] == []
    assert told["about"]["title"]["en"] == "Register of commitments – Trial summit"
    assert (told["about"]["revision"], told["about"]["filter"]) == (1, "holder_kind=state")
    assert told["about"]["licence"] == "etalab-2.0 OR CC-BY-4.0"
    assert told["about"]["url"]["fr"] == "http://testserver/fr/commitments/?holder_kind=state"


def test_a_record_has_its_own_json():
    commitment = published(title_en="Plant trees")

    (told,) = json.loads(body(f"/fr/commitments/{commitment.reference}/record.json"))["commitments"]

    assert (told["title"]["en"], told["version"]) == ("Plant trees", 1)
    assert told["url"]["en"] == f"http://testserver/en/commitments/{commitment.reference}/"
    draft = CommitmentFactory(draft=True)
    assert taken(f"/fr/commitments/{draft.reference}/record.json")[0].status_code == 404


def test_a_workbook_has_a_sheet_of_each_table_and_one_about_itself():
    commitment = CommitmentFactory(title_fr="=1+1", summary_en=SCRIPT)
    TargetFactory(commitment=commitment, value="30.5")
    PledgeFactory(commitment=commitment, amount="14326000000.5")
    ReportFactory(commitment=commitment, text_fr="x" * 40_000)
    PartyFactory(commitment=commitment)
    publish(commitment)

    found = sheets(body("/fr/commitments/export.xlsx"))

    assert list(found) == ["commitments", "targets", "finance", "places", "reports", "parties", "about"]
    row = dict(zip(*found["commitments"], strict=True))
    assert (row["title_fr"], row["summary_en"]) == ("=1+1", SCRIPT)
    assert dict(zip(*found["targets"], strict=True))["value"] == 30.5
    assert dict(zip(*found["finance"], strict=True))["amount"] == 14326000000.5
    assert dict(zip(*found["reports"], strict=True))["text_fr"] == "x" * 32_766 + "…"
    about = [name for name, _value in found["about"]]
    assert (about.count("Licence"), about[0], "Title" in about) == (4, "Titre", True)


def test_a_workbook_holds_no_formula():
    published(title_fr="=HYPERLINK(1)", title_en="+1", note_fr="@SUM(1)")

    whole = body("/fr/commitments/export.xlsx")

    cells = [cell for rows in sheets(whole).values() for row in rows for cell in row]
    assert {"=HYPERLINK(1)", "+1", "@SUM(1)"} <= set(cells)
    assert whole.count(b"<f>") == 0


def test_a_cell_of_a_csv_begins_no_formula():
    published(title_fr="=HYPERLINK(1)", title_en="+1+1", note_fr="\t=1", note_en="'-1+1", summary_fr="@SUM(1)")

    text = body("/fr/commitments/export.csv").decode().removeprefix("\ufeff")

    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    told = [row[name] for name in ("title_fr", "title_en", "note_fr", "note_en", "summary_fr")]
    assert told == ["'=HYPERLINK(1)", "'+1+1", "'\t=1", "''-1+1", "'@SUM(1)"]


def test_whoever_comes_when_all_places_are_taken_is_asked_to_wait():
    published()
    taking = [Client().get("/fr/commitments/export.csv") for _ in range(streams.AT_ONCE)]

    response, _said = taken("/fr/commitments/export.csv")

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "10", "no-store")
    for one in taking:
        one.getvalue()
    assert taken("/fr/commitments/export.csv")[0].status_code == 200


def test_a_workbook_of_too_many_says_where_they_are_and_the_csv_has_them(monkeypatch):
    monkeypatch.setattr(streams, "SHEET", 1)
    published()
    published()

    response, said = taken("/en/commitments/export.xlsx")

    assert (response.status_code, b"take the CSV" in said) == (413, True)
    assert len(references("csv")) == 2
    assert taken("/en/commitments/export.xlsx?kind=fund")[0].status_code == 200


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 10_000, "holder=%00", "holder='", "theme=a&theme=b"])
@pytest.mark.parametrize("path", ["export.csv", "export.xlsx", "export.json", "export.jsonl", "feed.atom"])
def test_nonsense_in_the_query_is_no_error(path, query):
    published()

    assert taken(f"/fr/commitments/{path}?{query}")[0].status_code == 200


def test_a_list_longer_than_one_lot_is_whole(monkeypatch):
    monkeypatch.setattr("commitments.export.records.AT_ONCE", 2)
    call_command("make_register", commitments=5)

    expected = [f"TEST-000{number}" for number in range(1, 6)]
    assert [references(name) for name in NAMES] == [expected] * 4


@pytest.mark.parametrize("path", ["", "holders/{holder}/"])
def test_pages_lead_to_the_exports_of_what_they_show(path):
    party = PartyFactory(commitment__theme=ThemeFactory(slug="finance"))
    publish(party.commitment)
    holder = party.holder.slug
    page = Client().get(f"/en/commitments/{path.format(holder=holder)}?theme=finance").content.decode()

    query = f"holder={holder}" if path else "theme=finance"
    assert [f'/en/commitments/export.{name}?{query}"' in page for name in NAMES] == [True] * 4


def test_the_list_tells_feed_readers_where_the_filtered_feed_is():
    published(theme=ThemeFactory(slug="finance"))

    page = Client().get("/en/commitments/?theme=finance").content.decode()

    assert (
        '<link rel="alternate" type="application/atom+xml" href="/en/commitments/feed.atom?theme=finance"' in page
    )
