"""What the scripts of the door ask: who may, what is told once, what is sent again, how little is sent."""

import gzip
import json
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from delegates import badges
from delegates.door import data_views, roll
from delegates.models import Arrival, Delegate
from summit.clock import real_now
from tests.delegates.test_door import seated
from tests.factories import DelegateFactory, EventFactory
from tests.staff import signed_in

pytestmark = pytest.mark.django_db
LIST, SYNC, WORKER = "/staff/door/list.json", "/staff/door/sync.json", "/staff/door/sw.js"


@pytest.fixture(autouse=True)
def _event(settings):
    settings.DEMONSTRATION = False
    roll.KNOWN.forget()
    data_views.LISTS.forget()
    data_views.SYNCS.forget()
    EventFactory()


@pytest.fixture
def clerk():
    return signed_in("Door")


def passage(code, *, key=None, at=None, door="North", offline=False):
    moment = at or round(real_now().timestamp() * 1000)
    return {"code": str(code), "key": key or str(uuid4()), "at": moment, "door": door, "offline": offline}


def send(client, *passages, undone=(), revision="", sequence=0, status=200):
    body = {"passages": passages, "undone": list(undone), "revision": revision, "sequence": sequence}
    response = client.post(SYNC, json.dumps(body), content_type="application/json")
    assert response.status_code == status
    return response.json()


def verdicts(told):
    return [(one["verdict"], one["reason"]) for one in told["answers"]]


@pytest.mark.parametrize(("path", "method"), [(LIST, "get"), (SYNC, "post"), (WORKER, "get")])
def test_a_stranger_is_told_to_sign_in_and_staff_without_the_permission_that_they_may_not(client, path, method):
    told = [
        getattr(one, method)(path)
        for one in (client, signed_in("Accreditation"), signed_in("Door", verified=False))
    ]

    assert [(one.status_code, one.json()["reason"]) for one in told] == [
        (401, "sign_in"),
        (403, "permission"),
        (401, "sign_in"),
    ]
    assert "no-store" in told[0]["Cache-Control"]


def test_whoever_loses_the_permission_is_told_at_the_next_question(clerk):
    send(clerk)
    Group.objects.get(name="Door").permissions.clear()

    assert send(clerk, status=403) == {"reason": "permission"}


def test_a_question_without_its_token_is_no_withdrawn_permission(clerk):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = clerk.cookies

    response = strict.post(SYNC, "{}", content_type="application/json")

    assert (response.status_code, response["Content-Type"].startswith("text/html")) == (403, True)


