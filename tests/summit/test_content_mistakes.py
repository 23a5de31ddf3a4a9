"""Mistakes in the files: all found at once, each with its file, entry and field, and nothing loaded."""

import pytest
from django.utils import translation

from summit.content.loading import load
from summit.content.problems import Mistakes
from summit.models import ContentEntry
from tests.content.mistakes import EVENT, FUND, HOLDERS, NIGHT, OPENING, SOIL, SPEAKERS, SPRINGS, WATER, found
from tests.content.small import SMALL, change, copy
from tests.factories import ThemeFactory
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


# A change in a file, and the file, entry and field under which it is then reported.
MISTAKES = {
    "unknown theme": (NIGHT, 'theme = "water"', 'theme = "watre"', "night-talk", "theme"),
    "unknown room": (OPENING, 'room = "hall"', 'room = "attic"', "first-words", "room"),
    "unknown speaker": (OPENING, '"ana-ejemplo"', '"anna"', "first-words", "participation 1, speaker"),
    "unknown holder": (SPRINGS, '"example-institute"', '"nobody"', "PMS31-0001", "party 1, holder"),
    "unknown funder": (FUND, 'funder = "invented-fund"', 'funder = "x"', "PMS31-0002", "pledge 1, funder"),
    "unknown session": (SPRINGS, '"night-talk"', '"day-talk"', "PMS31-0001", "session"),
    "unknown document": (WATER, '["charter"]', '["charta"]', "water", "documents"),
    "unknown reference": (SPRINGS, 'to = "PMS31-0002"', 'to = "PMS31-0009"', "PMS31-0001", "relation 1, to"),
    "unknown line": (SPRINGS, "PMS31-0002#2", "PMS31-0002#3", "PMS31-0001", "pledge 1, part_of"),
    "line of nothing": (SPRINGS, "PMS31-0002#2", "PMS31-0009#1", "PMS31-0001", "pledge 1, part_of"),
    "line without number": (SPRINGS, "PMS31-0002#2", "PMS31-0002", "PMS31-0001", "pledge 1, part_of"),
    "part of itself": (SPRINGS, "PMS31-0002#2", "PMS31-0001#1", "PMS31-0001", "pledge 1, part_of"),
    "relation to itself": (SPRINGS, 'to = "PMS31-0002"', 'to = "PMS31-0001"', "PMS31-0001", "relation 1, to"),
    "missing theme": (FUND, 'theme = "soil"\n', "", "PMS31-0002", "theme"),
    "missing holder": (FUND, 'holder = "invented-fund"', 'role = "lead"', "PMS31-0002", "party 1, holder"),
    "day that never was": (SPRINGS, '"2031-05-06"', '"2031-02-30"', "PMS31-0001", "announced"),
    "thirteenth month": (WATER, '"2029-11"', '"2029-13"', "water", "figure 2, as_of"),
    "moment that never was": (OPENING, "2031-05-06T09:00:00", "2031-02-30T09:00:00", "", "starts"),
    "month of a moment": (EVENT, "2031-05-06T09:00:00", "2031-13-06T09:00:00", "", "starts"),
    "date without time": (OPENING, "2031-05-06T09:00:00", "2031-05-06", "first-words", "starts"),
    "ends before start": (OPENING, "T09:45:00", "T08:45:00", "first-words", "starts, ends"),
    "event ends first": (EVENT, "2031-05-07", "2031-05-05", "paramo-summit-2031", "starts, ends"),
    "missing French title": (NIGHT, 'title.fr = "Causerie du soir"\n', "", "night-talk", "title.fr"),
    "missing English title": (FUND, 'title.en = "The páramo fund"\n', "", "PMS31-0002", "title.en"),
    "blank title": (WATER, 'title.fr = "L\'eau"', 'title.fr = " "', "water", "title.fr"),
    "missing unit": (WATER, 'unit.en = "% of springs"\n', "", "water", "figure 1, unit.en"),
    "missing indicator": (
        SPRINGS,
        'indicator.fr = "Sources gardées"\n',
        "",
        "PMS31-0001",
        "target 1, indicator.fr",
    ),
    "missing report": (SPRINGS, 'text.en = "Ten springs kept."\n', "", "PMS31-0001", "report 1, text.en"),
    "title too long": (NIGHT, '"Night talk"', f'"{"x" * 251}"', "night-talk", "title.en"),
    "third language": (WATER, "lead.fr", "lead.de", "water", "lead.de"),
    "currency of no form": (SPRINGS, '"USD"', '"dollars"', "PMS31-0001", "pledge 1, currency"),
    "currency of nobody": (SPRINGS, '"USD"', '"USB"', "PMS31-0001", "pledge 1, currency"),
    "negative amount": (SPRINGS, "2500000.50", "-1", "PMS31-0001", "pledge 1, amount"),
    "amount that is none": (SPRINGS, "2500000.50", "nan", "PMS31-0001", "pledge 1, amount"),
    "too many decimals": (SPRINGS, "2500000.50", "0.001", "PMS31-0001", "pledge 1, amount"),
    "number without end": (OPENING, "position = 1", f"position = {10**30}", "first-words", "position"),
    "negative number": (OPENING, "position = 1", "position = -1", "first-words", "position"),
    "unknown kind": (NIGHT, 'kind = "side_event"', 'kind = "party"', "night-talk", "kind"),
    "unknown role": (OPENING, 'role = "host"', 'role = "ghost"', "first-words", "participation 1, role"),
    "unknown delivery": (FUND, 'delivery = "under_way"', 'delivery = "soon"', "PMS31-0002", "delivery"),
    "unknown source kind": (OPENING, 'kind = "primary"', 'kind = "hearsay"', "first-words", "source 1, kind"),
    "unknown key": (WATER, "colour =", "color =", "water", "color"),
    "unknown key in a row": (SPRINGS, "qualifier =", "qualifer =", "PMS31-0001", "pledge 1, qualifer"),
    "unknown key in a group": (SPRINGS, 'language = "es"', 'tongue = "es"', "PMS31-0001", "statement, tongue"),
    "unknown table": (EVENT, "[[organiser]]", "[[organizer]]", "", "organizer"),
    "number as text": (OPENING, "position = 1", 'position = "1"', "first-words", "position"),
    "flag as number": (WATER, "published = true", "published = 1", "water", "published"),
    "number as flag": (OPENING, "position = 1", "position = true", "first-words", "position"),
    "title as number": (NIGHT, 'title.fr = "Causerie du soir"', "title.fr = 5", "night-talk", "title.fr"),
    "title as list": (SPEAKERS, 'name = "Bob Placeholder"', "name = []", "bob-placeholder", "name"),
    "key as number": (SPRINGS, 'theme = "water"', "theme = 1", "PMS31-0001", "theme"),
    "list as text": (OPENING, '["fr"]', '"fr"', "first-words", "interpretation_languages"),
    "one row not in a list": (FUND, "[[party]]", "[party]", "PMS31-0002", "party"),
    "row that is none": (FUND, "published", "countries = [1]\npublished", "PMS31-0002", "countries"),
    "event as list": (EVENT, "[event]", "[[event]]", "event", ""),
    "no such address": (EVENT, '"https://live.example.org/en"', '"live"', "paramo-summit-2031", "livestream"),
    "no such website": (HOLDERS, "https://institute", "institute", "example-institute", "website"),
    "no such mail": (EVENT, "contact@example.org", "contact", "paramo-summit-2031", "contact"),
    "no such zone": (EVENT, "America/Bogota", "America/Macondo", "paramo-summit-2031", "time_zone"),
    "no such country": (SPEAKERS, 'country = "CO"', 'country = "ZZ"', "ana-ejemplo", "country"),
    "no such country of action": (SPRINGS, '["EC", "CO"]', '["EC", "co"]', "PMS31-0001", "countries 2, country"),
    "country twice": (SPRINGS, '["EC", "CO"]', '["CO", "CO"]', "PMS31-0001", "countries 2"),
    "holder twice": (SPRINGS, '"invented-fund"', '"example-institute"', "PMS31-0001", "party 2"),
    "slug twice": (SPEAKERS, '"bob-placeholder"', '"ana-ejemplo"', "ana-ejemplo", "slug"),
    "reserved slug": (NIGHT, 'slug = "night-talk"', 'slug = "grid"', "grid", "slug"),
    "slug with a space": (HOLDERS, '"example-institute"', '"an institute"', "an institute", "slug"),
    "missing slug": (SPEAKERS, 'slug = "bob-placeholder"\n', "", "speaker 2", "slug"),
    "other prefix": (FUND, 'reference = "PMS31-0002"', 'reference = "OPS21-0002"', "OPS21-0002", "reference"),
    "short reference": (FUND, 'reference = "PMS31-0002"', 'reference = "PMS31-2"', "PMS31-2", "reference"),
    "reference of words": (FUND, 'reference = "PMS31-0002"', 'reference = "PMS31-two"', "PMS31-two", "reference"),
    "document nowhere": (EVENT, 'url = "https://example.org/charter"\n', "", "charter", "url"),
    "null character": (NIGHT, '"Night talk"', '"Night\\u0000talk"', "night-talk", "title.en"),
}


