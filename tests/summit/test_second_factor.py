"""Who is asked for a second factor, and before what."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from summit import second_factor
from summit.second_factor import verified
from tests.staff import assert_obeys_the_policy, messages, signed_in, soup

pytestmark = pytest.mark.django_db
ENTER, SET_UP = "/admin/second-factor/", "/admin/second-factor/set-up/"


@pytest.fixture(autouse=True)
def for_real(settings):
    settings.DEMONSTRATION = False


@pytest.fixture
def clerks():
    """A group that may look at delegates and at themes, and do nothing else."""
    group = Group.objects.create(name="Clerks")
    codenames = ("view_delegate", "view_theme")
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    return group.name


def somebody(client):
    return User.objects.get(pk=client.session["_auth_user_id"])


def guarded_pages():
    """Every page of the admin of delegates and of accounts that an address alone opens."""
    pages = []
    for one in admin.site.get_urls():
        for inner in [one] if isinstance(one, URLPattern) else one.url_patterns:
            if (inner.name or "").startswith(("delegates_", "auth_")):
                arguments = dict.fromkeys(inner.pattern.converters, "1")
                pages.append(reverse(f"admin:{inner.name}", kwargs=arguments))
    return [*pages, "/admin/delegates/", "/admin/auth/", "/admin/autocomplete/?app_label=delegates"]


def staff_pages():
    """Every address under /staff/, whatever it takes."""
    for one in get_resolver().url_patterns:
        if str(one.pattern).startswith("staff/"):
            for inner in one.url_patterns:
                arguments = dict.fromkeys(inner.pattern.converters, 1)
                yield reverse(f"{one.namespace}:{inner.name}", kwargs=arguments)


@verified
def door(request):
    return HttpResponse("open")


def test_no_page_of_delegates_or_accounts_opens_before_the_code():
    client = signed_in(superuser=True, verified=False)

    for page in guarded_pages():
        response = client.get(page)
        assert (response.status_code, response.url.partition("?")[0]) == (302, ENTER), page


def test_nothing_under_staff_answers_before_the_code():
    client = signed_in(superuser=True, verified=False)
    pages = list(staff_pages())

    for page in pages:
        for response in (client.get(page), client.post(page)):
            is_asked = response.status_code == 302 and response.url.startswith(ENTER)
            assert is_asked or response.status_code in (401, 403, 405), page
    assert "/staff/door/" in pages


def test_a_group_that_may_see_delegates_is_asked_before_them_and_not_before_themes(clerks):
    client = signed_in(clerks, verified=False)

    assert client.get("/admin/delegates/").url == f"{ENTER}?next=/admin/delegates/"
    assert client.get(reverse("admin:themes_theme_changelist")).status_code == 200


def test_whoever_has_proved_it_sees_them():
    client = signed_in(superuser=True)

    assert client.get(reverse("admin:auth_user_changelist")).status_code == 200


@pytest.mark.parametrize("group", ["Editors", "Register officers"])
def test_others_are_never_asked_and_never_see_its_pages(group):
    client = signed_in(group, verified=False)

    assert "second-factor" not in client.get("/admin/").content.decode()
    assert [client.get(page).status_code for page in (ENTER, SET_UP)] == [403, 403]


def test_who_is_not_signed_in_is_asked_to_sign_in_first():
    assert Client().get(ENTER).url == f"/admin/login/?next={ENTER}"


def test_a_demonstration_lets_its_superuser_through_and_nobody_else(settings, clerks):
    settings.DEMONSTRATION = True

    assert signed_in(superuser=True, verified=False).get("/admin/auth/").status_code == 200
    assert signed_in(clerks, verified=False).get("/admin/delegates/").status_code == 302


def as_asked(rf, user, *, proved=False, **headers):
    request = rf.get("/staff/door/", headers=headers)
    request.user = user
    user.is_verified = lambda: proved
    return request


def test_a_view_under_staff_sends_a_stranger_to_the_sign_in_page(rf):
    assert door(as_asked(rf, AnonymousUser())).url == "/admin/login/?next=/staff/door/"


def test_a_view_under_staff_refuses_who_holds_nothing_of_delegates(rf):
    with pytest.raises(PermissionDenied):
        door(as_asked(rf, somebody(signed_in("Editors"))))


def test_a_view_under_staff_opens_after_the_code_and_is_kept_by_nobody(rf):
    user = somebody(signed_in(superuser=True))

    assert door(as_asked(rf, user)).url == f"{ENTER}?next=/staff/door/"
    response = door(as_asked(rf, user, proved=True))
    assert response.content == b"open"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_a_script_is_told_no_instead_of_being_led_to_a_form(rf):
    user = somebody(signed_in(superuser=True))

    assert door(as_asked(rf, user, **{"sec-fetch-mode": "cors"})).status_code == 403


def test_a_superuser_resets_a_lost_phone_and_the_history_tells_who_did():
    client, lost = signed_in(superuser=True), signed_in(superuser=True)
    victim = somebody(lost)
    second_factor.renew_codes(victim)
    chosen = {"action": "reset_second_factor", "_selected_action": [victim.pk]}

    response = client.post(reverse("admin:auth_user_changelist"), chosen, follow=True)

    assert messages(response) == ["1 account sets up a new phone at the next sign-in."]
    assert list(TOTPDevice.objects.values_list("user", flat=True)) == [somebody(client).pk]
    assert StaticToken.objects.count() == 0
    assert lost.get("/admin/auth/").status_code == 302
    history = soup(client.get(reverse("admin:auth_user_history", args=[victim.pk])))
    rows = [" ".join(cell.text.split()) for cell in history.select("#change-history tbody td")]
    assert rows[-2:] == [somebody(client).username, "Changed Second factor."]


def test_nobody_but_a_superuser_resets():
    Group.objects.get(name="Editors").permissions.add(*Permission.objects.filter(content_type__app_label="auth"))
    client = signed_in("Editors")
    chosen = {"action": "reset_second_factor", "_selected_action": [somebody(signed_in(superuser=True)).pk]}

    client.post(reverse("admin:auth_user_changelist"), chosen)

    assert TOTPDevice.objects.count() == 1


def test_the_list_of_accounts_tells_who_has_a_phone_and_obeys_the_policy():
    response = signed_in(superuser=True).get(reverse("admin:auth_user_changelist"))

    assert soup(response).select_one("td.field-second_factor img")["alt"] == "True"
    assert_obeys_the_policy(response)


def test_no_page_of_the_admin_shows_the_secrets_of_the_library():
    assert TOTPDevice not in admin.site._registry
    assert not [one for one in admin.site._registry if one._meta.app_label.startswith("otp_")]
