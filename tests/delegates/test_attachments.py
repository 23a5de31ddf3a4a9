"""What comes with a mail: made as it leaves, for who attends then, in their language, and kept nowhere."""

import re
from datetime import timedelta

import icalendar
import ics
import pytest
from django.contrib.auth.models import User
from django.core import mail

from delegates import accreditation, badges, erasure, registration, seats
from delegates.badge_face import png
from delegates.mail import delivery, letters, outbox
from delegates.models import Message
from delegates.tokens import token_of
from programme.models import Change, Release, Session
from summit.clock import real_now
from summit.models import Event
from tests.factories import DelegateFactory, DelegationFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db
WITH_CALENDAR = ["accredited", "changed", "programme_changed", "reminder", "seat_offered"]
# Written with what it needs by others, or to a delegation.
OTHERS = ("desk", "group", "programme_changed")


@pytest.fixture(autouse=True)
def _event():
    EventFactory(venue_fr="Palais", venue_en="Palace", address_fr="Palais, 1 place", address_en="Palace, 1 square")


def sent(kind, delegate, **facts):
    """Return what comes with this message, by its file's name."""
    return came_with(outbox.write(kind, delegate=delegate, **facts))


def came_with(message):
    message.refresh_from_db()
    return {part.get_filename(): part for part in letters.write(message).attachments}


def accredited(*sessions, **facts):
    delegate = DelegateFactory(accredited=True, **facts)
    for session in (None, *sessions):
        seats.take(delegate, session=session)
    return delegate


def text_of(parts):
    return parts["ops21.ics"].get_payload(decode=True).decode()


def entries(parts):
    return {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(text_of(parts)).events}


def stands(parts):
    return {name: str(one["STATUS"]) for name, one in entries(parts).items()}


@pytest.mark.parametrize(("language", "name"), [("fr", "Sommet d’essai"), ("en", "Trial summit")])
def test_who_is_accredited_gets_the_summit_and_their_sessions_in_their_language(language, name):
    one, _other = SessionFactory(), SessionFactory()
    parts = sent("accredited", accredited(one, language=language))

    assert stands(parts) == {name: "CONFIRMED", getattr(one, f"title_{language}"): "CONFIRMED"}
    assert f"https://localhost/{language}/programme/" in text_of(parts).replace("\r\n ", "")


def test_the_summit_s_entry_says_when_and_where():
    event = Event.objects.get()

    entry = entries(sent("accredited", accredited(language="en")))["Trial summit"]

    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (event.starts, event.ends)
    assert entry["DTSTART"].params["TZID"] == "Europe/Paris"
    assert (str(entry["UID"]), str(entry["LOCATION"])) == ("summit@ops21.summit", "Palace, 1 square, Paris")
    assert str(entry["URL"]) == "https://localhost/en/"


def test_the_later_of_two_mails_has_the_later_stamp_and_a_change_of_the_event_raises_its_sequence():
    delegate = accredited(SessionFactory(), language="en")
    before = real_now().replace(microsecond=0)

    first = entries(sent("accredited", delegate))
    Event.objects.update(modified=real_now() + timedelta(minutes=1))
    second = entries(sent("reminder", delegate))

    assert {before <= entry["DTSTAMP"].dt <= real_now() for entry in first.values()} == {True}
    summit = "Trial summit"
    assert first[summit]["SEQUENCE"] < second[summit]["SEQUENCE"] < 2**31
    assert "SEQUENCE" in next(entry for name, entry in first.items() if name != summit)


def test_a_second_library_reads_the_calendar_too():
    session = SessionFactory()

    read = ics.Calendar(text_of(sent("accredited", accredited(session, language="en"))))

    assert {one.name for one in read.events} == {"Trial summit", session.title_en}
    assert read.method == "PUBLISH"


def test_a_session_has_the_uid_it_has_in_every_calendar_of_the_portal(client):
    session = SessionFactory()
    parts = sent("accredited", accredited(session, language="en"))

    followed = icalendar.Calendar.from_ical(client.get(f"/en/programme/{session.slug}.ics").content)

    assert entries(parts)[session.title_en]["UID"] == followed.events[0]["UID"]


def test_a_calendar_is_sent_as_one_and_has_no_address_to_follow():
    part = sent("accredited", accredited())["ops21.ics"]

    text = part.get_payload(decode=True).decode()
    assert (part.get_content_type(), part.get_param("method")) == ("text/calendar", "PUBLISH")
    assert re.findall(r"^(METHOD|SOURCE|REFRESH-INTERVAL|X-PUBLISHED-TTL)", text, re.M) == ["METHOD"]
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


@pytest.mark.parametrize("kind", Message.Kind.values)
def test_no_private_link_stands_in_what_is_attached(kind):
    if kind in OTHERS:
        return
    delegate = accredited(SessionFactory())

    for part in sent(kind, delegate).values():
        assert token_of(delegate).encode() not in part.get_payload(decode=True)


@pytest.mark.parametrize("kind", Message.Kind.values)
def test_a_calendar_comes_where_there_is_something_to_attend(kind):
    if kind in OTHERS:
        return

    assert ("ops21.ics" in sent(kind, accredited())) is (kind in WITH_CALENDAR)


