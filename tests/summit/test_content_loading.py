"""What a load writes, and what it leaves alone."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from commitments.models import Commitment, Holder, Pledge, Relation, Source
from commitments.references import allocate
from programme.models import Session, Speaker
from summit.content.loading import load
from summit.models import Event
from tests.content.small import ENTRIES, SMALL, change, copy
from themes.models import KeyFigure, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def outcomes(result):
    """Return how many entries had which outcome, without those that none had."""
    return {outcome.name.lower(): number for outcome, number in result.total.items() if number}


def writes(queries):
    return [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_another_summit_is_described_by_another_folder():
    result = load(SMALL)

    assert outcomes(result) == {"created": ENTRIES}
    assert result.notes == []
    event = Event.objects.get()
    assert (event.name_fr, event.name_en) == ("Sommet d'essai du páramo", "Páramo trial summit")
    assert (event.reference_prefix, event.time_zone, event.country.code) == ("PMS31", "America/Bogota", "CO")
    assert (event.latitude, event.longitude) == (Decimal("4.71100"), Decimal("-74.07210"))
    assert event.stream_urls == ["https://live.example.org/fr", "https://live.example.org/en"]
    assert list(Theme.objects.values_list("number", "slug")) == [(1, "water"), (2, "soil")]
    assert list(Commitment.objects.values_list("reference", flat=True)) == ["PMS31-0001", "PMS31-0002"]


def test_times_without_offset_are_meant_in_the_events_zone():
    load(SMALL)

    event = Event.objects.get()
    assert event.starts == datetime(2031, 5, 6, 14, 0, tzinfo=UTC)
    assert event.ends == datetime(2031, 5, 7, 23, 30, tzinfo=UTC)
    assert event.registration_opens == datetime(2031, 3, 1, 5, 0, tzinfo=UTC)
    assert event.registration_closes == datetime(2031, 5, 1, 4, 59, tzinfo=UTC)
    night = Session.objects.get(slug="night-talk")
    assert night.starts == datetime(2031, 5, 7, 1, 0, tzinfo=UTC)
    assert night.ends == datetime(2031, 5, 7, 4, 0, tzinfo=UTC)


def test_a_session_keeps_its_people_languages_sources_and_documents():
    load(SMALL)

    opening = Session.objects.get(slug="first-words")
    assert [(one.speaker.slug, one.role, one.mode, one.order) for one in opening.participations.all()] == [
        ("ana-ejemplo", "host", "in_person", 1),
        ("bob-placeholder", "speaker", "remote", 2),
    ]
    assert opening.participations.last().note_en == "From the coast."
    assert [(one.use, one.language) for one in opening.languages.all()] == [
        ("floor", "en"),
        ("floor", "es"),
        ("interpretation", "fr"),
    ]
    assert [(one.publisher, one.date, one.kind) for one in opening.sources.all()] == [
        ("Example Institute", "2031-04", "primary")
    ]
    assert [one.slug for one in Session.objects.get(slug="night-talk").documents.all()] == ["charter"]


def test_a_draft_may_lack_a_start_and_a_language():
    load(SMALL)

    walk = Session.objects.get(slug="field-walk")
    assert (walk.status, walk.starts, walk.day, walk.part_of_day) == ("draft", None, date(2031, 5, 7), "morning")
    assert (walk.title_fr, walk.title_en) == ("Marche", "")


def test_a_text_without_language_is_the_same_in_all():
    load(SMALL)

    speaker = Speaker.objects.get(slug="ana-ejemplo")
    assert (speaker.name_fr, speaker.name_en) == ("Ana Ejemplo", "Ana Ejemplo")
    holder = Holder.objects.get(slug="example-institute")
    assert (holder.acronym_fr, holder.acronym_en) == ("EI", "EI")


def test_a_commitment_keeps_all_that_belongs_to_it():
    load(SMALL)

    springs = Commitment.objects.get(reference="PMS31-0001")
    assert (springs.prefix, springs.number, springs.theme.slug) == ("PMS31", 1, "water")
    assert (springs.session.slug, springs.announced, springs.due) == ("night-talk", "2031-05-06", "2035")
    assert (springs.statement, springs.statement_language) == ("Guardaremos cien fuentes.", "es")
    assert [row.country.code for row in springs.countries.all()] == ["CO", "EC"]
    assert [(one.holder.slug, one.role) for one in springs.parties.all()] == [
        ("example-institute", "lead"),
        ("invented-fund", "supporter"),
    ]
    target = springs.targets.get()
    assert (target.indicator_en, target.value, target.unit_fr, target.deadline) == (
        "Springs kept",
        Decimal("100.0000"),
        "sources",
        "2035",
    )
    assert target.sources.get().url == "https://example.org/springs"
    pledge = springs.pledges.get()
    assert (pledge.amount, pledge.currency, pledge.funder.slug, pledge.qualifier, pledge.nature) == (
        Decimal("2500000.50"),
        "USD",
        "invented-fund",
        "at_least",
        "new_money",
    )
    assert springs.reports.get().sources.get().date == "2032-02-11"
    assert springs.sources.count() == 1
    assert Source.objects.count() == 3


def test_relations_and_parts_may_point_to_a_file_that_comes_later():
    load(SMALL)

    relation = Relation.objects.get()
    assert (relation.commitment.reference, relation.kind, relation.to.reference) == (
        "PMS31-0001",
        "part_of",
        "PMS31-0002",
    )
    whole = Pledge.objects.get(commitment__reference="PMS31-0001").part_of
    assert (whole.commitment.reference, whole.order, whole.amount) == ("PMS31-0002", 2, Decimal("10000000.00"))


def test_loaded_references_are_never_given_again():
    load(SMALL)

    assert allocate("PMS31") == "PMS31-0003"


def test_a_file_saved_with_a_byte_order_mark_and_windows_line_ends_says_the_same(tmp_path):
    load(SMALL)
    folder = copy(tmp_path)
    file = folder / "themes/1-water.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))

    assert outcomes(load(folder)) == {"unchanged": ENTRIES}


def test_the_second_load_writes_no_row():
    load(SMALL)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        result = load(SMALL)

    assert outcomes(result) == {"unchanged": ENTRIES}
    assert writes(queries) == []


def test_a_change_in_a_file_updates_that_entry_alone(tmp_path):
    load(SMALL)
    before = dict(Theme.objects.values_list("slug", "modified"))
    figures = list(KeyFigure.objects.values_list("pk", flat=True))
    folder = copy(tmp_path)
    change(folder, "themes/1-water.toml", "value = 12.5", "value = 12.75")

    result = load(folder)

    assert outcomes(result) == {"updated": 1, "unchanged": ENTRIES - 1}
    after = dict(Theme.objects.values_list("slug", "modified"))
    assert after["water"] > before["water"]
    assert after["soil"] == before["soil"]
    assert list(KeyFigure.objects.values_list("pk", "value")) == [
        (figures[0], Decimal("12.7500")),
        (figures[1], Decimal("4000000.0000")),
    ]
    assert outcomes(load(folder)) == {"unchanged": ENTRIES}


def test_a_text_taken_out_of_a_file_is_taken_out_of_the_database(tmp_path):
    load(SMALL)
    folder = copy(tmp_path)
    change(folder, "themes/1-water.toml", 'lead.fr = "Garder les sources."\n', "")
    change(folder, "themes/1-water.toml", 'documents = ["charter"]\n', "")
    change(
        folder, "programme/sessions/1-opening.toml", 'floor_languages = ["es", "en"]', 'floor_languages = ["es"]'
    )

    load(folder)

    water = Theme.objects.get(slug="water")
    assert (water.lead_fr, water.documents.count()) == ("", 0)
    languages = Session.objects.get(slug="first-words").languages
    assert sorted(languages.values_list("use", "language")) == [("floor", "es"), ("interpretation", "fr")]


def test_a_new_line_before_others_keeps_what_points_to_a_place_pointing_to_it(tmp_path):
    load(SMALL)
    folder = copy(tmp_path)
    new = '[[pledge]]\ncurrency = "EUR"\namount = 5\n\n[[pledge]]\ncurrency = "COP"'
    change(folder, "commitments/register/PMS31-0002.toml", '[[pledge]]\ncurrency = "COP"', new)

    result = load(folder)

    assert outcomes(result) == {"updated": 1, "unchanged": ENTRIES - 1}
    fund = Commitment.objects.get(reference="PMS31-0002")
    assert list(fund.pledges.values_list("order", "currency")) == [(1, "EUR"), (2, "COP"), (3, "USD")]
    assert Pledge.objects.get(commitment__reference="PMS31-0001").part_of.order == 2
    assert outcomes(load(folder)) == {"unchanged": ENTRIES}


def test_rows_that_may_not_be_doubled_can_change_places(tmp_path):
    load(SMALL)
    folder = copy(tmp_path)
    file = "commitments/register/PMS31-0001.toml"
    change(folder, file, 'holder = "example-institute"', 'holder = "nobody"')
    change(folder, file, 'holder = "invented-fund"', 'holder = "example-institute"')
    change(folder, file, 'holder = "nobody"', 'holder = "invented-fund"')

    load(folder)

    parties = Commitment.objects.get(reference="PMS31-0001").parties
    assert list(parties.values_list("holder__slug", "role", "order")) == [
        ("invented-fund", "lead", 1),
        ("example-institute", "supporter", 2),
    ]


def test_themes_can_change_numbers(tmp_path):
    load(SMALL)
    folder = copy(tmp_path)
    change(folder, "themes/1-water.toml", "number = 1", "number = 2")
    change(folder, "themes/2-soil.toml", "number = 2", "number = 1")

    load(folder)

    assert list(Theme.objects.values_list("number", "slug")) == [(1, "soil"), (2, "water")]
