"""The next release, looked at before it is published; those that are out, to read and no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programme import releases
from programme.models import Release, Session
from tests.factories import EventFactory, SessionFactory
from tests.staff import assert_obeys_the_policy, fields, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db

NEXT, LIST = "/admin/programme/release/next/", "/admin/programme/release/"


def cancelled(**texts):
    """A public session that is planned to be cancelled."""
    session = SessionFactory(**texts)
    Session.objects.filter(pk=session.pk).update(planned_status=Session.Status.CANCELLED)
    return session


def told(page):
    return [
        [(cell.get("lang"), " ".join(cell.text.split())) for cell in row.select("td")]
        for row in soup(page).select("#content-main table tbody tr")
    ]


def test_staff_read_in_both_languages_what_publishing_would_change():
    EventFactory()
    cancelled(title_fr="L'eau", title_en="Water")

    page = superuser().get(NEXT)

    assert told(page) == [[(None, "Water"), ("fr", "L’eau – annulée"), ("en", "Water – cancelled")]]
    assert soup(page).select_one("#content-main [type=submit]")["value"] == "Publish release 1"
    assert_obeys_the_policy(page)
    assert Release.objects.count() == 0


def test_an_editor_publishes_with_a_note_in_each_language():
    EventFactory()
    session = cancelled()
    client = signed_in("Editors")

    filled = fields(client.get(NEXT)) | {"note_fr": "À cause de la neige.", "note_en": "Because of snow."}
    page = client.post(NEXT, filled, follow=True)

    release = Release.objects.get()
    session.refresh_from_db()
    assert (release.number, release.by.username, release.note_en) == (1, "person-0", "Because of snow.")
    assert session.status == Session.Status.CANCELLED
    assert messages(page) == ["Release 1 is published."]
    assert page.request["PATH_INFO"] == f"{LIST}{release.pk}/change/"
    assert told(page) == [[(None, "Session 0"), ("fr", "Séance 0 – annulée"), ("en", "Session 0 – cancelled")]]


def test_what_was_planned_after_the_page_was_opened_is_shown_before_anything_is_published():
    first = cancelled()
    client = superuser()
    filled = fields(client.get(NEXT)) | {"note_en": "Because of snow."}
    cancelled()

    page = client.post(NEXT, filled)

    first.refresh_from_db()
    assert messages(page) == [
        "The plan has changed since this page was opened. Nothing was published; look at it again."
    ]
    assert (first.status, Release.objects.count(), len(told(page))) == ("published", 0, 2)
    assert fields(page)["note_en"] == "Because of snow."
    assert client.post(NEXT, fields(page)).status_code == 302


def test_pressing_the_button_twice_publishes_once():
    cancelled()
    client = superuser()
    filled = fields(client.get(NEXT))

    answers = [client.post(NEXT, filled, follow=True) for _twice in range(2)]

    assert Release.objects.count() == 1
    assert messages(answers[1])[0].startswith("The plan has changed since this page was opened.")


def test_a_page_with_nothing_to_publish_says_so_and_has_no_button():
    SessionFactory()
    client = superuser()

    page = client.get(NEXT)

    assert "Nothing is waiting: all that is planned is public." in soup(page).text
    assert soup(page).select("#content-main [type=submit]") == []


def test_nothing_to_publish_is_told_to_whoever_asks_for_it_all_the_same():
    page = superuser().post(NEXT, {"seen": releases.fingerprint([])})

    assert messages(page) == ["Nothing was published: all that is planned is public."]
    assert Release.objects.count() == 0


def test_the_form_is_refused_without_its_token():
    cancelled()
    client = superuser()
    client.handler.enforce_csrf_checks = True

    assert client.post(NEXT, {"seen": "x"}).status_code == 403
    assert Release.objects.count() == 0


@pytest.mark.parametrize("group", ["Register officers", "Accreditation"])
def test_only_those_who_may_publish_see_the_page(group):
    cancelled()
    client = signed_in(group)

    assert client.get(NEXT).status_code == 403
    assert client.post(NEXT, {"seen": "x"}).status_code == 403


def test_releases_are_read_newest_first_and_neither_written_nor_deleted():
    for _twice in range(2):
        cancelled()
        releases.publish()
    client = superuser()
    release = Release.objects.latest("number")

    listed = soup(client.get(LIST))

    assert [cell.text for cell in listed.select("#result_list .field-number")] == ["2", "1"]
    assert [cell.text for cell in listed.select("#result_list .field-size")] == ["1", "1"]
    assert "What publishing would change (0)" in [link.text for link in listed.select(".object-tools a")]
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{release.pk}/change/", {"number": 7}).status_code == 403
    assert client.post(f"{LIST}{release.pk}/delete/", {"post": "yes"}).status_code == 403


def test_each_page_of_a_release_obeys_the_content_policy():
    cancelled()
    release = releases.publish()
    client = superuser()

    for address in (LIST, f"{LIST}{release.pk}/change/", f"{LIST}{release.pk}/history/"):
        page = client.get(address)
        assert page.status_code == 200
        assert_obeys_the_policy(page)


def test_a_release_leads_to_where_the_public_reads_it():
    cancelled()
    release = releases.publish()

    page = soup(superuser().get(f"{LIST}{release.pk}/change/"))

    assert page.select_one("a.viewsitelink")["href"] == "/en/programme/changes/#release-1"


@pytest.mark.parametrize("address", [NEXT, LIST])
def test_the_pages_ask_as_much_for_three_as_for_one(address, django_assert_num_queries):
    EventFactory()
    client = superuser()
    cancelled()
    releases.publish()
    cancelled()
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _more in range(2):
        releases.publish()
        cancelled()
    cancelled()

    with django_assert_num_queries(len(one)):
        client.get(address)
