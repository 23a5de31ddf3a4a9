"""The desk's verbs: who is added, replaced, withdrawn; what a quota holds; and what a desk never finds out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from delegates import desk, erasure, joining, quotas, registration, seats
from delegates.models import Delegate, Delegation, Message, Quota, Seat, Trace
from delegates.tokens import found_by, token_of
from summit.clock import real_now
from tests.delegates.filling import row
from tests.factories import DelegateFactory, DelegationFactory, EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation():
    EventFactory(capacity=1)
    return DelegationFactory(name="Example State", focal_email="focal@example.org", language="fr")


def kinds(delegate):
    return [message.kind for message in delegate.messages.order_by("pk")]


def refused(verb, *arguments, **named):
    with pytest.raises(desk.Refused) as caught:
        verb(*arguments, **named)
    return [(one.row, one.field, one.text) for one in caught.value.problems]


def test_a_member_added_is_asked_and_has_read_nothing_yet(delegation):
    member = desk.add(delegation, who=row("ama"))

    member.refresh_from_db()
    assert (member.state, member.notice_at, member.photographs, kinds(member)) == (
        "unconfirmed",
        None,
        False,
        ["confirm"],
    )
    assert (member.organisation, member.organisation_kind, str(member.country)) == ("Example State", "state", "FR")
    assert (member.badge_name, member.name_key) == ("Ama Example", "ama example")
    assert Message.objects.get().context == {"by": "desk"}


def test_the_database_lets_nobody_be_reviewed_who_has_not_read_the_notice(delegation):
    member = desk.add(delegation, who=row("ama"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Delegate.objects.filter(pk=member.pk).update(state="to_review", confirmed_at=real_now())


def test_a_member_confirms_with_what_only_they_may_say(delegation):
    member = desk.add(delegation, who=row("ama"))

    registration.confirm(member, said={"photographs": True})

    member.refresh_from_db()
    assert (member.state, member.photographs, member.notice_at) == ("to_review", True, member.confirmed_at)


def test_a_quota_holds_and_says_how_many_are_left_and_nothing_of_the_rest_is_kept(delegation):
    Quota.objects.create(delegation=delegation, category="delegate", places=2)
    desk.add(delegation, who=row("a"))

    told = refused(desk.add_all, delegation, rows=[row("b"), row("c"), row("p", category="press")])

    assert told == [(1, "category", "Il ne reste qu’une place dans cette catégorie (membre de délégation).")]
    assert Delegate.objects.count() == 1
    desk.add(delegation, who=row("b"))
    assert refused(desk.add, delegation, who=row("c")) == [
        (0, "category", "Il ne reste plus de place dans cette catégorie (membre de délégation).")
    ]


def test_what_a_desk_counts_it_counts_with_the_delegation_locked(delegation, django_assert_max_num_queries):
    Quota.objects.create(delegation=delegation, category="delegate", places=500)
    desk.add(delegation, who=row("first"))
    with django_assert_max_num_queries(35) as asked:
        desk.add_all(delegation, rows=[row(f"member-{number}") for number in range(300)])

    tables = [query["sql"] for query in asked.captured_queries if "delegates_" in query["sql"]]
    assert '"delegates_delegation"' in tables[0]
    if connection.features.has_select_for_update:
        assert tables[0].endswith("UPDATE")
    assert (Delegate.objects.count(), Message.objects.filter(kind="confirm").count()) == (301, 301)


def test_a_desk_writes_to_so_many_a_day_even_when_it_withdraws_them(delegation, monkeypatch):
    monkeypatch.setattr(desk, "MOST_A_DAY", 2)
    for name in "ab":
        desk.withdraw(desk.add(delegation, who=row(name)))

    assert [one[0] for one in refused(desk.add, delegation, who=row("c"))] == [None]
    Trace.objects.update(at=real_now() - timedelta(days=1, minutes=1))
    assert desk.add(delegation, who=row("c")).state == "unconfirmed"


def test_what_a_desk_did_is_in_the_audit_log_without_a_name(delegation):
    first, _second = desk.add_all(delegation, rows=[row("a"), row("b")])
    desk.withdraw(first)
    desk.renew_link(delegation)

    log = Trace.objects.order_by("pk").values_list("act", "delegation__name", "number", "count", "purpose")
    assert list(log) == [
        ("desk_added", "Example State", None, 2, ""),
        ("desk_withdrawn", "Example State", first.number, 1, ""),
        ("link_renewed", "Example State", None, 1, ""),
    ]


def test_an_address_on_the_same_list_is_told_whether_it_was_known_or_not(delegation):
    DelegateFactory(email="known@example.org")
    desk.add_all(delegation, rows=[row("new"), row("known")])

    told = refused(desk.add_all, delegation, rows=[row("known"), row("NEW"), row("other")])

    text = "Cette adresse figure déjà sur votre liste."
    assert told == [(0, "email", text), (1, "email", text)]


def test_a_replacement_takes_the_seat_where_it_stands_when_they_confirm(delegation):
    member = DelegateFactory(delegation=delegation, accredited=True, category="press")
    waiting = DelegateFactory()
    for one in (member, waiting):
        seats.take(one)

    silent = desk.replace(member, by=row("wrong"))
    new = desk.replace(member, by=row("new"))
    assert (quotas.used(delegation), Seat.objects.get(state="held").delegate) == ({"press": 1}, member)
    registration.confirm(new)

    member.refresh_from_db()
    assert (member.state, kinds(member), new.category) == ("cancelled", ["cancelled"], "press")
    assert Seat.objects.get(state="held").delegate == new
    assert Seat.objects.get(state="waiting").delegate == waiting
    assert not Delegate.objects.filter(pk=silent.pk).exists()
    assert quotas.used(delegation) == {"press": 1}


def test_who_never_answered_is_forgotten_when_replaced_even_by_the_same_address(delegation):
    member = desk.add(delegation, who=row("ama", given_name="Mistyped"))

    new = desk.replace(member, by=row("ama"))

    assert list(Delegate.objects.all()) == [new]
    assert (new.replaces, new.given_name, quotas.used(delegation)) == (None, "Ama", {"delegate": 1})


def test_whoever_is_withdrawn_is_told_and_the_next_is_offered_the_seat(delegation):
    member, waiting = DelegateFactory(delegation=delegation), DelegateFactory()
    for one in (member, waiting):
        seats.take(one)
    substitute = desk.replace(member, by=row("new"))

    assert desk.withdraw(member) is True
    assert desk.withdraw(member) is False

    assert (kinds(member), Message.objects.get(delegate=member).context) == (["cancelled"], {"by": "desk"})
    assert (Seat.objects.get().delegate, Seat.objects.get().state) == (waiting, "offered")
    substitute.refresh_from_db()
    assert substitute.replaces is None  # there is no place left to take over: they use one of their own
    assert quotas.used(delegation) == {"delegate": 1}


@pytest.mark.parametrize("state", ["refused", "cancelled", "arrived"])
def test_who_is_gone_or_there_already_is_neither_replaced_nor_withdrawn(delegation, state):
    member = DelegateFactory(delegation=delegation, state=state, refusal="No place.")

    assert refused(desk.replace, member, by=row("new")) == [
        (None, "", "Cette personne ne peut plus être remplacée.")
    ]
    assert desk.withdraw(member) is False
    assert Message.objects.count() == 0


def test_a_renewed_link_opens_the_desk_and_the_old_one_nothing(delegation):
    old = token_of(delegation)

    desk.renew_link(delegation)

    delegation.refresh_from_db()
    assert list(found_by(Delegation.objects.all(), old)) == []
    assert list(found_by(Delegation.objects.all(), token_of(delegation))) == [delegation]
    assert [(one.kind, one.delegation) for one in Message.objects.all()] == [("desk", delegation)]


def test_an_erased_person_is_in_no_row_that_a_desk_wrote_of_them(delegation):
    known = DelegateFactory(email="known@example.org")
    named = desk.add(delegation, who=row("known", given_name="Ziyanda"))
    assert joining.open_to(known) == [named]

    erasure.erase(known)

    named.refresh_from_db()
    assert (named.given_name, named.state, Delegate.objects.filter(given_name="Ziyanda").count()) == (
        "",
        "cancelled",
        0,
    )
