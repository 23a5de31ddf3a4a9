"""Needs: read by those who welcome, one delegate at a time, each reading written down."""

import pytest

from delegates.models import Needs, Trace
from tests.factories import DelegateFactory, EventFactory
from tests.staff import assert_obeys_the_policy, signed_in, soup

pytestmark = pytest.mark.django_db
LIST = "/admin/delegates/needs/"


def somebody(**more):
    delegate = DelegateFactory(**more)
    Needs.objects.create(delegate=delegate, access="A ramp of oak", diet="vegan", interpretation="LSF")
    return delegate


def page_of(delegate):
    return f"/admin/delegates/delegate/{delegate.number}/needs/"


@pytest.fixture
def client():
    EventFactory()
    return signed_in("Welcome")


def test_whoever_welcomes_reads_them_and_each_reading_is_written_down(client):
    delegate = somebody()

    response = client.get(page_of(delegate))
    client.get(page_of(delegate))

    told = [one.text for one in soup(response).select("dl.needs dd")]
    assert told == ["A ramp of oak", "vegan", "LSF"]
    assert (
        list(Trace.objects.values_list("act", "number", "by__username"))
        == [("needs_read", delegate.number, "person-0")] * 2
    )
    assert_obeys_the_policy(response)
    assert "no-store" in response["Cache-Control"]


def test_the_list_leads_to_them_and_holds_none(client):
    delegate = somebody(given_name="Ama", family_name="Example")
    Needs.objects.create(delegate=DelegateFactory())

    response = client.get(LIST)

    rows = soup(response).select("#result_list tbody tr")
    assert [[cell.text for cell in row.select("th, td")] for row in rows] == [[str(delegate), "Ama Example"]]
    assert [link["href"] for link in soup(response).select("#result_list tbody a")] == [page_of(delegate)]
    assert "ramp" not in response.content.decode()
    assert not Trace.objects.exists()


@pytest.mark.parametrize(
    ("asked", "number"), [("example ama", 1), ("7", 1), ("D-000007", 1), ("vegan", 0), ("oak", 0)]
)
def test_the_list_is_searched_by_name_and_number_and_not_by_need(client, asked, number):
    somebody(number=7, given_name="Ama", family_name="Example")

    assert len(soup(client.get(LIST, {"q": asked})).select("#result_list tbody a")) == number


@pytest.mark.parametrize("asked", [{"diet": "vegan"}, {"access__contains": "oak"}, {"diet_words__gt": ""}])
def test_no_address_narrows_the_list_by_what_is_needed(client, asked):
    somebody()

    assert client.get(LIST, asked).status_code == 400
    assert not Trace.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(client, number, django_assert_max_num_queries):
    for _one in range(number):
        somebody()
    client.get(LIST)

    with django_assert_max_num_queries(10):
        assert len(soup(client.get(LIST)).select("#result_list tbody a")) == number


def test_the_row_itself_leads_to_the_page_that_writes_it_down(client):
    delegate = somebody()

    assert client.get(f"{LIST}{delegate.needs.pk}/change/").url == page_of(delegate)
    assert client.get(f"{LIST}nonsense/change/").status_code == 404


@pytest.mark.parametrize("group", ["Accreditation", "Door", "Editors", None])
def test_nobody_else_reads_them(group):
    EventFactory()
    delegate = somebody()
    other = signed_in(*filter(None, [group]))

    for page in (page_of(delegate), LIST, f"{LIST}{delegate.needs.pk}/change/"):
        response = other.get(page)
        assert response.status_code == 403
        assert "ramp" not in response.content.decode()
    assert not Trace.objects.exists()


def test_a_number_that_nobody_has_is_not_found(client):
    assert client.get("/admin/delegates/delegate/99/needs/").status_code == 404
    assert not Trace.objects.exists()
