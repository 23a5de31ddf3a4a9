"""What the style guide's parts show: objects that are in no database, with what a queryset would have fetched."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Holder, Party, Target
from commitments.scales import scale
from programme.models import Participation, Room, Session, Speaker
from themes.models import KeyFigure, Theme

COLOURS = {
    "--paper": _("the page"),
    "--surface": _("cards and tinted sections"),
    "--ink": _("text"),
    "--muted": _("secondary text"),
    "--line": _("decoration only"),
    "--control": _("borders of controls"),
    "--forest": _("the brand: links and buttons"),
    "--on-forest": _("text on the brand"),
    "--focus": _("the focus ring"),
    "--alert": _("errors"),
    "--success": _("success"),
    "--deep": _("dark bands"),
    "--on-deep": _("text on dark bands"),
    "--on-deep-soft": _("secondary text on dark bands"),
    "--sun": _("the accent"),
    "--on-sun": _("text on the accent"),
    "--ecosystems": _("text of theme 1"),
    "--agroecology": _("text of theme 2"),
    "--finance": _("text of theme 3"),
    "--health": _("text of theme 4"),
    "--ecosystems-band": _("bands of theme 1"),
    "--agroecology-band": _("bands of theme 2"),
    "--finance-band": _("bands of theme 3"),
    "--health-band": _("bands of theme 4"),
    "--category-head": _("badges of heads of delegation"),
    "--category-observer": _("badges of observers"),
    "--category-speaker": _("badges of speakers"),
    "--category-press": _("badges of the press"),
    "--category-support": _("badges of support staff"),
}
SIZES = {
    "--step-4": _("the title of the home page"),
    "--step-3": _("the title of a page"),
    "--step-2": _("the title of a section"),
    "--step-1": _("the title of a card, a lead"),
    "--step-0": _("running text"),
    "--step--1": _("notes"),
}


def samples() -> dict[str, Any]:
    themes = _themes()
    session = _session(themes[0])
    return {
        "colours": COLOURS.items(),
        "sizes": SIZES.items(),
        "themes": themes,
        "sessions": [session, _cancelled_session(themes[1])],
        "participations": session.participations.all(),
        "commitment": _commitment(themes[0]),
        "targets": _targets(),
        "scales": [drawn for target in _targets() if (drawn := scale(target))],
        "figure": _figure(),
        "page": Paginator(range(60), 20).page(2),
    }


def _fetched(thing: Model, **rows: list[Model]) -> Model:
    """Give `thing` its related rows, so that showing it asks no database."""
    thing._prefetched_objects_cache = rows
    return thing


def _themes() -> list[Theme]:
    words = [
        ("ecosystems", "Écosystèmes", "Ecosystems", "Protéger les écosystèmes", "Protecting ecosystems"),
        ("agroecology", "Agro-écologie", "Agro-ecology", "Promouvoir l'agro-écologie", "Promoting agro-ecology"),
        ("finance", "Financements", "Finance", "Mobiliser les financements", "Mobilising finance"),
        ("health", "Santé", "Health", "Forêts, espèces et santé", "Forests, species and health"),
    ]
    themes = []
    for number, (colour, short_fr, short_en, title_fr, title_en) in enumerate(words, start=1):
        theme = Theme(pk=number, number=number, slug=colour, colour=colour)
        theme.short_fr, theme.short_en, theme.title_fr, theme.title_en = short_fr, short_en, title_fr, title_en
        theme.lead_fr, theme.lead_en = "Une phrase dit l'enjeu.", "One sentence says what is at stake."
        theme.session_count, theme.commitment_count = number - 1, 5 - number
        themes.append(theme)
    return themes


def _session(theme: Theme) -> Session:
    session = Session(
        pk=1,
        slug="sample",
        theme=theme,
        room=Room(pk=1, name_fr="Salle des fêtes", name_en="Ballroom"),
        title_fr="Protéger les espaces marins et terrestres",
        title_en="Protecting areas on land and at sea",
        kind=Session.Kind.ROUND_TABLE,
        access=Session.Access.PUBLIC_STREAM,
        status=Session.Status.PUBLISHED,
        starts=datetime(2021, 1, 11, 13, 25, tzinfo=UTC),
        ends=datetime(2021, 1, 11, 13, 55, tzinfo=UTC),
    )
    return _fetched(session, participations=_participations(session))


def _participations(session: Session) -> list[Participation]:
    chair = Speaker(
        pk=1,
        slug="sample-chair",
        name_fr="Camille Martin",
        name_en="Camille Martin",
        role_fr="Présidente d'un parc marin",
        role_en="Head of a marine park",
    )
    guest = Speaker(
        pk=2,
        slug="sample-guest",
        name_fr="Alex Dubois",
        name_en="Alex Dubois",
        role_fr="Écologue",  # in French alone: the page says so to screen readers
    )
    role, mode = Participation.Role, Participation.Mode
    return [
        Participation(pk=1, session=session, speaker=chair, role=role.CHAIR, mode=mode.IN_PERSON),
        Participation(pk=2, session=session, speaker=guest, role=role.SPEAKER, mode=mode.REMOTE),
    ]


def _cancelled_session(theme: Theme) -> Session:
    session = Session(
        pk=2,
        slug="sample-cancelled",
        theme=theme,
        title_fr="Séance annulée, sans heure connue",
        title_en="A cancelled session whose time is not known",
        part_of_day=Session.PartOfDay.MORNING,
        status=Session.Status.CANCELLED,
    )
    return _fetched(session, participations=[])


def _commitment(theme: Theme) -> Commitment:
    commitment = Commitment(
        pk=1,
        reference="OPS21-0000",
        theme=theme,
        title_fr="Protéger 30 % des terres et de l'océan",
        title_en="Protecting 30% of land and ocean",
        kind=Commitment.Kind.COALITION,
        delivery=Commitment.Delivery.UNDER_WAY,
        due="2030",
    )
    names = [("Costa Rica", "Costa Rica"), ("Royaume-Uni", "United Kingdom")]
    parties = [
        Party(pk=pk, commitment=commitment, holder=Holder(pk=pk, name_fr=french, name_en=english))
        for pk, (french, english) in enumerate(names, start=1)
    ]
    return _fetched(commitment, parties=parties)


def _targets() -> list[Target]:
    land = Target(
        pk=1,
        indicator_fr="Terres protégées",
        indicator_en="Land under protection",
        value=Decimal(30),
        baseline=Decimal("16.6"),
        baseline_date="2020",
        latest=Decimal("17.6"),
        latest_date="2024",
        unit_fr="%",
        unit_en="%",
        deadline="2030",
    )
    forest = Target(pk=2, indicator_fr="Forêts replantées", indicator_en="Forests replanted")
    return [_fetched(land, sources=[]), _fetched(forest, sources=[])]


def _figure() -> KeyFigure:
    return KeyFigure(
        pk=1,
        value=Decimal(100_000_000),
        unit_fr="hectares",
        unit_en="hectares",
        sentence_fr="à restaurer d'ici 2030 le long de la Grande Muraille Verte.",
        sentence_en="to be restored by 2030 along the Great Green Wall.",
        as_of="2021-01",
        source_name="CNULCD",
        source_url="https://www.unccd.int/",
    )
