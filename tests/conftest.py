"""What every test stands on: one moment, one language, a folder of its own, and a small whole summit to read."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import pytest
from django.core.cache import cache, caches
from django.template import engines
from django.test import override_settings
from django.utils import translation
from factory.django import DjangoModelFactory

from commitments.models import Commitment, CommitmentCountry, Holder, Pledge, Relation
from commitments.search.refresh import refresh_all
from delegates.badges import make_key
from programme.models import Participation, Room, Session, SessionLanguage, SessionSource, Speaker
from summit import clock
from summit.counting import CountingCache
from summit.models import Document, Event, Organiser, Page
from tests import factories as make
from tests.guards.strictness import StrictClient, Undefined
from themes.models import Theme

BEFORE_THE_SUMMIT = datetime.fromisoformat("2020-12-14T09:00+01:00")


@pytest.fixture(scope="session", autouse=True)
def _own_moment_and_folder(tmp_path_factory):
    """Play the same moment in every test, whatever the real date, and leave the working folder alone."""
    var = tmp_path_factory.mktemp("var")
    (var / "static").mkdir()
    make_key(var / "badge-key.pem")
    with override_settings(
        VAR_DIR=var,
        MEDIA_ROOT=var / "media",
        STATIC_ROOT=var / "static",
        BADGE_KEY_FILE=var / "badge-key.pem",
        SUMMIT_CLOCK=BEFORE_THE_SUMMIT,
    ):
        yield


@pytest.fixture(autouse=True)
def _clock_from_its_start():
    clock.restart()


@pytest.fixture(autouse=True)
def _own_language(settings):
    """Begin in the portal's own language; a request leaves its reader's behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _numbers_from_one():
    """Count the factories' things from the start, so that a test sees the same names alone and among others."""
    for factory in vars(make).values():
        if isinstance(factory, type) and issubclass(factory, DjangoModelFactory) and factory._meta.model:
            factory.reset_sequence(0)


@pytest.fixture(autouse=True)
def _empty_cache(request):
    """Empty the cache's table where no rollback does it: a flush leaves a table without a model as it is."""
    marker = request.node.get_closest_marker("django_db")
    committed = {"transactional_db", "live_server"} & set(request.fixturenames)
    if committed or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        cache.clear()


@pytest.fixture(autouse=True)
def _no_sweep_is_due(monkeypatch):
    """One addition to the cache in a hundred takes more queries than the others: none of those in a test."""
    monkeypatch.setattr(CountingCache, "_added", count(1))


@pytest.fixture(autouse=True)
def _no_feed_in_memory():
    caches["feeds"].clear()


@pytest.fixture(autouse=True)
def _undefined_variables_are_errors():
    """Before each test, since one that changes DEBUG leaves a new engine behind."""
    engines["django"].engine.string_if_invalid = Undefined()


@pytest.fixture
def strict_client():
    """A client that refuses any page no reader should get (tests/guards/strictness.py)."""
    return StrictClient()


@dataclass(frozen=True)
class Summit:
    """A small summit with one of everything a page can show, and drafts that none may."""

    event: Event
    organisers: list[Organiser]
    pages: list[Page]
    draft_page: Page
    documents: list[Document]
    themes: list[Theme]
    draft_theme: Theme
    room: Room
    speaker: Speaker
    timed: Session
    untimed: Session
    cancelled: Session
    draft_session: Session
    commitment: Commitment
    bare_commitment: Commitment
    draft_commitment: Commitment


@pytest.fixture
def summit(db):
    documents = [
        make.DocumentFactory(publisher="Example", date="2021-01"),
        make.DocumentFactory(language="mul"),
    ]
    themes = _themes(documents[0])
    room = make.RoomFactory(capacity=80, step_free=True)
    timed = _timed_session(themes[0], room, documents[1])
    speaker = _speaker(timed)
    untimed = make.SessionFactory(untimed=True, theme=themes[1], part_of_day=Session.PartOfDay.MORNING)
    make.ParticipationFactory(session=untimed)
    made = Summit(
        event=_event(),
        organisers=[
            make.OrganiserFactory(role_fr="hôte", role_en="host", website="https://example.org/host"),
            make.OrganiserFactory(),
        ],
        pages=[
            make.PageFactory(slug="follow", body_fr="## Suivre\n\nEn ligne.", body_en="## Follow\n\nOnline."),
            make.PageFactory(slug="accessibility", menu=Page.Menu.FOOTER),
            make.PageFactory(slug="legal", menu=Page.Menu.FOOTER),
        ],
        draft_page=make.PageFactory(draft=True),
        documents=documents,
        themes=themes,
        draft_theme=make.ThemeFactory(draft=True),
        room=room,
        speaker=speaker,
        timed=timed,
        untimed=untimed,
        cancelled=make.SessionFactory(
            cancelled=True, starts=datetime(2021, 1, 11, 17, tzinfo=UTC), ends=None, room=make.RoomFactory()
        ),
        draft_session=make.SessionFactory(draft=True),
        commitment=_commitment(themes[0], timed),
        bare_commitment=make.CommitmentFactory(theme=themes[1], announced="", summary_fr="Un résumé."),
        draft_commitment=make.CommitmentFactory(draft=True, theme=themes[2]),
    )
    refresh_all()
    return made


