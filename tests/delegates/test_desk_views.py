"""The desk's pages: what a focal point sees and does, what they never see, and that a stranger sees nothing."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from delegates import desk, seats
from delegates.desk import members
from delegates.models import Delegate, Message, Needs, Quota
from delegates.tokens import token_of
from summit.models import Event
from tests import pages
from tests.delegates.desking import WRITTEN, at, listed, shown
from tests.delegates.filling import row
from tests.factories import DelegateFactory, DelegationFactory
from tests.staff import soup

pytestmark = pytest.mark.django_db
PAGES = ["desk", "desk_add", "desk_paste", "desk_sample", "desk_link"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_is_kept_listed_and_told_nowhere(focal, example_state, name):
    answer = focal.get(at(name, example_state))

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "é"])
def test_a_stranger_is_refused_everywhere(focal, example_state, token):
    member = DelegateFactory(delegation=example_state)
    addresses = [at(name, token) for name in PAGES]
    addresses += [at(name, token, member.number) for name in ("desk_replace", "desk_withdraw")]

    answers = [focal.get(one).status_code for one in addresses]
    answers += [focal.post(one, {**WRITTEN, "rows": "x", "add": "1"}).status_code for one in addresses]

    assert set(answers) <= {404, 405}
    assert (Delegate.objects.get().state, Message.objects.count()) == ("to_review", 0)


def test_a_renewed_link_closes_the_old_one_and_goes_to_the_focal_point_alone(focal, example_state):
    old = at("desk", example_state)
    asked = focal.get(at("desk_link", example_state))
    assert focal.get(old).status_code == 200

    answer = focal.post(at("desk_link", example_state), follow=True)
    call_command("send_mail", "--once")

    example_state.refresh_from_db()
    assert (asked.status_code, focal.get(old).status_code, focal.get(at("desk", example_state)).status_code) == (
        200,
        404,
        200,
    )
    assert "A new link is on its way" in shown(answer)
    assert (mail.outbox[0].to, at("desk", example_state) in mail.outbox[0].body) == (["focal@example.org"], True)


def test_a_new_link_is_sent_so_often_and_never_where_nobody_would_get_it(focal, example_state):
    for _time in range(3):
        focal.post(at("desk_link", example_state))
        example_state.refresh_from_db()
    refused = focal.post(at("desk_link", example_state))
    assert (refused.status_code, Message.objects.count()) == (429, 3)

    alone = DelegationFactory()
    answer = focal.post(at("desk_link", alone))
    assert ("No address of yours is on file" in shown(answer), Message.objects.count()) == (True, 3)


def test_the_focal_point_asks_for_the_link_where_delegates_do(focal, example_state):
    with translation.override("en"):
        focal.post(reverse("delegates:link"), {"email": "FOCAL@example.org"})

    assert [(one.kind, one.delegation) for one in Message.objects.all()] == [("desk", example_state)]


def test_each_member_is_shown_with_what_they_come_as_and_how_they_stand(focal, example_state):
    Event.objects.update(capacity=1)
    names = [("Zoë", "Example"), ("Ama", "Éxample"), ("Bo", "Sample"), ("Cy", "Sample")]
    first, second, third, fourth = (
        DelegateFactory(delegation=example_state, given_name=given, family_name=family) for given, family in names
    )
    for one in (first, second):
        seats.take(one)
    Delegate.objects.filter(pk=first.pk).update(state="accredited", category="head")
    Delegate.objects.filter(pk=third.pk).update(mode="online")
    Delegate.objects.filter(pk=fourth.pk).update(state="unconfirmed", confirmed_at=None)

    answer = focal.get(at("desk", example_state))

    assert listed(answer) == [
        ("Ama Éxample", "delegate", "being reviewed", "waiting, number 1 in line"),
        ("Zoë Example", "head of delegation", "accredited", "held"),
        ("Bo Sample", "delegate", "being reviewed", "attends online"),
        (
            "Cy Sample",
            "delegate",
            "has not answered yet erased in 7 days without an answer",
            "once they have answered",
        ),
    ]


def test_the_places_are_told_in_words_and_drawn(focal, example_state):
    Quota.objects.create(delegation=example_state, category="delegate", places=3)
    Quota.objects.create(delegation=example_state, category="head", places=1)
    DelegateFactory(delegation=example_state, category="head")
    DelegateFactory(delegation=example_state, category="press")

    page = soup(focal.get(at("desk", example_state)))

    told = [pages.words(one) for one in page.select("#places + ul > li")]
    assert told == [
        "head of delegation: 1 of 1 No place is left.",
        "delegate: 0 of 3 3 places are left.",
        "press: one, without a limit",
    ]
    assert [(one["value"], one["max"]) for one in page.select("progress")] == [("1", "1"), ("0", "3")]


def test_an_empty_desk_says_what_to_do(focal, example_state):
    answer = focal.get(at("desk", example_state))

    assert "Nobody was named yet." in shown(answer)
    assert soup(answer).select_one(".empty a")["href"] == at("desk_add", example_state)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_focal_point_never_sees_needs_notes_reasons_or_a_member_s_link(focal, example_state, language):
    member = DelegateFactory(
        delegation=example_state,
        notes="Known to us",
        refusal="A private reason",
        state="refused",
        press_card="PC-99",
    )
    other = DelegateFactory(delegation=example_state, notes="Known to us", email="hidden@example.org")
    for one in (member, other):
        Needs.objects.create(delegate=one, access="A ramp of oak", diet="halal")
    addresses = [at(name, example_state, language=language) for name in PAGES]
    addresses += [f"{addresses[0]}?shown=gone"]
    addresses += [
        at(name, example_state, other.number, language=language) for name in ("desk_replace", "desk_withdraw")
    ]
    addresses += [at("desk_replace", example_state, member.number, language=language)]
    hidden = ("oak", "halal", "Known to us", "private reason", "hidden@", "/registration/")

    found = [(path, mark) for path in addresses for mark in hidden if mark in focal.get(path).content.decode()]

    assert found == []
    assert not any(
        token_of(one) in focal.get(path).content.decode() for one in (member, other) for path in addresses
    )


def test_members_of_others_are_no_member_here(focal, example_state):
    other = DelegateFactory(delegation=DelegationFactory())

    assert focal.get(at("desk_replace", example_state, other.number)).status_code == 404
    assert focal.post(at("desk_withdraw", example_state, other.number)).status_code == 404
    assert Delegate.objects.get().state == "to_review"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["A A", "B B", "C C"]),
        ("shown=accredited", ["A A"]),
        ("shown=to_review", ["C C"]),
        ("shown=gone", ["D D"]),
        ("category=press", ["B B"]),
        ("shown=nonsense&category=%00&page=x", ["A A", "B B", "C C"]),
    ],
)
def test_the_list_is_narrowed_to_a_state_or_a_category(focal, example_state, query, names):
    DelegateFactory(delegation=example_state, given_name="A", family_name="A", accredited=True)
    DelegateFactory(delegation=example_state, given_name="B", family_name="B", category="press", unconfirmed=True)
    DelegateFactory(delegation=example_state, given_name="C", family_name="C")
    DelegateFactory(delegation=example_state, given_name="D", family_name="D", state="cancelled")

    answer = focal.get(f"{at('desk', example_state)}?{query}")

    assert [one[0] for one in listed(answer)] == names


def test_a_large_delegation_has_pages(focal, example_state, monkeypatch):
    monkeypatch.setattr(members, "PAGE", 2)
    DelegateFactory.create_batch(3, delegation=example_state)

    answer = focal.get(f"{at('desk', example_state)}?page=2")

    assert (len(listed(answer)), soup(answer).select_one(".pagination [aria-current]").text) == (1, "Page 2")


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_costs_the_same_with_one_member_and_with_three(
    focal, example_state, number, django_assert_num_queries
):
    Quota.objects.create(delegation=example_state, category="delegate", places=9)
    Event.objects.update(capacity=1)
    for one in DelegateFactory.create_batch(number, delegation=example_state):
        seats.take(one)
        desk.replace(one, by=row(f"substitute-{one.number}"))
    focal.get(at("desk", example_state))

    with django_assert_num_queries(11):
        focal.get(at("desk", example_state))
