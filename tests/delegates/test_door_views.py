"""The door's page without a script: one field, one answer, nobody's name in an address."""

import re
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.utils import timezone, translation

from delegates import badges
from delegates.door import views
from delegates.door.words import when
from delegates.models import Arrival, Delegate
from tests.delegates.test_door import seated
from tests.factories import DelegateFactory, EventFactory
from tests.guards.strictness import StrictClient
from tests.pages import words
from tests.staff import assert_obeys_the_policy, fields, signed_in, soup

pytestmark = pytest.mark.django_db
DOOR = "/staff/door/"
PAGES = ["", "search/", "undo/", "name/", "shell/"]


@pytest.fixture(autouse=True)
def _event(settings):
    settings.DEMONSTRATION = False
    EventFactory()


@pytest.fixture
def clerk():
    """Somebody of the group at the door, who has said which one it is."""
    client = signed_in("Door")
    client.post(f"{DOOR}name/", {"door": "North"})
    return client


def check(client, code, key=None):
    return client.post(DOOR, {"code": code, "key": key or uuid4()})


def answer(page):
    return {part["data-part"]: words(part) for part in soup(page).select("[data-part]") if words(part)}


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_led_to_the_sign_in(client, path):
    for response in (client.get(DOOR + path), client.post(DOOR + path)):
        assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("group", ["Editors", "Accreditation", "Welcome"])
def test_staff_who_may_not_admit_are_refused(path, group):
    client = signed_in(group)

    assert {client.get(DOOR + path).status_code, client.post(DOOR + path).status_code} == {403}


def test_the_door_asks_for_the_second_factor():
    response = signed_in("Door", verified=False).get(DOOR)

    assert response.url.partition("?")[0] == "/admin/second-factor/"


