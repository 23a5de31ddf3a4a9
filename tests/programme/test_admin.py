import pytest
from django.urls import reverse

from programme.models import Participation, Session
from tests.factories import (
    EventFactory,
    ParticipationFactory,
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
        ({"title_fr": ""}, "What is published is written in French and in English."),
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

    assert [cell.text for cell in listed.select(".field-start")] == ["11 January 2021, 14:00", "no time"]


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


def test_who_may_only_look_reads_the_labels_of_both_languages():
    EventFactory()
    session = SessionFactory(title_fr="Ouverture", title_en="Opening")

    page = soup(signed_in("Register officers").get(change(session)))

    row = page.select_one(".form-row.field-title_fr, .form-row:has(.field-title_fr)") or page
    text = " ".join(row.text.split())
    assert "Title (French): Ouverture" in text
    assert "Title (English): Opening" in text
