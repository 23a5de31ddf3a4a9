"""The mail as staff see it: what waits, what was given up, what each says, and sending it again."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegates.mail import outbox
from delegates.models import Message
from delegates.tokens import token_of
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.staff import address, assert_obeys_the_policy, messages, signed_in, soup

pytestmark = pytest.mark.django_db
LIST = "/admin/delegates/message/"


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def client():
    return signed_in("Accreditation")


def written(state="queued", kind="received", **changes):
    message = outbox.write(kind, delegate=changes.pop("delegate", None) or DelegateFactory(language="en"))
    Message.objects.filter(pk=message.pk).update(state=state, **changes)
    message.refresh_from_db()
    return message


def said(response):
    return " ".join(soup(response).select_one(".clashes").text.split())


def act(client, action, *chosen):
    data = {"action": action, "_selected_action": [one.pk for one in chosen]}
    return messages(client.post(LIST, data, follow=True))


def test_a_stranger_is_sent_to_the_sign_in_page_and_editors_are_refused():
    message = written()
    for page in (LIST, address(message)):
        assert Client().get(page).url == f"/admin/login/?next={page}"
        assert signed_in("Editors").get(page).status_code == 403
        assert signed_in("Door").get(page).status_code == 403


def test_the_list_tells_what_waits_and_what_was_given_up(client):
    written(created_at="2020-12-14T08:00Z")
    written()
    written("failed", problem="SMTPServerDisconnected")
    written("sent")

    response = client.get(LIST)

    assert said(response) == (
        "2 messages wait to be sent, the oldest since Monday 14 December 2020, 09:00. 1 was given up."
    )
    assert_obeys_the_policy(response)


def test_nothing_that_waits_is_said_so(client):
    assert said(client.get(LIST)) == "Nothing waits to be sent. Nothing was given up."


def test_the_list_names_nobody(client):
    message = written()

    page = client.get(LIST).content.decode()

    assert str(message.delegate) in page
    assert message.delegate.family_name not in page
    assert message.delegate.email not in page


def test_three_messages_ask_as_much_as_one(client, django_assert_num_queries):
    written()
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    written()
    outbox.write("desk", delegation=DelegationFactory(focal_email="focal@example.org"))

    with django_assert_num_queries(len(one.captured_queries)):
        client.get(LIST)


@pytest.mark.parametrize("typed", ["{number}", "D-{number:06d}", "d{number}"])
def test_a_message_is_found_by_its_recipients_number(client, typed):
    message = written()
    written()

    page = soup(client.get(LIST, {"q": typed.format(number=message.delegate.number)}))

    assert [one.text for one in page.select("#result_list .field-recipient")] == [str(message.delegate)]


def test_a_message_is_read_as_it_would_leave_without_its_private_link(client):
    message = written()

    response = client.get(address(message))

    letter = soup(response).select_one(".letter div")
    assert letter["lang"] == "en"
    assert message.delegate.given_name in letter.text
    assert token_of(message.delegate) not in response.content.decode()
    assert_obeys_the_policy(response)


def test_what_cannot_be_written_is_said_so(client):
    message = written(delegate=DelegateFactory(email="", email_key=""))

    assert "nobody is left to write to" in soup(client.get(address(message))).select_one(".letter").text


def test_who_may_see_the_mail_but_no_delegate_reads_no_text():
    group = Group.objects.create(name="Post")
    group.permissions.set(Permission.objects.filter(codename="view_message"))
    message = written()

    page = signed_in("Post").get(address(message)).content.decode()

    assert message.delegate.given_name not in page
    assert "read by those who may look at its recipient" in page


def test_what_was_given_up_is_tried_again_and_what_was_sent_is_not(client):
    failed, sent = written("failed", attempts=11, problem="TimeoutError"), written("sent")

    told = act(client, "send_again", failed, sent)

    assert told == [
        "1 message is tried again now.",
        "1 was sent already; a copy of it is another action.",
    ]
    failed.refresh_from_db()
    sent.refresh_from_db()
    assert (failed.state, failed.attempts, failed.problem, sent.state) == ("queued", 0, "", "sent")


PROBLEMS = [
    (
        "queued",
        1,
        "ConnectionRefusedError",
        "Not taken yet (ConnectionRefusedError): it is tried again by itself.",
    ),
    (
        *("failed", 1, "SMTPRecipientsRefused 550"),
        "The address is refused for good (code 550): correct it, then try the message again.",
    ),
    (
        *("failed", 1, "SMTPDataError 554"),
        "The recipient's server refuses this message for good (code 554): ask for another address.",
    ),
    (
        *("failed", 1, "NoLongerDueError"),
        "Nobody is left to write to, or what it tells is over: there is nothing to do.",
    ),
    ("failed", 1, "BadHeaderError", "It cannot be written (BadHeaderError): tell whoever looks after the portal."),
    (
        *("failed", 11, "TimeoutError"),
        "Not taken in 11 attempts (TimeoutError): once mail leaves again, try it again.",
    ),
    ("sent", 1, "", "–"),
]


@pytest.mark.parametrize(("state", "attempts", "problem", "said"), PROBLEMS)
def test_what_went_wrong_is_said_in_words_with_its_code_and_what_to_do(client, state, attempts, problem, said):
    message = written(state, attempts=attempts, problem=problem)

    row, page = soup(client.get(LIST)), soup(client.get(address(message)))

    assert row.select_one("#result_list .field-trouble").text == said
    assert page.select_one(".field-trouble .readonly").text == said


def test_a_message_leads_to_where_its_recipients_address_is_corrected(client):
    delegation = DelegationFactory(focal_email="focal@example.org")
    for message in (written(), outbox.write("desk", delegation=delegation)):
        page = soup(client.get(address(message)))

        assert page.select_one(".field-whom a")["href"] == address(message.delegate or message.delegation)


def test_a_copy_of_what_was_sent_is_a_message_of_its_own(client):
    sent, waiting = written("sent"), written()
    gone = written("sent", delegate=DelegateFactory(email="", email_key=""))

    told = act(client, "send_copy", sent, waiting, gone)

    assert told == ["A copy of 1 message is on its way."]
    copy = Message.objects.exclude(pk__in=[sent.pk, waiting.pk, gone.pk]).get()
    assert (copy.delegate, copy.kind, copy.state) == (sent.delegate, "received", "queued")
    assert copy.message_id != sent.message_id


def test_who_may_only_look_sends_nothing():
    group = Group.objects.create(name="Post")
    group.permissions.set(Permission.objects.filter(codename="view_message"))
    failed = written("failed")

    act(signed_in("Post"), "send_again", failed)

    failed.refresh_from_db()
    assert failed.state == "failed"


def test_nobody_adds_changes_or_deletes_a_message():
    client, message = signed_in(superuser=True), written()

    assert client.get(reverse("admin:delegates_message_add")).status_code == 403
    assert client.post(address(message), {"state": "sent"}).status_code == 403
    assert client.post(address(message, "delete"), {"post": "yes"}).status_code == 403