def test_the_list_is_sent_compressed_and_once(clerk):
    DelegateFactory.create_batch(30)

    first = clerk.get(LIST, headers={"accept-encoding": "gzip"})
    again = clerk.get(LIST, headers={"if-none-match": first["ETag"]})

    assert "no-store" in first["Cache-Control"]
    assert len(json.loads(gzip.decompress(first.content))["rows"]) == 30
    assert (again.status_code, again.content) == (304, b"")
    DelegateFactory()
    assert clerk.get(LIST, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_passage_is_taken_down_answered_and_told_to_every_door(clerk):
    delegate = seated(number=7)

    told = send(clerk, passage(badges.code_of(delegate)))

    assert verdicts(told) == [("admitted", "")]
    kept = Arrival.objects.get()
    moment = round(kept.at.timestamp() * 1000)
    assert (told["sequence"], told["arrivals"]) == (1, [[kept.pk, 7, "North", moment, 1, 0, 0, ""]])
    assert send(clerk, sequence=1)["arrivals"] == []


def test_a_passage_sent_again_is_answered_again_and_kept_once(clerk):
    seated(number=7)
    one = passage(7, offline=True)

    assert verdicts(send(clerk, one)) == verdicts(send(clerk, one)) == [("admitted", "")]
    assert Arrival.objects.count() == 1


def test_two_doors_that_let_one_in_while_apart_are_both_told(clerk):
    seated(number=7)
    other = signed_in("Door")
    send(clerk, passage(7, door="North", offline=True))

    late = send(other, passage(7, door="South", offline=True))
    next_poll = send(clerk, sequence=1)

    first = Arrival.objects.get(is_first=True)
    assert verdicts(late) == [("second", "")]
    assert late["answers"][0]["first"] == ["North", round(first.at.timestamp() * 1000)]
    assert [(one[1], one[2], one[4], one[5]) for one in next_poll["arrivals"]] == [(7, "South", 0, 1)]


def test_what_is_undone_is_told_to_every_door(clerk):
    seated(number=7)
    one = passage(7)
    send(clerk, one)

    told = send(clerk, undone=[one["key"]], sequence=1)

    assert verdicts(told) == [("undone", "")]
    assert [(row[1], row[4], row[6]) for row in told["arrivals"]] == [(7, 0, 1)]
    assert Delegate.objects.get().state == "accredited"


def test_a_forged_badge_is_refused_whatever_the_door_says(clerk):
    code = badges.code_of(seated(number=7))

    assert verdicts(send(clerk, passage(code.replace(":7:", ":8:"), offline=True))) == [("refused", "forged")]


def test_a_time_ahead_of_ours_is_not_believed_and_the_time_of_the_door_is_kept(clerk):
    seated(number=7)
    seated(number=8)
    now = real_now()
    moment = round(now.timestamp() * 1000)

    send(clerk, passage(7, at=moment + 3_600_000), passage(8, at=moment - 3_600_000, offline=True))

    ahead, past = Arrival.objects.order_by("delegate__number")
    assert now <= ahead.at <= ahead.received_at
    assert round(past.at.timestamp() * 1000) == moment - 3_600_000


def test_changed_registrations_are_told_and_an_unknown_revision_asks_for_the_list(clerk):
    seated(number=7)
    known = clerk.get(LIST).json()["revision"]
    Delegate.objects.update(state="cancelled")
    roll.KNOWN.look()

    told = send(clerk, revision=known)

    assert told["rows"] == [[7, "delegate", "cancelled", "", "", "", ""]]
    assert send(clerk, revision=told["revision"])["rows"] == []
    assert send(clerk, revision="nonsense")["rows"] is None


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '{"sequence": -1}', '{"sequence": "x"}', "[" * 5000])
def test_what_cannot_be_read_is_refused_and_breaks_nothing(clerk, body):
    response = clerk.post(SYNC, body, content_type="application/json")

    assert (response.status_code, response.json()) == (400, {"reason": "unreadable"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "x"},
        {"at": "x"},
        {"at": 10**30},
        {"door": ""},
        {"door": "x" * 61},
        {"at": None},
    ],
)
def test_a_passage_that_cannot_be_read_is_answered_so_that_it_is_not_sent_for_ever(clerk, wrong):
    seated(number=7)

    told = send(clerk, {**passage(7), **wrong})

    assert verdicts(told) == [("refused", "unreadable")]
    assert Arrival.objects.count() == 0


def test_nonsense_among_the_passages_is_left_out(clerk):
    assert verdicts(send(clerk, 1, None, [], "x")) == []
    assert verdicts(send(clerk, undone=[1, None, {}])) == []


def test_one_question_takes_down_no_more_than_its_share(clerk):
    told = send(clerk, *(passage(n) for n in range(data_views.MOST_PASSAGES + 1)))

    assert len(told["answers"]) == data_views.MOST_PASSAGES


def test_a_question_costs_the_same_however_much_happened(clerk, django_assert_num_queries):
    for number in (1, 2, 3):
        send(clerk, passage(seated(number=number).number))

    with django_assert_num_queries(8):
        assert send(clerk)["arrivals"] != []


def test_too_many_questions_have_to_wait(clerk, monkeypatch):
    monkeypatch.setattr(data_views, "MOST_SYNCS", 1)
    monkeypatch.setattr(data_views, "MOST_LISTS", 1)
    clerk.get(LIST)
    send(clerk)

    assert send(clerk, status=429) == {"reason": "too_many"}
    assert clerk.get(LIST).status_code == 429


def test_the_worker_keeps_the_page_its_styles_and_scripts_and_nobody_s_data(clerk, client):
    script = clerk.get(WORKER)

    first, second, _end = script.content.decode().split("\n")
    kept = json.loads(first.removeprefix("self.kept = ").removesuffix(";"))
    assert script["Content-Type"] == "text/javascript; charset=utf-8"
    assert (kept["page"], kept["shell"]) == ("/staff/door/", "/staff/door/shell/")
    assert second == 'importScripts("/static/js/door-worker.js");'
    page = clerk.get("/staff/door/").content.decode()
    assert [file for file in kept["files"] if file.endswith(".css") and file not in page] == []


def test_the_worker_s_version_follows_the_language_and_nothing_that_is_somebody_s(clerk):
    before = clerk.get(WORKER).content
    seated(number=7)
    clerk.post("/staff/door/name/", {"door": "North"})

    assert clerk.get(WORKER).content == before
    assert clerk.get(WORKER, headers={"accept-language": "fr"}).content != before
