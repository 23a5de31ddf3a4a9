"""The page before a decision: what is shown, what its button does, and what it leaves."""

import pytest
from django.core import mail

from delegates import seats
from delegates.models import CategoryRule, Delegate, Message, Quota, Seat
from delegates.tokens import token_of
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.staff import assert_obeys_the_policy, errors, fields, messages, signed_in, soup

pytestmark = pytest.mark.django_db
DECIDE = "/admin/delegates/delegate/decide/"
QUEUE = "/admin/delegates/delegate/review/"


@pytest.fixture
def client():
    EventFactory(name_en="Summit of examples", name_fr="Sommet des exemples")
    return signed_in("Accreditation")


def opened(client, verdict, *delegates):
    return client.get(DECIDE, {"verdict": verdict, "delegates": [one.number for one in delegates]})


def press(client, page, **written):
    return client.post(DECIDE, {**fields(page), "press": "on", **written}, follow=True)


def states():
    return list(Delegate.objects.order_by("number").values_list("state", flat=True))


def letters(page):
    return [one.get_text(" ", strip=True) for one in soup(page).select(".mail .letter")]


def test_accrediting_shows_the_mail_in_each_language_and_sends_none(client):
    both = [DelegateFactory(language=code, given_name="Ama", family_name="Example") for code in ("fr", "en")]

    page = opened(client, "accredit", *both)

    english, french = letters(page)
    assert "You are accredited for the Summit of examples, on" in english
    assert "Sommet des exemples" in french
    assert [one["lang"] for one in soup(page).select(".mail .letter")] == ["en", "fr"]
    assert (Message.objects.count(), mail.outbox, states()) == (0, [], ["to_review"] * 2)


def test_many_share_one_example_and_stand_in_its_list(client):
    many = [DelegateFactory(language="en") for _one in range(3)]

    page = soup(opened(client, "accredit", *many))

    assert [one.text for one in page.select(".mail h3")] == ["English, on site (no seat): 3 mails"]
    assert page.select_one(".mail details p").text == ", ".join(map(str, many))


def test_who_reads_something_else_gets_an_example_of_their_own(client):
    seated, waiting, online = DelegateFactory(), DelegateFactory(), DelegateFactory(mode="online")
    Seat.objects.create(delegate=seated, state="held", sequence=1)
    Seat.objects.create(delegate=waiting, state="waiting", sequence=2)

    accredit, refuse = (
        [one.text for one in soup(page).select(".mail h3")]
        for page in (
            opened(client, "accredit", seated, waiting, online),
            client.post(DECIDE, {**fields(opened(client, "refuse", seated, waiting, online)), "reason": "No."}),
        )
    )

    assert accredit == [
        "French, on site (seat: held): 1 mail",
        "French, on site (seat: waiting): 1 mail",
        "French, online: 1 mail",
    ]
    assert refuse == ["French: 3 mails"]


def test_nobody_sees_the_private_link_of_another(client):
    delegate = DelegateFactory()

    for page in (opened(client, "accredit", delegate), client.get(QUEUE)):
        assert token_of(delegate) not in page.content.decode()
    assert "/registration/…/" in letters(opened(client, "accredit", delegate))[0]


def test_the_button_accredits_and_says_how_many(client):
    both = [DelegateFactory(), DelegateFactory()]

    done = press(client, opened(client, "accredit", *both))

    assert (states(), messages(done)) == (["accredited"] * 2, ["Accredited: 2 delegates."])
    assert [one.delegate for one in Message.objects.filter(kind="accredited").order_by("pk")] == both


def test_under_four_eyes_it_says_who_will_wait_and_writes_to_nobody(client):
    CategoryRule.objects.create(category="press", four_eyes=True)
    delegate = DelegateFactory(category="press")

    page = opened(client, "accredit", delegate)
    done = press(client, page)

    assert "1 of them needs two people" in soup(page).select_one(".warning").text
    assert letters(page) == []
    assert messages(done) == [
        "Accredited: 0 delegates.",
        "1 delegate now waits for a second person to accredit them.",
    ]
    assert (states(), Message.objects.count()) == (["to_review"], 0)
    assert "somebody else must decide too" in soup(opened(client, "accredit", delegate)).text


def test_the_second_of_two_people_sees_the_mail_and_accredits(client):
    CategoryRule.objects.create(category="press", four_eyes=True)
    delegate = DelegateFactory(category="press", language="en")
    press(client, opened(client, "accredit", delegate))
    colleague = signed_in("Accreditation")

    page = opened(colleague, "accredit", delegate)
    done = press(colleague, page)

    assert "You are accredited" in letters(page)[0]
    assert (states(), messages(done)) == (["accredited"], ["Accredited: 1 delegate."])
    assert list(delegate.decisions.order_by("pk").values_list("by__username", flat=True)) == [
        "person-0",
        "person-1",
    ]


def test_where_two_no_longer_decide_the_first_may_do_so_alone(client):
    rule = CategoryRule.objects.create(category="press", four_eyes=True)
    delegate = DelegateFactory(category="press")
    press(client, opened(client, "accredit", delegate))
    rule.delete()

    press(client, opened(client, "accredit", delegate))

    assert states() == ["accredited"]


