"""Mail: in the recipient's language, once, whatever goes wrong, and nothing of it decided by a name."""

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command

from delegates import seats
from delegates.mail import delivery, outbox
from delegates.models import Message
from delegates.tokens import token_of
from summit import clock
from summit.clock import real_now
from tests.factories import DelegateFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db
KINDS = [kind for kind in Message.Kind.values if kind not in ("reminder", "programme_changed", "desk", "group")]


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, _messages):
        raise ConnectionRefusedError("ama@example.org refused")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_message_is_written_whole_in_the_language_of_who_gets_it(kind, language):
    EventFactory()
    delegate = DelegateFactory(language=language, given_name="Ama", family_name="Example", refusal="No place.")
    facts = {"naming": DelegateFactory(stands_for=delegate, unconfirmed=True).pk} if kind == "named" else {}
    outbox.write(kind, delegate=delegate, session=SessionFactory(), until=real_now().isoformat(), **facts)

    assert delivery.deliver_next() is True

    sent = mail.outbox[0]
    assert sent.subject.strip()
    assert sent.body.startswith({"fr": "Bonjour Ama Example,", "en": "Dear Ama Example,"}[language])
    assert f"/{language}/registration/{token_of(delegate)}/" in sent.body
    assert {"fr": "Sommet d’essai", "en": "Trial summit"}[language] in sent.body
    assert f'lang="{language}"' in sent.alternatives[0].content
    assert "%(" not in sent.body


def test_a_mail_in_french_keeps_its_no_break_spaces():
    EventFactory()
    outbox.write("confirm", delegate=DelegateFactory(language="fr"))

    delivery.deliver_next()

    assert mail.outbox[0].subject == "Confirmez votre adresse\N{NO-BREAK SPACE}: Sommet d’essai"
    assert "strictement personnel\N{NO-BREAK SPACE}:" in mail.outbox[0].body


@pytest.mark.parametrize("kind", ["seat_offered", "seat_lapsed"])
def test_an_offer_says_for_what_it_is_in_its_text_too(kind):
    EventFactory()
    session = SessionFactory()
    delegate = DelegateFactory(language="en")
    outbox.write(kind, delegate=delegate, session=session, until=real_now().isoformat())
    outbox.write(kind, delegate=delegate, until=real_now().isoformat())

    while delivery.deliver_next():
        pass

    of_session, of_summit = (one.body for one in mail.outbox)
    assert f"a seat in “{session.title_en}”" in of_session.replace("A seat", "a seat")
    assert "seat on site" in of_summit


def test_a_message_is_sent_once():
    EventFactory()
    outbox.write("received", delegate=DelegateFactory())

    assert (delivery.deliver_next(), delivery.deliver_next()) == (True, False)

    assert (len(mail.outbox), Message.objects.get().state) == (1, "sent")


def test_a_server_that_refuses_loses_nothing_and_the_same_message_goes_later(settings):
    EventFactory()
    outbox.write("received", delegate=DelegateFactory())
    settings.EMAIL_BACKEND = "tests.delegates.test_delivery.Refusing"
    delivery.deliver_next()
    waiting = Message.objects.get()
    assert (waiting.state, waiting.attempts, waiting.problem) == ("queued", 1, "ConnectionRefusedError")
    assert waiting.next_at > real_now()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert delivery.deliver_next() is False
    Message.objects.update(next_at=real_now())
    delivery.deliver_next()

    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{waiting.message_id}>"


def test_after_the_last_attempt_a_message_is_given_up_and_can_be_sent_again(settings):
    EventFactory()
    outbox.write("received", delegate=DelegateFactory())
    settings.EMAIL_BACKEND = "tests.delegates.test_delivery.Refusing"
    for _ in range(len(delivery.PAUSES) + 1):
        Message.objects.update(next_at=real_now())
        delivery.deliver_next()
    assert Message.objects.get().state == "failed"

    assert delivery.send_again(list(Message.objects.all())) == 1

    assert (Message.objects.get().state, Message.objects.get().attempts) == ("queued", 0)


def test_what_is_kept_of_a_failure_names_nobody(settings, caplog):
    EventFactory()
    outbox.write("received", delegate=DelegateFactory(email="ama@example.org"))
    settings.EMAIL_BACKEND = "tests.delegates.test_delivery.Refusing"

    delivery.deliver_next()

    assert "example.org" not in caplog.text + Message.objects.get().problem


def test_a_name_makes_no_link_and_no_header(client):
    EventFactory()
    delegate = DelegateFactory(given_name='<a href="https://evil.example">', family_name="Bcc: x@example.org")
    outbox.write("received", delegate=delegate)

    delivery.deliver_next()

    html = mail.outbox[0].alternatives[0].content
    assert ("&lt;a href=" in html, 'href="https://evil.example"' in html, mail.outbox[0].bcc) == (True, False, [])


def test_nothing_is_sent_to_who_was_erased():
    EventFactory()
    outbox.write("received", delegate=DelegateFactory(email="", email_key=""))

    delivery.deliver_next()

    assert (mail.outbox, Message.objects.get().state) == ([], "failed")


def test_the_worker_empties_the_queue_and_lets_offers_lapse():
    EventFactory(capacity=1)
    first, second = DelegateFactory(), DelegateFactory()
    seats.take(first)
    seats.take(second)
    seats.give_up(first)
    second.seats.update(offered_until=clock.now())

    call_command("send_mail", "--once")

    assert [message.kind for message in Message.objects.order_by("pk")] == ["seat_offered", "seat_lapsed"]
    assert len(mail.outbox) == 2
