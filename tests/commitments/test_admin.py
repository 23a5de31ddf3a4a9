import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from commitments.models import Commitment, CommitmentCountry
from tests.commitments.entering import ADD, change, enter
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    HolderFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    TargetFactory,
)
from tests.staff import errors, fields, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db


def test_a_new_commitment_is_given_the_next_reference_and_the_form_cannot_choose_it():
    EventFactory(reference_prefix="OPS21")
    client = signed_in("Register officers")

    first = enter(client, reference="OPS21-9999")
    second = enter(client, title_fr="Dix parcs", title_en="Ten parks")

    assert (first.status_code, second.status_code) == (302, 302)
    assert [one.reference for one in Commitment.objects.all()] == ["OPS21-0001", "OPS21-0002"]


def test_a_reference_stays_when_the_commitment_changes():
    EventFactory()
    commitment = CommitmentFactory(reference="OPS21-0042")
    client = superuser()
    page = client.get(change(commitment))
    assert soup(page).select_one(".field-reference .readonly").text == "OPS21-0042"

    client.post(
        change(commitment),
        fields(page) | {"title_en": "Another", "reference": "OPS21-0001", "version_reason": "update"},
    )

    commitment.refresh_from_db()
    assert (commitment.reference, commitment.title_en) == ("OPS21-0042", "Another")


def test_a_reference_is_not_given_again_after_a_deletion():
    EventFactory()
    client = superuser()
    enter(client)
    Commitment.objects.get().delete()

    enter(client)

    assert Commitment.objects.get().reference == "OPS21-0002"


def test_a_form_with_a_mistake_takes_no_reference():
    EventFactory()
    client = superuser()

    refused = enter(client, due="soon")
    enter(client)

    assert refused.status_code == 200
    assert Commitment.objects.get().reference == "OPS21-0001"


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_an_event_staff_are_told_to_enter_it_first(method):
    response = getattr(superuser(), method)(reverse(ADD), follow=True)

    assert response.status_code == 200
    assert messages(response) == [
        "A commitment cannot be entered yet: its reference begins with the event's prefix, "
        "and there is no event. Enter the event first."
    ]


def test_all_that_hangs_on_a_commitment_is_written_on_its_page():
    EventFactory()
    holder, other = HolderFactory(), CommitmentFactory()
    commitment = CommitmentFactory(draft=True)
    client = superuser()
    filled = fields(client.get(change(commitment))) | {
        "acts_in": ["FR", "KE"],
        "parties-TOTAL_FORMS": "1",
        "parties-0-holder": holder.pk,
        "parties-0-role": "lead",
        "parties-0-order": "0",
        "targets-TOTAL_FORMS": "1",
        "targets-0-indicator_fr": "Terres protégées",
        "targets-0-indicator_en": "Land protected",
        "targets-0-value": "30",
        "targets-0-deadline": "2030",
        "targets-0-order": "0",
        "pledges-TOTAL_FORMS": "1",
        "pledges-0-funder": holder.pk,
        "pledges-0-amount": "1000000",
        "pledges-0-currency": "EUR",
        "pledges-0-qualifier": "at_least",
        "pledges-0-nature": "new_money",
        "pledges-0-order": "0",
        "reports-TOTAL_FORMS": "1",
        "reports-0-date": "2022-12",
        "reports-0-text_fr": "Une nouvelle.",
        "reports-0-text_en": "Some news.",
        "reports-0-order": "0",
        "sources-TOTAL_FORMS": "1",
        "sources-0-publisher": "Example",
        "sources-0-kind": "primary",
        "sources-0-order": "0",
        "relations-TOTAL_FORMS": "1",
        "relations-0-kind": "part_of",
        "relations-0-to": other.pk,
    }

    response = client.post(change(commitment), filled)

    assert response.status_code == 302
    assert [one.country.code for one in commitment.countries.all()] == ["FR", "KE"]
    assert [str(one) for one in commitment.parties.all()] == [f"{holder} (made the promise)"]
    assert [one.indicator_fr for one in commitment.targets.all()] == ["Terres protégées"]
    assert [(one.amount, one.currency, one.qualifier) for one in commitment.pledges.all()] == [
        (1_000_000, "EUR", "at_least")
    ]
    assert [(one.date, one.text_en) for one in commitment.reports.all()] == [("2022-12", "Some news.")]
    assert [one.publisher for one in commitment.sources.all()] == ["Example"]
    assert [one.to for one in commitment.relations.all()] == [other]


def test_countries_are_chosen_from_one_list_and_only_what_changes_is_written():
    commitment = CommitmentFactory()
    kept = CommitmentCountry.objects.create(commitment=commitment, country="FR")
    CommitmentCountry.objects.create(commitment=commitment, country="DE")
    client = superuser()
    filled = fields(client.get(change(commitment)))
    assert filled["acts_in"] == ["FR", "DE"]

    client.post(change(commitment), filled | {"acts_in": ["FR", "KE"], "version_reason": "update"})

    rows = {one.country.code: one.pk for one in commitment.countries.all()}
    assert set(rows) == {"FR", "KE"}
    assert rows["FR"] == kept.pk


def test_who_may_only_look_reads_the_countries():
    commitment = CommitmentFactory()
    CommitmentCountry.objects.create(commitment=commitment, country="KE")
    CommitmentCountry.objects.create(commitment=commitment, country="FR")
    client = signed_in()
    User.objects.get().user_permissions.add(Permission.objects.get(codename="view_commitment"))

    page = soup(client.get(change(commitment)))

    assert page.select_one(".field-acts_in .readonly").text == "France, Kenya"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title_en": ""}, "What is published is written in French and in English."),
        (
            {"due": "2030-13"},
            "“2030-13” is not a date: write a year (2030), a month (2022-12) or a day (2022-12-19).",
        ),
        ({"acts_in": ["XX"]}, "Select a valid choice. XX is not one of the available choices."),
        ({"pledges-0-amount": "-1"}, "An amount is zero or more."),
        ({"pledges-0-currency": "eur"}, "Enter a valid value."),
        ({"targets-0-indicator_fr": ""}, "This field is required."),
        (
            {"reports-0-date": "2022-1"},
            "“2022-1” is not a date: write a year (2030), a month (2022-12) or a day (2022-12-19).",
        ),
        ({"parties-1-holder": "same"}, "This holder is already a party to the commitment."),
        ({"relations-0-to": "same"}, "A commitment cannot be related to itself."),
    ],
)
def test_a_mistake_in_a_commitment_is_said_in_its_form(changes, sentence):
    EventFactory()
    party = PartyFactory()
    commitment = party.commitment
    PledgeFactory(commitment=commitment)
    TargetFactory(commitment=commitment)
    ReportFactory(commitment=commitment)
    client = superuser()
    filled = fields(client.get(change(commitment)))
    if "parties-1-holder" in changes:
        changes = {
            "parties-TOTAL_FORMS": "2",
            "parties-1-holder": party.holder.pk,
            "parties-1-role": "partner",
            "parties-1-order": "1",
        }
    if "relations-0-to" in changes:
        changes = {
            "relations-TOTAL_FORMS": "1",
            "relations-0-to": commitment.pk,
            "relations-0-kind": "part_of",
        }

    response = client.post(change(commitment), filled | changes)

    assert response.status_code == 200
    assert sentence in errors(response)
