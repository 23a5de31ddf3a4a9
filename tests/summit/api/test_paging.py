"""Lists in parts: nothing twice, nothing left out, and no cursor but our own."""

import pytest
from django.core.signing import Signer

from commitments.models import Commitment
from commitments.versions import publish
from tests.factories import (
    CommitmentFactory,
    EventFactory,
    HolderFactory,
    PartyFactory,
    PledgeFactory,
    ThemeFactory,
)
from tests.pages import queries
from tests.summit.api.reading import all_parts, asked, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven():
    """Seven commitments under two prefixes, each of its own holder."""
    EventFactory()
    theme = ThemeFactory(slug="soil")
    references = ["OPS21-0009", "ABC-0100", "OPS21-0010", "OPS21-10000", "ABC-0001", "OPS21-0001", "OPS21-0002"]
    for reference in references:
        made = CommitmentFactory(reference=reference, theme=theme)
        PartyFactory(commitment=made, holder=HolderFactory(slug=f"of-{reference.lower()}"))
    publish(*Commitment.objects.all())
    return ["ABC-0001", "ABC-0100", "OPS21-0001", "OPS21-0002", "OPS21-0009", "OPS21-0010", "OPS21-10000"]


def references(parts):
    return [[one["reference"] for one in part] for part in parts]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8])
def test_the_parts_of_a_list_are_the_whole_list_in_its_order(seven, limit):
    found = references(all_parts(f"commitments?limit={limit}"))

    assert found == [seven[start : start + limit] for start in range(0, 7, limit)]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_way_back_leads_through_the_same_things(seven, limit):
    part = read(f"commitments?limit={limit}")
    while part["next"]:
        part = read(part["next"].removeprefix("http://testserver"))
    back = []
    while part["previous"]:
        part = read(part["previous"].removeprefix("http://testserver"))
        back = [one["reference"] for one in part["items"]] + back

    assert back == seven[: len(back)]
    assert len(back) >= 7 - limit


@pytest.fixture
def varied():
    """Nine commitments that differ, and are alike, in all that a list may be ordered by."""
    EventFactory()
    theme = ThemeFactory(slug="soil")
    holders = HolderFactory.create_batch(2)
    for number in range(9):
        word = " ".join(["forest"] * (number % 3 + 1))
        made = CommitmentFactory(
            theme=theme,
            title_en=f"{word} {number}",
            summary_en="A forest" if number % 2 else "",
            announced=["2021-01-11", "2020", ""][number % 3],
            due=["2030", "2025-06", ""][number // 3],
        )
        PartyFactory(commitment=made, holder=holders[number % 2])
        if number % 4:
            PledgeFactory(commitment=made, amount=number % 2 + 1, currency=["EUR", "USD"][number % 2])
    publish(*Commitment.objects.all())


@pytest.mark.parametrize("sort", ["", "announced", "deadline", "holder", "amount"])
@pytest.mark.parametrize("words", ["", "q=forest&lang=en&", "theme=soil&"])
def test_every_order_is_cut_without_a_loss_and_walked_back(varied, words, sort):
    path = f"commitments?{words}{f'sort={sort}&' if sort else ''}"
    whole = [one["reference"] for one in read(f"{path}limit=100")["items"]]

    parts = all_parts(f"{path}limit=2")
    last = read(f"{path}limit=9")
    second = read(read(f"{path}limit=4")["next"].removeprefix("http://testserver"))
    back = read(second["previous"].removeprefix("http://testserver"))

    assert [reference for part in references(parts) for reference in part] == whole
    assert len(set(whole)) == 9
    assert last["next"] is None
    assert references([back["items"]]) == [whole[:4]]


def test_more_than_can_be_weighed_stand_by_reference_and_say_so(varied, monkeypatch):
    path = "commitments?q=forest&lang=en&limit=4"
    best = read(path)

    monkeypatch.setattr("commitments.search.finding.MOST_RANKED", 8)
    listed = read(path)

    assert references(all_parts(path)) == [
        [f"OPS21-000{number}" for number in part] for part in ((1, 2, 3, 4), (5, 6, 7, 8), (9,))
    ]
    assert (best["warnings"], len(listed["warnings"])) == ([], 1)
    assert references([best["items"]]) != references([listed["items"]])
    assert asked(best["next"].removeprefix("http://testserver")).status_code == 400


def test_a_part_names_its_neighbours_in_a_header_too(seven):
    first = asked("commitments?limit=3")
    second = asked(first.json()["next"].removeprefix("http://testserver"))

    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    told = second.json()
    assert second["Link"] == f'<{told["next"]}>; rel="next", <{told["previous"]}>; rel="prev"'


def test_the_first_part_has_none_before_it_and_the_last_none_after(seven):
    assert read("commitments?limit=7") | {"items": []} == {
        "items": [],
        "next": None,
        "previous": None,
        "warnings": [],
    }


def test_what_is_published_meanwhile_moves_nothing(seven):
    first = read("commitments?limit=3")
    publish(CommitmentFactory(reference="AAA-0001", theme=ThemeFactory()))

    second = read(first["next"].removeprefix("http://testserver"))

    assert references([second["items"]]) == [seven[3:6]]


def test_the_same_request_has_the_same_answer(seven):
    assert asked("commitments?limit=2").content == asked("commitments?limit=2").content


def forged(values):
    return Signer(salt="another").sign_object(["list", False, values])


@pytest.mark.parametrize(
    "cursor", ["nonsense", "a:b:c", "%00", "é", forged(["OPS21", 1]), forged([]), ":", "x" * 5_000]
)
def test_a_cursor_that_is_not_ours_is_refused(seven, cursor):
    response = asked(f"commitments?cursor={cursor}", accept_language="en")

    assert response.status_code == 400
    assert response.json()["title"] == "The cursor is not one of this list"


def test_a_cursor_leads_nowhere_but_in_its_own_list(seven):
    cursor = read("commitments?limit=2")["next"].partition("cursor=")[2]

    wanted = {
        path: asked(f"{path}cursor={cursor}").status_code
        for path in ("commitments?", "commitments?limit=5&", "commitments?theme=soil&", "holders?", "themes?")
    }

    assert wanted == {
        "commitments?": 200,
        "commitments?limit=5&": 200,
        "commitments?theme=soil&": 400,
        "holders?": 400,
        "themes?": 400,
    }


@pytest.mark.parametrize("path", ["commitments", "holders", "holders/of-abc-0001/commitments"])
def test_a_list_asks_as_much_for_one_as_for_three(seven, path):
    costs = {limit: queries(f"/api/v1/{path}?limit={limit}") for limit in (1, 3)}

    assert costs[1] == costs[3]
    assert costs[3] <= 5


def test_the_thousandth_part_asks_as_much_as_the_first(seven):
    first = read("commitments?limit=3")
    second = first["next"].removeprefix("http://testserver")

    assert queries(second) == queries("/api/v1/commitments?limit=3")