# What points to an entry that lost its name is wrong with it.
CONSEQUENCES = {
    "slug twice": [(OPENING, "first-words", "participation 2, speaker")],
    "missing slug": [(OPENING, "first-words", "participation 2, speaker")],
    "reserved slug": [(SPRINGS, "PMS31-0001", "session")],
    "slug with a space": [(SPRINGS, "PMS31-0001", "party 1, holder")],
    "other prefix": [(SPRINGS, "PMS31-0001", "pledge 1, part_of"), (SPRINGS, "PMS31-0001", "relation 1, to")],
    "short reference": [(SPRINGS, "PMS31-0001", "pledge 1, part_of"), (SPRINGS, "PMS31-0001", "relation 1, to")],
    "reference of words": [
        (SPRINGS, "PMS31-0001", "pledge 1, part_of"),
        (SPRINGS, "PMS31-0001", "relation 1, to"),
    ],
}


def places(problems):
    return [(problem.file, problem.entry, problem.field) for problem in problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_reported_where_it_is(name, tmp_path):
    file, old, new, entry, field = MISTAKES[name]
    folder = copy(tmp_path)
    change(folder, file, old, new)

    problems = found(folder)

    assert places(problems) == sorted([(file, entry, field), *CONSEQUENCES.get(name, [])])


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_files(tmp_path):
    folder = copy(tmp_path)
    change(folder, WATER, 'unit.en = "% of springs"\n', "")
    change(folder, WATER, "colour =", "color =")
    change(folder, OPENING, '"ana-ejemplo"', '"anna-ejemplo"')
    change(folder, OPENING, "T09:45:00", "T08:45:00")
    change(folder, FUND, 'currency = "COP"', 'currency = "USB"')
    change(folder, NIGHT, "2031-05-06T20:00:00", "2031-02-30T20:00:00")

    problems = found(folder)

    assert [str(problem) for problem in problems] == [
        "commitments/register/PMS31-0002.toml, PMS31-0002, pledge 1, currency: "
        "“USB” is not a currency; write its ISO 4217 code, such as EUR.",
        "programme/sessions/1-opening.toml, first-words, participation 1, speaker: "
        "The folder has no speaker “anna-ejemplo”. Did you mean “ana-ejemplo”?",
        "programme/sessions/1-opening.toml, first-words, starts, ends: A session ends after it starts.",
        "programme/sessions/2-night.toml, starts: “starts = 2031-02-30T20:00:00” cannot be read as TOML: "
        "Invalid date or datetime (at line 5, column 10).",
        "themes/1-water.toml, water, color: This key is not known here. Did you mean “colour”?",
        "themes/1-water.toml, water, figure 1, unit.en: The text in English is missing.",
    ]


def test_a_mistake_leaves_a_filled_database_as_it_was(tmp_path):
    load(SMALL)
    prints = list(ContentEntry.objects.order_by("pk").values_list("pk", "fingerprint"))
    folder = copy(tmp_path)
    change(folder, WATER, 'title.en = "Water"', 'title.en = "Waters"')
    change(folder, FUND, 'currency = "COP"', 'currency = "USB"')

    with pytest.raises(Mistakes):
        load(folder)

    assert Theme.objects.get(slug="water").title_en == "Water"
    assert list(ContentEntry.objects.order_by("pk").values_list("pk", "fingerprint")) == prints


def test_a_mistake_in_an_entry_that_staff_changed_is_reported_all_the_same(tmp_path):
    load(SMALL)
    Theme.objects.filter(slug="soil").update(published=False)
    folder = copy(tmp_path)
    change(folder, SOIL, 'title.fr = "Le sol"\n', "")

    with pytest.raises(Mistakes) as stopped:
        load(folder)

    assert places(stopped.value.problems) == [(SOIL, "soil", "title.fr")]


def test_a_number_that_two_themes_share_is_reported_on_both(tmp_path):
    folder = copy(tmp_path)
    change(folder, SOIL, "number = 2", "number = 1")

    assert places(found(folder)) == [(WATER, "water", "number"), (SOIL, "soil", "number")]


def test_a_number_that_a_theme_of_staff_has_is_reported():
    ThemeFactory(number=2, slug="air")

    with pytest.raises(Mistakes) as stopped:
        load(SMALL)

    assert [str(problem) for problem in stopped.value.problems] == [
        "themes/2-soil.toml, soil, number: 2 is already taken by “air”."
    ]


def test_a_key_taken_in_another_file_names_that_file(tmp_path):
    folder = copy(tmp_path)
    (folder / "themes/3-more.toml").write_text((folder / WATER).read_text())

    assert [str(problem) for problem in found(folder)] == [
        "themes/3-more.toml, water, slug: “water” is already taken in themes/1-water.toml."
    ]


def test_lines_that_would_be_part_of_themselves_through_each_other_are_each_told(tmp_path):
    folder = copy(tmp_path)
    fund = folder / FUND
    text = fund.read_text()
    head, second = text.rsplit("[[pledge]]", 1)
    fund.write_text(f'{head}[[pledge]]\npart_of = "PMS31-0001#1"{second}')

    with pytest.raises(Mistakes) as raised:
        load(folder)

    message = "The finance line would be part of itself, through the others of which it is a part."
    assert [(one.entry, one.field, one.message) for one in raised.value.problems] == [
        ("PMS31-0001", "pledge 1, part_of", message),
        ("PMS31-0002", "pledge 2, part_of", message),
    ]
