import pytest
from django.test import Client

from programme.models import Session, SessionLanguage, SessionSource
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    OrganiserFactory,
    PageFactory,
    ParticipationFactory,
    PartyFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.pages import (
    FRAME,
    LANGUAGES,
    counted,
    entry,
    links,
    opened,
    parts,
    queries,
    said,
    times,
    titles,
    utc,
    words,
)
from tests.staff import signed_in, superuser

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.mark.parametrize(
    ("language", "title", "start", "end"),
    [
        ("fr", "Séance d’essai", "14\u00a0h\u00a025", "15\u00a0h\u00a005"),
        ("en", "Trial session", "14:25", "15:05"),
    ],
)
def test_the_programme_tells_the_times_in_the_events_zone_as_its_reader_writes_them(language, title, start, end):
    SessionFactory(title_fr="Séance d'essai", title_en="Trial session", starts=utc(13, 25), ends=utc(14, 5))

    page = opened(f"/{language}/programme/")

    assert times(entry(page, title)) == [
        (start, "2021-01-11T14:25:00+01:00"),
        (end, "2021-01-11T15:05:00+01:00"),
    ]


def test_another_time_zone_of_the_event_moves_the_times(event):
    event.time_zone = "America/New_York"
    event.save()
    SessionFactory(title_en="Far away", starts=utc(13, 25), ends=None)

    page = opened("/en/programme/")

    assert times(entry(page, "Far away")) == [("08:25", "2021-01-11T08:25:00-05:00")]
    assert words(page.select_one("main header p")) == "Monday 11 January 2021, 08:00 to 11:00, New York time"


@in_both_languages
def test_the_head_of_the_programme_tells_the_day_and_the_zone(language):
    page = opened(f"/{language}/programme/")

    to, zone = said(" to ", language), said("%(city)s time", language) % {"city": "Paris"}
    expected = {
        "fr": f"lundi 11 janvier 2021, 14\u00a0h\u00a000{to}17\u00a0h\u00a000, {zone}",
        "en": f"Monday 11 January 2021, 14:00{to}17:00, {zone}",
    }
    assert words(page.h1) == said("Programme", language)
    assert words(page.select_one("main header p")) == expected[language]


@in_both_languages
def test_untimed_sessions_keep_their_place_and_say_in_words_when_they_are(language):
    SessionFactory(title_fr="A", title_en="A", position=1, starts=utc(8), ends=None)
    SessionFactory(title_fr="B", title_en="B", position=2, untimed=True, part_of_day="afternoon")
    SessionFactory(title_fr="C", title_en="C", position=3, untimed=True)
    SessionFactory(title_fr="D", title_en="D", position=4, starts=None, ends=utc(16))
    SessionFactory(title_fr="E", title_en="E", position=5, starts=utc(18), ends=None)

    page = opened(f"/{language}/programme/")

    assert titles(page.main) == ["A", "B", "C", "D", "E"]
    when = [words(entry(page, title).p) for title in "BCD"]
    end = {"fr": "17\u00a0h\u00a000", "en": "17:00"}[language]
    assert when == [
        said("in the afternoon", language),
        said("time not known", language),
        f"{said('until', language)} {end}",
    ]
    assert [times(entry(page, title)) for title in "BC"] == [[], []]
    part_of_day = Session.PartOfDay
    expected = [part_of_day.MORNING.label, part_of_day.AFTERNOON.label]
    expected += ["time of day not known", part_of_day.EVENING.label]
    assert [one.lower() for one in parts(page)] == [said(one, language) for one in expected]