def test_the_calendar_of_a_changed_programme_tells_of_what_is_cancelled_too():
    session = SessionFactory()
    delegate = accredited(session, language="en")
    Session.objects.filter(pk=session.pk).update(status="cancelled")
    release = Release.objects.create(number=1, note_fr="", note_en="")

    parts = sent("programme_changed", delegate, release=release.pk, changes=[])

    assert Change.objects.count() == 0
    assert stands(parts) == {"Trial summit": "CONFIRMED", session.title_en: "CANCELLED"}
    assert list(parts) == ["ops21.ics"]


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "to_review"},
        {"unconfirmed": True},
        {"state": "cancelled"},
        {"state": "refused", "refusal": "No."},
    ],
)
def test_who_is_not_accredited_attends_nothing(facts):
    delegate = DelegateFactory(**facts)
    seats.take(delegate)

    assert [sent(kind, delegate) for kind in ("accredited", "changed", "seat_offered", "reminder")] == [{}] * 4


def test_who_attends_online_gets_what_they_chose_and_no_badge():
    session = SessionFactory()
    delegate = DelegateFactory(accredited=True, mode="online", language="en")
    delegate.wishes.create(session=session)

    parts = sent("accredited", delegate)

    assert list(parts) == ["ops21.ics"]
    assert set(stands(parts)) == {"Trial summit", session.title_en}


def test_who_is_accredited_and_waits_for_a_seat_gets_neither():
    Event.objects.update(capacity=1)
    accredited()

    assert sent("accredited", accredited()) == {}


def test_a_waiting_list_is_not_a_session_one_attends():
    full = SessionFactory(capacity=1)
    accredited(full)

    assert set(stands(sent("accredited", accredited(full, language="en")))) == {"Trial summit"}


def test_a_session_that_is_offered_is_tentative_until_it_is_accepted():
    full, other = SessionFactory(capacity=1), SessionFactory()
    first = accredited(full)
    delegate = accredited(other, full, language="en")
    seats.give_up(first, session=full)
    offer = Message.objects.get(kind="seat_offered")
    offered = stands(came_with(offer))

    seats.accept(delegate, session=full)

    yours = Message.objects.get(kind="changed")
    assert offered == {"Trial summit": "CONFIRMED", other.title_en: "CONFIRMED", full.title_en: "TENTATIVE"}
    assert set(stands(came_with(yours)).values()) == {"CONFIRMED"}
    assert list(came_with(yours)) == ["ops21.ics"]
    assert letters.write(yours).subject == f"The seat is yours: {delegate}"


def test_a_seat_on_site_that_is_offered_is_tentative_and_once_accepted_the_badge_comes():
    Event.objects.update(capacity=1)
    first, second = accredited(), accredited(language="en")
    seats.give_up(first)
    offered = came_with(Message.objects.get(kind="seat_offered"))

    seats.accept(second)

    assert (list(offered), stands(offered)) == (["ops21.ics"], {"Trial summit": "TENTATIVE"})
    assert set(came_with(Message.objects.get(kind="changed"))) == {"ops21.ics", f"badge-{second}.png"}


@pytest.mark.parametrize("kind", ["accredited", "reminder"])
def test_the_badge_comes_as_a_picture_named_by_the_number(kind):
    delegate = accredited(category="press")

    part = sent(kind, delegate)[f"badge-{delegate}.png"]

    assert (part.get_content_type(), part.get_content_disposition()) == ("image/png", "attachment")
    assert part.get_payload(decode=True) == png(badges.code_of(delegate))


def test_the_mail_leads_to_the_badge():
    delegate = accredited(language="en")
    message = outbox.write("accredited", delegate=delegate)

    assert f"https://localhost/en/registration/{token_of(delegate)}/badge/" in letters.write(message).body


@pytest.mark.parametrize("leave", [registration.cancel, erasure.erase])
def test_who_left_between_the_decision_and_the_delivery_is_sent_no_badge(leave):
    delegate = DelegateFactory()
    seats.take(delegate)
    accreditation.accredit(delegate, by=User.objects.create(username="ama"))
    delegate.refresh_from_db()

    leave(delegate)
    while delivery.deliver_next():
        pass

    assert [one.attachments for one in mail.outbox] == [[]] * len(mail.outbox)
    assert not any("/badge/" in one.body for one in mail.outbox)


def test_who_is_accredited_is_sent_both_by_the_worker():
    delegate = DelegateFactory()
    seats.take(delegate)
    accreditation.accredit(delegate, by=User.objects.create(username="ama"))

    while delivery.deliver_next():
        pass

    written = mail.outbox[0].message()
    assert [part.get_filename() for part in written.get_payload()[1:]] == ["ops21.ics", f"badge-{delegate}.png"]


def test_without_a_key_the_mail_goes_and_says_all_the_rest(settings, tmp_path, caplog):
    settings.BADGE_KEY_FILE = tmp_path / "none.pem"

    assert list(sent("accredited", accredited())) == ["ops21.ics"]
    assert "make_badge_key" in caplog.text


def test_nothing_comes_with_a_mail_to_a_delegation():
    assert letters.attachments.of(Message(kind="desk", delegation=DelegationFactory()), None, EventFactory()) == []
