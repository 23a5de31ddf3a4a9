"""Numbers for staff: right, without names, in a fixed number of queries, and needs only for who may read them."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegates import seats
from delegates.models import Arrival, Delegate, Needs
from tests.factories import DelegateFactory, DelegationFactory, EventFactory, SessionFactory
from tests.staff import assert_obeys_the_policy, signed_in, soup

pytestmark = pytest.mark.django_db
PAGE = "/admin/delegates/delegate/numbers/"


@pytest.fixture(autouse=True)
def event():
    return EventFactory(capacity=3)


@pytest.fixture
def client():
    return signed_in("Accreditation")


def told(response):
    """Return what each table says: its lines, by its caption."""
    return {
        table.caption.text: [
            [" ".join(cell.text.split()) for cell in row.select("th, td:not(.counts__bar)")]
            for row in table.select("tbody tr, tfoot tr")
        ]
        for table in soup(response).select(".counts table")
    }


def with_needs(session=None, **needs):
    delegate = DelegateFactory(accredited=True)
    Needs.objects.create(delegate=delegate, **needs)
    seats.take(delegate)
    if session:
        seats.take(delegate, session=session)
    return delegate


def test_a_stranger_is_sent_to_the_sign_in_page_and_others_are_refused():
    assert Client().get(PAGE).url == f"/admin/login/?next={PAGE}"
    assert [signed_in(group).get(PAGE).status_code for group in ("Editors", "Door")] == [403, 403]


def test_it_counts_by_state_category_country_delegation_and_day(client):
    ghana = DelegationFactory(name="Ghana")
    DelegateFactory(country="GH", delegation=ghana, category="press", state="arrived")
    DelegateFactory(country="GH", delegation=ghana, accredited=True)
    DelegateFactory(country="", state="cancelled")
    Delegate.objects.update(created_at="2020-12-13T23:30Z")

    found = told(client.get(PAGE))

    assert [row for row in found["By state"] if row[1] != "0"] == [
        ["accredited", "1"],
        ["no longer comes", "1"],
        ["arrived", "1"],
        ["In all", "3"],
    ]
    assert [row for row in found["By category"] if row[1] != "0"] == [
        ["delegate", "1", "1", "0", "–"],
        ["press", "1", "1", "1", "–"],
        ["In all", "2", "2", "1", "–"],
    ]
    assert found["By country"][:2] == [["Ghana", "2", "2", "1"], ["not said", "0", "0", "0"]]
    assert found["By delegation"][:2] == [["Ghana", "2", "2", "1"], ["no delegation", "0", "0", "0"]]
    assert found["By day of registration"] == [["Monday 14 December 2020", "3"], ["In all", "3"]]


def test_it_counts_the_seats_of_the_summit_and_of_each_session_against_their_room(client):
    session = SessionFactory(capacity=1)
    for _one in range(4):
        delegate = DelegateFactory()
        seats.take(delegate)
        seats.take(delegate, session=session)
    SessionFactory()

    assert told(client.get(PAGE))["Seats on site"] == [
        ["The summit, on site", "3", "0", "1", "3"],
        [session.title, "1", "0", "3", "1"],
    ]


def test_needs_are_counted_for_who_welcomes_and_a_few_are_not_told():
    session = SessionFactory(capacity=None)
    for _one in range(3):
        with_needs(session, diet="vegan", access="")
    with_needs(access="Step-free", interpretation="French", diet="halal")
    waiting = Needs.objects.get(diet="halal").delegate

    page = signed_in("Welcome").get(PAGE)

    assert waiting.seats.get().state == "waiting"
    assert list(told(page)) == ["Needs"]
    assert told(page)["Needs"] == [
        ["The summit, on site", "0", "0", "0", "3", "0", "0", "0", "0"],
        [session.title, "0", "0", "0", "3", "0", "0", "0", "0"],
    ]

    seats.give_up(Needs.objects.filter(diet="vegan").first().delegate)
    seats.accept(waiting)

    assert told(signed_in("Welcome").get(PAGE))["Needs"][0] == [
        "The summit, on site",
        *["fewer than 3"] * 2,
        *["0", "fewer than 3", "fewer than 3", "0", "0", "0"],
    ]


def test_needs_are_not_counted_for_who_may_not_read_them(client):
    with_needs(diet="vegan")

    assert "Needs" not in told(client.get(PAGE))


def test_it_names_nobody_and_obeys_the_policy_in_both_languages(client):
    delegate = with_needs(access="A ramp of oak")
    for language in ("fr", "en"):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language

        response = client.get(PAGE)

        text = response.content.decode()
        assert [mark for mark in (delegate.family_name, delegate.email, "A ramp of oak") if mark in text] == []
        assert_obeys_the_policy(response)


def test_it_asks_as_much_for_three_delegates_as_for_one(django_assert_num_queries):
    client = signed_in("Accreditation", "Welcome")

    def one_more():
        session, delegation = SessionFactory(capacity=2), DelegationFactory()
        delegate = with_needs(session, diet="vegan")
        Delegate.objects.filter(pk=delegate.pk).update(delegation=delegation, country="GH", state="arrived")
        Arrival.objects.create(delegate=delegate, key=uuid4(), at=delegate.created_at)

    one_more()
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    one_more()
    one_more()

    with django_assert_num_queries(len(one.captured_queries)):
        client.get(PAGE)


def test_an_event_without_delegates_says_so(client):
    assert told(client.get(PAGE))["By country"] == [["Nobody is registered yet."]]
