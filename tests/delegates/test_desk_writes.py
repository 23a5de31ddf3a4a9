"""What a focal point does at the desk, and what the desk refuses."""

import pytest

from delegates import erasure
from delegates.desk import views
from delegates.models import Delegate, Quota
from summit.models import Event
from tests.delegates.desking import WRITTEN, at, listed, shown
from tests.delegates.filling import row
from tests.factories import DelegateFactory
from tests.staff import soup

pytestmark = pytest.mark.django_db


def test_a_member_is_added_and_written_to(focal, example_state):
    answer = focal.post(at("desk_add", example_state), WRITTEN, follow=True)

    member = Delegate.objects.get()
    assert "One person was added and written to." in shown(answer)
    assert (member.delegation, member.role, member.state) == (example_state, "Adviser", "unconfirmed")


def test_what_cannot_be_added_is_told_at_its_field_and_stays_written(focal, example_state):
    Quota.objects.create(delegation=example_state, category="press", places=0)

    page = soup(focal.post(at("desk_add", example_state), {**WRITTEN, "category": "press"}))

    assert [link["href"] for link in page.select(".error-summary a")] == ["#id_category"]
    assert page.select_one("[name=email]")["value"] == "ama@example.org"
    assert "press (0 places left)" in [one.text for one in page.select("#id_category option")]
    assert Delegate.objects.count() == 0


def test_an_address_registered_elsewhere_is_answered_as_any_other(focal, example_state):
    DelegateFactory(email="known@example.org", given_name="Own", accredited=True)

    known = focal.post(at("desk_add", example_state), {**row("known"), "family_name": "Known"})
    new = focal.post(at("desk_add", example_state), {**row("new"), "family_name": "New"})

    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    told = listed(focal.get(at("desk", example_state)))
    assert [one[0] for one in told] == ["Ama Known", "Ama New"]
    assert told[0][1:] == told[1][1:]
    for member in Delegate.objects.filter(delegation=example_state):
        answers = [focal.get(at(name, example_state, member.number)) for name in ("desk_replace", "desk_withdraw")]
        assert ["not answered" in shown(one) for one in answers] == [True, True]


def test_one_address_and_one_network_are_written_to_only_so_often(focal, example_state):
    sent = []
    for _time in range(6):
        sent.append(focal.post(at("desk_add", example_state), WRITTEN).status_code)
        Delegate.objects.all().delete()

    assert sent == [302] * 5 + [400]
    while views.PER_NETWORK.hit("127.0.0.1"):
        pass
    assert focal.post(at("desk_add", example_state), {**WRITTEN, "email": "b@example.org"}).status_code == 400


def test_a_member_is_replaced_and_withdrawn_from_a_page_that_says_what_happens(focal, example_state):
    member = DelegateFactory(delegation=example_state, given_name="Old", family_name="Member", category="head")

    asked = focal.get(at("desk_replace", example_state, member.number))
    answer = focal.post(at("desk_replace", example_state, member.number), WRITTEN, follow=True)

    assert "until then nothing changes" in shown(asked)
    assert listed(answer)[0][0] == "Ama Example in place of Old Member"
    new = Delegate.objects.get(email="ama@example.org")
    assert (new.replaces, new.category) == (member, "head")

    asked = focal.get(at("desk_withdraw", example_state, member.number))
    member.refresh_from_db()
    assert ("To undo it, add them again" in shown(asked), member.state) == (True, "to_review")
    answer = focal.post(at("desk_withdraw", example_state, member.number), follow=True)

    member.refresh_from_db()
    assert (member.state, "The person is withdrawn" in shown(answer)) == ("cancelled", True)
    again = focal.post(at("desk_withdraw", example_state, member.number), follow=True)
    assert "Nothing was changed" in shown(again)


@pytest.mark.parametrize(
    ("moments", "said"),
    [
        ({"registration_opens": "2098-01-01T00:00Z"}, "Members can be added from Wednesday 1 January 2098"),
        ({"registration_closes": "2020-01-02T00:00Z"}, "Registration closed on Thursday 2 January 2020"),
        ({"registration_opens": None, "registration_closes": None}, "This summit takes no registrations here"),
    ],
)
def test_nobody_is_added_before_or_after_and_the_desk_says_so(focal, example_state, moments, said):
    member = DelegateFactory(delegation=example_state)
    Event.objects.update(**moments)

    for name in ("desk_add", "desk_paste"):
        assert focal.post(at(name, example_state), {**WRITTEN, "rows": "x", "add": "1"}).status_code == 302
    page = focal.get(at("desk", example_state))

    assert said in shown(page)
    assert soup(page).select(f"a[href='{at('desk_add', example_state)}']") == []
    assert Delegate.objects.get() == member
    assert focal.get(at("desk_withdraw", example_state, member.number)).status_code == 200


def test_who_left_and_was_erased_is_counted_and_not_named(focal, example_state):
    member = DelegateFactory(delegation=example_state, given_name="Ziyanda")
    erasure.erase(member)

    answer = focal.get(f"{at('desk', example_state)}?shown=gone")
    assert ("Ziyanda" in shown(answer), "One person left and had everything erased" in shown(answer)) == (
        False,
        True,
    )
    assert focal.get(at("desk_replace", example_state, member.number)).status_code == 404