def _event():
    return make.EventFactory(
        edition_fr="quatrième édition",
        edition_en="fourth edition",
        motto_fr="Agissons.",
        motto_en="Let us act.",
        summary_fr="Un sommet pour le vivant.",
        summary_en="A summit for living nature.",
        venue_fr="Palais",
        venue_en="Palace",
        format_fr="Sur place et en ligne.",
        format_en="On site and online.",
        stream_urls=["https://example.org/live"],
    )


def _themes(document):
    themes = []
    for colour in Theme.Colour:
        theme = make.ThemeFactory(
            colour=colour,
            short_fr=f"Thème {colour}",
            short_en=f"Theme {colour}",
            lead_fr="Ce qui est en jeu.",
            lead_en="What is at stake.",
            body_fr="## Pourquoi\n\nUn *texte*.",
            body_en="## Why\n\nA *text*.",
        )
        theme.documents.add(document)
        make.KeyFigureFactory(theme=theme, as_of="2020", source_url="https://example.org/figure")
        themes.append(theme)
    return themes


def _timed_session(theme, room, document):
    session = make.SessionFactory(
        theme=theme,
        room=room,
        kind=Session.Kind.ROUND_TABLE,
        access=Session.Access.PUBLIC_STREAM,
        times_indicative=True,
        captions=True,
        sign_language=True,
        abstract_fr="Un **résumé**.",
        abstract_en="An **abstract**.",
        outcome_fr="Une décision.",
        outcome_en="A decision.",
        stream_urls=["https://example.org/live"],
        recording_urls=["https://example.org/recording"],
    )
    session.documents.add(document)
    SessionLanguage.objects.create(session=session, language="fr")
    SessionLanguage.objects.create(session=session, language="ar", use=SessionLanguage.Use.INTERPRETATION)
    SessionSource.objects.create(session=session, publisher="Example", date="2021-01-11")
    return session


def _speaker(session):
    speaker = make.SpeakerFactory(
        role_fr="Présidente",
        role_en="President",
        organisation_fr="Une organisation",
        organisation_en="An organisation",
        biography_fr="Une vie.",
        biography_en="A life.",
        country="FR",
        website="https://example.org/speaker",
    )
    make.ParticipationFactory(session=session, speaker=speaker, role=Participation.Role.HOST)
    make.ParticipationFactory(session=session, speaker=speaker, note_fr="En partie.", note_en="In part.")
    return speaker


def _commitment(theme, session):
    """A commitment with a row of everything that can hang on one."""
    commitment = make.CommitmentFactory(
        theme=theme,
        session=session,
        summary_fr="Protéger un tiers des terres.",
        summary_en="Protect a third of the land.",
        statement="We will protect a third of the land.",
        statement_language="en",
        scope_fr="Le monde",
        scope_en="The world",
        partners_fr="Plusieurs partenaires.",
        partners_en="Several partners.",
        note_fr="Rien de plus.",
        note_en="Nothing more.",
        delivery=Commitment.Delivery.UNDER_WAY,
        due="2030",
    )
    holder = make.HolderFactory(kind=Holder.Kind.COALITION, country="FR")
    for holding in (holder, *make.HolderFactory.create_batch(4)):
        make.PartyFactory(commitment=commitment, holder=holding)
    for country in ("FR", "CR", "GB"):
        CommitmentCountry.objects.create(commitment=commitment, country=country)
    target = make.TargetFactory(commitment=commitment, baseline=15, baseline_date="2020", note_fr="À l'échelle.")
    make.TargetFactory(commitment=commitment, value=None, deadline="")
    pledge = make.PledgeFactory(
        commitment=commitment, funder=holder, qualifier=Pledge.Qualifier.AT_LEAST, period="2021-2025"
    )
    make.PledgeFactory(commitment=commitment, amount=None, part_of=pledge, currency="USD")
    report = make.ReportFactory(commitment=commitment)
    make.ReportFactory(commitment=commitment, date="", order=2)
    for about in ({"commitment": commitment}, {"target": target}, {"pledge": pledge}, {"report": report}):
        make.SourceFactory(**{"commitment": None, "date": "2021-01-11"} | about)
    other = make.CommitmentFactory(theme=theme)
    Relation.objects.create(commitment=commitment, to=other, kind=Relation.Kind.RAISES)
    Relation.objects.create(commitment=other, to=commitment, kind=Relation.Kind.RESTATES)
    return commitment
