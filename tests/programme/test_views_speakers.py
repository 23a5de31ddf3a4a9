from datetime import UTC, datetime

import pytest
from django.test import Client

from programme.models import Participation
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    ParticipationFactory,
    SessionFactory,
    SpeakerFactory,
)
from tests.pages import (
    LANGUAGES,
    entry,
    facts,
    links,
    opened,
    part,
    parts,
    said,
    times,
    titles,
    utc,
    words,
)

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@in_both_languages
def test_speakers_stand_by_family_name_with_their_office(language):
    for name, key, role in [("Zoé Abel", "abel zoe", "Mayor"), ("Ana Zola", "zola ana", "Minister")]:
        speaker = SpeakerFactory(slug=key.split()[0], name_fr=name, name_en=name, sort_key=key)
        speaker.role_fr = speaker.role_en = role
        speaker.save()
        ParticipationFactory(speaker=speaker)

    page = opened(f"/{language}/programme/speakers/")

    assert words(page.h1) == said("Speakers", language)
    people = [[words(line) for line in one.select("p")] for one in page.select("main li:has(p)")]
    assert people == [["Zoé Abel", "Mayor"], ["Ana Zola", "Minister"]]
    assert ("Zoé Abel", f"/{language}/programme/speakers/abel/") in links(page.main)


@in_both_languages
def test_no_speaker_is_listed_or_has_a_page_without_a_public_session(language):
    SpeakerFactory(slug="idle")
    ParticipationFactory(speaker=SpeakerFactory(slug="secret"), session=SessionFactory(draft=True))

    page = opened(f"/{language}/programme/speakers/")

    assert said("No speaker is published yet.", language) in words(page.main)
    assert Client().get(f"/{language}/programme/speakers/idle/").status_code == 404
    assert Client().get(f"/{language}/programme/speakers/secret/").status_code == 404


@in_both_languages
def test_a_speaker_has_a_page_with_what_is_known_and_the_public_sessions_alone(language):
    speaker = SpeakerFactory(
        slug="ana",
        name_fr="Ana Zola",
        name_en="Ana Zola",
        role_fr="Ministre de l'écologie",
        role_en="Minister of ecology",
        organisation_fr="Gouvernement",
        organisation_en="Government",
        country="CI",
        website="https://www.example.org/ana",
        biography_fr="*Née* à Abidjan.",
        biography_en="*Born* in Abidjan.",
    )
    session = SessionFactory(slug="seen", title_fr="Vue", title_en="Seen", starts=utc(13, 25), ends=utc(14))
    ParticipationFactory(speaker=speaker, session=session, role="chair", mode="remote")
    ParticipationFactory(speaker=speaker, session=SessionFactory(draft=True, title_en="Unseen"))

    page = opened(f"/{language}/programme/speakers/ana/")

    assert words(page.h1) == "Ana Zola"
    lead = {"fr": "Ministre de l’écologie", "en": "Minister of ecology"}[language]
    assert words(page.select_one("main header p")) == lead
    assert facts(page.main) == {
        said("Organisation", language): {"fr": "Gouvernement", "en": "Government"}[language],
        said("Country", language): "Côte d’Ivoire",
        said("Website", language): "example.org",
    }
    assert words(page.main.em) == {"fr": "Née", "en": "Born"}[language]
    title = {"fr": "Vue", "en": "Seen"}[language]
    assert titles(page.main) == [title]
    shown = entry(page, title)
    role, mode = said(Participation.Role.CHAIR.label, language), said(Participation.Mode.REMOTE.label, language)
    assert f"{role.capitalize()} · {mode}" in [words(line) for line in shown.select("p")]
    assert times(shown)[0] == ({"fr": "14\u00a0h\u00a025", "en": "14:25"}[language], "2021-01-11T14:25:00+01:00")


@in_both_languages
def test_speakers_are_found_by_their_letter(language):
    for key in ("abel zoe", "arp jean", "etienne lea", "zola ana"):
        ParticipationFactory(speaker=SpeakerFactory(sort_key=key))

    page = opened(f"/{language}/programme/speakers/")

    assert parts(page) == ["A", "E", "Z"]
    assert [name for name, _anchor in links(page.select_one("main .jumps"))] == ["A", "E", "Z"]
    assert [len(one.select("li")) for one in page.select("main section")] == [2, 1, 1]


@pytest.mark.parametrize(
    ("by", "language", "expected"),
    [
        ("country", "fr", ["Allemagne", "Équateur", "France", "Country not given"]),
        ("country", "en", ["Ecuador", "France", "Germany", "Country not given"]),
        ("organisation", "fr", ["École", "Zoo", "Organisation not given"]),
        ("organisation", "en", ["School", "Zoo", "Organisation not given"]),
    ],
)
def test_speakers_are_listed_by_country_and_by_organisation_in_the_readers_alphabet(by, language, expected):
    rows = [("FR", "Zoo", "Zoo"), ("EC", "École", "School"), ("DE", "", ""), ("", "Zoo", "Zoo")]
    for country, french, english in rows:
        speaker = SpeakerFactory(country=country, organisation_fr=french, organisation_en=english)
        ParticipationFactory(speaker=speaker)

    page = opened(f"/{language}/programme/speakers/?by={by}")

    assert parts(page) == [*expected[:-1], said(expected[-1], language)]
    assert page.select_one("main [aria-current=page][href]")["href"] == f"?by={by}"


@in_both_languages
def test_a_speaker_shows_the_commitments_announced_in_their_public_sessions(language):
    speaker = SpeakerFactory(slug="ana")
    public = ParticipationFactory(speaker=speaker).session
    ParticipationFactory(speaker=speaker, session=public, role="chair")
    draft = ParticipationFactory(speaker=speaker, session=SessionFactory(draft=True)).session
    CommitmentFactory(session=public, title_fr="Parcs", title_en="Parks")
    CommitmentFactory(session=public, draft=True)
    CommitmentFactory(session=draft)
    CommitmentFactory(session=SessionFactory())

    promised = part(opened(f"/{language}/programme/speakers/ana/"), said("Promised in these sessions", language))

    assert titles(promised) == [{"fr": "Parcs", "en": "Parks"}[language]]


def test_a_speakers_sessions_say_their_day_when_the_summit_has_several(event):
    event.ends = datetime(2021, 1, 13, 16, tzinfo=UTC)
    event.save()
    speaker = SpeakerFactory(slug="ana")
    for day in (12, 11):
        session = SessionFactory(starts=datetime(2021, 1, day, 13, tzinfo=UTC), ends=None)
        ParticipationFactory(speaker=speaker, session=session)

    rows = opened("/en/programme/speakers/ana/?tz=Tokyo").select("main .row__time")

    assert [words(one) for one in rows] == [
        "Monday 11 January 2021 14:00 22:00, Tokyo time",
        "Tuesday 12 January 2021 14:00 22:00, Tokyo time",
    ]
