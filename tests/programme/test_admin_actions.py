"""What staff do to several sessions of the list at once: all of it is plan until the next release."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from programme import releases
from programme.models import Participation, Session, SessionLanguage, SessionSource
from tests.factories import (
    DocumentFactory,
    EventFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
)
from tests.staff import errors, fields, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db

LIST = "/admin/programme/session/"


def run(client, action, *sessions):
    chosen = {"action": action, "_selected_action": [one.pk for one in sessions]}
    return client.post(LIST, chosen, follow=True)


def states(*sessions):
    return [
        (one.status, one.planned_status) for one in Session.objects.filter(pk__in=[one.pk for one in sessions])
    ]


# --- plan to publish, to cancel, as a draft ---


def test_planning_to_publish_says_how_many_and_names_what_was_left_and_why():
    drafts = [SessionFactory(draft=True), SessionFactory(draft=True)]
    lacking, already = SessionFactory(draft=True, title_en=""), SessionFactory()

    page = run(superuser(), "publish", *drafts, lacking, already)

    assert messages(page) == [
        "Planned as published: 2 sessions. This becomes public with the next release.",
        "Already planned as published: 1 session.",
        f"Left as it was: {lacking}, missing: Title (English).",
    ]
    link = soup(page).select_one("ul.messagelist a")
    assert link["href"] == reverse("admin:programme_session_change", args=[lacking.pk])
    assert states(*drafts, lacking) == [("draft", "published"), ("draft", "published"), ("draft", "draft")]


def test_planning_to_cancel_takes_what_is_planned_as_published_alone():
    session, draft = SessionFactory(), SessionFactory(draft=True)

    page = run(superuser(), "cancel", session, draft)

    assert messages(page) == [
        "Planned as cancelled: 1 session. This becomes public with the next release.",
        f"Left as it was: {draft}, it is draft.",
    ]
    assert states(session, draft) == [("published", "cancelled"), ("draft", "draft")]


def test_a_cancelled_session_can_be_planned_as_published_again():
    session = SessionFactory(cancelled=True)

    run(superuser(), "publish", session)

    assert states(session) == [("cancelled", "published")]


def test_planning_as_drafts_says_when_they_leave_and_leaves_a_trace():
    sessions = [SessionFactory(), SessionFactory(cancelled=True)]
    client = superuser()

    page = run(client, "unpublish", *sessions)

    assert messages(page) == [
        "Planned as drafts: 2 sessions. What was public leaves the programme with the next release."
    ]
    assert states(*sessions) == [("published", "draft"), ("cancelled", "draft")]
    history = client.get(reverse("admin:programme_session_history", args=[sessions[0].pk]))
    assert "Changed planned status." in history.content.decode()


def test_planning_to_publish_with_another_mistake_leaves_it_and_says_which():
    session = SessionFactory(draft=True, stream_urls=["nowhere"])

    page = run(superuser(), "publish", session)

    assert messages(page) == [f"Left as it was: {session}, Live streams: “nowhere” is not a web address."]
    assert states(session) == [("draft", "draft")]


@pytest.mark.parametrize("action", ["publish", "cancel", "unpublish", "move", "duplicate"])
def test_those_who_may_only_look_plan_nothing(action):
    sessions = [SessionFactory(draft=True), SessionFactory()]

    run(signed_in("Register officers"), action, *sessions)

    assert states(*sessions) == [("draft", "draft"), ("published", "published")]
    assert Session.objects.count() == 2


# --- duplicate ---


def test_a_copy_is_a_draft_with_the_people_and_languages_and_without_the_sources():
    original = SessionFactory(
        slug="opening",
        title_fr="Ouverture",
        title_en="Opening",
        outcome_en="A decision.",
        recording_urls=["https://example.org/recording"],
        room=RoomFactory(),
    )
    ParticipationFactory(session=original, role=Participation.Role.HOST)
    SessionLanguage.objects.create(session=original, language="fr")
    SessionSource.objects.create(session=original, publisher="Example")
    original.documents.add(DocumentFactory())

    page = run(superuser(), "duplicate", original)

    copy = Session.objects.get(slug="opening-copy")
    assert page.request["PATH_INFO"] == reverse("admin:programme_session_change", args=[copy.pk])
    assert messages(page) == [
        "Duplicated as drafts: 1 session, with their people and languages, without their sources."
    ]
    assert (copy.title_fr, copy.title_en) == ("Ouverture (copie)", "Opening (copy)")
    assert (copy.status, copy.planned_status, copy.starts, copy.room) == ("draft", "draft", None, None)
    assert (copy.planned_starts, copy.planned_room) == (original.planned_starts, original.planned_room)
    assert (copy.outcome_en, copy.recording_urls, copy.sources.count()) == ("", [], 0)
    assert [(one.speaker, one.role) for one in copy.participations.all()] == [
        (one.speaker, one.role) for one in original.participations.all()
    ]
    assert [one.language for one in copy.languages.all()] == ["fr"]
    assert list(copy.documents.all()) == list(original.documents.all())
    assert copy.uid != original.uid
    assert copy.search_en.startswith("opening copy speaker")
    assert releases.pending() == []


def test_copies_of_copies_have_addresses_of_their_own_and_titles_that_fit():
    client = superuser()
    original = SessionFactory(slug="s" * 80, title_en="T" * 250)

    for _twice in range(2):
        run(client, "duplicate", original)
    run(client, "duplicate", Session.objects.get(slug="s" * 70 + "-copy"))

    slugs = Session.objects.exclude(pk=original.pk).order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["s" * 70 + "-copy", "s" * 70 + "-copy-2", "s" * 70 + "-copy-3"]
    assert {len(one.title_en) for one in Session.objects.all()} == {250}


def test_a_draft_without_one_title_is_copied_without_it():
    run(superuser(), "duplicate", SessionFactory(draft=True, title_en=""))

    copy = Session.objects.latest("pk")
    assert (copy.title_fr, copy.title_en) == ("Séance 0 (copie)", "")


# --- move by minutes ---


def at(hour, minute=0, day=11):
    """A moment by the clock of Paris in winter."""
    return datetime(2021, 1, day, hour - 1, minute, tzinfo=UTC)


def planned_starts():
    return list(Session.objects.order_by("pk").values_list("planned_starts", flat=True))


def afternoon():
    """Sessions at 13:00, 14:00, 15:00 and 9:00 the day after, and one without a time."""
    EventFactory()
    starts = (at(13), at(14), at(15), at(9, day=12))
    timed = [SessionFactory(starts=start, ends=None) for start in starts]
    return [*timed, SessionFactory(untimed=True)]


def preview(client, *sessions, minutes, scope="selected"):
    form = {"sessions": [one.pk for one in sessions], "minutes": minutes, "scope": scope}
    return client.get(f"{LIST}move/", form)


def press_move(client, page):
    """Send the form that stands under the preview."""
    form = soup(page).select_one("#content-main form[method=post]")
    values = {}
    for element in form.select("input[name]"):
        values.setdefault(element["name"], []).append(element["value"])
    return client.post(f"{LIST}move/", values, follow=True)


def test_the_action_asks_by_how_much_before_anything_moves():
    sessions = afternoon()

    page = run(superuser(), "move", *sessions[:2])

    assert page.request["PATH_INFO"] == f"{LIST}move/"
    assert fields(page) == {"sessions": str(sessions[1].pk), "minutes": "15", "scope": "selected"}
    assert soup(page).select("#content-main table") == []
    assert planned_starts() == [at(13), at(14), at(15), at(9, day=12), None]


def test_the_rest_of_the_afternoon_starts_fifteen_minutes_later():
    sessions = afternoon()
    client = superuser()

    page = preview(client, sessions[1], minutes=15, scope="rest")
    assert [row.text.split() for row in soup(page).select("#content-main tbody td:last-child")] == [
        ["Monday", "11", "January", "2021,", "14:15"],
        ["Monday", "11", "January", "2021,", "15:15"],
    ]
    assert planned_starts()[1] == at(14)
    after = press_move(client, page)

    assert planned_starts() == [at(13), at(14, 15), at(15, 15), at(9, day=12), None]
    assert messages(after) == ["Moved in the plan: 2 sessions. This becomes public with the next release."]
    assert Session.objects.get(pk=sessions[1].pk).starts == at(14)


def test_ends_move_along_and_only_the_selected_ones_do():
    EventFactory()
    one, other = SessionFactory(), SessionFactory()
    client = superuser()

    press_move(client, preview(client, one, minutes=-30))

    assert Session.objects.filter(pk=one.pk).values_list("planned_starts", "planned_ends")[0] == (
        at(13, 30),
        at(14, 30),
    )
    other.refresh_from_db()
    assert other.planned_starts == at(14)


def test_what_has_no_time_is_named_and_stays_and_what_is_cancelled_does_not_follow():
    EventFactory()
    first, untimed = SessionFactory(), SessionFactory(untimed=True, title_en="Some day")
    cancelled = SessionFactory(cancelled=True, starts=at(16), ends=at(17))
    client = superuser()

    page = preview(client, first, untimed, minutes=10, scope="rest")
    press_move(client, page)

    assert (
        "Some day" in soup(page).select_one("#content-main ul:not(.errorlist)").text
        or "Some day" in soup(page).text
    )
    cancelled.refresh_from_db()
    assert cancelled.planned_starts == at(16)


def test_pressing_the_button_twice_moves_once():
    sessions = afternoon()
    client = superuser()
    page = preview(client, sessions[0], minutes=15)

    press_move(client, page)
    again = press_move(client, page)

    assert planned_starts()[0] == at(13, 15)
    assert messages(again) == [
        "The plan has changed since this page was opened. Nothing was moved; look at it again."
    ]


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ("0", "Nothing moves by no minute at all: write 15, or -15."),
        ("soon", "Enter a whole number."),
        ("1441", "Ensure this value is less than or equal to 1440."),
        ("", "This field is required."),
    ],
)
def test_a_number_of_minutes_that_says_nothing_is_refused(minutes, sentence):
    session = SessionFactory()

    page = preview(superuser(), session, minutes=minutes)

    assert errors(page) == [sentence]
    assert soup(page).select("#content-main table") == []


def test_nonsense_for_sessions_is_refused():
    page = superuser().get(f"{LIST}move/", {"sessions": ["x", "999"], "minutes": "5", "scope": "selected"})

    assert page.status_code == 200
    assert len(errors(page)) == 1


def test_those_who_may_not_change_sessions_do_not_see_the_page():
    assert signed_in("Register officers").get(f"{LIST}move/").status_code == 403
