import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from summit.models import Event, Page
from tests import factories
from tests.staff import address, assert_obeys_the_policy, errors, fields, soup, superuser

NAMES = "Event Organiser Page Document Theme Room Speaker Session Holder Commitment Target Pledge Report"
FACTORIES = [getattr(factories, f"{name}Factory") for name in NAMES.split()]


def of_each(chosen):
    return pytest.mark.parametrize("factory", chosen, ids=lambda one: one._meta.model.__name__.lower())


every_model = of_each(FACTORIES)
every_list = of_each(FACTORIES[1:])  # there is never a list of events
pytestmark = pytest.mark.django_db


@every_model
@pytest.mark.parametrize("kind", ["changelist", "add", "change", "history", "delete"])
def test_each_page_of_each_model_opens_and_obeys_the_content_policy(factory, kind):
    factories.EventFactory()
    obj = factory()
    client = superuser()

    response = client.get(address(obj, kind))

    one_row = factory is factories.EventFactory
    expected = {"changelist": 302, "add": 403, "delete": 403}.get(kind, 200) if one_row else 200
    assert response.status_code == expected
    if expected == 200:
        assert_obeys_the_policy(response)


@pytest.mark.parametrize("name", ["index", "password_change", "auth_user_changelist", "auth_user_add"])
def test_the_other_pages_of_staff_obey_the_content_policy(name):
    response = superuser().get(reverse(f"admin:{name}"))

    assert response.status_code == 200
    assert_obeys_the_policy(response)


def test_the_sign_in_page_obeys_the_content_policy():
    response = Client().get(reverse("admin:login"))

    assert response.status_code == 200
    assert_obeys_the_policy(response)


@every_list
def test_each_list_asks_as_much_for_three_rows_as_for_one(factory, django_assert_num_queries):
    factories.EventFactory()
    client = superuser()
    obj = factory()
    client.get(address(obj, "changelist"))
    with CaptureQueriesContext(connection) as one_row:
        client.get(address(obj, "changelist"))
    for _more in range(2):
        factory()

    with django_assert_num_queries(len(one_row.captured_queries)):
        response = client.get(address(obj, "changelist"))

    assert len(soup(response).select("#result_list tbody tr")) >= 3


@every_model
def test_each_text_has_its_languages_on_one_row_each_named_in_words(factory):
    obj = factory()
    required = [one for one in obj._meta.fields if hasattr(one, "translated_field")]

    page = soup(superuser().get(address(obj)))

    for field in required:
        field_input = page.select_one(f"#id_{field.name}")
        row = field_input.find_parent(class_="form-row")
        language = {"fr": "French", "en": "English"}[field.language]
        assert field_input["lang"] == field.language
        assert page.select_one(f"label[for=id_{field.name}]").text.rstrip(":").endswith(f"({language})")
        assert len(row.select(".mt")) == 2


def test_labels_name_the_language_in_the_language_of_the_reader():
    page = factories.PageFactory()

    response = superuser().get(address(page), headers={"accept-language": "fr"})

    label = soup(response).select_one("label[for=id_title_en]")
    assert label.text.rstrip("\xa0 :").endswith("(anglais)")


@every_list
@pytest.mark.parametrize("choice", ["missing", "complete", "nonsense"])
def test_each_list_can_be_asked_for_missing_translations(factory, choice):
    factories.EventFactory()
    obj = factory()

    response = superuser().get(address(obj, "changelist"), {"translation": choice})

    assert response.status_code == 200
    listed = len(soup(response).select("#result_list tbody tr"))
    assert listed == (0 if choice == "missing" else 1)


def test_the_list_finds_the_page_that_lacks_its_english_text():
    factories.PageFactory()
    lacking = factories.PageFactory(body_en="")

    response = superuser().get(reverse("admin:summit_page_changelist"), {"translation": "missing"})

    rows = soup(response).select("#result_list tbody tr")
    assert [row.select_one("th a")["href"].split("?")[0] for row in rows] == [address(lacking)]


# --- the event ---


def test_the_list_of_events_leads_to_the_one_event():
    event = factories.EventFactory()

    response = superuser().get(reverse("admin:summit_event_changelist"))

    assert response.status_code == 302
    assert response.url == address(event)


def test_the_first_event_can_be_added_and_a_second_cannot():
    client = superuser()
    page = client.get(reverse("admin:summit_event_add"))
    filled = fields(page) | {
        "name_fr": "Sommet",
        "name_en": "Summit",
        "starts_0": "2021-01-11",
        "starts_1": "14:00",
        "ends_0": "2021-01-11",
        "ends_1": "17:00",
        "reference_prefix": "OPS21",
    }

    response = client.post(reverse("admin:summit_event_add"), filled)

    assert response.status_code == 302
    assert Event.objects.get().name_en == "Summit"
    assert client.get(reverse("admin:summit_event_add")).status_code == 403


