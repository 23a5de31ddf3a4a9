"""Setting up a phone, entering its codes and those kept on paper."""

from base64 import b32decode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from summit.clock import real_now
from tests.staff import assert_obeys_the_policy, errors, fields, messages, signed_in, soup

pytestmark = pytest.mark.django_db
ENTER, SET_UP, PICTURE = (f"/admin/second-factor/{page}" for page in ("", "set-up/", "set-up/code.svg"))
TOO_MANY = "Too many codes were wrong. This one was not looked at: wait a quarter of an hour."
WRONG = "This code is not right, or was used already. Wait for the next one that your phone shows."


@pytest.fixture(autouse=True)
def for_real(settings):
    settings.DEMONSTRATION = False


@pytest.fixture
def client():
    return signed_in(superuser=True, verified=False)


def shown_by_phone(key, *, ahead=0):
    """The six digits of a phone now, or so many steps of thirty seconds later."""
    return f"{totp(bytes.fromhex(key), t0=-30 * ahead):06d}"


def begun(client):
    client.post(SET_UP, {"begin": "1"})
    return client.session["second_factor_begun"]


def set_up(client):
    """Set a phone up and return its key and the recovery codes on the page."""
    key = begun(client)
    page = client.post(SET_UP, {"code": shown_by_phone(key)})
    return key, [one.text for one in soup(page).select(".recovery-codes code")]


def again(client):
    """The same person in another session, which has proved nothing."""
    other = Client(headers={"accept-language": "en"})
    other.force_login(User.objects.get(pk=client.session["_auth_user_id"]))
    return other


def test_a_page_of_delegates_leads_to_the_set_up_and_a_code_opens_it(client):
    first = client.get("/admin/delegates/", follow=True)
    assert first.redirect_chain[-1] == (f"{SET_UP}?next=/admin/delegates/", 302)

    _key, codes = set_up(client)

    assert len(set(codes)) == 10
    assert client.get("/admin/auth/").status_code == 200


def test_the_set_up_leads_on_to_where_one_was_going(client):
    page = client.get("/admin/auth/", follow=True)
    begun_at = client.post(SET_UP, {**fields(page), "begin": "1"})
    assert begun_at.url == f"{SET_UP}?next=/admin/auth/"

    page = client.get(begun_at.url)
    code = shown_by_phone(client.session["second_factor_begun"])
    codes = client.post(SET_UP, {**fields(page), "code": code})

    assert soup(codes).select_one("#content-main a")["href"] == "/admin/auth/"


def test_a_get_makes_no_secret_and_shows_none_before_the_button(client):
    page = client.get(SET_UP)

    assert soup(page).select("img") == []
    assert client.get(PICTURE).status_code == 404
    assert "second_factor_begun" not in client.session


def test_the_key_is_shown_as_a_picture_and_in_letters_and_kept_by_no_cache(client):
    key = begun(client)

    page, picture = client.get(SET_UP), client.get(PICTURE)

    letters = soup(page).select_one(".steps code").text
    assert [len(one) for one in letters.split()] == [4] * 8
    assert bytes.fromhex(key) == b32decode(letters.replace(" ", ""))
    assert picture["Content-Type"] == "image/svg+xml"
    assert ["no-store" in one["Cache-Control"] for one in (page, picture)] == [True, True]
    assert_obeys_the_policy(page)


def test_a_wrong_code_sets_nothing_up(client):
    key = begun(client)
    wrong = f"{(int(shown_by_phone(key)) + 1) % 10**6:06d}"

    assert errors(client.post(SET_UP, {"code": wrong})) == [WRONG]
    assert errors(client.post(SET_UP, {"code": "٣٣٣٣٣٣"})) == [WRONG]
    assert TOTPDevice.objects.count() == 0


def test_a_session_shows_only_the_key_it_began_itself(client):
    begun(client)

    assert again(client).get(PICTURE).status_code == 404


def test_a_code_opens_a_new_session_once_and_leads_where_one_was_going(client):
    key, _codes = set_up(client)
    other, third = again(client), again(client)
    assert other.get("/admin/auth/").url == f"{ENTER}?next=/admin/auth/"
    code = shown_by_phone(key, ahead=1)

    response = other.post(ENTER, {"code": f"{code[:3]} {code[3:]}", "next": "/admin/auth/"})

    assert (response.status_code, response.url) == (302, "/admin/auth/")
    assert other.get("/admin/auth/").status_code == 200
    assert errors(third.post(ENTER, {"code": code})) == [WRONG]
    assert third.get("/admin/auth/").status_code == 302


