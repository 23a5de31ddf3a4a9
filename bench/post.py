"""The mail of a measurement: the worker that sends it, killed or not, and the server that takes it, or refuses."""

import multiprocessing
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import portal

# isort: split
from delegates.models import Message, Seat
from summit.clock import real_now
from tests.smtp import postman

REFUSED = "421 not now"
PATIENCE = 300  # seconds for all that waits in the queue
QUIET = 3  # seconds without a message that is due: then nobody has one in hand


def receive(pipe, refusing):
    """Be a mail server in a process of its own, until asked what was taken."""
    with postman() as server:
        pipe.send(server.port)
        while not pipe.poll(0.02):
            server.wrong = {"connect": REFUSED} if refusing.is_set() else {}
        pipe.send(server.copies)


class Post:
    """`how`: kill the worker in the middle, let the server refuse at first, or plain."""

    def __init__(self, how):
        self.how, self.kills, self.worker = how, 0, None
        self.refusing, (self.pipe, other) = multiprocessing.Event(), multiprocessing.Pipe()
        if how == "refuse":
            self.refusing.set()
        self.server = multiprocessing.Process(target=receive, args=(other, self.refusing), daemon=True)
        self.server.start()
        self.port = self.pipe.recv()

    @contextmanager
    def working(self):
        self.start()
        try:
            yield
        finally:
            self.worker.kill()
            self.worker.wait()

    def start(self):
        environment = portal.ENVIRONMENT | {"EMAIL_URL": f"smtp://127.0.0.1:{self.port}"}
        command = [sys.executable, "manage.py", "send_mail"]
        quiet = subprocess.DEVNULL if self.how == "refuse" else None  # each refusal is a line of its log
        self.worker = subprocess.Popen(command, cwd=portal.PROJECT, env=environment, stderr=quiet)

    def at(self, share):
        """What goes wrong, and right again, once this share of the people has registered."""
        if self.how == "kill" and share >= 1 / 3 and not self.kills:
            self.worker.send_signal(signal.SIGKILL)
            self.worker.wait()
            self.kills += 1
            print("worker killed", flush=True)
        if self.how == "kill" and share >= 1 / 2 and self.worker.poll() is not None:
            self.start()
        if self.how == "refuse" and share >= 1 / 2:
            self.refusing.clear()

    def finish(self):
        """Wait until all is sent. What waits for its pause, or for a worker that is dead, becomes due at once."""
        until, quiet = time.monotonic() + PATIENCE, time.monotonic()
        queued = Message.objects.filter(state="queued")
        while queued.exists() and time.monotonic() < until:
            if queued.filter(next_at__lte=real_now()).exists():
                quiet = time.monotonic()
            elif time.monotonic() - quiet > QUIET:
                print(f"{queued.update(next_at=real_now())} messages made due", flush=True)
            time.sleep(0.1)

    def problems(self):
        """Compare what was written with what was taken, by Message-ID."""
        self.pipe.send("stop")
        copies = self.pipe.recv()
        written = {f"<{one}>" for one in Message.objects.values_list("message_id", flat=True)}
        twice = {one: count for one, count in copies.items() if count > 1}
        found = []
        if left := Message.objects.exclude(state="sent").count():
            found.append(f"{left} messages were not sent")
        if written != set(copies):
            found.append(f"{len(written - set(copies))} messages were lost")
        if len(twice) > self.kills or any(count > 2 for count in twice.values()):
            found.append(f"{len(twice)} messages arrived more than once")
        print(f"{len(written)} messages written, {len(copies)} taken, {len(twice)} of them twice")
        return found + one_of_each_kind()


def one_of_each_kind():
    """Each person has one mail for each decision: the address, the registration, the line if they stand in it."""
    kinds = Counter(Message.objects.values_list("delegate", "kind"))
    waiting = Seat.objects.filter(state="waiting").values_list("delegate", flat=True)
    expected = Counter((one, "waiting") for one in waiting)
    for one in Seat.objects.values_list("delegate", flat=True):
        expected.update([(one, "confirm"), (one, "received")])
    return [] if kinds == expected else ["somebody has a mail too many, or one too few"]
