"""The audit log and the decisions: read by those who may, changed and deleted by nobody."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegates import accreditation
from delegates.models import Decision, Trace
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.staff import address, assert_obeys_the_policy, signed_in, soup

pytestmark = pytest.mark.django_db
LISTS = ("/admin/delegates/trace/", "/admin/delegates/decision/")


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def clerk():
    return User.objects.create(username="clerk")


def rows(response):
    found = soup(response).select("#result_list tbody tr")
    return [[" ".join(cell.text.split()) for cell in row.select("td[class], th[class]")][-6:] for row in found]


def test_a_stranger_is_sent_to_the_sign_in_page_and_others_are_refused():
    for page in LISTS:
        assert Client().get(page).url == f"/admin/login/?next={page}"
        assert [signed_in(group).get(page).status_code for group in ("Editors", "Door", "Welcome")] == [403] * 3


def test_the_log_tells_what_was_done_by_whom_and_of_how_many(clerk):
    Trace.objects.create(act="exported", by=clerk, count=12, purpose="List for the host's protocol")
    Trace.objects.create(act="needs_read", by=clerk, number=34)
    Trace.objects.create(act="desk_added", delegation=DelegationFactory(name="Example State"), count=10)

    response = signed_in("Accreditation").get(LISTS[0])

    assert rows(response) == [
        ["members added by a desk", "-", "several", "Example State", "10", "-"],
        ["needs read", "clerk", "D-000034", "-", "1", "-"],
        ["exported", "clerk", "several", "-", "12", "List for the host's protocol"],
    ]
    assert_obeys_the_policy(response)


def test_the_decisions_tell_who_decided_what(clerk):
    delegate = DelegateFactory()
    accreditation.accredit(delegate, by=clerk)

    response = signed_in("Accreditation").get(LISTS[1], {"q": str(delegate)})

    assert [row[:3] for row in ([one[-4:] for one in rows(response)])] == [[str(delegate), "accredit", "clerk"]]
    assert delegate.family_name not in response.content.decode()


@pytest.mark.parametrize("page", LISTS)
def test_three_rows_ask_as_much_as_one(page, clerk, django_assert_num_queries):
    client = signed_in("Accreditation")

    def one_more():
        Trace.objects.create(act="needs_read", by=clerk, number=1)
        accreditation.accredit(DelegateFactory(), by=clerk)

    one_more()
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    one_more()
    one_more()

    with django_assert_num_queries(len(one.captured_queries)):
        client.get(page)


def test_not_even_a_superuser_adds_changes_or_deletes(clerk):
    client = signed_in(superuser=True)
    accreditation.accredit(DelegateFactory(), by=clerk)
    kept = [Trace.objects.create(act="exported", by=clerk, count=2), Decision.objects.get()]

    for one in kept:
        name = f"admin:delegates_{one._meta.model_name}"
        assert client.get(reverse(f"{name}_add")).status_code == 403
        assert client.post(address(one), {"count": "1"}).status_code == 403
        assert client.post(address(one, "delete"), {"post": "yes"}).status_code == 403
        chosen = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
        client.post(reverse(f"{name}_changelist"), chosen)
    assert (Trace.objects.filter(act="exported").count(), Decision.objects.count()) == (1, 1)
