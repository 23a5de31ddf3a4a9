"""Saving what is public in the admin: the reason asked, the version published, what is never deleted."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse

from commitments.models import Commitment, Holder, Target, Version
from commitments.versions import publish
from tests import factories
from tests.commitments.entering import change
from tests.pages import opened, words
from tests.staff import address, assert_obeys_the_policy, errors, fields, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db
ASKED = "What the public reads changes: choose the reason, which is shown with this version."


@pytest.fixture(autouse=True)
def event():
    return factories.EventFactory()


@pytest.fixture
def commitment():
    record = factories.CommitmentFactory(reference="OPS21-0001", title_fr="Dix parcs", title_en="Ten parks")
    publish(record)
    return record


def save(client, obj, **changes):
    return client.post(change(obj), fields(client.get(change(obj))) | changes)


def kept(commitment):
    return [(one.number, one.reason, one.note_en or "") for one in commitment.versions.order_by("number")]


def run(client, action, *rows, **more):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address(rows[0], "changelist"), chosen | more, follow=True)


def test_a_public_record_that_changes_is_published_with_its_reason_and_seen_at_once(commitment):
    client = signed_in("Register officers")

    save(client, commitment, due="2030", version_reason="correction", version_note_en="The year.")

    assert kept(commitment) == [(1, "first", ""), (2, "correction", "The year.")]
    assert commitment.versions.get(number=2).by == User.objects.get()
    assert "2030" in words(opened("/en/commitments/OPS21-0001/").main)
    assert "The year." in words(opened("/en/commitments/OPS21-0001/versions/").main)


def test_without_a_reason_nothing_is_saved_and_it_is_asked_in_words(commitment):
    refused = save(superuser(), commitment, due="2030")

    assert errors(refused) == [ASKED]
    assert (Commitment.objects.get().due, len(kept(commitment))) == ("", 1)


def test_a_reason_is_asked_when_something_on_the_record_changes(commitment):
    target = factories.TargetFactory(commitment=commitment)
    publish(commitment)
    client = superuser()

    assert errors(save(client, commitment, **{"targets-0-value": "40"})) == [ASKED]
    save(client, commitment, **{"targets-0-value": "40", "version_reason": "progress"})

    target.refresh_from_db()
    assert (target.value, kept(commitment)[-1]) == (40, (3, "progress", ""))


def test_no_reason_is_asked_when_nothing_changes(commitment):
    response = save(superuser(), commitment)

    assert (response.status_code, len(kept(commitment))) == (302, 1)


def test_a_draft_asks_for_none_is_shown_in_preview_alone_and_has_no_version():
    draft = factories.CommitmentFactory(draft=True)
    client = superuser()
    assert soup(client.get(change(draft))).select("[name=version_reason]") == []

    save(client, draft, title_en="Twenty lakes", due="2030")

    assert Version.objects.count() == 0
    assert client.get(f"/en/commitments/{draft.reference}/").status_code == 404
    assert b"Twenty lakes" in client.get(f"/en/preview/commitments/{draft.reference}/").content


def test_leaving_the_register_and_coming_back_are_reasons_of_their_own(commitment):
    client = superuser()
    filled = fields(client.get(change(commitment)))
    del filled["published"]

    client.post(change(commitment), filled | {"version_note_en": "An error."})
    save(client, commitment, published="on")

    assert kept(commitment)[1:] == [(2, "withdrawal", "An error."), (3, "return", "")]


def test_choosing_the_record_it_is_merged_into_takes_it_off_the_register(commitment):
    other, draft = factories.CommitmentFactory(), factories.CommitmentFactory(draft=True)
    client = superuser()
    assert errors(save(client, commitment, merged_into=draft.pk)) == [
        "A record is merged into one that is public."
    ]

    save(client, commitment, merged_into=other.pk)

    commitment.refresh_from_db()
    assert (commitment.published, kept(commitment)[-1]) == (False, (2, "merger", ""))
    assert other.reference in words(opened("/en/commitments/OPS21-0001/").main)


def test_taking_several_off_the_register_asks_what_the_public_is_told(commitment):
    other, client = factories.CommitmentFactory(), superuser()
    publish(other)

    page = run(client, "unpublish", commitment, other)
    assert_obeys_the_policy(page)
    assert [words(one) for one in soup(page).select("#content-main li")] == [str(commitment), str(other)]
    assert Commitment.objects.published().count() == 2
    sent = fields(page) | {
        "_selected_action": [commitment.pk, other.pk],
        "take_off": "1",
        "version_note_fr": "Faux.",
        "version_note_en": "Wrong.",
    }
    done = client.post(address(commitment, "changelist"), sent, follow=True)

    assert messages(done) == ["Made drafts again: 2 commitments."]
    assert kept(commitment)[-1] == (2, "withdrawal", "Wrong.")
    assert kept(other)[-1] == (2, "withdrawal", "Wrong.")


def test_drafts_alone_leave_nothing_and_ask_for_nothing():
    draft = factories.CommitmentFactory(draft=True)

    assert messages(run(superuser(), "unpublish", draft)) == ["Already drafts: 1 commitment."]


@pytest.mark.parametrize(
    ("factory", "changes"),
    [
        (factories.TargetFactory, {"value": "40"}),
        (factories.PledgeFactory, {"amount": "5"}),
        (factories.ReportFactory, {"date": "2023"}),
        (
            factories.ReportFactory,
            {
                "sources-TOTAL_FORMS": "1",
                "sources-0-publisher": "X",
                "sources-0-kind": "press",
                "sources-0-order": "0",
            },
        ),
    ],
)
def test_what_hangs_on_a_public_record_asks_too_and_publishes_it(factory, changes, commitment):
    thing, client = factory(commitment=commitment), superuser()
    publish(commitment)

    assert errors(save(client, thing, **changes)) == [ASKED]
    save(client, thing, **changes, version_reason="progress")

    assert kept(commitment)[-1] == (3, "progress", "")


def test_what_is_added_by_itself_to_a_public_record_publishes_it(commitment):
    client, page = superuser(), reverse("admin:commitments_target_add")
    filled = fields(client.get(page)) | {
        "commitment": commitment.pk,
        "indicator_fr": "Parcs",
        "indicator_en": "Parks",
        "order": "0",
    }

    assert errors(client.post(page, filled)) == [ASKED]
    client.post(page, filled | {"version_reason": "update"})

    assert [one["indicator"]["en"] for one in commitment.versions.first().document["targets"]] == ["Parks"]


def test_a_holder_with_a_new_name_publishes_the_records_that_say_it(commitment):
    holder = factories.PartyFactory(commitment=commitment).holder
    publish(commitment)
    client = superuser()

    assert errors(save(client, holder, name_en="Kenya")) == [ASKED]
    assert save(client, holder, website="https://example.org/").status_code == 302
    done = client.post(
        change(holder),
        fields(client.get(change(holder))) | {"name_en": "Kenya", "version_reason": "correction"},
        follow=True,
    )

    assert "A new version of 1 record was published." in messages(done)
    assert commitment.versions.first().document["parties"][0]["holder"]["name"]["en"] == "Kenya"


def test_records_past_what_staff_can_wait_for_are_left_to_a_command_and_it_is_said(commitment, monkeypatch):
    monkeypatch.setattr("commitments.admin.reason.AT_ONCE", 1)
    holder = factories.PartyFactory(commitment=commitment).holder
    other = factories.PartyFactory(holder=holder).commitment
    publish(commitment, other)
    client = superuser()

    done = client.post(
        change(holder),
        fields(client.get(change(holder))) | {"name_en": "Kenya", "version_reason": "correction"},
        follow=True,
    )
    assert "1 more record names it; it is published by the command publish_register." in messages(done)
    call_command("publish_register")

    assert Holder.objects.get().name_en == "Kenya"
    assert {one.document["parties"][0]["holder"]["name"]["en"] for one in Version.objects.current()} == {"Kenya"}


@pytest.mark.parametrize("page", ["delete", "selected"])
def test_what_was_public_is_not_deleted_and_it_is_said_what_to_do_instead(page, commitment):
    client = superuser()

    if page == "delete":
        client.post(address(commitment, "delete"), {"post": "yes"})
        shown = client.get(address(commitment, "delete"))
    else:
        shown = run(client, "delete_selected", commitment, post="yes")

    assert Commitment.objects.count() == 1
    assert "This record has been public" in words(soup(shown).select_one("#content"))
    assert str(commitment) in words(soup(shown).select_one("#content"))


def test_what_hangs_on_a_public_record_is_deleted_on_its_page_where_the_reason_is_asked(commitment):
    target, client = factories.TargetFactory(commitment=commitment), superuser()

    client.post(address(target, "delete"), {"post": "yes"})
    run(client, "delete_selected", target, post="yes")
    assert Target.objects.count() == 1
    publish(commitment)
    save(client, commitment, **{"targets-0-DELETE": "on", "version_reason": "correction"})

    assert (Target.objects.count(), kept(commitment)[-1]) == (0, (3, "correction", ""))


def test_a_draft_is_deleted():
    draft = factories.CommitmentFactory(draft=True)

    superuser().post(address(draft, "delete"), {"post": "yes"})

    assert Commitment.objects.count() == 0


def test_the_versions_are_reached_from_the_page_of_the_record(commitment):
    page = superuser().get(change(commitment))

    assert_obeys_the_policy(page)
    assert "/en/commitments/OPS21-0001/versions/" in [a["href"] for a in soup(page).select(".object-tools a")]


def test_a_stranger_to_the_register_changes_and_takes_off_nothing(commitment):
    client = signed_in("Editors")

    assert client.post(change(commitment), {"title_en": "Mine"}).status_code == 403
    assert client.post(address(commitment, "changelist"), {"action": "unpublish"}).status_code == 403
    assert kept(commitment) == [(1, "first", "")]
