import pytest
from django.urls import reverse

from programme import releases
from programme.models import Participation, Session
from tests.factories import (
    EventFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.staff import errors, fields, signed_in, soup, superuser

pytestmark = pytest.mark.django_db
LIST_ADDRESS = "/admin/programme/session/"


def change(obj):
    return reverse(f"admin:programme_{obj._meta.model_name}_change", args=[obj.pk])


def test_a_session_is_entered_with_its_speakers_languages_and_sources():
    EventFactory()
    speaker, theme = SpeakerFactory(), ThemeFactory()
    client = superuser()
    filled = fields(client.get(reverse("admin:programme_session_add"))) | {
        "title_fr": "Ouverture",
        "title_en": "Opening",
        "slug": "opening",
        "kind": "opening",
        "theme": theme.pk,
        "planned_status": "published",
        "planned_starts_0": "2021-01-11",
        "planned_starts_1": "14:00",
        "planned_ends_0": "2021-01-11",
        "planned_ends_1": "14:30",
        "stream_urls": "https://example.org/live",
        "participations-TOTAL_FORMS": "1",
        "participations-0-speaker": speaker.pk,
        "participations-0-role": "host",
        "participations-0-mode": "in_person",
        "participations-0-order": "0",
        "languages-TOTAL_FORMS": "1",
        "languages-0-language": "fr",
        "languages-0-use": "floor",
        "sources-TOTAL_FORMS": "1",
        "sources-0-publisher": "Example",
        "sources-0-url": "https://example.org/source",
        "sources-0-kind": "primary",
        "sources-0-order": "0",
    }

    response = client.post(reverse("admin:programme_session_add"), filled)

    assert response.status_code == 302
    session = Session.objects.get()
    assert session.planned_starts.isoformat() == "2021-01-11T13:00:00+00:00"
    assert (session.planned_status, session.status, session.starts) == ("published", "draft", None)
    assert session.stream_urls == ["https://example.org/live"]
    assert [str(one) for one in session.participations.all()] == [f"{speaker} (host)"]
    assert [one.language for one in session.languages.all()] == ["fr"]
    assert [one.publisher for one in session.sources.all()] == ["Example"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"planned_ends_1": "13:00"}, "A session ends after it starts."),
        ({"slug": "speakers"}, "“speakers” is the address of another page."),
        ({"title_fr": ""}, "What is published has its title in French and in English."),
    ],
)
def test_a_mistake_in_a_session_is_said_in_its_form(changes, sentence):
    EventFactory()
    session = SessionFactory()
    client = superuser()

    response = client.post(change(session), fields(client.get(change(session))) | changes)

    assert response.status_code == 200
    assert errors(response) == [sentence]


def test_a_speaker_has_each_role_once_in_a_session():
    participation = ParticipationFactory()
    session = participation.session
    client = superuser()
    filled = fields(client.get(change(session))) | {
        "participations-TOTAL_FORMS": "2",
        "participations-1-speaker": participation.speaker.pk,
        "participations-1-role": participation.role,
        "participations-1-mode": "unknown",
        "participations-1-order": "1",
        "participations-1-session": session.pk,
        "participations-1-id": "",
    }

    response = client.post(change(session), filled)

    assert response.status_code == 200
    assert "This speaker already has this role in the session." in errors(response)
    assert Participation.objects.count() == 1


@pytest.mark.parametrize("lacking", ["planned_starts", "planned_room", "participations", "sources"])
def test_the_list_finds_sessions_that_lack_something(lacking):
    SessionFactory(untimed=True)
    SessionFactory()

    listed = soup(superuser().get(LIST_ADDRESS, {"lacking": lacking}))

    assert len(listed.select("#result_list tbody tr")) == (1 if lacking == "planned_starts" else 2)


def test_nonsense_in_a_filter_narrows_nothing():
    SessionFactory()

    listed = soup(superuser().get(LIST_ADDRESS, {"lacking": "password"}))

    assert len(listed.select("#result_list tbody tr")) == 1


def test_a_session_without_a_start_is_said_to_have_no_time():
    EventFactory()
    SessionFactory(position=1)
    SessionFactory(position=2, untimed=True)

    listed = soup(superuser().get(LIST_ADDRESS))

    assert [cell.text for cell in listed.select(".field-start")] == ["Jan. 11, 2021, 2 p.m.", "no time"]


def test_drafts_are_seen_in_preview_and_a_cancelled_session_on_its_page():
    draft = SessionFactory(draft=True, slug="opening")
    cancelled = SessionFactory(cancelled=True, slug="closing")
    client = superuser()

    links = [soup(client.get(change(one))).select_one("a.viewsitelink")["href"] for one in (draft, cancelled)]

    assert links == ["/en/preview/programme/opening/", "/en/programme/closing/"]


def test_a_speaker_is_seen_on_site_only_when_a_session_shows_them():
    shown = ParticipationFactory().speaker
    hidden = ParticipationFactory(session__draft=True).speaker
    client = superuser()

    links = [soup(client.get(change(one))).select("a.viewsitelink") for one in (shown, hidden)]

    assert [[link["href"] for link in found] for found in links] == [[f"/en/programme/speakers/{shown.slug}/"], []]


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

    assert errors(response) == ["What is published has its title in French and in English."]


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


def test_who_may_only_look_reads_the_labels_of_both_languages():
    EventFactory()
    session = SessionFactory(title_fr="Ouverture", title_en="Opening")

    page = soup(signed_in("Register officers").get(change(session)))

    row = page.select_one(".form-row.field-title_fr, .form-row:has(.field-title_fr)") or page
    text = " ".join(row.text.split())
    assert "Title (French): Ouverture" in text
    assert "Title (English): Opening" in text