@pytest.mark.parametrize("path", ["", "shell/"])
def test_the_page_is_kept_and_listed_nowhere_and_it_alone_may_use_a_camera(clerk, client, path):
    page = clerk.get(DOOR + path)

    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Permissions-Policy"] == "camera=(self), microphone=(), geolocation=()"
    assert client.get("/health/")["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"
    assert "Speculation-Rules" not in page
    assert_obeys_the_policy(page)


def test_the_page_holds_nothing_that_no_page_may(clerk):
    strict = StrictClient()
    strict.cookies = clerk.cookies

    assert strict.get(DOOR).status_code == 200
    assert check(strict, "1").status_code == 200
    assert strict.get(f"{DOOR}shell/").status_code == 200


def test_a_door_has_a_name_before_anybody_is_checked():
    client, delegate = signed_in("Door"), seated()

    page = check(client, delegate.number)
    assert (soup(page).select_one("[data-check]").has_attr("hidden"), Arrival.objects.count()) == (True, 0)
    named = client.post(f"{DOOR}name/", {"door": "  North "}, follow=True)

    assert words(soup(named).h1) == "Door North"
    assert not soup(named).select_one("[data-check]").has_attr("hidden")
    assert client.post(f"{DOOR}name/", {"door": " "}).status_code == 400


def test_whoever_may_come_in_is_let_in_by_a_badge_and_the_page_says_who_they_are(clerk):
    delegate = seated(number=7, badge_name="Ama", category="press", country="GH")

    page = check(clerk, badges.code_of(delegate))

    assert soup(page).select_one("[data-answer]")["data-kind"] == "admitted"
    assert answer(page) == {
        "word": "Admitted",
        "name": "Ama",
        "line": "Example organisation, Ghana",
        "category": "Press · No. 7",
    }
    passage = Arrival.objects.get()
    assert (passage.delegate, passage.door, passage.by.groups.get().name) == (delegate, "North", "Door")


def test_a_typed_number_lets_in_and_says_that_no_signature_was_checked(clerk):
    seated(number=7)

    page = check(clerk, "7")

    assert answer(page)["note"] == "Number typed, signature not checked: look at the badge."
    assert Delegate.objects.get().state == "arrived"


def test_a_page_sent_again_lets_nobody_in_twice(clerk):
    seated(number=7)
    key = uuid4()

    pages = [check(clerk, "7", key), check(clerk, "7", key)]

    assert [answer(page)["word"] for page in pages] == ["Admitted", "Admitted"]
    assert Arrival.objects.count() == 1


def test_a_second_passage_says_when_and_where_the_first_was_in_the_time_of_the_event(clerk):
    seated(number=7)
    check(clerk, "7")
    Arrival.objects.update(at="2021-01-11T08:05Z")

    page = check(clerk, "7")

    assert answer(page)["word"] == "Badge already used"
    assert answer(page)["why"] == "First admission: Monday 11 January 2021, 09:05, door “North”."


@pytest.mark.parametrize(
    ("language", "now", "told"),
    [
        ("en", "2021-02-01T22:00Z", "00:30"),
        ("en", "2021-02-01T23:00Z", "Monday 1 February 2021, 00:30"),
        ("fr", "2021-02-01T22:00Z", "0\u00a0h\u00a030"),
        ("fr", "2021-02-01T23:00Z", "lundi 1er février 2021, 0\u00a0h\u00a030"),
    ],
)
def test_an_hour_of_another_day_is_told_with_its_day(language, now, told):
    moment = datetime.fromisoformat("2021-01-31T23:30Z")

    with timezone.override(ZoneInfo("Europe/Paris")), translation.override(language):
        assert when(moment, now=datetime.fromisoformat(now)) == told


def test_a_forged_badge_is_refused(clerk):
    code = badges.code_of(seated(number=7))

    page = check(clerk, code.replace(":7:", ":8:"))

    assert (answer(page)["word"], Arrival.objects.count()) == ("Forged badge", 0)


@pytest.mark.parametrize(
    ("state", "why"),
    [("cancelled", "Cancelled"), ("to_review", "Not accredited yet"), ("accredited", "No seat on site")],
)
def test_whoever_may_not_come_in_is_sent_on_with_the_reason(clerk, state, why):
    DelegateFactory(number=7, state=state)

    page = check(clerk, "7")

    assert (answer(page)["word"], answer(page)["why"]) == ("Do not admit", why)
    assert answer(page)["note"] == "Send them to the welcome desk."


def test_what_cannot_be_read_is_refused_in_words(clerk):
    for code in ("abc", "", "x" * 300):
        assert answer(check(clerk, code))["why"] == "This is neither a number nor a badge"


def test_an_admission_is_undone_from_the_page_that_told_it(clerk):
    seated(number=7)
    page = check(clerk, "7")
    key = soup(page).select_one(f"form[action='{DOOR}undo/'] [name=key]")["value"]

    undone = clerk.post(f"{DOOR}undo/", {"key": key})

    assert (answer(undone)["word"], Delegate.objects.get().state) == ("Admission undone", "accredited")
    assert Arrival.objects.get().undone_by == User.objects.get()
    assert clerk.post(f"{DOOR}undo/", {"key": "x"}).status_code == 400


def test_somebody_is_found_by_name_and_checked_by_one_button(clerk):
    delegate = seated(number=7, given_name="Éloïse", family_name="García", badge_name="Éloïse García")
    seated(number=8)

    page = clerk.post(f"{DOOR}search/", {"name": "garcia"})
    (found,) = soup(page).select("[data-people] li")
    button = found.select_one("button")
    told = check(clerk, button["value"], found.select_one("[name=key]")["value"])

    assert words(found.strong) == "Éloïse García"
    assert button["aria-label"] == "Check Éloïse García"
    assert answer(told)["name"] == delegate.badge_name


def test_a_name_is_never_in_an_address(clerk):
    assert clerk.get(f"{DOOR}search/?name=garcia").status_code == 405
    forms = soup(clerk.get(DOOR)).select("form")
    assert {form["method"] for form in forms} == {"post"}


def test_a_name_of_many_shows_some_and_asks_for_more(clerk):
    DelegateFactory.create_batch(21, family_name="Same")

    page = soup(clerk.post(f"{DOOR}search/", {"name": "same"}))

    assert len(page.select("[data-people] li")) == 20
    assert "There are more: write more of the name." in words(page)
    assert "Nobody on the list has this name." in words(soup(clerk.post(f"{DOOR}search/", {"name": "other"})))
    assert clerk.post(f"{DOOR}search/", {"name": ""}).status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_takes_as_many_queries_however_many_are_found(clerk, count, django_assert_num_queries):
    DelegateFactory.create_batch(count, family_name="Same")
    clerk.post(f"{DOOR}search/", {"name": "same"})

    with django_assert_num_queries(11):
        clerk.post(f"{DOOR}search/", {"name": "same"})


def test_too_many_lookups_have_to_wait(clerk, monkeypatch):
    monkeypatch.setattr(views, "LOOKUPS", views.Limit("door-lookups-few", most=2, window=60))
    seated(number=7)

    answers = [check(clerk, "7"), clerk.post(f"{DOOR}search/", {"name": "x"}), check(clerk, "7")]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "wait a minute" in words(soup(answers[2]))
    assert clerk.post(f"{DOOR}search/", {"name": "x"}).status_code == 429
    assert Arrival.objects.count() == 1


def test_the_counts_are_on_the_page(clerk):
    seated(number=7, category="press")
    check(clerk, "7")

    cells = [
        [words(cell) for cell in row.select("th, td")] for row in soup(clerk.get(DOOR)).select("[data-counts] tr")
    ]

    assert cells == [["Press", "1", "1"]]


@pytest.mark.parametrize(("language", "title"), [("fr", "Entrée"), ("en", "Door")])
def test_the_page_speaks_the_language_that_staff_chose(clerk, language, title):
    clerk.post("/admin/language/", {"language": language, "next": DOOR})

    page = clerk.get(DOOR)

    assert (soup(page).html["lang"], page["Content-Language"]) == (language, language)
    assert words(soup(page).h1).startswith(title)
    assert {name: cookie["path"] for name, cookie in clerk.cookies.items() if "language" in name} == {
        "django_language": "/admin/",
        "staff_language": "/staff/",
    }


def test_without_a_choice_the_page_speaks_the_browser_s_language(clerk):
    assert soup(clerk.get(DOOR, headers={"accept-language": "fr"})).html["lang"] == "fr"


def test_the_page_kept_for_later_holds_nothing_of_anybody(clerk):
    delegate = seated(number=7, badge_name="Ama")
    check(clerk, "7")

    shell = clerk.get(f"{DOOR}shell/").content.decode()

    assert [
        word for word in (delegate.badge_name, "North", "person-0", "Example organisation") if word in shell
    ] == []
    assert set(re.findall(r'name="csrfmiddlewaretoken" value="(.*?)"', shell)) == {""}
    assert fields(clerk.get(DOOR))["csrfmiddlewaretoken"] != ""