def test_the_code_that_set_the_phone_up_opens_nothing_more(client):
    key = begun(client)
    code = shown_by_phone(key)
    client.post(SET_UP, {"code": code})

    assert errors(again(client).post(ENTER, {"code": code})) == [WRONG]


def test_a_recovery_code_opens_once_and_says_how_many_are_left(client):
    _key, codes = set_up(client)
    other = again(client)

    response = other.post(ENTER, {"code": codes[0].upper()}, follow=True)

    assert messages(response) == [
        "That was a recovery code: 9 are left. If your phone is lost, set up another.",
    ]
    assert other.get("/admin/auth/").status_code == 200
    assert errors(again(client).post(ENTER, {"code": codes[0]})) == [WRONG]


def test_new_recovery_codes_make_the_earlier_ones_worthless(client):
    _key, codes = set_up(client)

    page = client.post(SET_UP, {"renew": "1"})

    fresh = [one.text for one in soup(page).select(".recovery-codes code")]
    assert len(set(fresh) - set(codes)) == 10
    assert errors(again(client).post(ENTER, {"code": codes[0]})) == [WRONG]


def test_another_phone_takes_the_place_of_the_first(client):
    first, _codes = set_up(client)
    second, _codes = set_up(client)

    other = again(client)
    assert errors(other.post(ENTER, {"code": shown_by_phone(first, ahead=1)})) == [WRONG]
    assert TOTPDevice.objects.get().key == second


def test_whoever_has_only_the_password_changes_no_phone_and_no_codes(client):
    key, _codes = set_up(client)
    before = set(StaticToken.objects.values_list("token", flat=True))
    thief = again(client)

    answers = [thief.get(SET_UP), thief.post(SET_UP, {"begin": "1"}), thief.post(SET_UP, {"renew": "1"})]

    assert [one.url for one in answers] == [f"{ENTER}?next={SET_UP}"] * 3
    assert TOTPDevice.objects.get().key == key
    assert set(StaticToken.objects.values_list("token", flat=True)) == before


def test_after_five_wrong_codes_none_is_looked_at(client):
    key, _codes = set_up(client)
    other = again(client)
    for _attempt in range(5):
        assert errors(other.post(ENTER, {"code": "abcd-efgh"})) == [WRONG]
        StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)  # as if rested

    assert errors(other.post(ENTER, {"code": shown_by_phone(key, ahead=1)})) == [TOO_MANY]


def test_a_wrong_recovery_code_is_told_of_the_paper_and_not_of_the_phone(client):
    set_up(client)

    page = again(client).post(f"{ENTER}?recovery", {"code": "abcd-efgh"})

    assert errors(page) == ["This code is not right, or was used already. Each recovery code opens once."]


@pytest.mark.parametrize("device", [TOTPDevice, StaticDevice])
def test_a_right_code_that_comes_too_soon_after_wrong_ones_is_not_called_wrong(client, device):
    key, codes = set_up(client)
    device.objects.update(throttling_failure_count=10, throttling_failure_timestamp=real_now())
    other = again(client)

    page = other.post(ENTER, {"code": shown_by_phone(key, ahead=1) if device is TOTPDevice else codes[0]})

    assert errors(page) == [
        "This code was not looked at, since others before it were wrong: wait a moment, then enter a code again. "
        "If it goes on, a superuser resets your second factor."
    ]
    assert other.get("/admin/auth/").status_code == 302
    assert StaticToken.objects.count() == 10


def test_signing_out_ends_what_was_proved(client):
    set_up(client)
    client.post("/admin/logout/")
    client.force_login(User.objects.get())

    assert client.get("/admin/auth/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_a_code_never_leads_to_another_site(client, elsewhere):
    key, _codes = set_up(client)

    response = again(client).post(ENTER, {"code": shown_by_phone(key, ahead=1), "next": elsewhere})

    assert response.url == "/admin/"


def test_proving_it_gives_the_session_another_name(client):
    before = client.cookies["sessionid"].value

    set_up(client)

    assert client.cookies["sessionid"].value != before


def test_the_pages_obey_the_policy_in_both_languages(client):
    for language in ("fr", "en"):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        assert_obeys_the_policy(client.get(SET_UP))
        begun(client)
        assert_obeys_the_policy(client.get(SET_UP))
    set_up(client)
    assert_obeys_the_policy(client.post(SET_UP, {"renew": "1"}))
    for address in (ENTER, f"{ENTER}?recovery"):
        assert_obeys_the_policy(again(client).get(address))
