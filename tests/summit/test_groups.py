import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from summit.groups import make_groups
from tests import factories
from tests.staff import fields, signed_in

pytestmark = pytest.mark.django_db


def powers(name):
    granted = Group.objects.get(name=name).permissions.select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}" for one in granted}


def session_and_commitment():
    factories.EventFactory()
    session, commitment = factories.SessionFactory(), factories.CommitmentFactory()
    return (
        reverse("admin:programme_session_change", args=[session.pk]),
        reverse("admin:commitments_commitment_change", args=[commitment.pk]),
    )


def test_five_groups_stand_after_migration():
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Editors",
        "Register officers",
        "Accreditation",
        "Door",
        "Welcome",
    }


def test_editors_keep_the_event_the_themes_and_the_programme_and_nothing_else():
    editors = powers("Editors")

    assert {one.partition(".")[0] for one in editors} == {"summit", "themes", "programme"}
    assert {"summit.change_event", "summit.delete_page", "themes.add_theme"} <= editors
    assert {"programme.add_release", "programme.view_change"} <= editors
    not_theirs = ("contententry", "agenda", "star", "kept")
    assert not {one for one in editors if one.partition("_")[2] in not_theirs}


def test_register_officers_keep_the_register_and_look_at_themes_and_sessions():
    officers = powers("Register officers")

    assert {one for one in officers if not one.startswith("commitments.")} == {
        "themes.view_theme",
        "programme.view_session",
    }
    assert {"commitments.add_commitment", "commitments.delete_source"} <= officers
    assert not {one for one in officers if "referencecounter" in one}


def test_accreditation_decides_on_delegates_and_reads_no_needs():
    assert powers("Accreditation") == {
        f"delegates.{one}"
        for one in (
            *("view_delegate", "change_delegate", "accredit_delegate", "export_delegate"),
            *("view_delegation", "add_delegation", "change_delegation", "delete_delegation"),
            *("view_quota", "add_quota", "change_quota", "delete_quota"),
            *("view_message", "change_message"),
            *("view_circular", "add_circular", "change_circular", "delete_circular"),
            *("view_categoryrule", "view_decision", "view_trace", "view_arrival"),
        )
    }


def test_the_door_admits_and_the_welcome_reads_needs_and_neither_does_anything_else():
    assert (powers("Door"), powers("Welcome")) == ({"delegates.admit_delegate"}, {"delegates.view_needs"})


def test_what_a_superuser_adds_by_hand_stays_at_the_next_migration():
    extra = Permission.objects.get(codename="view_commitment")
    Group.objects.get(name="Door").permissions.add(extra)

    make_groups(app_config=apps.get_app_config("commitments"), using="default")

    assert powers("Door") == {"delegates.admit_delegate", "commitments.view_commitment"}


def test_a_group_that_was_lost_is_made_again_by_a_migration():
    Group.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert "commitments.change_commitment" in powers("Register officers")


def test_an_editor_changes_a_session_and_not_a_commitment():
    session, commitment = session_and_commitment()
    client = signed_in("Editors")

    assert client.post(session, fields(client.get(session))).status_code == 302
    assert client.get(commitment).status_code == 403
    assert client.post(commitment, {}).status_code == 403
    assert client.get(reverse("admin:commitments_commitment_add")).status_code == 403


def test_an_officer_changes_a_commitment_and_only_looks_at_a_session():
    session, commitment = session_and_commitment()
    client = signed_in("Register officers")

    assert client.post(commitment, fields(client.get(commitment))).status_code == 302
    assert client.get(session).status_code == 200
    assert client.post(session, {}).status_code == 403
    assert client.get(reverse("admin:programme_session_add")).status_code == 403
    assert client.get(reverse("admin:summit_page_changelist")).status_code == 403


@pytest.mark.parametrize("name", ["theme", "session"])
def test_an_officer_finds_themes_and_sessions_while_typing(name):
    factories.CommitmentFactory(session=factories.SessionFactory())
    chosen = {"app_label": "commitments", "model_name": "commitment", "field_name": name}

    response = signed_in("Register officers").get(reverse("admin:autocomplete"), chosen)

    assert response.status_code == 200
    assert len(response.json()["results"]) == 1


def test_staff_without_a_group_are_refused_both():
    session, commitment = session_and_commitment()
    client = signed_in()

    assert client.get(session).status_code == 403
    assert client.get(commitment).status_code == 403


def test_accreditation_is_refused_both():
    session, commitment = session_and_commitment()
    client = signed_in("Accreditation")

    assert client.get(session).status_code == 403
    assert client.get(commitment).status_code == 403


@pytest.mark.parametrize(
    "client", [Client, lambda: signed_in("Editors", staff=False)], ids=["anonymous", "not staff"]
)
def test_whoever_is_not_staff_is_sent_to_the_sign_in_page(client):
    session, commitment = session_and_commitment()

    for address in (session, commitment):
        response = client().get(address)
        assert (response.status_code, response.url) == (302, f"/admin/login/?next={address}")
