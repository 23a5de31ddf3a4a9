"""A session moves: planned by an editor, looked at, published, and read about everywhere."""

import pytest
from django.test import Client
from django.urls import reverse

from programme.models import Session
from tests.pages import opened, words
from tests.staff import errors, fields, messages, signed_in, soup

pytestmark = pytest.mark.django_db


def test_an_editor_moves_the_rest_of_the_afternoon_and_readers_learn_it_with_the_release(summit):
    editor, reader, session = signed_in("Editors"), Client(), summit.timed
    address = f"/en/programme/{session.slug}/"
    assert "14:00" in words(opened(address).main)

    # by the list: fifteen minutes later, and everything after on the same day
    chosen = {"action": "move", "_selected_action": [session.pk]}
    page = editor.post(reverse("admin:programme_session_changelist"), chosen, follow=True)
    shown = editor.get(page.request["PATH_INFO"], fields(page) | {"scope": "rest"})
    form = soup(shown).select_one("#content-main form[method=post]")
    sent = {one["name"]: one["value"] for one in form.select("input[name]")}
    editor.post(page.request["PATH_INFO"], sent)

    # nothing is public yet
    assert "14:15" not in words(opened(address).main)
    assert Session.objects.get(pk=session.pk).sequence == 0

    # what publishing would change, then the button
    listed = soup(editor.get(reverse("admin:programme_session_changelist")))
    way = next(link for link in listed.select(".object-tools a") if "What publishing would change" in link.text)
    before = editor.get(way["href"])
    assert "moved from 14:00 to 14:15" in soup(before).text
    after = editor.post(way["href"], fields(before) | {"note_en": "The morning was long."}, follow=True)
    assert (errors(after), messages(after)) == ([], ["Release 1 is published."])

    # the page, the calendar's sequence, and a second release to read about
    assert "14:15" in words(opened(address).main)
    assert Session.objects.get(pk=session.pk).sequence == 1
    Session.objects.filter(pk=session.pk).update(planned_status=Session.Status.CANCELLED)
    editor.post(way["href"], fields(editor.get(way["href"])))
    told = words(opened("/en/programme/changes/").select_one("#release-2"))
    assert "Session 0 – cancelled" in told
    assert "cancelled" in reader.get("/en/programme/changes.atom").content.decode()


def test_a_new_session_is_seen_by_nobody_until_its_release(summit):
    editor = signed_in("Editors")
    add = reverse("admin:programme_session_add")
    filled = fields(editor.get(add)) | {
        "title_fr": "Marée",
        "title_en": "Tide",
        "slug": "tide",
        "planned_status": "published",
    }
    assert editor.post(add, filled).status_code == 302
    assert Client().get("/en/programme/tide/").status_code == 404

    following = reverse("admin:programme_release_next")
    editor.post(following, fields(editor.get(following)))

    assert words(opened("/en/programme/tide/").h1) == "Tide"
