"""Delegations in the admin: their quotas with what is used, their focal point, the rules of the categories."""

import pytest

from delegates import seats
from delegates.models import CategoryRule, Delegation, Message, Quota, Seat, Trace
from delegates.tokens import digest, found_by, token_of
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.staff import address, errors, fields, messages, signed_in, soup

pytestmark = pytest.mark.django_db
LIST = "/admin/delegates/delegation/"


@pytest.fixture
def client():
    EventFactory()
    return signed_in("Accreditation")


def full(name="Land"):
    delegation = DelegationFactory(name=name)
    Quota.objects.create(delegation=delegation, category="delegate", places=1)
    Quota.objects.create(delegation=delegation, category="press", places=3)
    DelegateFactory.create_batch(2, delegation=delegation)
    DelegateFactory(delegation=delegation, state="cancelled")
    return delegation


def test_the_list_tells_the_places_used_and_leads_to_the_members(client):
    delegation = full()

    row = soup(client.get(LIST)).select_one("#result_list tbody tr")

    assert [one.text for one in row.select(".field-places_used li")] == [
        "delegate: 2 of 1, more than there are",
        "press: 0 of 3",
    ]
    assert row.select_one(".field-people a").text == "2 members"
    assert row.select_one(".field-people a")["href"].endswith(f"?delegation__id__exact={delegation.pk}")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(client, number, django_assert_max_num_queries):
    for one in range(number):
        full(f"Land {one}")
    client.get(LIST)

    with django_assert_max_num_queries(11):
        assert len(soup(client.get(LIST)).select("#result_list tbody tr")) == number


def test_a_delegation_is_added_with_its_quotas_and_a_private_link(client):
    page = f"{LIST}add/"
    written = {
        "name": "Land",
        "kind": "state",
        "country": "GH",
        "focal_email": "focal@example.org",
        "language": "en",
    }
    quotas = {"quotas-TOTAL_FORMS": 1, "quotas-0-category": "press", "quotas-0-places": 2}

    client.post(page, {**fields(client.get(page)), **written, **quotas})

    delegation = Delegation.objects.get()
    assert [(one.category, one.places) for one in delegation.quotas.all()] == [("press", 2)]
    assert found_by(Delegation.objects.all(), token_of(delegation)).get() == delegation
    assert delegation.link_digest == digest(token_of(delegation))


def test_a_change_keeps_the_link_and_shows_what_is_used(client):
    delegation = full()
    digest_before = delegation.link_digest
    page = client.get(address(delegation))

    client.post(address(delegation), {**fields(page), "focal_name": "Ama Example", "quotas-0-places": 4})

    delegation.refresh_from_db()
    assert [one.text.strip() for one in soup(page).select(".field-in_use p")] == ["2", "0", ""]
    assert (delegation.focal_name, delegation.link_digest) == ("Ama Example", digest_before)
    assert [one.places for one in delegation.quotas.all()] == [4, 3]


def test_each_field_of_a_table_says_what_it_is(client):
    page = soup(client.get(address(full())))

    first = page.select_one("#quotas-0")
    told = [one["aria-label"] for one in first.select("select, input:not([type=hidden])")]
    assert told == ["Category", "Places", "Delete"]


def test_a_category_has_one_quota(client):
    delegation = full()

    response = client.post(
        address(delegation), {**fields(client.get(address(delegation))), "quotas-1-category": "delegate"}
    )

    assert errors(response)


def test_the_private_link_of_the_desk_is_not_shown(client):
    delegation = full()

    shown = client.get(address(delegation)).content.decode()

    assert token_of(delegation) not in shown
    assert delegation.link_key not in shown


@pytest.mark.parametrize(("action", "is_closed"), [("send_link", False), ("renew_link", True)])
def test_the_link_of_the_desk_is_sent_or_made_anew_from_the_list(client, action, is_closed):
    reached, other = DelegationFactory(focal_email="focal@example.org"), DelegationFactory()
    token = token_of(reached)
    chosen = {"action": action, "_selected_action": [reached.pk, other.pk]}

    done = client.post(LIST, chosen, follow=True)

    assert messages(done) == ["1 link is on its way.", "1 delegation has no focal point's address."]
    assert [(one.kind, one.delegation) for one in Message.objects.all()] == [("desk", reached)]
    assert found_by(Delegation.objects.all(), token).exists() is not is_closed


def test_another_focal_point_gets_a_new_link_and_the_old_one_is_closed(client):
    delegation = full()
    token = token_of(delegation)

    page = address(delegation)
    client.post(page, {**fields(client.get(page)), "focal_email": "next@example.org"})

    assert [(one.kind, one.delegation) for one in Message.objects.all()] == [("desk", delegation)]
    assert not found_by(Delegation.objects.all(), token).exists()
    assert list(Trace.objects.values_list("act", "by__username")) == [("link_renewed", "person-0")]


def test_a_focal_point_who_leaves_takes_no_link_along(client):
    delegation = DelegationFactory(focal_email="focal@example.org")
    token = token_of(delegation)

    page = address(delegation)
    client.post(page, {**fields(client.get(page)), "focal_email": ""})

    assert not found_by(Delegation.objects.all(), token).exists()
    assert not Message.objects.exists()


def test_who_has_members_is_not_deleted(client):
    delegation = full()

    client.post(address(delegation, "delete"), {"post": "yes"})

    assert Delegation.objects.count() == 1


def test_rules_of_the_categories_are_seen_by_those_who_accredit_and_changed_by_superusers(client):
    rule = CategoryRule.objects.create(category="press", four_eyes=True)

    assert "press" in soup(client.get("/admin/delegates/categoryrule/")).text
    assert client.post(address(rule), {"places": 1}).status_code == 403
    signed_in(superuser=True).post(address(rule), {"category": "press", "places": 5})
    rule.refresh_from_db()
    assert (rule.places, rule.four_eyes) == (5, False)


def test_more_places_for_a_category_are_offered_to_those_who_wait(client):
    rule = CategoryRule.objects.create(category="press", places=0)
    seats.take(DelegateFactory(category="press"))
    superuser = signed_in(superuser=True)

    superuser.post(address(rule), {"category": "press", "places": 1})

    assert [one.state for one in Seat.objects.all()] == ["offered"]
    assert [one.kind for one in Message.objects.all()] == ["seat_offered"]


@pytest.mark.parametrize("group", ["Editors", "Door", "Welcome", None])
def test_nobody_else_sees_delegations(group):
    delegation = full()
    stranger = signed_in(*filter(None, [group]))

    assert stranger.get(LIST).status_code == 403
    assert stranger.get(address(delegation)).status_code == 403
