"""My badge: for who may enter, in both languages, and for everybody else why not and what to do."""

import pytest
from django.urls import reverse
from django.utils import translation

from delegates import badges, seats
from delegates.tokens import renew, token_of
from tests import pages
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.guards.strictness import StrictClient
from tests.staff import soup

pytestmark = pytest.mark.django_db
strict = StrictClient()


def at(name, delegate, language="en"):
    with translation.override(language):
        return reverse(f"delegates:{name}", args=[token_of(delegate)])


def seated(**facts):
    delegate = DelegateFactory(**({"accredited": True} | facts))
    seats.take(delegate)
    return delegate


def read(delegate, language="en"):
    answer = strict.get(at("badge", delegate, language))
    return answer, soup(answer)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_who_may_enter_has_a_badge_in_both_languages(language):
    EventFactory()
    delegate = seated(badge_name="Ama Mensah", category="press", outlet="Example News", country="GB")

    answer, page = read(delegate, language)

    badge = page.select_one("article.badge")
    words = pages.words(badge)
    assert page.h1.text == {"fr": "Mon badge", "en": "My badge"}[language]
    assert badge.select_one("h2").text == "Ama Mensah"
    for said in ("Example News", str(delegate), "presse", "press", "Royaume-Uni", "United Kingdom"):
        assert said in words
    assert badge["data-category"] == "press"
    assert badge.select_one("[role=img]")["aria-label"].endswith(str(delegate))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_code_can_be_kept_as_a_picture(client, language):
    EventFactory()
    delegate = seated()

    answer = client.get(at("badge_code", delegate, language))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Content-Disposition"] == f'attachment; filename="badge-{delegate}.png"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("facts", "said", "link"),
    [
        ({"unconfirmed": True}, "your address is not confirmed", "Confirm my address"),
        ({"state": "to_review"}, "being reviewed", "Back to my registration"),
        ({"state": "refused", "refusal": "No."}, "you were not accredited", "ask@example.org"),
        ({"state": "cancelled"}, "your registration is cancelled", "ask@example.org"),
        ({"accredited": True, "mode": "online"}, "You attend online", "Come on site instead"),
        ({"accredited": True}, "you hold no seat on site", "Ask for a seat on site"),
    ],
)
def test_who_may_not_enter_is_told_why_and_what_to_do(client, facts, said, link):
    EventFactory(contact="ask@example.org")
    delegate = DelegateFactory(**facts)

    _answer, page = read(delegate)

    assert said in pages.words(page.main)
    assert link in [one.text.strip() for one in page.select("main a")]
    assert page.select("article.badge") == []
    assert client.get(at("badge_code", delegate)).status_code == 404


def test_who_waits_for_a_seat_is_told_the_place_in_line():
    EventFactory(capacity=1)
    seated(), seated()
    third = seated()

    assert "number 2 in line" in pages.words(read(third)[1].main)


def test_who_is_offered_a_seat_is_told_until_when():
    EventFactory(capacity=1)
    first, second = seated(), seated()
    seats.give_up(first)

    page = read(second)[1]

    assert "A seat on site is offered to you until Wednesday 16 December 2020, 09:00." in pages.words(page.main)
    assert page.select_one("main ul a")["href"] == at("mine", second)


def test_who_has_arrived_keeps_the_badge():
    EventFactory()

    assert read(DelegateFactory(state="arrived"))[1].select("article.badge") != []


def test_without_a_key_the_page_says_that_the_number_is_enough(settings, tmp_path, caplog, client):
    EventFactory()
    settings.BADGE_KEY_FILE = tmp_path / "none.pem"
    delegate = seated()

    page = read(delegate)[1]

    assert "Your number and your name are enough at the door." in pages.words(page.main)
    assert page.select("article.badge [role=img]") == []
    assert "make_badge_key" in caplog.text
    assert client.get(at("badge_code", delegate)).status_code == 404


def test_a_badge_goes_with_its_link(client):
    EventFactory()
    delegate = seated()
    old = [at(name, delegate) for name in ("badge", "badge_code")]
    renew(delegate)
    delegate.save()

    assert [client.get(address).status_code for address in old] == [404, 404]


def test_a_badge_takes_few_queries(client, django_assert_num_queries):
    EventFactory()
    delegate = seated(delegation=DelegationFactory())

    with django_assert_num_queries(6):
        client.get(at("badge", delegate))


@pytest.mark.parametrize(
    ("facts", "seated", "shown"),
    [
        ({"accredited": True}, True, True),
        ({"accredited": True}, False, False),
        ({"state": "to_review"}, True, False),
        ({"accredited": True, "mode": "online"}, False, False),
    ],
)
def test_my_registration_leads_to_the_badge_once_there_may_be_one(client, facts, seated, shown):
    EventFactory()
    delegate = DelegateFactory(**facts)
    if seated:
        seats.take(delegate)

    links = [one["href"] for one in soup(client.get(at("mine", delegate))).select("main a")]

    assert (at("badge", delegate) in links) is shown


def test_who_let_an_offer_lapse_stands_in_line_again_and_once(client):
    EventFactory(capacity=1)
    seated()
    delegate = DelegateFactory(accredited=True)
    assert "Ask for a seat on site" in pages.words(soup(client.get(at("mine", delegate))))

    for _press in range(2):
        answer = client.post(at("seat", delegate), {"line": "1"}, follow=True)

    assert [(one.state, one.session) for one in delegate.seats.all()] == [("waiting", None)]
    assert [message.kind for message in delegate.messages.all()] == ["waiting"]
    assert "Ask for a seat on site" not in pages.words(soup(answer))


@pytest.mark.parametrize("facts", [{"state": "refused", "refusal": "No."}, {"accredited": True, "mode": "online"}])
def test_who_does_not_come_takes_no_seat(client, facts):
    EventFactory()
    delegate = DelegateFactory(**facts)

    client.post(at("seat", delegate), {"line": "1"})

    assert delegate.seats.count() == 0
    assert badges.refusal_of(delegate) is not None
