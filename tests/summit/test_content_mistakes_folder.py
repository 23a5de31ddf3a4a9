"""Mistakes of whole files and folders."""

import pytest
from django.utils import translation

from summit.content.loading import load
from summit.content.problems import ContentError
from tests.content.mistakes import EVENT, FUND, HOLDERS, NIGHT, WATER, found
from tests.content.small import change, copy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def places(problems):
    return [(problem.file, problem.entry, problem.field) for problem in problems]


def test_a_file_that_is_not_toml_hides_no_other_mistake_and_makes_up_none(tmp_path):
    folder = copy(tmp_path)
    change(folder, EVENT, "[event]", "[event")
    change(folder, HOLDERS, 'slug = "invented-fund"', "slug = ")
    change(folder, FUND, "[[pledge]]", "[[pledge")
    change(folder, NIGHT, "T23:00:00", "T19:00:00")

    assert places(found(folder)) == [
        (HOLDERS, "", "slug"),
        (FUND, "", ""),
        (EVENT, "", ""),
        (NIGHT, "night-talk", "starts, ends"),
    ]


def test_a_file_that_ends_too_early_is_reported(tmp_path):
    folder = copy(tmp_path)
    (folder / WATER).write_text('title.fr = """')

    assert places(found(folder)) == [(WATER, "", "")]


def test_a_file_that_is_not_utf_8_is_reported(tmp_path):
    folder = copy(tmp_path)
    (folder / WATER).write_bytes((folder / WATER).read_text().replace("L'eau", "L'été").encode("latin-1"))

    assert [str(problem) for problem in found(folder)] == [
        "themes/1-water.toml: This file is not written in UTF-8; save it again as UTF-8."
    ]


def test_a_file_in_the_wrong_place_is_reported_and_a_hidden_one_is_not(tmp_path):
    folder = copy(tmp_path)
    (folder / "theme").mkdir()
    (folder / "theme/3-air.toml").write_text('slug = "air"')
    (folder / "themes/.#1-water.toml").write_text("nothing yet")

    assert places(found(folder)) == [("theme/3-air.toml", "", "")]


def test_an_event_file_without_event_is_reported(tmp_path):
    folder = copy(tmp_path)
    (folder / EVENT).write_text("")
    change(folder, WATER, 'documents = ["charter"]\n', "")
    change(folder, NIGHT, 'documents = ["charter"]\n', "")

    assert places(found(folder)) == [(EVENT, "", "event")]


def test_an_event_without_key_is_reported(tmp_path):
    folder = copy(tmp_path)
    change(folder, EVENT, 'key = "paramo-summit-2031"\n', "")

    assert places(found(folder)) == [(EVENT, "event", "key")]


def test_an_hour_that_the_clock_of_the_place_skips_is_reported(tmp_path):
    folder = copy(tmp_path)
    change(folder, EVENT, "America/Bogota", "Europe/Paris")
    change(folder, NIGHT, "2031-05-06T20:00:00", "2031-03-30T02:30:00")

    assert places(found(folder)) == [(NIGHT, "night-talk", "starts")]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ContentError) as stopped:
        load(tmp_path / "nowhere")

    assert str(stopped.value) == f"There is no folder {tmp_path / 'nowhere'}; nothing was loaded."


def test_a_folder_without_event_is_one_sentence(tmp_path):
    with pytest.raises(ContentError) as stopped:
        load(tmp_path)

    assert str(stopped.value) == f"The folder {tmp_path} has no event.toml; nothing was loaded."
