import pytest
from django.urls import reverse

from commitments.models import Commitment
from tests.commitments.entering import LIST, change
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    SourceFactory,
    TargetFactory,
)
from tests.staff import errors, fields, soup, superuser

pytestmark = pytest.mark.django_db


def test_two_parties_that_change_places_are_refused_and_nothing_is_half_done():
    one = PartyFactory()
    two = PartyFactory(commitment=one.commitment)
    client = superuser()
    filled = fields(client.get(change(one.commitment)))

    response = client.post(
        change(one.commitment),
        filled | {"parties-0-holder": two.holder.pk, "parties-1-holder": one.holder.pk, "title_en": "New"},
    )

    assert "This holder is already a party to the commitment." in errors(response)
    assert [party.holder for party in one.commitment.parties.all()] == [one.holder, two.holder]
    assert Commitment.objects.get().title_en != "New"


def test_a_pledge_cannot_be_part_of_itself():
    pledge = PledgeFactory()
    client = superuser()

    response = client.post(
        change(pledge), fields(client.get(change(pledge))) | {"part_of": pledge.pk, "version_reason": "update"}
    )

    assert errors(response) == ["A finance line cannot be part of itself."]


@pytest.mark.parametrize("factory", [TargetFactory, PledgeFactory, ReportFactory])
def test_each_thing_on_a_commitment_has_a_page_for_its_own_sources(factory):
    thing = factory()
    client = superuser()
    links = [link["href"] for link in soup(client.get(change(thing.commitment))).select("a.inlinechangelink")]
    assert links == [change(thing)]

    filled = fields(client.get(change(thing))) | {
        "sources-TOTAL_FORMS": "1",
        "sources-0-publisher": "Example",
        "sources-0-kind": "press",
        "version_reason": "correction",
        "sources-0-order": "0",
    }
    response = client.post(change(thing), filled)

    assert response.status_code == 302
    assert [(one.publisher, one.kind) for one in thing.sources.all()] == [("Example", "press")]
    assert list(thing.commitment.sources.all()) == []


def test_drafts_are_seen_in_preview_and_so_is_what_hangs_on_them():
    draft, commitment = CommitmentFactory(draft=True), CommitmentFactory()
    objects = [draft, commitment, TargetFactory(commitment=draft)]
    client = superuser()

    links = [soup(client.get(change(one))).select_one("a.viewsitelink")["href"] for one in objects]

    preview = f"/en/preview/commitments/{draft.reference}/"
    assert links == [preview, f"/en/commitments/{commitment.reference}/", preview]


def listed(**chosen):
    page = soup(superuser().get(reverse(LIST), chosen))
    return [cell.text for cell in page.select("#result_list .field-reference")]


def test_the_list_answers_what_staff_ask():
    EventFactory()
    reached = CommitmentFactory(reference="OPS21-0001", delivery="reached")
    CommitmentFactory(reference="OPS21-0002", draft=True, theme=reached.theme, scope_fr="Monde")
    SourceFactory(commitment=reached)
    PartyFactory(commitment=reached, holder__kind="company")
    PartyFactory(commitment=reached, holder__kind="company")
    ReportFactory(commitment=reached)

    assert listed() == ["OPS21-0001", "OPS21-0002"]
    assert listed(published__exact="0") == ["OPS21-0002"]
    assert listed(delivery="reached") == ["OPS21-0001"]
    assert listed(delivery="unknown") == ["OPS21-0002"]
    assert listed(holders__kind__exact="company") == ["OPS21-0001"]
    assert listed(lacking="sources") == ["OPS21-0002"]
    assert listed(lacking="parties") == ["OPS21-0002"]
    assert listed(lacking="reports") == ["OPS21-0002"]
    assert listed(translation="missing") == ["OPS21-0002"]
    assert listed(q="Porteur") == ["OPS21-0001"]
    assert listed(q="ops21-0002") == ["OPS21-0002"]


def test_the_list_names_the_holders():
    PartyFactory(holder__name_en="Kenya")

    page = soup(superuser().get(reverse(LIST)))

    assert [cell.text for cell in page.select(".field-held_by")] == ["Kenya"]


def test_the_page_of_a_commitment_asks_once_for_the_names_of_its_parties(django_assert_max_num_queries):
    commitment = CommitmentFactory()
    for _party in range(3):
        PartyFactory(commitment=commitment)
    client = superuser()

    with django_assert_max_num_queries(40):
        client.get(change(commitment))
