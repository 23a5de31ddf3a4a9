"""The pictures of static/img: small, plain, and the contour lines exactly as the command draws them."""

import struct
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string

from summit.management.commands.draw_contours import Bend, Hill, Levels, Relief, chains, crossing, curve
from themes.models import Theme

IMAGES = settings.BASE_DIR / "static" / "img"
STILL = Bend(0, 1, 0)
SVG = "{http://www.w3.org/2000/svg}"


def country(*hills: Hill) -> Relief:
    return Relief("test", 400, 200, Levels(0.5, 1, 1, heavy=0), STILL, hills)


def contours(relief: Relief, level: float) -> list[list[complex]]:
    grid = relief.grid()
    return [[crossing(grid, side, level) for side in chain] for chain in chains(grid, level)]


def png_size(content: bytes) -> tuple[int, int]:
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", content[16:24])


def test_the_committed_contours_are_what_the_command_draws(tmp_path):
    call_command("draw_contours", into=tmp_path, stdout=StringIO())

    drawn = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert {file.name: file.read_text() for file in IMAGES.glob("contours-*.svg")} == drawn


def test_home_and_every_colour_of_a_theme_have_their_contours():
    names = {file.stem.removeprefix("contours-") for file in IMAGES.glob("contours-*.svg")}

    assert names == {"home", *Theme.Colour.values}


@pytest.mark.parametrize("file", sorted(IMAGES.glob("contours-*.svg")), ids=lambda file: file.stem)
def test_contours_are_two_plain_paths_that_weigh_less_than_8_kb(file: Path):
    root = ElementTree.fromstring(file.read_bytes())

    assert file.stat().st_size < 8000
    assert [element.tag for element in root.iter()] == [f"{SVG}svg", f"{SVG}path", f"{SVG}path"]
    assert root.attrib.keys() == {"viewBox", "preserveAspectRatio", "fill", "stroke"}
    assert all(path.attrib.keys() == {"vector-effect", "stroke-width", "d"} for path in root)


@pytest.mark.parametrize("name", ["wordmark.svg", "favicon.svg"])
def test_marks_are_drawn_with_plain_attributes_alone(name: str):
    root = ElementTree.parse(IMAGES / name).getroot()

    assert [element.tag for element in root.iter()] == [f"{SVG}svg", f"{SVG}circle", f"{SVG}path"]
    assert [element.get("style") for element in root.iter()] == [None] * 3


def test_the_wordmark_in_pages_is_the_one_in_its_file():
    inline = render_to_string("includes/wordmark.html").strip()

    hidden = 'aria-hidden="true" focusable="false"'
    named = 'xmlns="http://www.w3.org/2000/svg"'
    assert inline.replace(hidden, named) == (IMAGES / "wordmark.svg").read_text().strip()


def test_the_social_card_and_the_icons_have_the_sizes_their_readers_expect():
    card, touch, icon = (
        (IMAGES / name).read_bytes() for name in ("og.png", "apple-touch-icon.png", "favicon.ico")
    )

    assert (png_size(card), len(card) < 60_000) == ((1200, 630), True)
    assert png_size(touch) == (180, 180)
    assert (icon[:6], png_size(icon[22:])) == (b"\0\0\1\0\1\0", (32, 32))


def test_a_round_hill_is_drawn_as_a_circle():
    relief, level = country(Hill(200, 100, 1, 60, 60)), 0.36788  # 1/e, the height at the hill's own length

    (line,) = contours(relief, level)
    knots = curve(relief, level, line)

    assert knots[0] == knots[-1]
    assert {round(abs(knot.point - (200 + 100j))) for knot in knots} == {60}


@pytest.mark.parametrize(("level", "lines"), [(0.9, 1), (1.03, 2), (1.2, 0)])
def test_two_hills_part_above_the_pass_between_them(level: float, lines: int):
    relief = country(Hill(150, 100, 1, 60, 60), Hill(250, 100, 1, 60, 60))

    found = contours(relief, level)

    assert len(found) == lines
    assert all(line[0] == line[-1] for line in found)


def test_lines_run_past_the_frame():
    relief = Relief("test", 400, 200, Levels(0.5, 1, 1, heavy=0), STILL, (), slope=0 + 1j)

    (line,) = contours(relief, 0.5)

    assert sorted((line[0], line[-1]), key=lambda end: end.real) == [-24 + 100j, 432 + 100j]
