import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.factories import CommitmentFactory, PageFactory, SessionFactory, ThemeFactory

pytestmark = pytest.mark.django_db

DRAFTS = {
    "information": lambda: PageFactory(draft=True).slug,
    "themes": lambda: ThemeFactory(draft=True).slug,
    "programme": lambda: SessionFactory(draft=True).slug,
    "commitments": lambda: CommitmentFactory(draft=True).reference,
}
EDITORS, OFFICERS, ACCREDITATION = "Editors", "Register officers", "Accreditation"
ALLOWED = {
    "information": {EDITORS},
    "themes": {EDITORS, OFFICERS},
    "programme": {EDITORS, OFFICERS},
    "commitments": {OFFICERS},
}


def address(kind):
    return f"/en/preview/{kind}/{DRAFTS[kind]()}/"


def member(group):
    client = Client()
    user = User.objects.create(username=group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.mark.parametrize("kind", DRAFTS)
def test_a_visitor_is_led_to_the_sign_in(kind):
    path = address(kind)

    response = Client().get(path)

    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={path}")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("group", [EDITORS, OFFICERS, ACCREDITATION])
@pytest.mark.parametrize("kind", DRAFTS)
def test_only_those_who_may_see_such_things_see_a_draft(kind, group):
    response = member(group).get(address(kind))

    assert response.status_code == (200 if group in ALLOWED[kind] else 403)
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("kind", DRAFTS)
def test_no_cache_keeps_a_draft_and_no_engine_lists_it(kind):
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))

    response = client.get(address(kind))

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert b'<meta name="robots" content="noindex">' in response.content
    assert b"Staff alone see this page" in response.content


@pytest.mark.parametrize("kind", DRAFTS)
def test_a_draft_that_does_not_exist_is_not_found(kind):
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))

    assert client.get(f"/en/preview/{kind}/unknown/").status_code == 404


@pytest.mark.parametrize("kind", DRAFTS)
def test_a_preview_is_only_read(kind):
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))

    assert client.post(address(kind)).status_code == 405
