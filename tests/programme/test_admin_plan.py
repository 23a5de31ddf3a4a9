"""The plan of a session in its form and in the list: beside what is public, with what does not fit."""

import pytest
from django.urls import reverse

from programme import releases
from programme.models import Session
from tests.factories import EventFactory, ParticipationFactory, RoomFactory, SessionFactory, SpeakerFactory
from tests.staff import errors, fields, soup, superuser

pytestmark = pytest.mark.django_db
LIST_ADDRESS = "/admin/programme/session/"


def change(obj):
    return reverse(f"admin:programme_{obj._meta.model_name}_change", args=[obj.pk])


def test_what_is_public_stands_beside_the_plan_and_is_no_field():
    EventFactory()
    session = SessionFactory(room=RoomFactory(name_en="Wood"))
    Session.objects.filter(pk=session.pk).update(
        planned_status="cancelled", planned_starts=None, planned_room=None
    )

    page = superuser().get(change(session))

    shown = {
        row["class"][-1]: row.text.split("now:")[1].strip() for row in soup(page).select("[class*=field-public]")
    }
    assert {name.removeprefix("field-"): text for name, text in shown.items()} == {
        "public_status": "Published",
        "public_time": "Monday 11 January 2021, 14:00 – Monday 11 January 2021, 15:00",
        "public_room": "Wood",
    }
    assert [name for name in fields(page) if name in ("status", "starts_0", "room", "uid", "sequence")] == []


def test_saving_a_form_opened_before_a_release_does_not_take_the_release_back():
    EventFactory()
    session = SessionFactory()
    client = superuser()
    filled = fields(client.get(change(session)))
    Session.objects.filter(pk=session.pk).update(planned_starts=None, planned_ends=None)
    releases.publish()

    client.post(change(session), filled | {"title_en": "Newer"})

    session.refresh_from_db()
    assert (session.title_en, session.starts, session.sequence) == ("Newer", None, 1)
    assert session.planned_starts is not None


def test_what_is_public_still_keeps_its_titles_although_it_is_planned_as_a_draft():
    session = SessionFactory()
    client = superuser()
    filled = fields(client.get(change(session))) | {"planned_status": "draft", "title_en": ""}

    response = client.post(change(session), filled)

    assert errors(response) == ["What is published is written in French and in English."]


def test_a_session_is_found_by_what_its_form_says_of_it_and_counts_as_modified():
    session = SessionFactory()
    speaker = SpeakerFactory(name_en="Ana Ejemplo")
    before = session.modified
    client = superuser()
    filled = fields(client.get(change(session))) | {
        "title_en": "Rivières",
        "participations-TOTAL_FORMS": "1",
        "participations-0-speaker": speaker.pk,
        "participations-0-role": "host",
        "participations-0-mode": "unknown",
        "participations-0-order": "0",
    }

    client.post(change(session), filled)

    session.refresh_from_db()
    assert session.search_en == "rivieres ana ejemplo"
    assert session.modified > before


def test_a_speaker_who_changes_name_is_found_by_it_and_their_sessions_count_as_modified():
    speaker = SpeakerFactory()
    session = ParticipationFactory(speaker=speaker).session
    ParticipationFactory(speaker=speaker, session=session, role="host")
    before = session.modified
    client = superuser()

    client.post(change(speaker), fields(client.get(change(speaker))) | {"name_en": "Zoë"})

    session.refresh_from_db()
    assert session.search_en.split()[-1] == "zoe"
    assert session.modified > before


def test_a_public_session_with_another_plan_has_a_preview_beside_its_page():
    session = SessionFactory(slug="opening")
    client = superuser()
    assert "Preview as planned" not in tools(client.get(change(session)))
    Session.objects.filter(pk=session.pk).update(planned_starts=None)

    assert tools(client.get(change(session)))["Preview as planned"] == "/en/preview/programme/opening/"


def tools(page):
    return {link.text.strip(): link["href"] for link in soup(page).select(".object-tools a")}


def test_what_does_not_fit_is_said_in_the_list_and_on_the_session_and_keeps_nobody_from_saving():
    EventFactory()
    room = RoomFactory(name_en="Wood")
    one, other = SessionFactory(room=room, title_en="Water"), SessionFactory(room=room, title_en="Soil")
    client = superuser()

    listed = soup(client.get(LIST_ADDRESS))
    form = client.get(change(one))
    saved = client.post(change(one), fields(form))

    sentence = "Wood is also taken by “Soil”, Monday 11 January 2021, 14:00 – 15:00."
    assert [cell.summary.text for cell in listed.select(".field-warnings")] == ["1 warning", "1 warning"]
    assert sentence in listed.text
    notice = soup(form).select_one(".clashes")
    assert sentence in notice.text
    assert (notice.a["href"], notice.a.text) == (change(other), "Open “Soil”")
    assert saved.status_code == 302


@pytest.mark.parametrize(("choice", "titles"), [("yes", ["Water", "Soil"]), ("no", ["Calm"]), ("x", None)])
def test_the_list_can_be_asked_for_what_has_a_warning(choice, titles):
    room = RoomFactory()
    for title in ("Water", "Soil"):
        SessionFactory(room=room, title_en=title)
    SessionFactory(title_en="Calm")

    listed = soup(superuser().get(LIST_ADDRESS, {"warning": choice}))

    found = [row.select_one("th").text for row in listed.select("#result_list tbody tr")]
    assert sorted(found) == sorted(titles or ["Water", "Soil", "Calm"])


def test_the_list_can_be_asked_for_what_the_next_release_changes_and_says_how_many_there_are():
    SessionFactory()
    waiting = SessionFactory(title_en="Waiting")
    Session.objects.filter(pk=waiting.pk).update(planned_status="cancelled")
    client = superuser()

    listed = soup(client.get(LIST_ADDRESS, {"waiting": "yes"}))

    assert [row.select_one("th").text for row in listed.select("#result_list tbody tr")] == ["Waiting"]
    assert listed.select_one(".field-state").text == "published → cancelled"
    assert "What publishing would change (1)" in [one.text for one in listed.select(".object-tools a")]
