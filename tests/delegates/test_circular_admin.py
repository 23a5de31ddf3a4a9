"""Messages to groups in the admin: both languages side by side, a test to oneself, and a count before a button."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.urls import reverse

from delegates.models import Circular, Message
from tests.delegates.telling import circular
from tests.factories import DelegateFactory, EventFactory
from tests.staff import address, assert_obeys_the_policy, errors, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db
TEXTS = {"subject_fr": "Navettes", "subject_en": "Shuttles", "body_fr": "À 8 h.", "body_en": "At 8."}


@pytest.fixture(autouse=True)
def _event():
    EventFactory()


def sending(one):
    return reverse("admin:delegates_circular_send", args=[one.pk])


def counted(client, one, **asked):
    return client.get(sending(one), {"counted": 1, **asked})


def press(client, one, shown):
    """Press the button that sends, under what the page shows."""
    button = soup(shown).select_one("input[name=send]")
    hidden = {field["name"]: field["value"] for field in button.find_parent("form").select("input[type=hidden]")}
    return client.post(sending(one), hidden | {"send": "1"}, follow=True)


def test_a_text_is_written_in_both_languages_and_leads_to_the_page_that_sends_it():
    client = superuser()

    answer = client.post(address(Circular, "add"), TEXTS | {"_save": "1"})

    one = Circular.objects.get()
    assert answer["Location"] == sending(one)
    assert (one.subject_fr, one.body_en, one.by) == ("Navettes", "At 8.", User.objects.get())


def test_a_text_in_one_language_alone_is_not_kept():
    answer = superuser().post(address(Circular, "add"), TEXTS | {"body_en": "", "_save": "1"})

    assert (errors(answer), Circular.objects.count()) == (["This field is required."], 0)


def test_the_page_shows_the_mail_in_each_language_and_counts_only_when_asked():
    DelegateFactory(language="en", given_name="Ama")
    client, one = superuser(), circular()

    first, then = client.get(sending(one)), counted(client, one)

    titles = [title.text for title in soup(first).select(".mail h3")]
    assert titles == ["Navettes", "Shuttles"]
    assert soup(first).select("input[name=send]") == []
    assert soup(then).select_one("input[name=send]")["value"] == "Send it to 1 delegate"
    assert "Ama" not in then.content.decode()
    assert_obeys_the_policy(then)


def test_a_group_that_was_counted_is_written_to_and_the_history_says_how_many():
    DelegateFactory(category="press")
    DelegateFactory(category="speaker")
    client, one = superuser(), circular()

    answer = press(client, one, counted(client, one, category="press"))

    one.refresh_from_db()
    assert messages(answer) == ["1 message is on its way."]
    assert [message.delegate.category for message in Message.objects.all()] == ["press"]
    assert one.group["sent"][0]["to"] == {"category": ["press"]}
    assert "1" in LogEntry.objects.get().change_message


def test_who_joined_the_group_since_it_was_counted_stops_it():
    DelegateFactory()
    client, one = superuser(), circular()
    shown = counted(client, one)
    DelegateFactory()

    answer = press(client, one, shown)

    assert messages(answer) == [
        "The group or the text has changed since this page was opened. Nothing was sent; look again."
    ]
    assert not Message.objects.exists()


def test_a_second_press_sends_nothing_more():
    DelegateFactory()
    client, one = superuser(), circular()
    shown = counted(client, one)
    press(client, one, shown)
    press(client, one, shown)

    assert Message.objects.count() == 1
    assert soup(counted(client, one)).select("input[name=send]") == []


def test_a_test_goes_to_the_address_that_was_typed_in_each_language():
    client, one = superuser(), circular()

    answer = client.post(sending(one), {"test": "1", "address": "me@example.org"}, follow=True)

    assert messages(answer) == ["A test in each language is on its way to you. No delegate was written to."]
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["me@example.org"], "[Essai] Navettes"),
        (["me@example.org"], "[Test] Shuttles"),
    ]


def test_a_server_that_takes_no_test_is_named(settings):
    settings.EMAIL_BACKEND = "tests.delegates.test_delivery.Refusing"
    client, one = superuser(), circular()

    answer = client.post(sending(one), {"test": "1", "address": "me@example.org"}, follow=True)

    assert messages(answer) == ["The mail server did not take the test: ConnectionRefusedError."]


@pytest.mark.parametrize("query", ["category=prince", "session=nowhere", "delegation=%00", "country=ZZ"])
def test_a_filter_that_is_none_counts_nobody_and_says_so(query):
    answer = superuser().get(f"{sending(circular())}?counted=1&{query}")

    assert (len(errors(answer)), soup(answer).select("input[name=send]")) == (1, [])


def test_what_was_sent_is_read_and_neither_changed_nor_deleted():
    DelegateFactory()
    client, one = superuser(), circular()
    press(client, one, counted(client, one))

    page = soup(client.get(address(one)))

    assert page.select("[name=subject_fr], .deletelink") == []
    assert client.post(address(one, "delete"), {"post": "yes"}).status_code == 403


def test_the_group_accreditation_writes_tries_and_sends_a_message():
    DelegateFactory()
    client = signed_in("Accreditation")
    client.post(address(Circular, "add"), TEXTS | {"_save": "1"})
    one = Circular.objects.get()

    tried = client.post(sending(one), {"test": "1", "address": "me@example.org"}, follow=True)
    sent = press(client, one, counted(client, one))

    assert messages(tried) == ["A test in each language is on its way to you. No delegate was written to."]
    assert (messages(sent), Message.objects.count()) == (["1 message is on its way."], 1)


def test_who_may_only_look_at_messages_may_not_send_them():
    Group.objects.create(name="Readers").permissions.set(Permission.objects.filter(codename="view_circular"))
    one, client = circular(), signed_in("Readers")

    assert client.get(address(one)).status_code == 200
    assert soup(client.get(address(one))).select(f'a[href="{sending(one)}"]') == []
    assert (client.get(sending(one)).status_code, client.post(sending(one)).status_code) == (403, 403)


@pytest.mark.parametrize("groups", [(), ("Editors",)])
def test_a_stranger_is_refused(client, groups):
    one = circular()

    assert client.get(sending(one)).status_code == 302
    assert signed_in(*groups).get(sending(one)).status_code in (302, 403)


def test_the_list_of_messages_costs_the_same_for_three_as_for_one(django_assert_num_queries):
    client = superuser()
    for more in (1, 2):
        for _ in range(more):
            circular()
        client.get(address(Circular, "changelist"))
        with django_assert_num_queries(8):
            client.get(address(Circular, "changelist"))
