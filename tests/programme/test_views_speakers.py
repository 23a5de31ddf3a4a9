import pytest
from django.test import Client

from programme.models import Participation
from tests.factories import (
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
