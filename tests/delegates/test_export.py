"""Delegates taken out: the right ones, the right columns, for a purpose that is written down."""

import csv
import io
import os

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from delegates import seats
from delegates.models import Needs, Trace
from tests.factories import DelegateFactory, DelegationFactory, EventFactory, SessionFactory
from tests.staff import assert_obeys_the_policy, errors, signed_in, soup

pytestmark = pytest.mark.django_db
PAGE = "/admin/delegates/delegate/export/"
PURPOSE = "Places at the tables of the dinner"


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def client():
    return signed_in("Accreditation")


def asked(client, *columns, **changes):
    return client.post(PAGE, {"columns": columns, "purpose": PURPOSE, "file": "csv", **changes})


def rows(response):
    text = b"".join(response.streaming_content).decode()
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def log():
    return list(Trace.objects.order_by("pk").values_list("act", "number", "count", "purpose"))


def test_a_stranger_is_sent_to_the_sign_in_page_and_others_are_refused():
    assert Client().get(PAGE).url == f"/admin/login/?next={PAGE}"
    for group in ("Editors", "Door", "Welcome"):
        assert signed_in(group).get(PAGE).status_code == 403
        assert asked(signed_in(group), "number").status_code == 403
    assert log() == []


def test_the_columns_that_were_chosen_come_in_one_order_and_the_log_tells_what_for(client):
    one = DelegateFactory(country="GH", delegation=DelegationFactory(name="Ghana"))

    response = asked(client, "country", "delegation", "number", "family_name", "state")

    assert rows(response) == [
        ["number", "state", "family name", "delegation", "country"],
        [str(one), "to review", one.family_name, "Ghana", "Ghana"],
    ]
    assert response["Content-Type"].startswith("text/csv")
    assert "no-store" in response["Cache-Control"]
    assert log() == [("exported", None, 1, PURPOSE)]
    assert Trace.objects.get().by == User.objects.get()


def test_states_categories_and_a_delegation_narrow_it(client):
    ghana = DelegationFactory()
    wanted = DelegateFactory(accredited=True, category="press", delegation=ghana)
    DelegateFactory(accredited=True, category="press")
    DelegateFactory(accredited=True, category="head", delegation=ghana)
    DelegateFactory(category="press", delegation=ghana)

    response = asked(client, "number", states=["accredited"], categories=["press"], delegation=ghana.pk)

    assert rows(response)[1:] == [[str(wanted)]]
    assert log() == [("exported", None, 1, PURPOSE)]


@pytest.mark.parametrize("purpose", ["", "dinner", "         x"])
def test_without_a_purpose_nothing_leaves(client, purpose):
    DelegateFactory()

    response = asked(client, "number", purpose=purpose)

    assert (response.status_code, len(errors(response)), log()) == (400, 1, [])


def test_nobody_found_is_said_so_and_nothing_is_logged(client):
    response = asked(client, "number", states=["arrived"])

    assert errors(response) == ["No delegate is like this. Nothing was taken out."]
    assert log() == []


def test_needs_are_neither_offered_to_nor_taken_by_who_may_not_read_them(client):
    Needs.objects.create(delegate=DelegateFactory(), access="A ramp")

    assert soup(client.get(PAGE)).select("[value=access]") == []
    assert asked(client, "number", "access").status_code == 400
    assert log() == []


def test_whose_needs_are_in_a_file_is_in_the_log_by_number():
    client = signed_in("Accreditation", "Welcome")
    first, second, none = DelegateFactory(), DelegateFactory(), DelegateFactory()
    Needs.objects.create(delegate=first, access="A ramp", diet="vegan")
    Needs.objects.create(delegate=second, interpretation="French")
    Needs.objects.create(delegate=none)

    response = asked(client, "number", "access", "diet", "interpretation")

    assert rows(response)[1:] == [
        [str(first), "A ramp", "vegan", ""],
        [str(second), "", "", "French"],
        [str(none), "", "", ""],
    ]
    assert log() == [
        ("exported", None, 3, PURPOSE),
        ("needs_read", first.number, 1, PURPOSE),
        ("needs_read", second.number, 1, PURPOSE),
    ]


@pytest.mark.parametrize("name", ["=1+1", "+33 1", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
def test_no_name_is_a_formula(client, name):
    DelegateFactory(family_name=name)

    assert rows(asked(client, "family_name"))[1:] == [[f"'{name}"]]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(asked(client, "family_name", file="xlsx"))))
    cell = book.active["A2"]
    assert (cell.data_type, cell.value) == ("s", name)


def test_a_workbook_holds_the_same_rows_in_the_language_of_who_asked(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    one, session = DelegateFactory(country="DE"), SessionFactory()
    seats.take(one)
    seats.take(one, session=session)

    response = asked(client, "number", "country", "seat", "sessions", "registered_at", file="xlsx")

    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    assert [[one.value for one in row][:4] for row in book.active.rows] == [
        ["numéro", "pays", "place sur site", "places dans les séances"],
        [str(one), "Allemagne", "attribuée", session.title_fr],
    ]
    assert response["Content-Disposition"].endswith('.xlsx"')


def test_a_large_file_is_read_a_thousand_at_a_time(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr("delegates.export.AT_ONCE", 2)
    DelegateFactory.create_batch(5)

    response = asked(client, "number", "seat", "arrived_at")
    with django_assert_num_queries(9):  # three lots of three: the delegates, their seats, their arrivals
        found = rows(response)

    assert len(found) == 6


def test_nothing_is_read_that_no_column_tells(client, django_assert_num_queries):
    DelegateFactory()

    response = asked(client, "number")
    with django_assert_num_queries(1):
        assert len(rows(response)) == 2


def test_nothing_of_a_workbook_stays_on_this_machine(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    DelegateFactory()

    assert b"".join(asked(client, "family_name", file="xlsx"))
    assert list((tmp_path / "exports").iterdir()) == []


def test_what_a_killed_process_left_of_one_goes_with_the_daily_erasure(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    left, fresh = (tmp_path / "exports" / name for name in ("left", "fresh"))
    for folder in (left, fresh):
        folder.mkdir(parents=True)
        (folder / "sheet").write_text("Ziyanda")
    os.utime(left, (0, 0))

    call_command("erase_expired")

    assert [one.name for one in (tmp_path / "exports").iterdir()] == ["fresh"]


def test_the_form_obeys_the_policy_in_both_languages(client):
    for language in ("fr", "en"):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        assert_obeys_the_policy(client.get(PAGE))
