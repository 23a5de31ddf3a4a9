"""What a badge shows: names of any length and script, in both languages, and a code that is read back."""

from datetime import UTC, datetime

import pytest
import segno
from bs4 import BeautifulSoup
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from delegates import badges
from delegates.badge_face import Said, face_of, png, qr_code, size_of, svg
from tests.factories import DelegateFactory, DelegationFactory, EventFactory

CODE = "OPS21:123:PRESS:" + "A2B3" * 25 + "QQQ"


def dots(picture):
    """Read the dots of a picture back, row by row, as a scanner would see them."""
    drawn = BeautifulSoup(picture, "html.parser").svg
    side = int(drawn["viewbox"].split()[-1])
    rows = [[0] * side for _ in range(side)]
    for run in drawn.select("path")[1]["d"].split("M")[1:]:
        place, wide = run.removesuffix("z").split("h")[0], run.split("h")[1].partition("v")[0]
        x, y = map(int, place.split())
        rows[y][x : x + int(wide)] = [1] * int(wide)
    return rows


def test_the_picture_holds_the_code_dot_by_dot_within_a_white_margin():
    rows = dots(svg(CODE))
    wanted = segno.make(CODE, error="m", micro=False)

    assert rows == [list(row) for row in wanted.matrix_iter(border=4)]
    assert wanted.mode == "alphanumeric"  # the smallest way a QR code has of holding it


def test_the_picture_to_keep_is_a_png_with_the_same_dots():
    assert png(CODE).startswith(b"\x89PNG\r\n\x1a\n")
    assert qr_code(CODE) == segno.make(CODE, error="m", micro=False)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Ama Mensah", 1),
        ("山田太郎", 1),
        ("", 1),
        ("Wolfeschlegelstein", 3),
        ("Maximiliana Oppenheimer", 2),
        ("Jean-Baptiste de La Rochefoucauld-Doudeauville", 4),
        ("Maria Fernanda Gonçalves da Costa e Silva", 3),
        ("W" * 80, 4),
    ],
)
def test_a_longer_name_is_shown_smaller(name, size):
    assert size_of(name) == size


@given(st.text(max_size=80))
@example("字" * 80)
def test_every_name_has_a_size(name):
    assert size_of(name) in (1, 2, 3, 4)


@pytest.mark.django_db
def test_a_face_says_all_in_both_languages_the_reader_s_first():
    event = EventFactory(venue_fr="Palais", venue_en="Palace", city_fr="Paris", city_en="Paris")
    delegate = DelegateFactory(number=12, badge_name="Ama M.", category="head", country="GB")

    face = face_of(delegate, event=event, language="en")

    assert (face.number, face.name, face.whom) == ("D-000012", "Ama M.", "Example organisation")
    assert face.event == [Said("Trial summit", "en"), Said("Sommet d’essai", "fr")]
    assert face.called == [Said("head of delegation", "en"), Said("responsable de délégation", "fr")]
    assert face.country == [Said("United Kingdom", "en"), Said("Royaume-Uni", "fr")]
    assert face.where_and_when == [
        Said("Monday 11 January 2021, Palace, Paris", "en"),
        Said("lundi 11 janvier 2021, Palais, Paris", "fr"),
    ]


@pytest.mark.django_db
def test_what_is_the_same_in_both_languages_is_said_once():
    with translation.override("fr"):
        face = face_of(DelegateFactory(category="delegate", country="GH"), event=EventFactory())

    assert face.country == [Said("Ghana", "fr")]
    assert [one.text for one in face.called] == ["membre de délégation", "delegate"]


@pytest.mark.django_db
def test_days_are_those_of_the_event_s_own_zone():
    event = EventFactory(
        time_zone="Asia/Tokyo",
        starts=datetime(2021, 1, 11, 16, tzinfo=UTC),
        ends=datetime(2021, 1, 13, 16, tzinfo=UTC),
    )

    face = face_of(DelegateFactory(), event=event, language="en")

    assert face.where_and_when[0].text.startswith("Tuesday 12 January 2021 – Thursday 14 January 2021")


@pytest.mark.django_db
def test_one_comes_for_a_delegation_or_an_organisation_and_the_press_for_its_outlet():
    event, delegation = EventFactory(), DelegationFactory(name="Exampleland")
    alone = DelegateFactory(organisation="Example organisation")
    member = DelegateFactory(delegation=delegation)
    press = DelegateFactory(category="press", outlet="Example News", delegation=delegation)

    assert [face_of(one, event=event).whom for one in (alone, member, press)] == [
        "Example organisation",
        "Exampleland",
        "Example News",
    ]


@pytest.mark.django_db
def test_the_code_of_a_face_says_a_number_and_a_category_and_nothing_else():
    event = EventFactory()
    delegate = DelegateFactory(number=12, category="press")

    face = face_of(delegate, event=event)

    assert dots(face.picture) == [
        list(row) for row in qr_code(badges.code_of(delegate, event=event)).matrix_iter(border=4)
    ]
