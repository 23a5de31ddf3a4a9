"""My registration: what the private link lets its holder do, and nobody else."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from delegates import seats
from delegates.models import Delegate, Message, Needs, Quota, Seat
from delegates.tokens import renew, token_of
from summit.models import Event
from tests import pages
from tests.delegates.filling import WRITTEN
from tests.factories import DelegateFactory, DelegationFactory, EventFactory, SessionFactory
from tests.staff import fields, soup

pytestmark = pytest.mark.django_db
PAGES = ["mine", "badge", "change", "sessions", "substitute", "cancel", "data", "erase"]


@pytest.fixture(autouse=True)
def _event():
    EventFactory(capacity=1)


def shown(answer):
    return pages.words(soup(answer))


def at(name, delegate, language="en"):
    with translation.override(language):
        return reverse(f"delegates:{name}", args=[delegate if isinstance(delegate, str) else token_of(delegate)])


@pytest.mark.parametrize("name", PAGES)
def test_a_private_page_is_kept_listed_and_told_nowhere(client, name):
    answer = client.get(at(name, DelegateFactory()))

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")


@pytest.mark.parametrize("name", [*PAGES, "confirm", "seat"])
@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "é"])
def test_a_stranger_is_refused(client, name, token):
    DelegateFactory()

    assert client.get(at(name, token)).status_code in (404, 405)
    assert client.post(at(name, token)).status_code == 404


def test_a_renewed_link_closes_the_old_one(client):
    delegate = DelegateFactory()
    old = at("mine", delegate)
    renew(delegate)
    delegate.save()

    assert (client.get(old).status_code, client.get(at("mine", delegate)).status_code) == (404, 200)


def test_a_link_that_opens_nothing_is_kept_and_listed_nowhere_and_leads_to_one_that_does(client):
    answer = client.get(at("mine", "A" * 43))

    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")
    assert soup(answer).select_one("main a.button")["href"] == "/en/register/link/"


def test_opening_the_link_confirms_nothing_and_its_button_does(client):
    delegate = DelegateFactory(unconfirmed=True)

    page = client.get(at("mine", delegate))
    delegate.refresh_from_db()
    assert (delegate.state, "Confirm my address" in shown(page)) == ("unconfirmed", True)
    client.post(at("confirm", delegate))

    delegate.refresh_from_db()
    assert (delegate.state, delegate.seats.get().state) == ("to_review", "held")


def test_what_may_be_changed_is_changed_and_the_page_says_what_became_of_it(client):
    delegate = DelegateFactory(accredited=True)
    Needs.objects.create(delegate=delegate, diet="halal")
    form = fields(client.get(at("change", delegate)))
    assert form["diet"] == "halal"

    answer = client.post(at("change", delegate), form | {"role": "Minister"}, follow=True)

    delegate.refresh_from_db()
    assert (delegate.role, delegate.state, delegate.email) == ("Minister", "to_review", delegate.email_key)
    assert "reviewed again" in shown(answer)


def test_a_category_without_a_place_in_the_delegation_is_refused_with_what_to_do_and_all_that_was_written(client):
    delegation = DelegationFactory()
    Quota.objects.create(delegation=delegation, category="observer", places=0)
    delegate = DelegateFactory(delegation=delegation, accredited=True)
    form = fields(client.get(at("change", delegate)))

    answer = client.post(at("change", delegate), form | {"category": "observer", "role": "Minister"})

    page = soup(answer)
    assert (answer.status_code, page.select_one("[name=role]")["value"]) == (400, "Minister")
    assert page.select_one(".error-summary a")["href"] == "#id_category"
    assert "Your delegation has no place left in this category, and nothing was changed" in shown(answer)
    delegate.refresh_from_db()
    assert (delegate.category, delegate.role, delegate.state) == ("delegate", form["role"], "accredited")


def test_who_cancelled_and_has_no_place_in_the_delegation_any_more_is_told_whom_to_ask(client):
    Event.objects.update(registration_opens="2020-01-01T00:00Z", registration_closes="2099-01-01T00:00Z")
    delegation = DelegationFactory()
    Quota.objects.create(delegation=delegation, category="delegate", places=0)
    delegate = DelegateFactory(delegation=delegation, state="cancelled")

    answer = client.post(at("come_back", delegate), follow=True)

    assert "Ask its focal point for a place, then try again." in shown(answer)
    delegate.refresh_from_db()
    assert delegate.state == "cancelled"


def test_sessions_are_chosen_and_seats_follow(client):
    delegate, session = DelegateFactory(), SessionFactory(capacity=1)

    client.post(at("sessions", delegate), {"sessions": [session.pk]})
    assert Seat.objects.get().session == session
    client.post(at("sessions", delegate), {})

    assert Seat.objects.count() == 0


def test_while_there_is_no_programme_the_page_of_sessions_says_so(client):
    page = soup(client.get(at("sessions", DelegateFactory())))

    assert "No session can be chosen yet." in pages.words(page)
    assert not page.select("main form")


def test_the_page_of_changes_says_where_one_is_written_to_and_whom_to_ask_for_another_address(client):
    Event.objects.update(contact="hello@example.org")
    delegate = DelegateFactory(email="ama@example.org")

    page = soup(client.get(at("change", delegate)))

    assert "We write to you at ama@example.org. To be written to at another address, ask hello@" in pages.words(
        page
    )


@pytest.mark.parametrize("word", ["nonsense", "<b>"])
def test_a_word_that_stands_for_nothing_that_was_done_shows_nothing(client, word):
    assert not soup(client.get(at("mine", DelegateFactory()) + f"?done={word}")).select("[role=status]")


def test_a_seat_offered_is_taken_or_left_and_one_that_lapsed_says_so(client):
    first, second = DelegateFactory(), DelegateFactory()
    seats.take(first)
    seats.take(second)
    assert "number 1 in line" in shown(client.get(at("mine", second)))
    seats.give_up(first)
    assert soup(client.get(at("mine", second))).select_one("button[name=accept]").text == "Take this seat"

    answer = client.post(at("seat", second), {"accept": "1", "session": ""}, follow=True)
    assert "The seat is yours." in shown(answer)
    again = client.post(at("seat", second), {"accept": "1", "session": ""}, follow=True)

    assert "This offer has ended" in shown(again)
    assert Seat.objects.get().state == "held"


def test_a_substitute_is_written_to_and_a_known_address_is_not_told(client):
    delegate, other = DelegateFactory(accredited=True), DelegateFactory()
    form = {
        name: WRITTEN[name] for name in ("given_name", "family_name", "organisation", "organisation_kind", "role")
    }

    known = client.post(at("substitute", delegate), form | {"email": other.email, "language": "fr"})
    taken = client.post(at("substitute", delegate), form | {"email": "new@example.org", "language": "fr"})

    assert (known.status_code, known["Location"]) == (taken.status_code, taken["Location"])
    assert Delegate.objects.get(email="new@example.org").replaces == delegate
    assert [one.delegate.email for one in Message.objects.all()] == ["new@example.org"]  # the other was forgotten


def test_a_substitute_is_asked_about_as_somebody_else_who_comes_for_the_same_organisation(client):
    delegate = DelegateFactory(organisation="Réseau", organisation_kind="ngo", country="SN", accredited=True)

    answer = client.get(at("substitute", delegate))

    page, written = soup(answer), fields(answer)
    assert [written[name] for name in ("organisation", "organisation_kind", "country")] == ["Réseau", "ngo", "SN"]
    assert [one.text.strip() for one in page.select("form fieldset > legend")][:2] == [
        "Who comes in your place",
        "For whom they come",
    ]
    assert {one.get("autocomplete") for one in page.select("main form input:not([type=hidden])")} == {"off"}


def test_cancelling_asks_first_and_frees_the_seat(client):
    first, second = DelegateFactory(), DelegateFactory()
    seats.take(first)
    seats.take(second)

    client.get(at("cancel", first))
    assert Seat.objects.get(delegate=first).state == "held"
    client.post(at("cancel", first))

    first.refresh_from_db()
    assert (first.state, Seat.objects.get().state) == ("cancelled", "offered")
    assert "What you can do" not in shown(client.get(at("mine", first)))


def test_everything_held_of_a_delegate_is_theirs_to_take_away(client):
    delegate = DelegateFactory(notes="Asked by the ministry.")
    Needs.objects.create(delegate=delegate, access="A ramp.")

    answer = client.get(at("data", delegate))

    held = json.loads(answer.content)
    assert (held["email"], held["needs"]["access"]) == (delegate.email, "A ramp.")
    assert answer["Content-Disposition"] == f'attachment; filename="registration-{delegate}.json"'


def test_erased_data_is_gone_and_the_link_with_it(client):
    delegate = DelegateFactory()

    answer = client.post(at("erase", delegate))

    assert answer["Location"] == "/en/registration/erased/"
    assert client.get(at("mine", delegate)).status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_speaks_the_language_of_its_address(client, language):
    page = client.get(at("mine", DelegateFactory(), language))

    assert soup(page).h1.text == {"fr": "Mon inscription", "en": "My registration"}[language]
