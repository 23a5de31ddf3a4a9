"""What was once published cannot be deleted, and the admin says what to do instead."""

import pytest

from programme import releases
from programme.models import Session
from tests.factories import EventFactory, SessionFactory
from tests.programme.plans import draft
from tests.staff import address, signed_in, soup, superuser

pytestmark = pytest.mark.django_db

LIST = "/admin/programme/session/"
SENTENCES = {
    "en": "To take a session off the programme, plan it as a draft, then publish",
    "fr": "Pour retirer une séance du programme, prévoyez de la remettre en brouillon, puis",
}


@pytest.fixture(autouse=True)
def _event():
    EventFactory()


def published(**fields):
    session = draft(planned_status=Session.Status.PUBLISHED, **fields)
    releases.publish(only=[session.pk])
    return session


def told(page):
    return " ".join(soup(page).select_one("#content").text.split())


def delete_selected(client, *sessions):
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in sessions]}
    return client.post(LIST, chosen)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_published_session_stays_and_the_page_says_why_and_what_to_do(language):
    session = published()

    page = superuser().get(address(session, "delete"), headers={"accept-language": language})

    assert SENTENCES[language] in told(page)
    assert soup(page).select("#content form") == []
    title = session.title_fr if language == "fr" else session.title_en
    assert (title, address(session)) in [(link.text, link["href"]) for link in soup(page).select("#content a")]


def test_pressing_the_button_all_the_same_deletes_nothing():
    session = published()

    page = superuser().post(address(session, "delete"), {"post": "yes"})

    assert SENTENCES["en"] in told(page)
    assert Session.objects.filter(pk=session.pk).exists()


def test_of_several_sessions_those_that_were_published_are_named():
    kept, never = published(), draft()

    page = delete_selected(superuser(), kept, never)

    assert SENTENCES["en"] in told(page)
    assert [one.text for one in soup(page).select("#content li")] == [kept.title_en]
    assert Session.objects.count() == 2


def test_a_session_that_was_never_published_is_deleted_after_a_question():
    session = draft()
    client = superuser()

    assert "Are you sure" in told(delete_selected(client, session))
    client.post(address(session, "delete"), {"post": "yes"})

    assert Session.objects.count() == 0


def test_the_programme_is_called_by_its_own_words_in_french():
    SessionFactory()

    page = soup(signed_in("Programme editors", superuser=True).get(LIST, headers={"accept-language": "fr"}))

    assert "session" not in page.select_one("#content").text.lower()
    assert "Supprimer les séances de la sélection" in [option.text for option in page.select("select option")]
