from datetime import date

import pytest

from programme.models import Participation, SessionLanguage, SessionSource
from summit.citation import Citation
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    EventFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.pages import (
    LANGUAGES,
    facts,
    links,
    opened,
    part,
    said,
    times,
    titles,
    told,
    utc,
    words,
)

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@in_both_languages
def test_a_session_tells_all_that_is_known_of_it(language):
    theme = ThemeFactory(number=2, short_fr="Sols", short_en="Soil")
    session = SessionFactory(
        slug="soils",
        title_fr="L'avenir des sols",
        title_en="The soil's future",
        abstract_fr="Un **résumé**.",
        abstract_en="An **abstract**.",
        outcome_fr="Une suite.",
        outcome_en="An outcome.",
        kind="plenary",
        theme=theme,
        room=RoomFactory(name_fr="Salle des fêtes", name_en="Great hall", step_free=True),
        starts=utc(13, 25),
        ends=utc(13, 55),
        times_indicative=True,
        access="public_stream",
        captions=True,
        sign_language=True,
        stream_urls=["https://www.example.org/live"],
        recording_urls=["https://example.net/again", "https://example.com/again"],
    )
    SessionLanguage.objects.create(session=session, language="fr", use="floor")
    SessionLanguage.objects.create(session=session, language="ar", use="interpretation")

    page = opened(f"/{language}/programme/soils/")

    assert words(page.h1) == {"fr": "L’avenir des sols", "en": "The soil’s future"}[language]
    assert words(page.main.strong) == {"fr": "résumé", "en": "abstract"}[language]
    outcome = part(page, said("What came out of it", language))
    assert words(outcome.div) == {"fr": "Une suite.", "en": "An outcome."}[language]
    zone = said("%(city)s time", language) % {"city": "Paris"}
    clock = {"fr": "14\u00a0h\u00a025 – 14\u00a0h\u00a055", "en": "14:25 – 14:55"}[language]
    heard = {"fr": ("français", "arabe"), "en": ("French", "Arabic")}[language]
    access = [said(one, language) for one in ("streamed to the public", "captions", "sign language")]
    known = facts(part(page, said("In practice", language)))
    assert known == {
        said("Day", language): {"fr": "lundi 11 janvier 2021", "en": "Monday 11 January 2021"}[language],
        said("Time", language): f"{clock}, {zone} {said('(indicative: from a working draft)', language)}",
        said("Room", language): {"fr": "Salle des fêtes", "en": "Great hall"}[language]
        + f", {said('step-free access', language)}",
        said("Access", language): ", ".join(access),
        said(SessionLanguage.Use.FLOOR.label, language).capitalize(): heard[0],
        said(SessionLanguage.Use.INTERPRETATION.label, language).capitalize(): heard[1],
        said("Live stream", language): "example.org",
        said("Recording", language): "example.net, example.com",
        said("Theme", language): {"fr": "2\u202f· Sols", "en": "2\u202f· Soil"}[language],
    }


@in_both_languages
def test_a_session_without_a_start_is_told_on_its_day_without_a_time(language):
    SessionFactory(slug="later", untimed=True, part_of_day="evening", day=date(2021, 1, 12))

    page = opened(f"/{language}/programme/later/")

    known = facts(part(page, said("In practice", language)))
    day = {"fr": "mardi 12 janvier 2021", "en": "Tuesday 12 January 2021"}[language]
    assert known[said("Day", language)] == day
    assert known[said("Time", language)] == said("in the evening", language)
    assert times(page.main) == []
    assert "startDate" not in told(page, "Event")


@in_both_languages
def test_a_session_names_who_took_part_in_which_role_and_from_where(language):
    session = SessionFactory(slug="session")
    role, mode = Participation.Role, Participation.Mode
    parts = [
        (role.HOST, mode.IN_PERSON),
        (role.PANELLIST, mode.REMOTE),
        (role.WITNESS, mode.RECORDED),
        (role.SPEAKER, mode.UNKNOWN),
    ]
    for order, (role, mode) in enumerate(parts):
        speaker = SpeakerFactory(name_fr=role, name_en=role, role_fr="Chef d'État", role_en="Head of State")
        ParticipationFactory(session=session, speaker=speaker, role=role, mode=mode, order=order)
    Participation.objects.filter(role="witness").update(note_fr="Lu par un tiers.", note_en="Read out.")

    shown = part(opened(f"/{language}/programme/session/"), said("Who takes part", language))

    office = {"fr": "Chef d’État", "en": "Head of State"}[language]
    heard = [[words(line) for line in person.select("p")] for person in shown.select("li")]

    told = [f"{said(role.label, language).capitalize()} · {said(mode.label, language)}" for role, mode in parts]
    note = {"fr": "Lu par un tiers.", "en": "Read out."}[language]
    assert heard == [
        ["host", office, told[0]],
        ["panellist", office, told[1]],
        ["witness", office, told[2], note],
        ["speaker", office, told[3]],
    ]


@in_both_languages
def test_a_session_shows_its_commitments_documents_and_sources(language):
    session = SessionFactory(slug="session")
    session.documents.add(DocumentFactory(title_fr="Charte", title_en="Charter", url="https://example.org/c"))
    SessionSource.objects.create(
        session=session, publisher="Gazette", url="https://example.org/g", date="2021-01", kind="press"
    )
    CommitmentFactory(session=session, reference="OPS21-0007", title_fr="Dix parcs", title_en="Ten parks")
    CommitmentFactory(session=session, draft=True)

    page = opened(f"/{language}/programme/session/")

    promised = part(page, said("Promised in this session", language))
    title = {"fr": "Dix parcs", "en": "Ten parks"}[language]
    assert titles(promised) == [title]
    assert (title, f"/{language}/commitments/OPS21-0007/") in links(promised)
    document = {"fr": "Charte", "en": "Charter"}[language]
    assert links(part(page, said("Documents", language))) == [(document, "https://example.org/c")]
    source = part(page, said("Sources", language)).li
    month = {"fr": "janvier 2021", "en": "January 2021"}[language]
    assert words(source) == f"Gazette, {month} ({said(Citation.Kind.PRESS.label, language)})"


@in_both_languages
def test_a_cancelled_session_says_so_on_its_page_and_to_machines(language):
    SessionFactory(slug="off", cancelled=True)

    page = opened(f"/{language}/programme/off/")

    assert said("This session is cancelled.", language) in words(page.select_one("main header"))
    assert told(page, "Event")["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_text_that_is_not_translated_keeps_its_own_language():
    SessionFactory(slug="session", abstract_fr="Un résumé seul.")

    shown = opened("/en/programme/session/").main.find(lang="fr")

    assert words(shown) == "Un résumé seul."


def test_a_text_in_the_readers_language_is_not_marked():
    SessionFactory(slug="session", abstract_fr="Un résumé.", abstract_en="An abstract.")

    assert opened("/en/programme/session/").main.find(lang=True) is None
