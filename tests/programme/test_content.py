"""The programme in the content files: what a load writes becomes public with a release of its own."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from programme.models import Release, Session
from summit.content.loading import load
from tests.content.small import ENTRIES, SMALL, change, copy
from tests.summit.test_content_loading import outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_the_first_load_is_the_first_release_and_the_second_load_makes_none():
    load(SMALL)
    load(SMALL)

    release = Release.objects.get()
    assert (release.number, release.note_en, release.changes.count()) == (1, "Content loaded.", 2)
    night = Session.objects.get(slug="night-talk")
    assert (night.status, night.starts, night.sequence) == ("published", night.planned_starts, 0)
    assert night.search_en.startswith("night talk")


def test_a_new_time_in_a_file_is_published_and_the_plans_of_staff_stay_plans(tmp_path):
    load(SMALL)
    Session.objects.filter(slug="night-talk").update(planned_status="cancelled")
    folder = copy(tmp_path)
    change(folder, "programme/sessions/1-opening.toml", "starts = 2031-05-06T09:00", "starts = 2031-05-06T09:10")

    result = load(folder)

    assert outcomes(result) == {"updated": 1, "unchanged": ENTRIES - 2, "left": 1}
    assert result.notes == ["session “night-talk”: changed by staff."]
    opening, night = (Session.objects.get(slug=slug) for slug in ("first-words", "night-talk"))
    assert (opening.starts, opening.sequence) == (datetime(2031, 5, 6, 14, 10, tzinfo=UTC), 1)
    assert (night.status, night.planned_status) == ("published", "cancelled")
    assert [change.session for change in Release.objects.get(number=2).changes.all()] == [opening]


def test_a_name_that_changes_in_a_file_is_found_in_the_programme(tmp_path):
    load(SMALL)
    folder = copy(tmp_path)
    change(folder, "programme/speakers.toml", "Ana Ejemplo", "Anaïs Ejemplo")

    load(folder)

    assert "anais ejemplo" in Session.objects.get(slug="first-words").search_fr
    assert Release.objects.count() == 1
