"""The mailbox of a demonstration, which DEBUG alone puts at an address."""

from datetime import UTC

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from delegates import dev_views
from tests.factories import EventFactory


@pytest.fixture
def folder(tmp_path, settings):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def sent(*mails):
    """What a worker writes that keeps one connection for several messages."""
    backend = EmailBackend(file_path=dev_views.settings.EMAIL_FILE_PATH)
    backend.send_messages(list(mails))


def test_every_message_of_a_file_can_be_read(folder):
    first = EmailMessage("Première lettre", "Bonjour,\n\nhttps://example.org/x/\n", to=["a@example.org"])
    second = EmailMessage("Second letter", "Dear one,\n", to=["b@example.org"])
    second.attach("summit.ics", "BEGIN:VCALENDAR\r\n", "text/calendar")
    sent(first, second)
    (file,) = dev_views._files()

    letters = dev_views._letters(file)

    assert [(one.mail["Subject"], one.mail["To"], one.attachments) for one in letters] == [
        ("Première lettre", "a@example.org", []),
        ("Second letter", "b@example.org", ["summit.ics"]),
    ]
    assert letters[0].paragraphs == ["Bonjour,", "https://example.org/x/"]
    assert letters[0].date.tzinfo is UTC


@pytest.mark.django_db
def test_each_message_is_marked_as_of_its_own_language(folder):
    EventFactory()
    sent(EmailMessage("Bonjour", "À vous,\n", to=["a@example.org"], headers={"Content-Language": "fr"}))
    sent(EmailMessage("Letter", "Dear one,\n", to=["b@example.org"]))
    request = RequestFactory().get("/dev/mail/")

    with translation.override("en"):
        request.resolver_match = resolve("/en/")
        letters = BeautifulSoup(dev_views.mailbox(request).content, "html.parser").select("article")

    marked = {one.h2.text: [tag.get("lang") for tag in (one.h2, one.div)] for one in letters}
    assert marked == {"Bonjour": ["fr", "fr"], "Letter": [None, None]}


def test_what_came_with_a_message_opens(folder):
    mail = EmailMessage("Letter", "Dear one,\n", to=["b@example.org"])
    mail.attach("summit.ics", "BEGIN:VCALENDAR\r\n", "text/calendar")
    sent(mail)
    (file,) = dev_views._files()

    response = dev_views.attachment(RequestFactory().get("/"), file.name, 0, 0)

    assert response["Content-Type"] == "text/calendar"
    assert response["Content-Disposition"] == 'attachment; filename="summit.ics"'
    assert response.content.strip() == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("asked", [("../../summit/settings.py", 0, 0), ("none.log", 0, 0)])
def test_nothing_else_on_this_machine_opens(folder, asked):
    with pytest.raises(Http404):
        dev_views.attachment(RequestFactory().get("/"), *asked)