def test_times_are_shown_and_typed_in_the_zone_of_the_event():
    event = factories.EventFactory()
    client = superuser()

    filled = fields(client.get(address(event)))
    assert (filled["starts_0"], filled["starts_1"]) == ("2021-01-11", "14:00:00")
    client.post(address(event), filled | {"starts_1": "15:30"})

    event.refresh_from_db()
    assert event.starts.isoformat() == "2021-01-11T14:30:00+00:00"


def test_live_stream_addresses_are_written_one_per_line():
    event = factories.EventFactory(stream_urls=["https://example.org/one"])
    client = superuser()
    filled = fields(client.get(address(event)))
    assert filled["stream_urls"] == "https://example.org/one"

    client.post(
        address(event), filled | {"stream_urls": "https://example.org/one\r\n\r\n https://example.org/two "}
    )

    event.refresh_from_db()
    assert event.stream_urls == ["https://example.org/one", "https://example.org/two"]


def test_a_line_that_is_no_address_is_refused_named_and_kept():
    event = factories.EventFactory()
    client = superuser()
    lines = "https://example.org\r\ntonight"

    response = client.post(address(event), fields(client.get(address(event))) | {"stream_urls": lines})

    assert errors(response) == ["“tonight” is not a web address."]
    assert fields(response)["stream_urls"].split() == lines.split()


# --- rules of the database, as errors of a form ---


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_1": "13:00"}, "The event ends after it starts."),
        (
            {
                "registration_opens_0": "2021-01-02",
                "registration_opens_1": "9:00",
                "registration_closes_0": "2021-01-01",
                "registration_closes_1": "9:00",
            },
            "Registration closes after it opens.",
        ),
        (
            {"reference_prefix": "ops-21"},
            "The prefix has two to ten capital letters and digits, a letter first.",
        ),
        ({"name_en": ""}, "This field is required."),
        ({"time_zone": "Paris"}, "“Paris” is not a time zone; write it as Europe/Paris."),
    ],
)
def test_a_mistake_in_the_event_is_said_in_its_form(change, sentence):
    event = factories.EventFactory()
    client = superuser()

    response = client.post(address(event), fields(client.get(address(event))) | change)

    assert response.status_code == 200
    assert errors(response) == [sentence]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("reader", ["fr", "en"])
def test_a_published_page_cannot_lose_a_title_whatever_the_language_of_the_reader(language, reader):
    page = factories.PageFactory()
    client = superuser()
    filled = fields(client.get(address(page)))

    response = client.post(address(page), filled | {f"title_{language}": ""}, headers={"accept-language": reader})

    assert response.status_code == 200
    assert len(errors(response)) == 1
    page.refresh_from_db()
    assert getattr(page, f"title_{language}") != ""


def test_a_published_page_without_its_english_title_is_told_the_rule():
    page = factories.PageFactory()
    client = superuser()

    response = client.post(address(page), fields(client.get(address(page))) | {"title_en": ""})

    assert errors(response) == ["What is published is written in French and in English."]


def test_a_draft_is_saved_with_its_title_in_one_language():
    client = superuser()
    filled = fields(client.get(reverse("admin:summit_page_add")))

    response = client.post(
        reverse("admin:summit_page_add"), filled | {"title_en": "Press", "slug": "press", "title_fr": ""}
    )

    assert response.status_code == 302
    assert Page.objects.get().title_en == "Press"


def test_a_draft_without_any_title_is_refused():
    client = superuser()
    filled = fields(client.get(reverse("admin:summit_page_add")))

    response = client.post(reverse("admin:summit_page_add"), filled | {"slug": "press"})

    assert errors(response) == ["Write the title in one language at least."]


def test_a_text_of_a_draft_can_be_emptied_in_the_language_of_the_reader():
    page = factories.PageFactory(draft=True)
    client = superuser()

    client.post(address(page), fields(client.get(address(page))) | {"title_en": "", "body_en": ""})

    page.refresh_from_db()
    assert not page.title_en
    assert not page.body_en


def test_a_document_without_address_and_file_is_refused():
    document = factories.DocumentFactory()
    client = superuser()

    response = client.post(address(document), fields(client.get(address(document))) | {"url": ""})

    assert errors(response) == ["A document has an address or a file."]


# --- publishing ---
