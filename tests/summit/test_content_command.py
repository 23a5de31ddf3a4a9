"""What `manage.py load_summit` says."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from summit.models import Page
from tests.content.small import SMALL, change, copy
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def said(*arguments):
    out = io.StringIO()
    call_command("load_summit", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_it_says_what_came_of_each_kind_and_of_all():
    assert said(str(SMALL)) == [
        "event: 1 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "organisers: 1 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "information pages: 1 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "documents: 1 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "themes: 2 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "rooms: 1 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "speakers: 2 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "sessions: 3 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "holders: 2 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "frameworks: 0 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "framework goals: 0 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "commitments: 2 created, 0 unchanged, 0 updated, 0 left as staff changed them",
        "in all: 16 created, 0 unchanged, 0 updated, 0 left as staff changed them",
    ]


def test_it_names_what_staff_changed_and_overwrites_only_when_told():
    said(str(SMALL))
    Page.objects.get().delete()
    Theme.objects.filter(slug="soil").update(published=False)

    kept = said(str(SMALL))
    restored = said(str(SMALL), "--overwrite")

    assert kept[:2] == ["information page “venue”: deleted by staff.", "theme “soil”: changed by staff."]
    assert kept[-1] == "in all: 0 created, 14 unchanged, 0 updated, 2 left as staff changed them"
    assert restored[-1] == "in all: 1 created, 14 unchanged, 1 updated, 0 left as staff changed them"


def test_mistakes_end_it_with_their_number_and_one_line_each(tmp_path):
    folder = copy(tmp_path)
    change(folder, "themes/2-soil.toml", "number = 2", "number = -2")
    change(folder, "pages/venue.toml", 'menu = "main"', 'menu = "side"')

    with pytest.raises(CommandError) as stopped:
        said(str(folder))

    assert str(stopped.value).splitlines() == [
        f"2 mistakes in {folder}; nothing was loaded:",
        "pages/venue.toml, venue, menu: It can be: main, footer, none.",
        "themes/2-soil.toml, soil, number: Ensure this value is greater than or equal to 0.",
    ]


def test_a_folder_that_is_not_there_ends_it_with_one_sentence(tmp_path):
    with pytest.raises(CommandError) as stopped:
        said(str(tmp_path / "nowhere"))

    assert str(stopped.value) == f"There is no folder {tmp_path / 'nowhere'}; nothing was loaded."
