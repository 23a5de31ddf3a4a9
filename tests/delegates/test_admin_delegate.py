"""Delegates in the admin: found, corrected through the verbs, never added, decided or deleted by hand."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from delegates import accreditation, registration, seats
from delegates.models import Delegate, Message, Needs, Seat, Trace
from delegates.tokens import found_by, token_of
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.staff import address, assert_obeys_the_policy, errors, fields, messages, signed_in, soup

pytestmark = pytest.mark.django_db
LIST = "/admin/delegates/delegate/"


@pytest.fixture
def client():
    EventFactory(capacity=2)
    return signed_in("Accreditation")


def found(client, **asked):
    cells = soup(client.get(LIST, asked)).select("#result_list .field-reference")
    return [one.text for one in cells]


def save(client, delegate, **changes):
    page = address(delegate)
    return client.post(page, {**fields(client.get(page)), **changes}, follow=True)


@pytest.mark.parametrize(
    "asked", ["1007", "D-001007", "ama exa", "EXAMPLE Áma", "ama@exam", "D-1007"], ids=lambda one: one
)
def test_a_delegate_is_found_by_number_name_or_address(client, asked):
    DelegateFactory(number=1007, given_name="Ama", family_name="Example", email="ama@example.org")
    DelegateFactory(number=1008, given_name="Somebody", family_name="Else")

    assert found(client, q=asked) == ["D-001007"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("state", "accredited"), ("category", "press"), ("mode", "online"), ("language", "en"), ("country", "GH")],
)
def test_the_list_is_narrowed(client, name, value):
    wanted = DelegateFactory(**{name: value})
    DelegateFactory()

    key = name if name == "country" else f"{name}__exact"
    assert found(client, **{key: value}) == [str(wanted)]


def test_the_list_is_narrowed_by_delegation(client):
    delegation = DelegationFactory()
    member = DelegateFactory(delegation=delegation)
    DelegateFactory(delegation=DelegationFactory())

    assert found(client, delegation__id__exact=delegation.pk) == [str(member)]


def test_a_row_tells_who_comes_how_and_for_whom(client):
    DelegateFactory(
        number=7, given_name="Ama", family_name="Example", delegation=DelegationFactory(name="Land"), country="GH"
    )

    row = soup(client.get(LIST)).select_one("#result_list tbody tr")

    told = [cell.text for cell in row.select("th, td")][1:6]
    assert told == ["D-000007", "Ama Example", "delegate, on site", "to review", "Land · Ghana"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(client, number, django_assert_max_num_queries):
    for _one in range(number):
        DelegateFactory(delegation=DelegationFactory())
    client.get(LIST)

    with django_assert_max_num_queries(15):
        assert len(found(client)) == number


def test_a_change_goes_through_the_verb_and_back_to_review(client):
    delegate = DelegateFactory(accredited=True)
    seats.take(delegate)

    done = save(client, delegate, mode="online", family_name="Another")

    delegate.refresh_from_db()
    assert (delegate.state, delegate.family_name, Seat.objects.count()) == ("to_review", "Another", 0)
    assert [one.kind for one in Message.objects.all()] == ["changed"]
    assert messages(done)[0] == f"{delegate} goes back to review."
    assert not Needs.objects.exists()


def test_notes_are_written_without_a_word_to_the_delegate(client):
    delegate = DelegateFactory(accredited=True)

    save(client, delegate, notes="Called on Monday.")

    delegate.refresh_from_db()
    assert (delegate.notes, delegate.state, Message.objects.count()) == ("Called on Monday.", "accredited", 0)


def test_what_the_delegate_changed_meanwhile_is_not_put_back(client):
    delegate = DelegateFactory()
    opened = fields(client.get(address(delegate)))
    registration.change(delegate, who={"role": "Minister"}, needs={})

    client.post(address(delegate), {**opened, "notes": "Seen."})

    delegate.refresh_from_db()
    assert (delegate.role, delegate.notes) == ("Minister", "Seen.")


def test_another_address_gets_a_new_link_and_the_old_one_is_closed(client):
    delegate = DelegateFactory()
    token = token_of(delegate)

    save(client, delegate, email="New@example.org")

    delegate.refresh_from_db()
    assert (delegate.email, delegate.email_key) == ("New@example.org", "new@example.org")
    assert not found_by(Delegate.objects.all(), token).exists()
    assert [one.kind for one in Message.objects.all()] == ["link"]
    assert [(one.act, one.number) for one in Trace.objects.all()] == [("link_renewed", delegate.number)]


def test_an_address_of_somebody_else_is_refused(client):
    DelegateFactory(email="taken@example.org")
    delegate = DelegateFactory()

    response = save(client, delegate, email="TAKEN@example.org")

    assert errors(response) == ["Another delegate is registered under this address."]


def test_the_history_keeps_numbers_and_names_of_fields_and_nothing_of_the_person(client):
    delegate = DelegateFactory(family_name="Quxuntu")

    save(client, delegate, family_name="Ziyanda", email="ziyanda@example.org", notes="Quxuntu was her name.")

    entry = LogEntry.objects.get()
    assert entry.object_repr == str(delegate)
    assert not any(one in entry.change_message for one in ("Quxuntu", "Ziyanda", "ziyanda"))


def test_a_state_is_not_written_by_hand_nor_a_refusal(client):
    delegate = DelegateFactory()

    save(client, delegate, state="accredited", refusal="Invented.", number="1")

    kept = Delegate.objects.get()
    assert (kept.state, kept.refusal, kept.number) == ("to_review", "", delegate.number)


@pytest.mark.parametrize("state", ["refused", "cancelled", "arrived"])
def test_of_what_is_decided_or_over_the_notes_alone_are_written(client, state):
    delegate = DelegateFactory(state=state, refusal="No.", family_name="Example")

    save(client, delegate, family_name="Another", notes="Kept.")

    delegate.refresh_from_db()
    assert (delegate.family_name, delegate.notes) == ("Example", "Kept.")


def test_what_became_of_somebody_is_told_with_who_decided_and_when(client):
    delegate = DelegateFactory()
    seats.take(delegate)
    accreditation.accredit(delegate, by=User.objects.create(username="colleague"))

    page = soup(client.get(address(delegate)))

    decided = page.select_one(".field-decided .readonly").text
    assert decided.endswith("· accredit · colleague")
    assert page.select_one(".field-seats_now .readonly").text == "the summit, on site: held"
    assert page.select_one(".field-written .readonly").text.endswith("· accredited · to be sent")


def test_neither_needs_nor_the_private_link_stand_on_the_page(client):
    delegate = DelegateFactory()
    Needs.objects.create(delegate=delegate, access="A ramp of oak")

    response = client.get(address(delegate))

    for one in ("A ramp of oak", token_of(delegate), delegate.link_key, "/needs/"):
        assert one not in response.content.decode()
    assert_obeys_the_policy(response)


def test_links_are_renewed_from_the_list_and_it_is_written_down(client):
    delegate, fresh, erased = DelegateFactory(), DelegateFactory(unconfirmed=True), DelegateFactory(email="")
    token = token_of(delegate)
    chosen = {"action": "renew_link", "_selected_action": [one.pk for one in (delegate, fresh, erased)]}

    done = client.post(LIST, chosen, follow=True)

    assert messages(done) == ["2 new links are on their way.", "1 has no address any more."]
    assert [(one.kind, one.delegate) for one in Message.objects.order_by("pk")] == [
        ("link", delegate),
        ("confirm", fresh),
    ]
    assert list(Trace.objects.order_by("pk").values_list("number", "by__username")) == [
        (delegate.number, "person-0"),
        (fresh.number, "person-0"),
    ]
    assert not found_by(Delegate.objects.all(), token).exists()


def test_nobody_is_added_or_deleted(client):
    delegate = DelegateFactory()

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(address(delegate, "delete"), {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [delegate.pk], "post": "yes"})
    assert Delegate.objects.count() == 1


def test_cancelling_asks_first_and_then_frees_the_seat_and_writes_to_the_delegate(client):
    delegate = DelegateFactory(accredited=True)
    seats.take(delegate)
    page = f"{LIST}{delegate.number}/cancel/"

    asked = client.get(page)
    kept = Seat.objects.count()
    done = client.post(page, fields(asked), follow=True)
    again = client.post(page, fields(asked), follow=True)

    assert (kept, Seat.objects.count(), Delegate.objects.get().state) == (1, 0, "cancelled")
    assert [one.kind for one in Message.objects.all()] == ["cancelled"]
    assert messages(done) == [f"{delegate} is cancelled."]
    assert messages(again) == [f"{delegate} was not cancelled: gone, refused or here already."]
    assert LogEntry.objects.get().get_change_message() == "Changed state."
    assert "cannot be cancelled" in soup(client.get(page)).text


def test_erasing_asks_first_and_then_erases(client):
    delegate = DelegateFactory(given_name="Ziyanda")
    page = f"{LIST}{delegate.number}/erase/"

    asked = client.get(page)
    kept = Delegate.objects.get().given_name
    done = client.post(page, fields(asked), follow=True)

    assert (kept, Delegate.objects.get().given_name) == ("Ziyanda", "")
    assert messages(done) == [f"{delegate} is erased."]
    assert list(Trace.objects.values_list("act", "number", "by__username")) == [
        ("erased", delegate.number, "person-0")
    ]
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("group", ["Editors", "Door", "Welcome", None])
def test_nobody_else_sees_delegates(group):
    delegate = DelegateFactory()
    stranger = signed_in(*filter(None, [group]))

    for page in (LIST, address(delegate), *(f"{LIST}{delegate.number}/{deed}/" for deed in ("erase", "cancel"))):
        assert stranger.get(page).status_code == 403
        assert stranger.post(page).status_code == 403
    assert Delegate.objects.get().state == "to_review"


def test_somebody_named_who_is_registered_already_is_said_to_be_so_and_not_given_an_address(client):
    known = DelegateFactory(number=1007)
    named = DelegateFactory(unconfirmed=True, stands_for=known, email="", email_key="", notice_at=None)

    page = soup(client.get(address(named)))
    save(client, named, email="new@example.org", notes="Asked by telephone.")

    named.refresh_from_db()
    assert "named by somebody else; is D-001007" in page.select_one(".field-state_now").text
    assert page.select("[name=email], [name=given_name]") == []
    assert (named.email, named.notes) == ("", "Asked by telephone.")
