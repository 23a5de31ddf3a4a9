"""Commitments, their versions and holders, as programs read them."""

import pytest

from commitments.kept import revision
from commitments.models import Commitment, Version
from commitments.versions import publish
from tests.factories import CommitmentFactory, HolderFactory, PartyFactory
from tests.pages import queries
from tests.summit.api.reading import asked, read

pytestmark = pytest.mark.django_db


def listed(query=""):
    return [one["reference"] for one in read(f"commitments{query}")["items"]]


def test_a_commitment_is_told_by_the_document_its_version_keeps(register):
    reference = register.commitment.reference
    kept = Version.objects.of(reference).get()

    told = read(f"commitments/{reference}")

    about = {name: told.pop(name) for name in ("self", "url", "version")}
    assert told == kept.document
    assert about == {
        "self": f"http://testserver/api/v1/commitments/{reference}",
        "url": {code: f"http://testserver/{code}/commitments/{reference}/" for code in ("fr", "en")},
        "version": {
            "number": 1,
            "published": kept.published_at.isoformat(),
            "reason": "first",
            "note": {"fr": "", "en": ""},
            "self": f"http://testserver/api/v1/commitments/{reference}/versions/1",
        },
    }


def test_a_list_tells_each_commitment_as_it_is_told_alone(register):
    reference = register.commitment.reference

    (shown,) = [one for one in read("commitments")["items"] if one["reference"] == reference]

    assert shown == read(f"commitments/{reference}")


def test_texts_are_told_in_one_language_and_say_when_it_is_the_other(register):
    reference = register.bare_commitment.reference

    told = read(f"commitments/{reference}?lang=en")

    assert told["title"] == {"text": "Commitment 3", "lang": "en"}
    assert told["summary"] == {"text": "Un résumé.", "lang": "fr"}
    assert told["scope"] == {"text": "", "lang": "en"}
    assert told["url"] == f"http://testserver/en/commitments/{reference}/"
    assert asked(f"commitments/{reference}?lang=en")["Content-Language"] == "en"
    assert asked(f"commitments/{reference}")["Content-Language"] == "fr, en"


def test_a_draft_is_told_nowhere(register):
    reference = register.draft_commitment.reference

    assert reference not in listed()
    for path in ("", "/versions", "/versions/1"):
        assert asked(f"commitments/{reference}{path}").status_code == 404


@pytest.mark.parametrize("state", ["withdrawn", "merged"])
def test_what_left_the_register_is_in_no_list_and_keeps_its_address(register, state):
    left, other = register.bare_commitment, register.commitment
    left.published, left.merged_into = False, other if state == "merged" else None
    left.save()
    publish(left)

    told = read(f"commitments/{left.reference}")

    assert left.reference not in listed()
    assert (told["state"], told["title"]["en"], told["version"]["number"]) == (state, "Commitment 3", 2)
    assert told["merged_into"] == (other.reference if state == "merged" else None)


def test_the_filters_are_those_of_the_page(register):
    theme = register.commitment.theme.slug

    assert register.bare_commitment.reference not in listed(f"?theme={theme}")
    assert register.commitment.reference in listed(f"?theme={theme}&holder_kind=coalition")
    assert listed(f"?theme={theme}&holder_kind=company") == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("theme=none", "“none” is nothing that “theme” knows, and narrows nothing."),
        ("holder_kind=king", "“king” is nothing that “holder_kind” knows, and narrows nothing."),
        ("holder_kind=%00", "“\x00” is nothing that “holder_kind” knows, and narrows nothing."),
        ("colour=red", "There is no parameter “colour” here."),
        ("page=2", "There is no parameter “page” here."),
    ],
)
def test_what_was_not_understood_narrows_nothing_and_is_said(register, query, said):
    for path in ("commitments", "totals"):
        assert read(f"{path}?{query}", accept_language="en")["warnings"] == [said]
    assert listed(f"?{query}") == listed()


def test_a_filter_left_empty_is_no_mistake(register):
    assert read("commitments?theme=&holder_kind=")["warnings"] == []


def test_versions_are_told_newest_first_and_each_is_there(register):
    commitment = register.commitment
    commitment.title_en = "Another title"
    commitment.save()
    publish(commitment, reason=Version.Reason.CORRECTION, note={"fr": "Le titre.", "en": "The title."})

    second, first = read(f"commitments/{commitment.reference}/versions?lang=en")["items"]

    assert (second["number"], second["reason"], second["note"]["text"]) == (2, "correction", "The title.")
    assert second["url"] == f"http://testserver/en/commitments/{commitment.reference}/versions/2/"
    assert (first["number"], first["state"]) == (1, "published")
    assert read(first["self"].removeprefix("http://testserver"))["title"]["en"] == "Commitment 1"
    assert read(second["self"].removeprefix("http://testserver"))["title"]["en"] == "Another title"
    assert asked(f"commitments/{commitment.reference}/versions/3").status_code == 404
    assert asked(f"commitments/{commitment.reference}/versions/{10**30}").status_code == 404


def test_an_answer_is_known_until_something_is_published(register):
    known = asked("commitments")["ETag"]
    assert asked("commitments", if_none_match=f'W/{known}, "other"').status_code == 304

    before = revision()
    publish(CommitmentFactory(theme=register.themes[0]))

    assert revision() == before + 1
    assert asked("commitments", if_none_match=known).status_code == 200


@pytest.mark.parametrize("other", ["commitments?limit=3", "commitments?lang=fr", "commitments?a=b", "totals"])
def test_each_request_is_known_for_itself(register, other):
    assert asked(other, if_none_match=asked("commitments")["ETag"]).status_code == 200


def test_what_is_known_costs_one_question(register, django_assert_num_queries):
    known = asked("commitments?lang=en")["ETag"]

    with django_assert_num_queries(1):
        asked("commitments?lang=en", if_none_match=known)


def test_a_holder_is_told_with_its_parts(register):
    holder = register.commitment.holders.first()
    holder.website = "https://example.org/holder"
    holder.save()

    told = read(f"holders/{holder.slug}?lang=fr")

    assert told["name"] == {"text": holder.name_fr, "lang": "fr"}
    assert (told["website"], told["commitments"]) == (
        "https://example.org/holder",
        {"lead": 1, "partner": 0, "supporter": 0},
    )
    assert told["url"] == f"http://testserver/fr/commitments/holders/{holder.slug}/"
    theirs = read(f"holders/{holder.slug}/commitments")["items"]
    assert [one["reference"] for one in theirs] == [register.commitment.reference]


def test_a_holder_of_drafts_alone_is_told_nowhere(register):
    hidden = HolderFactory(slug="hidden")
    PartyFactory(commitment=register.draft_commitment, holder=hidden)

    assert "hidden" not in [one["slug"] for one in read("holders")["items"]]
    assert asked("holders/hidden").status_code == 404
    assert asked("holders/hidden/commitments").status_code == 404


def test_a_commitment_costs_as_much_with_one_part_as_with_many(register):
    bare, full = register.bare_commitment.reference, register.commitment.reference

    costs = [queries(f"/api/v1/commitments/{reference}") for reference in (bare, full)]

    assert costs == [2, 2]
    assert Commitment.objects.get(reference=full).targets.count() == 2
