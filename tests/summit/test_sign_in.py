import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.staff import errors, soup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def somebody(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return User.objects.create_user("somebody", password="right", is_staff=True)


def sign_in(name="somebody", password="wrong", address="203.0.113.7", language="en"):
    client = Client(headers={"accept-language": language})
    typed = {"username": name, "password": password, "next": "/admin/"}
    return client.post(reverse("admin:login"), typed, REMOTE_ADDR=address)


def said(response):
    return [" ".join(note.text.split()) for note in soup(response).select(".errornote")]


TOO_MANY = (
    "Too many attempts have failed. This one was not looked at, so it may be right: "
    "wait 15 minutes, then sign in again."
)


def test_the_right_password_signs_in():
    response = sign_in(password="right")

    assert (response.status_code, response.url) == (302, "/admin/")


def test_after_five_failures_even_the_right_password_is_refused_with_a_clear_sentence():
    failures = [said(sign_in()) for _attempt in range(5)]
    assert TOO_MANY not in [sentence for sentences in failures for sentence in sentences]

    response = sign_in(password="right", address="203.0.113.8")

    assert response.status_code == 200
    assert said(response) == [TOO_MANY]


def test_four_failures_do_not_matter_and_a_success_forgets_them():
    for _round in range(3):
        for _attempt in range(4):
            sign_in()
        assert sign_in(password="right").status_code == 302


def test_a_name_is_the_same_however_it_is_written():
    for name in ("somebody", "SOMEBODY", " somebody", "Somebody", "ｓomebody"):
        sign_in(name)

    assert said(sign_in(password="right")) == [TOO_MANY]


def test_a_name_that_does_not_exist_is_answered_like_one_that_does():
    known = [said(sign_in("somebody")) for _attempt in range(6)]
    unknown = [said(sign_in("nobody", address="203.0.113.8")) for _attempt in range(6)]

    assert known == unknown


def test_twenty_failures_from_one_address_refuse_that_address_alone():
    for number in range(20):
        sign_in(f"person-{number}")

    assert said(sign_in(password="right")) == [TOO_MANY]
    assert sign_in(password="right", address="203.0.113.8").status_code == 302


def test_those_who_sign_in_well_from_one_address_do_not_shut_it():
    for _person in range(25):
        assert sign_in(password="right").status_code == 302


def test_an_account_that_is_not_staff_counts_as_a_failure(somebody):
    User.objects.create_user("delegate", password="right")
    for _attempt in range(5):
        assert sign_in("delegate", "right").status_code == 200

    assert said(sign_in("delegate", "right")) == [TOO_MANY]


def test_an_empty_form_is_not_an_attempt():
    for _attempt in range(21):
        response = sign_in("", "")

    assert errors(response) == ["This field is required."]
    assert sign_in(password="right").status_code == 302


def test_nothing_personal_is_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        for _attempt in range(6):
            sign_in()

    logged = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert "somebody" not in logged
    assert "203.0.113.7" not in logged
