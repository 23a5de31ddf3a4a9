"""What staff changed since a summit was loaded stays theirs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from commitments.models import Commitment, Pledge, Relation, Version
from programme.models import Participation, Session, Speaker
from summit.content.loading import load
from summit.content.plan import Outcome
from summit.content.problems import ContentError
from summit.models import ContentEntry, Document, Page
from tests.content.small import ENTRIES, SMALL, change, copy
from tests.factories import EventFactory, PageFactory, SpeakerFactory
from themes.models import Theme

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


def delete(reference):
    """Delete a commitment as it can be while it is a draft: what was public has versions, and stays."""
    Version.objects.filter(commitment__reference=reference).delete()
    Commitment.objects.get(reference=reference).delete()


def test_what_staff_edited_stays_so(tmp_path):
    load(SMALL)
    Page.objects.get().delete()
    theme = Theme.objects.get(slug="water")
    theme.title_en = "Waters"
    theme.save()
    folder = copy(tmp_path)
    change(folder, "themes/1-water.toml", 'title.en = "Water"', 'title.en = "Fresh water"')

    result = load(folder)

    assert outcomes(result) == {"unchanged": ENTRIES - 2, "left": 2}
    assert result.notes == [
        "information page “venue”: deleted by staff.",
        "theme “water”: changed by staff.",
    ]
    assert Theme.objects.get(slug="water").title_en == "Waters"
    assert not Page.objects.exists()


def test_a_row_that_staff_added_to_an_entry_makes_it_theirs():
    load(SMALL)
    opening = Session.objects.get(slug="first-words")
    speaker = SpeakerFactory()
    Participation.objects.create(session=opening, speaker=speaker, order=9)

    result = load(SMALL)

    assert outcomes(result) == {"unchanged": ENTRIES - 1, "left": 1}
    assert opening.participations.count() == 3


def test_what_staff_put_back_by_hand_is_the_folders_again():
    load(SMALL)
    Theme.objects.filter(slug="soil").update(published=False)
    load(SMALL)
    Theme.objects.filter(slug="soil").update(published=True)

    assert outcomes(load(SMALL)) == {"unchanged": ENTRIES}


def test_a_text_that_only_went_through_a_browser_counts_as_unchanged(tmp_path):
    folder = copy(tmp_path)
    change(folder, "pages/venue.toml", '"An **invented** place."', '"""\nAn **invented**\nplace.\n"""')
    load(folder)
    page = Page.objects.get()
    assert page.body_en == "An **invented**\nplace."
    page.body_en = "An **invented**\r\nplace. "
    page.save()

    assert outcomes(load(folder)) == {"unchanged": ENTRIES}


def test_overwrite_puts_back_what_staff_edited_or_deleted():
    load(SMALL)
    Page.objects.get().delete()
    springs = Commitment.objects.get(reference="PMS31-0001")
    springs.title_fr = "Autre titre"
    springs.save()
    springs.targets.all().delete()

    result = load(SMALL, overwrite=True)

    assert outcomes(result) == {"created": 1, "updated": 1, "unchanged": ENTRIES - 2}
    springs.refresh_from_db()
    assert springs.title_fr == "Garder cent sources"
    assert springs.targets.get().sources.count() == 1
    assert Page.objects.get().slug == "venue"
    assert outcomes(load(SMALL)) == {"unchanged": ENTRIES}


def test_links_to_what_staff_deleted_are_left_out_and_told(tmp_path):
    load(SMALL)
    Relation.objects.all().delete()
    delete("PMS31-0002")
    folder = copy(tmp_path)

    result = load(folder)

    assert outcomes(result) == {"unchanged": ENTRIES - 1, "left": 1}
    file = "commitments/register/PMS31-0001.toml, PMS31-0001"
    assert result.notes == [
        f"{file}, relation 1, to: “PMS31-0002” was deleted by staff; what points to it is left out.",
        f"{file}, pledge 1, part_of: “PMS31-0002#2” was deleted by staff; what points to it is left out.",
        "commitment “PMS31-0002”: deleted by staff.",
    ]
    change(folder, "commitments/register/PMS31-0001.toml", 'due = "2035"', 'due = "2036"')
    assert outcomes(load(folder)) == {"updated": 1, "unchanged": ENTRIES - 2, "left": 1}
    assert outcomes(load(folder)) == {"unchanged": ENTRIES - 1, "left": 1}
    assert outcomes(load(folder, overwrite=True)) == {"created": 1, "updated": 1, "unchanged": ENTRIES - 2}
    assert Pledge.objects.get(commitment__reference="PMS31-0001").part_of.commitment.reference == "PMS31-0002"


def test_a_line_that_staff_took_away_from_an_edited_entry_is_not_linked_to(tmp_path):
    load(SMALL)
    Pledge.objects.get(commitment__reference="PMS31-0002", order=2).delete()
    folder = copy(tmp_path)
    assert outcomes(load(folder)) == {"unchanged": ENTRIES - 1, "left": 1}
    change(folder, "commitments/register/PMS31-0001.toml", 'due = "2035"', 'due = "2036"')

    load(folder)

    springs = Commitment.objects.get(reference="PMS31-0001")
    assert (springs.due, springs.pledges.get().part_of) == ("2036", None)
    assert outcomes(load(folder)) == {"unchanged": ENTRIES - 1, "left": 1}


def test_a_new_entry_that_cannot_stand_without_what_staff_deleted_waits(tmp_path):
    load(SMALL)
    delete("PMS31-0001")
    delete("PMS31-0002")
    Session.objects.filter(theme__slug="soil").delete()
    Theme.objects.get(slug="soil").delete()
    folder = copy(tmp_path)
    text = (folder / "commitments/register/PMS31-0002.toml").read_text()
    (folder / "commitments/register/PMS31-0003.toml").write_text(text.replace("PMS31-0002", "PMS31-0003"))

    result = load(folder)

    assert outcomes(result) == {"unchanged": ENTRIES - 4, "left": 5}
    assert result.notes[-1] == (
        "commitments/register/PMS31-0003.toml, PMS31-0003, theme: "
        "“soil” was deleted by staff; what points to it is left out."
    )
    assert not Commitment.objects.exists()


def test_a_row_that_was_there_before_is_taken_over_when_equal_and_left_when_not():
    PageFactory(
        slug="venue",
        order=1,
        title_fr="Lieu",
        title_en="Venue",
        body_fr="Un lieu **inventé**.",
        body_en="An **invented** place.",
    )
    SpeakerFactory(slug="ana-ejemplo", name_fr="Anne", name_en="Ann")

    result = load(SMALL)

    assert outcomes(result) == {"created": ENTRIES - 2, "unchanged": 1, "left": 1}
    assert ContentEntry.objects.filter(key="venue").exists()
    assert not ContentEntry.objects.filter(key="ana-ejemplo").exists()
    assert Speaker.objects.get(slug="ana-ejemplo").name_en == "Ann"


def test_an_entry_that_left_the_folder_stays_and_is_told(tmp_path):
    load(SMALL)
    folder = copy(tmp_path)
    (folder / "pages/venue.toml").unlink()

    result = load(folder)

    assert outcomes(result) == {"unchanged": ENTRIES - 1}
    assert result.notes == ["information page “venue”: no longer in the folder; it stays."]
    assert Page.objects.get().slug == "venue"


def test_another_summit_does_not_come_into_a_filled_database(tmp_path):
    load(SMALL)
    folder = copy(tmp_path)
    change(folder, "event.toml", 'key = "paramo-summit-2031"', 'key = "other-summit"')

    with pytest.raises(ContentError) as stopped:
        load(folder, overwrite=True)

    assert str(stopped.value) == (
        "The database holds the summit “paramo-summit-2031” and the folder describes “other-summit”; "
        "nothing was loaded. Another summit needs a database of its own."
    )
    assert ContentEntry.objects.filter(kind="event").count() == 1


def test_a_summit_made_by_staff_under_another_prefix_stops_the_load():
    EventFactory(reference_prefix="OPS21")

    with pytest.raises(ContentError) as stopped:
        load(SMALL)

    assert "“OPS21”" in str(stopped.value)
    assert not Document.objects.exists()


def test_no_entry_costs_a_query_of_its_own_when_nothing_changed(tmp_path):
    folder = copy(tmp_path)
    load(folder)
    with CaptureQueriesContext(connection) as few:
        load(folder)
    text = (folder / "commitments/register/PMS31-0001.toml").read_text()
    for number in range(3, 9):
        file = folder / f"commitments/register/PMS31-{number:04d}.toml"
        file.write_text(text.replace("PMS31-0001", f"PMS31-{number:04d}"))
    assert load(folder).total[Outcome.CREATED] == 6

    with CaptureQueriesContext(connection) as many:
        load(folder)

    assert len(many) == len(few)
