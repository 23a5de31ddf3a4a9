"""Mail over a real connection: whatever the server does, nothing is lost, and what was taken is not sent again."""

import socket
from datetime import UTC
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest

from delegates.mail import delivery, outbox
from delegates.models import Message
from summit.clock import real_now
from summit.models import Event
from tests.delegates.telling import circular
from tests.factories import DelegateFactory, EventFactory
from tests.smtp import DIE, postman

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    EventFactory()
    with postman() as one:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", one.port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield one


def write(count=1, **changes):
    return [outbox.write("received", delegate=DelegateFactory(**changes)) for _ in range(count)]


def deliver():
    """Deliver all that is due, as the worker does."""
    line, count = delivery.Line(), 0
    while delivery.deliver_next(line):
        count += 1
    line.close()
    return count


def test_a_message_arrives_in_two_forms_under_its_own_identifier(server):
    message = write(language="en", email="ama@example.org")[0]

    assert deliver() == 1

    mail = server.mails[0]
    assert (mail["Message-ID"], server.seen[0][0]) == (f"<{message.message_id}>", "ama@example.org")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["Auto-Submitted"] == "auto-generated"


def test_messages_that_follow_each_other_share_a_connection_up_to_a_number(server, monkeypatch):
    monkeypatch.setattr(delivery.Line, "MOST", 3)
    write(4)

    deliver()

    assert (len(server.seen), server.connections) == (4, 2)


WRONG = [
    ({"connect": "421 not now"}, "SMTPConnectError 421"),
    ({"connect": DIE}, "SMTPServerDisconnected"),
    ({"MAIL": "451 later"}, "SMTPSenderRefused 451"),
    ({"RCPT": "450 later"}, "SMTPRecipientsRefused 450"),
    ({"MAIL": "550 not this sender"}, "SMTPSenderRefused 550"),
    ({"DATA": "451 later"}, "SMTPDataError 451"),
    ({"middle": DIE}, "SMTPServerDisconnected"),
    ({"end": "452 full"}, "SMTPDataError 452"),
    ({"end": DIE}, "SMTPServerDisconnected"),
]
FOR_GOOD = [
    ({"RCPT": "550 ama@example.org is nobody"}, "SMTPRecipientsRefused 550"),
    ({"DATA": "554 no"}, "SMTPDataError 554"),
    ({"end": "554 ama@example.org wants none"}, "SMTPDataError 554"),
]


@pytest.mark.parametrize(("wrong", "problem"), WRONG)
def test_whatever_the_server_does_wrong_the_message_is_kept_and_goes_later(server, wrong, problem, caplog):
    message = write(email="ama@example.org")[0]
    server.wrong = wrong

    deliver()

    kept = Message.objects.get()
    assert (kept.state, kept.attempts) == ("queued", 1)
    assert kept.problem == problem
    assert "example.org" not in kept.problem + caplog.text
    server.wrong = {}
    Message.objects.update(next_at=real_now())
    deliver()
    assert Message.objects.get().state == "sent"
    assert server.mails[-1]["Message-ID"] == f"<{message.message_id}>"


@pytest.mark.parametrize(("wrong", "problem"), FOR_GOOD)
def test_what_is_refused_for_good_is_given_up_at_once_and_can_be_sent_again(server, wrong, problem, caplog):
    message = write(email="ama@example.org")[0]
    server.wrong = wrong

    deliver()
    Message.objects.update(next_at=real_now())

    given_up = Message.objects.get()
    assert (given_up.state, given_up.attempts, given_up.problem) == ("failed", 1, problem)
    assert "example.org" not in given_up.problem + caplog.text
    assert deliver() == 0
    server.wrong = {}
    delivery.send_again([given_up])
    assert deliver() == 1
    assert server.mails[-1]["Message-ID"] == f"<{message.message_id}>"


def test_a_server_that_is_not_there_is_tried_after_growing_pauses(server, settings):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        settings.EMAIL_PORT = closed.getsockname()[1]
    write()
    pauses = []
    for _ in delivery.PAUSES:
        Message.objects.update(next_at=real_now())
        before = real_now()
        deliver()
        pauses.append(Message.objects.get().next_at - before)

    assert Message.objects.get().problem == "ConnectionRefusedError"
    minutes = [round(pause.total_seconds() / 60) for pause in pauses]
    assert minutes == [1, 2, 5, 15, 30, 60, 120, 240, 480, 960]


def test_an_address_that_is_refused_for_good_holds_nobody_up(server):
    write(email="gone@example.org")
    write(3)
    server.wrong = {"gone@example.org": "550 gone"}

    deliver()

    assert sorted(Message.objects.values_list("state", flat=True)) == ["failed", "sent", "sent", "sent"]
    assert len(server.seen) == 3


def test_what_was_taken_is_not_sent_again_when_the_server_dies_at_the_farewell(server):
    write()
    server.wrong = {"QUIT": DIE}

    deliver()
    Message.objects.update(next_at=real_now())
    deliver()

    assert (len(server.seen), Message.objects.get().state) == (1, "sent")


def test_a_mail_says_its_language_and_when_it_left_and_is_answered_at_the_events_contact(server):
    Event.objects.update(contact="contact@example.org")
    before = real_now().replace(microsecond=0)
    write(language="fr")

    deliver()

    mail = server.mails[0]
    assert (mail["Content-Language"], mail["Reply-To"]) == ("fr", "contact@example.org")
    assert before <= mail["Date"].datetime.replace(tzinfo=UTC) <= real_now()


NAMES = [("Émilie " * 12).strip(), "漢" * 100, 'Ama, of "x" <x@example.org>', "O\\'Neil (é)"]


@pytest.mark.parametrize("name", NAMES)
def test_a_long_or_an_odd_name_arrives_whole_in_short_lines(server, name):
    write(given_name=name, family_name="Example", email="ama@example.org")

    deliver()

    recipient, raw = server.seen[0]
    head = raw.partition(b"\r\n\r\n")[0]
    to = message_from_bytes(raw, policy=policy.compat32)["To"]
    [(said, address)] = getaddresses([to])
    assert str(make_header(decode_header(said))) == f"{name} Example"
    assert (address, recipient) == ("ama@example.org", "ama@example.org")
    assert max(len(line) for line in head.split(b"\r\n")) <= 78


def test_an_address_whose_domain_has_accents_is_written_to(server):
    write(email="ama@exämple.org")

    deliver()

    assert (server.seen[0][0], Message.objects.get().state) == ("ama@xn--exmple-cua.org", "sent")


LINE_ENDS = ["\r\n", "\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028"]


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
def test_a_name_or_a_subject_makes_no_header_and_no_other_recipient(server, end):
    evil = f"Ama{end}Bcc: eve@example.org{end}{end}More"
    delegate = DelegateFactory(given_name=evil, family_name='"x" <eve@example.org>,', email="ama@example.org")
    text = circular(subject_fr=evil, subject_en=evil)
    outbox.write("received", delegate=delegate)
    outbox.write("group", delegate=delegate, circular=text.pk)

    deliver()

    assert {recipient for recipient, _raw in server.seen} == {"ama@example.org"}
    for mail in server.mails:
        assert set(mail.keys()) == {
            *("Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"),
            "Content-Language",
        }
        assert [address for _name, address in getaddresses([mail["To"]])] == ["ama@example.org"]