@in_both_languages
def test_a_row_tells_kind_room_access_speakers_and_theme(language):
    theme = ThemeFactory(number=3, short_fr="Finance", short_en="Money")
    session = SessionFactory(
        title_fr="T", title_en="T", kind="round_table", theme=theme, room=RoomFactory(name_fr="S", name_en="S")
    )
    ParticipationFactory(session=session, speaker=SpeakerFactory(slug="b", name_fr="B", name_en="B"), order=2)
    ParticipationFactory(session=session, speaker=SpeakerFactory(slug="a", name_fr="A", name_en="A"), order=1)

    shown = entry(opened(f"/{language}/programme/"), "T")

    kind, access = said(Session.Kind.ROUND_TABLE.label, language), said(Session.Access.INVITATION.label, language)
    assert f"{kind} · S · {access}" in [words(one) for one in shown.select("p")]
    chip = {"fr": "3\u202f· Finance", "en": "3\u202f· Money"}[language]
    assert links(shown) == [
        ("T", f"/{language}/programme/{session.slug}/"),
        ("A", f"/{language}/programme/speakers/a/"),
        ("B", f"/{language}/programme/speakers/b/"),
        (chip, f"/{language}/themes/{theme.slug}/"),
    ]


@in_both_languages
def test_a_speaker_with_two_roles_stands_once_in_a_row(language):
    session, speaker = SessionFactory(title_fr="T", title_en="T"), SpeakerFactory(name_fr="A", name_en="A")
    ParticipationFactory(session=session, speaker=speaker, role="chair")
    ParticipationFactory(session=session, speaker=speaker, role="speaker")

    shown = entry(opened(f"/{language}/programme/"), "T")

    assert [name for name, _href in links(shown)] == ["T", "A"]


@in_both_languages
def test_a_cancelled_session_stays_in_the_programme_and_says_so(language):
    SessionFactory(title_fr="T", title_en="T", cancelled=True)

    shown = entry(opened(f"/{language}/programme/"), "T")

    assert said("Cancelled", language) in [words(one) for one in shown.select("p")]


@in_both_languages
def test_the_programme_filters_by_theme_and_kind_and_counts_what_is_left(language):
    water, soil = ThemeFactory(slug="water"), ThemeFactory(slug="soil")
    for title, theme, kind in [("A", water, "signing"), ("B", water, "keynote"), ("C", soil, "signing")]:
        SessionFactory(title_fr=title, title_en=title, theme=theme, kind=kind)

    def shown(query):
        return titles(opened(f"/{language}/programme/?{query}").main)

    assert shown("theme=water") == ["A", "B"]
    assert shown("kind=signing") == ["A", "C"]
    assert shown("theme=water&kind=signing") == ["A"]
    assert shown("theme=&kind=") == ["A", "B", "C"]
    assert shown("theme=fire&kind=dance") == ["A", "B", "C"]
    status = opened(f"/{language}/programme/?theme=water").select_one("main [role=status]")
    assert words(status) == counted("%(counter)s session", "%(counter)s sessions", 2, language)


def test_the_filters_show_what_was_chosen_and_a_way_back():
    ThemeFactory(slug="water", title_en="Water")
    ThemeFactory(slug="fire", draft=True)

    form = opened("/en/programme/?theme=water").select_one("main form[role=search]")

    assert {"Theme", "Kind"} - {words(label) for label in form.select("label")} == set()
    theme, kind = form.select_one("select[name=theme]"), form.select_one("select[name=kind]")
    assert [words(option) for option in theme.select("option")] == ["All themes", "Water"]
    assert [option["value"] for option in theme.select("option[selected]")] == ["water"]
    assert [words(option) for option in kind.select("option")][:3] == ["All kinds", "opening", "keynote"]
    assert ("Show everything", "/en/programme/") in links(form)


@in_both_languages
def test_a_list_without_a_session_says_which_filter_to_leave_out(language):
    SessionFactory(theme=ThemeFactory(slug="water"), kind="keynote")

    page = opened(f"/{language}/programme/?theme=water&kind=signing&tz=Tokyo")

    shown = page.select_one("main .empty")
    assert said("No session meets all of these filters. Leave one out:", language) in words(shown)
    assert links(shown)[0][1] == f"/{language}/programme/?theme=water&tz=Asia/Tokyo"
    assert links(shown)[1:] == [(said("Show the whole programme", language), f"/{language}/programme/")]


