"""Sheets that staff take out, what is kept of those they bring in, and who may do it."""

import csv
from io import StringIO

import pytest
from django.core.cache import cache

from commitments.exchange.formats import defused
from commitments.models import Commitment, Holder
from commitments.versions import publish
from tests import factories
from tests.commitments.sheets import CSV, NEW, XLSX, confirm, send, sheet, url, what_rows_name
from tests.pages import words
from tests.staff import assert_obeys_the_policy, fields, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def around():
    what_rows_name()


@pytest.mark.parametrize("model", ["commitment", "target", "pledge", "report"])
@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_what_is_taken_out_and_brought_in_again_changes_nothing(model, kind):
    record = factories.CommitmentFactory(title_en='=HYPERLINK("x")', title_fr="-1 + 2", scope_fr="@x")
    factories.PartyFactory(commitment=record)
    factories.TargetFactory(commitment=record)
    whole = factories.PledgeFactory(commitment=record)
    factories.PledgeFactory(commitment=record, part_of=whole)
    factories.ReportFactory(commitment=record)
    publish(record)
    client = superuser()

    body = client.post(url(model, "export"), {"resource": "0", "format": kind}).content
    page = send(client, body, model, kind)

    assert words(soup(page).select_one("#content-main table tbody tr")).endswith("1 stays as it is")
    assert {row.select("td")[0].text.strip() for row in soup(page).select("#content-main tbody tr")} == {
        "stays as it is"
    }


def test_no_cell_that_is_taken_out_is_a_formula():
    factories.CommitmentFactory(title_en='=HYPERLINK("x")')

    body = superuser().post(url("commitment", "export"), {"resource": "0", "format": CSV}).content

    assert body.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(StringIO(body.decode("utf-8-sig")))
    assert row["title_en"] == '\'=HYPERLINK("x")'
    assert [defused(one) for one in ("-5", "+1", "@x", "x", 7)] == ["-5", "'+1", "'@x", "x", 7]


def test_a_list_is_taken_out_as_it_is_filtered_in_as_many_queries_for_one_as_for_three(
    django_assert_max_num_queries,
):
    for _ in range(3):
        factories.PartyFactory(commitment__due="2030")
    factories.CommitmentFactory(draft=True)

    client = superuser()  # whose second factor is one query of each page

    with django_assert_max_num_queries(10):
        body = client.post(
            url("commitment", "export") + "?published__exact=1", {"resource": "0", "format": CSV}
        ).content

    assert len(list(csv.DictReader(StringIO(body.decode("utf-8-sig"))))) == 3


def test_a_file_is_not_kept_once_it_was_used_or_refused():
    client = superuser()
    page = send(client, sheet(NEW))
    name = "import-" + fields(page)["import_file_name"]
    assert cache.get(name) is not None

    confirm(client, page)
    again = confirm(client, page)

    assert cache.get(name) is None
    assert messages(again) == ["The file is no longer kept here, and nothing was imported. Send it again."]
    assert Commitment.objects.count() == 1


def test_what_no_longer_fits_when_it_is_confirmed_is_not_half_saved():
    client = superuser()
    page = send(client, sheet(NEW, NEW | {"title_en": "Two", "holders": "france"}))
    Commitment.objects.all().delete()
    Holder.objects.filter(slug="france").delete()

    done = confirm(client, page)

    assert messages(done)[0].startswith("The register has changed since")
    assert Commitment.objects.count() == 0


@pytest.mark.parametrize("model", ["commitment", "target", "pledge", "report"])
def test_a_stranger_to_the_register_brings_nothing_in_and_takes_nothing_out(model):
    client = signed_in("Editors")

    assert [client.get(url(model, page)).status_code for page in ("import", "export")] == [403, 403]
    assert client.post(url(model, "process_import")).status_code == 403


@pytest.mark.parametrize("page", ["import", "export"])
def test_the_pages_obey_the_policy(page):
    response = superuser().get(url("commitment", page))

    assert response.status_code == 200
    assert_obeys_the_policy(response)


def test_holders_are_taken_out():
    body = superuser().post(url("holder", "export"), {"resource": "0", "format": CSV}).content

    assert [row["slug"] for row in csv.DictReader(StringIO(body.decode("utf-8-sig")))] == ["france", "kenya"]
