"""The form as nobody has filled it in: kept in memory, and never older than what it shows."""

import pytest
from django.urls import reverse
from django.utils import translation

from delegates.blank_form import blank_form
from delegates.forms import RegistrationForm
from programme.models import Session
from summit.models import Event
from tests.factories import EventFactory, SessionFactory
from tests.staff import soup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open():
    EventFactory(registration_opens="2020-01-01T00:00Z", registration_closes="2099-01-01T00:00Z")


def shown(client, language="en"):
    with translation.override(language):
        return client.get(reverse("delegates:register")).content.decode()


def test_it_holds_every_field_once_and_nothing_of_whoever_asked(client):
    first, second = soup(client.get("/en/register/")), soup(client.get("/en/register/"))

    fields = [field["name"] for field in first.select("main form [name]") if field.get("type") != "radio"]
    hidden = {"csrfmiddlewaretoken", "begun", "company_fax"}
    asked = set(RegistrationForm(event=Event.objects.get()).fields) - {"mode", "language"}
    assert sorted(fields) == sorted(asked | hidden)
    token = "input[name=csrfmiddlewaretoken]"
    assert first.select_one(token)["value"] != second.select_one(token)["value"]
    assert "csrf" not in blank_form(Event.objects.get())


def test_a_session_that_is_added_renamed_or_cancelled_is_there_at_once(client):
    assert "Session 0" not in shown(client)
    session = SessionFactory()
    assert "Session 0" in shown(client)

    session.title_en = "Another title"
    session.save()
    assert "Another title" in shown(client)

    session.status = Session.Status.CANCELLED
    session.save()
    assert "Another title" not in shown(client)


def test_another_end_of_the_summit_is_another_term_at_once(client):
    assert "Monday 18 January 2021" in shown(client)
    event = Event.objects.get()
    event.ends = event.ends.replace(day=12)
    event.save()

    assert "Tuesday 19 January 2021" in shown(client)


def test_each_language_has_its_own(client):
    assert ("Given name" in shown(client, "en"), "Prénom" in shown(client, "fr")) == (True, True)


def test_drawn_once_the_page_asks_as_little_as_any(client, django_assert_num_queries):
    SessionFactory()
    Event.objects.update(capacity=500)
    shown(client)

    with django_assert_num_queries(5):  # event, state of the programme, seats taken, organisers, pages
        shown(client)
