"""Registering through the pages: what is asked, what is refused, and what nobody can find out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from delegates import registration
from delegates.models import Delegate, Message, Needs, Wish
from tests import pages
from tests.delegates.filling import WRITTEN, begun, register
from tests.factories import DelegateFactory, DelegationFactory, EventFactory, SessionFactory
from tests.staff import soup

pytestmark = pytest.mark.django_db
OPEN = "2020-12-14T09:00:00+00:00"


@pytest.fixture(autouse=True)
def _open(settings):
    EventFactory(registration_opens="2020-01-01T00:00Z", registration_closes="2099-01-01T00:00Z")


def shown(answer):
    return pages.words(soup(answer))


def at(name, *arguments, language="en"):
    with translation.override(language):
        return reverse(f"delegates:{name}", args=arguments)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_registration_sent_leads_to_the_page_that_asks_to_look_at_the_mail(client, language):
    answer = register(client, language, sessions=[SessionFactory().pk])

    delegate = Delegate.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("registered", language=language))
    assert (delegate.full_name, delegate.badge_name, delegate.state) == (
        "Ama Example",
        "Ama Example",
        "unconfirmed",
    )
    assert (delegate.needs.diet, delegate.wishes.count()) == ("vegan", 1)


def test_an_address_registered_already_is_answered_in_the_same_words(client):
    first = register(client)
    second = register(client, given_name="Somebody", email="AMA@example.org")

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert [message.kind for message in Message.objects.order_by("pk")] == ["confirm", "link"]
    assert Delegate.objects.get().given_name == "Ama"


@pytest.mark.parametrize("email", ["ama@example.org", "nobody@example.org"])
def test_a_link_asked_for_again_is_answered_in_the_same_words_whoever_asks(client, email):
    register(client)

    answer = client.post(at("link"), {"email": email})

    assert (answer.status_code, answer["Location"]) == (302, at("link_sent"))
    assert Message.objects.filter(kind="link").count() == (email == "ama@example.org")


def work(act):
    """What the database is asked for by an act, each statement by its first words and in its order."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return [one["sql"].split("(")[0].split(" WHERE ")[0][:60] for one in asked if "SAVEPOINT" not in one["sql"]]


def test_a_known_address_costs_the_work_of_a_new_one_and_leaves_nothing_but_its_mail(client):
    register(client)
    session = SessionFactory()
    asked_for = {"sessions": [session], "needs": {"diet": "vegan"}}
    who = {name: WRITTEN[name] for name in ("given_name", "family_name", "category", "mode", "language")}

    known = work(lambda: registration.register({**who, "email": "ama@example.org"}, **asked_for))
    new = work(lambda: registration.register({**who, "email": "new@example.org"}, **asked_for))

    assert known == new
    assert [one.number for one in Delegate.objects.all()] == [1, 2]
    assert (Needs.objects.count(), Wish.objects.count()) == (2, 1)


@pytest.mark.parametrize("email", ["ama@example.org", "focal@example.org"])
def test_a_link_asked_for_again_costs_the_same_work_whoever_asks(client, email):
    register(client)
    DelegationFactory(focal_email="focal@example.org")

    somebody = work(lambda: client.post(at("link"), {"email": email}))
    nobody = work(lambda: client.post(at("link"), {"email": "nobody@example.org"}))

    assert somebody == nobody
    assert [one.kind for one in Message.objects.exclude(kind="confirm")] == [
        "link" if email == "ama@example.org" else "desk"
    ]


def test_what_was_written_stays_when_something_is_wrong(client):
    page = soup(register(client, category="press", given_name="Ama\u202e"))

    assert page.select_one("[name=family_name]")["value"] == "Example"
    assert {link["href"] for link in page.select(".error-summary a")} == {
        "#id_given_name",
        "#id_outlet",
        "#id_press_card",
    }
    assert not Delegate.objects.exists()


def test_sessions_that_were_chosen_stay_in_sight_when_something_else_is_wrong(client):
    session = SessionFactory()

    page = soup(register(client, role="", sessions=[session.pk]))

    chosen = page.select_one("details[open] input[name=sessions]")
    assert (chosen["value"], chosen.has_attr("checked")) == (str(session.pk), True)
    assert not soup(client.get(at("register"))).select("details[open] input[name=sessions]")


@pytest.mark.parametrize("session", ["abc", "-1", "1" * 30, "\x00", "\u0661", "999999999"])
def test_a_session_that_is_none_is_refused_with_what_to_do(client, session):
    SessionFactory()

    answer = register(client, sessions=[session])

    assert (answer.status_code, Delegate.objects.count()) == (400, 0)
    assert "A session you chose is no longer offered." in shown(answer)


@pytest.mark.parametrize(
    "name", ["Am\u0430", "Ama\u200b", "A\r\nBcc: x@example.org", "A" * 101, "\u202eAma", "\x00Ama", "www.example"]
)
def test_a_name_that_hides_or_mixes_letters_or_is_endless_is_refused(client, name):
    answer = register(client, given_name=name)

    assert (answer.status_code, Delegate.objects.count()) == (400, 0)


@pytest.mark.parametrize("name", ["Łukasz", "Nguyễn Thị", "محمد", "Δημήτρης", "O’Brien-Smith", "李"])
def test_names_of_the_world_are_taken(client, name):
    assert register(client, given_name=name).status_code == 302


def test_a_program_that_fills_in_what_nobody_sees_is_thanked_and_not_taken_down(client):
    answer = register(client, company_fax="1")

    assert (answer["Location"], Delegate.objects.count()) == (at("registered"), 0)


@pytest.mark.parametrize("opened", [0, 25 * 3600, "", "forged:1abc:signature"])
def test_a_form_sent_too_fast_or_too_late_is_shown_again_with_everything_in_it(client, opened):
    page = soup(register(client, begun=begun(opened) if isinstance(opened, int) else opened))

    assert page.select_one(".error-summary h2").text == "Your registration was not sent"
    assert page.select_one("[name=given_name]")["value"] == "Ama"
    assert not Delegate.objects.exists()


def test_a_mistake_is_corrected_as_fast_as_one_can(client):
    opened = begun()
    page = soup(register(client, given_name="", begun=opened))

    again = page.select_one("[name=begun]")["value"]

    assert again == opened
    assert register(client, begun=again)["Location"] == at("registered")


def test_one_address_may_be_written_to_only_so_often(client):
    answers = [register(client) for _ in range(6)]

    assert [one.status_code for one in answers] == [302] * 5 + [400]
    assert "or for this address, within an hour. Nothing was sent" in shown(answers[-1])


@pytest.mark.parametrize(
    ("moments", "said"),
    [
        ({"registration_opens": "2098-01-01T00:00Z"}, "Registration opens on Wednesday 1 January 2098"),
        ({"registration_closes": "2020-01-02T00:00Z"}, "Registration closed on Thursday 2 January 2020"),
        ({"registration_opens": None, "registration_closes": None}, "This summit takes no registrations here."),
    ],
)
def test_before_after_and_never_the_page_says_so_and_takes_nothing(client, moments, said):
    EventFactory._meta.model.objects.update(**moments)

    page = client.get(at("register"))
    late = register(client)

    assert said in shown(page)
    assert ("nothing of it was kept" in shown(late)) == ("closed" in said)
    assert (soup(page).select("form[method=post]"), Delegate.objects.count()) == ([], 0)


def test_a_full_summit_says_what_to_do_and_still_takes_registrations(client):
    EventFactory._meta.model.objects.update(capacity=0)

    assert "Every seat on site is taken." in shown(client.get(at("register")))
    assert register(client).status_code == 302


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_personal_field_has_its_purpose_and_the_day_it_is_erased(client, language):
    table = soup(client.get(at("register", language=language))).select_one("table.data tbody")

    days = [row.find_all("td")[1].text for row in table.find_all("tr")]
    assert len(days) == 5
    assert days[0] == {"fr": "lundi 18 janvier 2021", "en": "Monday 18 January 2021"}[language]


def test_a_form_that_writes_is_kept_by_no_cache(client):
    assert "no-store" in client.get(at("register"))["Cache-Control"]


def test_the_header_leads_to_registration_while_it_is_open_and_the_summit_ahead(client):
    EventFactory._meta.model.objects.update(starts="2098-01-01T00:00Z", ends="2098-01-02T00:00Z")
    assert soup(client.get("/en/")).select_one(".top .button")["href"] == at("register")

    EventFactory._meta.model.objects.update(registration_closes="2020-02-01T00:00Z")
    assert soup(client.get("/en/")).select_one(".top .button")["href"] == "/en/programme/"


def test_registering_costs_the_same_with_many_delegates(client, django_assert_max_num_queries):
    register(client)
    for _ in range(3):
        DelegateFactory()

    with django_assert_max_num_queries(26):
        register(client, email="another@example.org")
