"""The private page of whoever was named by somebody else: they read, say what only they may say, and decide."""

import pytest
from django.urls import reverse
from django.utils import translation

from delegates import desk, registration
from delegates.models import Delegate
from delegates.terms import TERMS
from delegates.tokens import token_of
from tests import pages
from tests.delegates.filling import row
from tests.factories import DelegateFactory
from tests.staff import soup

pytestmark = pytest.mark.django_db


def at(name, delegate):
    with translation.override("en"):
        return reverse(f"delegates:{name}", args=[token_of(delegate)])


def shown(answer):
    return pages.words(soup(answer).main)


def test_a_named_person_reads_who_named_them_and_what_becomes_of_their_data(focal, example_state):
    page = soup(focal.get(at("mine", desk.add(example_state, who=row("ama")))))
    with translation.override("en"):
        kept = [str(term.label) for term in TERMS]

    assert "The delegation “Example State” wrote what stands above" in pages.words(page.main)
    assert [one.text for one in page.select("#terms ~ table tbody th")] == kept
    assert [one["name"] for one in page.select("#confirm ~ form .field input")] == ["photographs", "privacy"]
    assert page.select_one("a.button--outlined")["href"].endswith("/erase/")


def test_nothing_is_confirmed_without_having_read_what_is_asked(focal, example_state):
    member = desk.add(example_state, who=row("ama"))

    answer = focal.post(at("confirm", member), {"photographs": "on"})

    member.refresh_from_db()
    assert (answer.status_code, member.state, member.notice_at) == (400, "unconfirmed", None)
    assert [link["href"] for link in soup(answer).select(".error-summary a")] == ["#id_privacy"]


def test_a_named_person_agrees_and_says_themselves_whether_they_may_be_photographed(focal, example_state):
    member = desk.add(example_state, who=row("ama"))

    focal.post(at("confirm", member), {"photographs": "on", "privacy": "on"})

    member.refresh_from_db()
    assert (member.state, member.photographs, member.notice_at is None) == ("to_review", True, False)


def test_named_press_gives_the_outlet_and_the_card_themselves(focal, example_state):
    member = desk.add(example_state, who=row("ama", category="press"))

    refused = focal.post(at("confirm", member), {"privacy": "on"})
    focal.post(at("confirm", member), {"privacy": "on", "outlet": "Example Post", "press_card": "PC-1"})

    member.refresh_from_db()
    assert (refused.status_code, member.state, member.outlet) == (400, "to_review", "Example Post")


@pytest.mark.parametrize("name", ["change", "sessions", "substitute", "cancel"])
def test_before_they_agree_there_is_nothing_else_to_do(focal, example_state, name):
    member = desk.add(example_state, who=row("ama"))

    assert focal.get(at(name, member))["Location"] == at("mine", member)


def test_who_refuses_is_erased_at_once(focal, example_state):
    member = desk.add(example_state, who=row("ama"))

    focal.post(at("erase", member))

    member.refresh_from_db()
    assert (member.given_name, member.email, member.state) == ("", "", "cancelled")


def test_somebody_registered_already_answers_on_their_own_page(focal, example_state):
    known = DelegateFactory(email="known@example.org", accredited=True)
    first = desk.add(example_state, who=row("known", role="Adviser"))
    page = focal.get(at("mine", known))
    assert "“Example State” names you among its members" in shown(page)

    declined = focal.post(at("named", known), {"number": first.number, "decline": "1"}, follow=True)
    second = desk.add(example_state, who=row("known"))
    joined = focal.post(at("named", known), {"number": second.number, "join": "1"}, follow=True)

    known.refresh_from_db()
    assert ("You stay as you were" in shown(declined), "You come with those who named you" in shown(joined)) == (
        True,
        True,
    )
    assert (known.delegation, known.state, Delegate.objects.count()) == (example_state, "to_review", 1)


@pytest.mark.parametrize(
    ("number", "done"), [("", ""), ("x", ""), ("-1", ""), ("9" * 30, ""), ("7", "?done=gone")]
)
def test_an_answer_to_nothing_changes_nothing(focal, example_state, number, done):
    known = DelegateFactory(accredited=True)

    answer = focal.post(at("named", known), {"number": number, "join": "1"})

    known.refresh_from_db()
    assert (answer["Location"], known.state) == (at("mine", known) + done, "accredited")


def test_who_cancelled_registers_again_by_a_button_while_registration_is_open(focal, example_state):
    delegate = DelegateFactory()
    registration.cancel(delegate)
    page = focal.get(at("mine", delegate))
    assert "Coming after all?" in shown(page)

    answer = focal.post(at("come_back", delegate), follow=True)

    delegate.refresh_from_db()
    assert ("You are registered again." in shown(answer), delegate.state) == (True, "to_review")


@pytest.mark.parametrize("state", ["refused", "cancelled", "arrived"])
@pytest.mark.parametrize("name", ["change", "sessions", "substitute", "cancel"])
def test_who_is_out_changes_nothing_any_more(focal, example_state, name, state):
    delegate = DelegateFactory(state=state, refusal="No place.")

    answer = focal.post(at(name, delegate), {"sessions": []})

    delegate.refresh_from_db()
    assert (answer["Location"], delegate.state) == (at("mine", delegate), state)
