"""Workers that are killed, and two at once: real processes, a real mail server, and what it counts."""

import subprocess
import sys
from threading import Event

import pytest
from django.db import connection

from delegates.mail import outbox
from delegates.models import Message
from summit import env
from summit.clock import real_now
from tests.factories import DelegateFactory, EventFactory
from tests.guards.tree import ROOT
from tests.smtp import postman

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 60


@pytest.fixture
def server():
    EventFactory()
    with postman() as one:
        yield one


@pytest.fixture
def worker(server, tmp_path):
    """Start a worker on the test's own database; whoever still runs at the end is stopped."""
    started = []

    def start():
        environment = env.passed_on(
            DATABASE_URL=database(),
            EMAIL_URL=f"smtp://127.0.0.1:{server.port}",
            VAR_DIR=str(tmp_path),
            DEBUG="1",
        )
        command = [sys.executable, "manage.py", "send_mail", "--once"]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def database():
    is_at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{is_at['NAME']}"
    password = f":{is_at['PASSWORD']}" if is_at["PASSWORD"] else ""
    return f"postgres://{is_at['USER']}{password}@{is_at['HOST']}:{is_at['PORT']}/{is_at['NAME']}"


def write(count):
    return {f"<{outbox.write('received', delegate=DelegateFactory()).message_id}>" for _ in range(count)}


@pytest.mark.parametrize(("moment", "times"), [("connect", 1), ("end", 2)])
def test_a_worker_killed_with_a_message_in_hand_repeats_that_one_alone(server, worker, moment, times):
    """Killed before the server has it, it arrives once; killed before the server's answer, twice."""
    written = write(4)
    server.hold, server.hold_at = Event(), moment
    first = worker()
    assert server.arrived.wait(SECONDS)

    first.kill()
    first.wait()
    server.hold.set()
    server.hold = None
    in_hand = f"<{Message.objects.get(attempts=1).message_id}>"
    assert worker().wait(SECONDS) == 0
    assert Message.objects.filter(state="queued").count() == 1  # out of reach until nobody can have it in hand
    Message.objects.filter(state="queued").update(next_at=real_now())
    assert worker().wait(SECONDS) == 0

    assert server.copies == {one: times if one == in_hand else 1 for one in written}
    assert not Message.objects.exclude(state="sent").exists()


def test_two_workers_at_once_send_each_message_once(server, worker):
    written = write(30)

    first, second = worker(), worker()

    assert (first.wait(SECONDS), second.wait(SECONDS)) == (0, 0)
    assert server.copies == dict.fromkeys(written, 1)
    assert not Message.objects.exclude(state="sent").exists()


def test_a_worker_told_to_stop_finishes_the_message_in_hand_and_leaves_the_others(server, worker):
    write(3)
    server.hold = Event()
    first = worker()
    assert server.arrived.wait(SECONDS)

    first.terminate()
    server.hold.set()

    assert first.wait(SECONDS) == 0
    assert (len(server.seen), Message.objects.filter(state="queued", attempts=0).count()) == (1, 2)