def test_what_cannot_be_decided_is_left_and_told_and_the_rest_is_done(client):
    fine, changed, gone = DelegateFactory(), DelegateFactory(), DelegateFactory()
    page = opened(client, "accredit", fine, changed, gone)
    Delegate.objects.filter(pk=changed.pk).update(organisation="Another")
    Delegate.objects.filter(pk=gone.pk).update(state="cancelled")

    done = press(client, page)

    assert messages(done) == [
        "Accredited: 1 delegate.",
        f"{changed} was changed since this page was opened.",
        f"{gone}: no longer comes.",
    ]
    assert states() == ["accredited", "to_review", "cancelled"]


def test_nobody_is_decided_on_who_was_not_shown(client):
    shown, other = DelegateFactory(), DelegateFactory()
    page = opened(client, "accredit", shown)

    press(client, page, delegates=f"{shown.number},{other.number}")

    assert states() == ["accredited", "to_review"]


def test_over_quota_and_possible_duplicates_are_warned_of(client):
    delegation = DelegationFactory()
    Quota.objects.create(delegation=delegation, category="delegate", places=0)
    delegate = DelegateFactory(delegation=delegation, given_name="Ama", family_name="Example")
    other = DelegateFactory(given_name="Ama", family_name="Example", accredited=True)

    warned = soup(opened(client, "accredit", delegate)).select_one("td[data-label=Warnings]").get_text(" ")

    assert "over the quota: 1 for 0 places" in " ".join(warned.split())
    assert f"{other} Ama Example" in " ".join(warned.split())


def test_a_refusal_asks_for_a_reason_shows_the_mail_with_it_and_then_refuses(client):
    delegate = DelegateFactory(language="en")
    seats.take(delegate)

    asked = opened(client, "refuse", delegate)
    without = client.post(DECIDE, {**fields(asked), "press": "on"})
    shown = client.post(DECIDE, {**fields(asked), "reason": "Your delegation\ndid not name you.", "show": "on"})
    before = states()
    done = press(client, shown)

    assert (letters(asked), errors(without)) == ([], ["A refusal has a reason, which the delegate reads."])
    assert "The reason: Your delegation did not name you." in letters(shown)[0]
    assert (before, states(), messages(done)) == (["to_review"], ["refused"], ["Refused: 1 delegate."])
    assert (Delegate.objects.get().refusal, Seat.objects.count()) == ("Your delegation\ndid not name you.", 0)


def test_a_reason_changed_after_the_mail_was_shown_is_shown_again_first(client):
    delegate = DelegateFactory(language="en")
    shown = client.post(DECIDE, {**fields(opened(client, "refuse", delegate)), "reason": "One.", "show": "on"})

    again = press(client, shown, reason="Two.")

    assert "Nothing was decided yet" in soup(again).select_one(".errornote").text
    assert "The reason: Two." in letters(again)[0]
    assert states() == ["to_review"]


def test_a_reason_is_read_from_no_address(client):
    page = client.get(DECIDE, {"verdict": "refuse", "delegates": DelegateFactory().number, "reason": "Hidden."})

    assert (letters(page), fields(page)["reason"]) == ([], "")


def test_what_was_decided_is_reviewed_again_without_a_mail(client):
    accredited, refused = DelegateFactory(accredited=True), DelegateFactory(state="refused", refusal="No.")

    done = press(client, opened(client, "reopen", accredited, refused))

    assert (states(), messages(done)) == (["to_review"] * 2, ["To review again: 2 delegates."])
    assert list(Message.objects.values_list("kind", flat=True)) == []


@pytest.mark.parametrize("action", ["accredit", "refuse", "reopen"])
def test_the_list_leads_to_the_page(client, action):
    both = [DelegateFactory(), DelegateFactory()]
    chosen = {"action": action, "_selected_action": [one.pk for one in both]}

    response = client.post("/admin/delegates/delegate/", chosen)

    numbers = ",".join(str(one.number) for one in both)
    assert response.url == f"{DECIDE}?verdict={action}&delegates={numbers}"


@pytest.mark.parametrize("query", ["", "?verdict=accredit", "?verdict=nonsense&delegates=1", "?delegates=x,-1,"])
def test_nonsense_leads_back_to_the_queue(client, query):
    response = client.get(f"{DECIDE}{query}", follow=True)

    assert (response.redirect_chain, messages(response)) == ([(QUEUE, 302)], ["Nobody was chosen."])


def test_several_hundred_are_cut_at_two_hundred(client):
    DelegateFactory.create_batch(201)
    chosen = {"action": "accredit", "_selected_action": list(Delegate.objects.values_list("pk", flat=True))}

    response = client.post("/admin/delegates/delegate/", chosen, follow=True)

    assert messages(response) == ["At most 200 at a time: these are the first of them."]
    assert len(soup(response).select("#content-main tbody tr")) == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_preview_takes_the_same_queries_for_any_number(client, number, django_assert_max_num_queries):
    delegates = [DelegateFactory() for _one in range(number)]
    opened(client, "accredit", *delegates)

    with django_assert_max_num_queries(18):
        page = opened(client, "accredit", *delegates)

    assert len(soup(page).select("#content-main tbody tr")) == number
    assert_obeys_the_policy(page)


@pytest.mark.parametrize("group", ["Editors", "Door", "Welcome", None])
def test_nobody_else_decides(client, group):
    delegate = DelegateFactory()
    other = signed_in(*filter(None, [group]))

    assert opened(other, "accredit", delegate).status_code == 403
    assert other.post(DECIDE, {"verdict": "accredit", "delegates": delegate.number}).status_code == 403
    assert states() == ["to_review"]
