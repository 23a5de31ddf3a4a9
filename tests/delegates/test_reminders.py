"""The reminder: what to know before coming, and nothing that is not so for whom it reminds."""

import pytest
from django.core import mail

from delegates import seats
from delegates.mail import circulars, delivery, occasions
from delegates.tokens import token_of
from tests.factories import DelegateFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db


def reminded(delegate):
    """Return the paragraphs of the reminder that this delegate gets, without greeting and farewell."""
    occasion = occasions.reminder()
    circulars.send(occasion, circulars.recipients(occasion).filter(pk=delegate.pk))
    while delivery.deliver_next():
        pass
    body = mail.outbox[-1].body.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    return body.strip().split("\n\n")[1:-3]


def coming(**changes):
    return DelegateFactory(state="accredited", **changes)


@pytest.fixture(autouse=True)
def _event():
    EventFactory(capacity=1, venue_fr="Palais", venue_en="Palace", address_fr="1 place", address_en="1 square")


def test_whoever_has_a_seat_reads_where_when_and_what_to_bring_in_english():
    delegate = coming(language="en")
    seats.take(delegate)

    assert reminded(delegate) == [
        "Trial summit begins on Monday 11 January 2021, 14:00, Paris time.",
        "Where: Palace, 1 square, Paris",
        "Your seat is held. Bring your badge, printed or on your phone, and an identity document, which the door "
        "may ask for. Here is your badge:",
        f"https://localhost/en/registration/{token_of(delegate)}/badge/",
        "If you cannot come, cancel or name a substitute at your private link, so that somebody else has your "
        "seat.",
    ]
    assert mail.outbox[-1].subject == "Reminder: Trial summit, Monday 11 January 2021"


def test_whoever_has_a_seat_reads_where_when_and_what_to_bring_in_french():
    delegate = coming(language="fr")
    seats.take(delegate)

    assert reminded(delegate) == [
        "Sommet d’essai : ouverture le lundi 11 janvier 2021 à 14 h 00 (heure de Paris).",
        "Lieu : Palais, 1 place, Paris",
        "Votre place est réservée. Munissez-vous de votre badge, imprimé ou sur votre téléphone, et d’une pièce "
        "d’identité, qui peut être demandée à l’entrée. Voici votre badge :",
        f"https://localhost/fr/registration/{token_of(delegate)}/badge/",
        "Si vous ne pouvez pas venir, annulez votre inscription ou désignez une personne pour vous remplacer, par "
        "votre lien privé : votre place ne restera pas vide.",
    ]


def test_whoever_waits_or_is_offered_a_seat_or_has_none_is_told_so():
    first, waiting, without = (coming(language="en") for _ in range(3))
    for one in (first, waiting):
        seats.take(one)

    assert reminded(waiting)[2].startswith("You are number 1 in line for a seat on site.")
    assert reminded(without)[2] == "You hold no seat on site. The summit is streamed for everybody."


def test_an_offer_says_until_when():
    first, offered = coming(language="en"), coming(language="en")
    for one in (first, offered):
        seats.take(one)
    seats.give_up(first)

    assert reminded(offered)[2].startswith("A seat on site is offered to you until Wednesday 16 December 2020")


def test_whoever_attends_online_is_led_to_the_programme_and_not_to_a_place():
    assert reminded(coming(language="en", mode="online"))[1:] == [
        "You attend online. The programme leads to the streams of its sessions:",
        "https://localhost/en/programme/",
    ]


def test_the_sessions_that_take_place_are_listed_and_a_line_is_not_called_a_seat():
    delegate, other = coming(language="en", mode="online"), coming()
    full, untimed = SessionFactory(capacity=1), SessionFactory(untimed=True)
    for one in (full, untimed, SessionFactory(cancelled=True), SessionFactory(draft=True)):
        delegate.wishes.create(session=one)
    for one in (other, delegate):
        seats.take(one, session=full)

    assert reminded(delegate)[3:] == [
        "Your sessions:",
        "Session 1",
        "Monday 11 January 2021, 14:00 · Session 0 – waiting, number 1 in line",
    ]