@in_both_languages
def test_filters_that_find_nothing_even_one_by_one_say_so(language):
    SessionFactory(theme=ThemeFactory(slug="water"))
    ThemeFactory(slug="soil")

    shown = opened(f"/{language}/programme/?theme=soil&kind=signing&q=zzz").select_one("main .empty")

    why = "No session meets these filters, not even with one of them left out."
    assert said(why, language) in words(shown)


def test_a_draft_is_in_no_list_and_has_no_public_page():
    SessionFactory(slug="secret", title_fr="Secret", title_en="Secret", draft=True)

    assert titles(opened("/en/programme/").main) == []
    assert Client().get("/en/programme/secret/").status_code == 404
    assert superuser().get("/en/programme/secret/").status_code == 404


def test_a_session_does_not_name_a_theme_that_is_a_draft():
    SessionFactory(slug="session", theme=ThemeFactory(draft=True, title_en="Secret", slug="secret"))

    assert "Secret" not in words(opened("/en/programme/session/").main)
    assert "Secret" not in words(opened("/en/programme/").main)


def test_a_draft_is_previewed_by_staff_with_the_permission_alone():
    SessionFactory(slug="secret", title_en="Secret", draft=True)
    address = "/en/preview/programme/secret/"

    anonymous = Client().get(address)
    assert (anonymous.status_code, anonymous["Location"]) == (302, f"/admin/login/?next={address}")
    assert signed_in().get(address).status_code == 403
    seen = superuser().get(address)
    assert seen.status_code == 200
    assert seen["X-Robots-Tag"] == "noindex"
    assert "no-store" in seen["Cache-Control"]
    assert "private" in seen["Cache-Control"]
    page = opened(address, superuser())
    assert words(page.h1) == "Secret"
    assert "Preview. Staff alone see this page; it shows what is not published yet." in words(page.main)
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_draft_without_its_translation_can_be_previewed():
    Session.objects.create(slug="half", title_fr="Titre seul")

    page = opened("/en/preview/programme/half/", superuser())

    assert (words(page.h1), page.h1.find(lang=True)["lang"]) == ("Titre seul", "fr")


def add_session(theme, room):
    """Add a session with one of everything its pages show."""
    session = SessionFactory(slug=f"session-of-{room.pk}-{Session.objects.count()}", theme=theme, room=room)
    speaker = ParticipationFactory(session=session).speaker
    SessionLanguage.objects.create(session=session, language="fr")
    SessionSource.objects.create(session=session, publisher="Gazette")
    session.documents.add(DocumentFactory())
    PartyFactory(commitment=CommitmentFactory(session=session, theme=theme))
    return session, speaker


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("programme/", 6),
        ("programme/?theme=water&kind=plenary", 6),
        ("programme/?q=session&language=fr&access=captions&room=x&tz=Tokyo&day=2021-01-11", 6),
        ("programme/?q=nothing-like-it", 6),
        ("programme/grid/", 6),
        ("programme/print/", 6),
        ("programme/speakers/?by=country", 6),
        ("programme/speakers/", 6),
        ("programme/{session.slug}/", 8),
        ("programme/speakers/{speaker.slug}/", 8),
    ],
)
def test_each_page_costs_the_same_for_one_and_for_three_and_keeps_its_budget(path, budget):
    OrganiserFactory()
    PageFactory()
    theme, room = ThemeFactory(slug="water"), RoomFactory()
    session, speaker = add_session(theme, room)
    address = f"/en/{path.format(session=session, speaker=speaker)}"

    with_one = queries(address)
    for _more in range(2):
        other, _speaker = add_session(theme, room)
        ParticipationFactory(session=other, speaker=speaker)
        ParticipationFactory(session=session)
        CommitmentFactory(session=session, theme=theme)
        session.documents.add(DocumentFactory())
    with_three = queries(address)

    assert with_three == with_one
    assert with_three <= FRAME + budget
