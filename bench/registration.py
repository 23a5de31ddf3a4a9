"""How fast delegates register, and whether each seat goes to one: form, submission and confirmation, by HTTP.

Empties the database (DATABASE_URL, else a SQLite file of its own), loads the summit, gives it so many seats, and
starts the server that production runs with two processes on loopback. Each client is one person after the other:
it asks for a form, sends one, and presses the button behind the link, whose secret is worked out from the database
as the mail does. What production forbids stays forbidden: a form is sent no sooner than it may be (each client
asks for some forms ahead and sends the oldest), and each person has an address of their own, told by one trusted
proxy over https as production's nginx does. Then it counts: exactly the seats are held, the others stand in line
in the order of their sequence without a gap, each with one mail of each kind; anything else is a failure.

With --mail a worker sends meanwhile to a server that keeps what it is given (bench/post.py). Nothing may be lost,
and no message may arrive twice but the one in the hands of a worker that was killed.
"""

import argparse
import http.client
import os
import re
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from statistics import median, quantiles
from threading import Lock
from urllib.parse import urlencode

import portal
from home import processor, serving
from post import Post

# isort: split
from django.core.cache import cache
from django.db import connection

from delegates.models import Delegate, Message, Seat
from delegates.tokens import token_of
from delegates.views import FASTEST
from summit.models import Event

WHO = {
    "given_name": "Person",
    "organisation": "Example organisation",
    "organisation_kind": "ngo",
    "country": "GH",
    "role": "Director",
    "category": "delegate",
    "mode": "in_person",
    "language": "fr",
    "privacy": "on",
}
FORM, PARTS = "/fr/register/", ("form", "submission", "confirmation")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=800, help="default: %(default)s")
    parser.add_argument("--seats", type=int, default=500, help="default: %(default)s")
    parser.add_argument("--clients", type=int, default=8, help="at once; default: %(default)s")
    parser.add_argument("--ahead", type=int, default=30, help="forms each client has open; default: %(default)s")
    parser.add_argument("--mail", choices=("plain", "kill", "refuse"), help="send the mail meanwhile")
    asked = parser.parse_args()
    post = Post(asked.mail) if asked.mail else None
    prepare(asked)
    with serving("granian", portal.ENVIRONMENT) as (process, port), post.working() if post else nullcontext():
        warm_up(port)
        before = processor(process.pid)
        took, times = register(asked, port, post)
        work = (processor(process.pid) - before) / asked.people
        if post:
            began = time.perf_counter()
            post.finish()
            print(f"the queue was empty {time.perf_counter() - began:.0f} s after the last confirmation")
    show(asked, took, times, work)
    problems = seated(asked) + (post.problems() if post else [])
    sys.exit("\n".join(problems) or 0)


def prepare(asked):
    for command in ("migrate", "createcachetable", "flush --noinput", "load_summit", "collectstatic --noinput"):
        portal.manage(command)
    cache.clear()
    always = {"registration_opens": "2000-01-01T00:00Z", "registration_closes": "2999-01-01T00:00Z"}
    Event.objects.update(capacity=asked.seats, **always)


def warm_up(port):
    """Each worker reads its code and its templates; nobody registers."""
    for number in range(16):
        Person(http.client.HTTPConnection("127.0.0.1", port, timeout=60), number).open()


def register(asked, port, post):
    """Let all register; return how long it took, and the milliseconds of each answer by person."""
    numbers, done, lock = deque(range(1, asked.people + 1)), [], Lock()

    def finished(times):
        with lock:
            done.append(times)
            if post:
                post.at(len(done) / asked.people)

    began = time.perf_counter()
    with ThreadPoolExecutor(asked.clients) as pool:
        clients = [pool.submit(client, port, numbers, asked.ahead, finished) for _ in range(asked.clients)]
    for one in clients:
        one.result()
    return time.perf_counter() - began, done


def client(port, numbers, ahead, finished):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    forms = deque()
    while numbers or forms:
        try:
            forms.append(Person(line, numbers.popleft()))
        except IndexError:  # another client was the last
            pass
        else:
            forms[-1].open()
            if len(forms) < ahead:
                continue
        if forms:
            finished(forms.popleft().register())
    connection.close()


class Person:
    """Somebody with a browser and an address of their own, behind production's proxy."""

    def __init__(self, line, number):
        self.line, self.number, self.times = line, number, []
        self.email = f"person-{number}@example.org"
        self.told = {
            "X-Forwarded-For": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}",
            "X-Forwarded-Proto": "https",
            "Origin": f"https://127.0.0.1:{line.port}",
        }

    def open(self):
        page, headers = self.ask("GET", FORM, expected=200)
        self.opened = time.perf_counter()
        self.told["Cookie"] = headers["Set-Cookie"].partition(";")[0]
        self.hidden = dict(re.findall(r'type="hidden" name="(csrfmiddlewaretoken|begun)" value="([^"]+)"', page))

    def register(self):
        """Send the form once it may be sent, press the button of the link; return the three times."""
        time.sleep(max(0, self.opened + FASTEST + 0.1 - time.perf_counter()))
        written = {**WHO, **self.hidden, "family_name": "Example", "email": self.email}
        self.ask("POST", FORM, written, expected=302)
        token = token_of(Delegate.objects.only("link_key").get(email_key=self.email))
        self.ask("POST", f"/fr/registration/{token}/confirm/", self.hidden, expected=302)
        return self.times

    def ask(self, method, path, fields=None, *, expected):
        body = urlencode(fields) if fields else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
        began = time.perf_counter()
        self.line.request(method, path, body, self.told | kind)
        answer = self.line.getresponse()
        text = answer.read().decode()
        self.times.append((time.perf_counter() - began) * 1000)
        if answer.status != expected:
            raise SystemExit(f"{path} answered {answer.status}, not {expected}; nothing was measured.")
        return text, answer.headers


def show(asked, took, times, work):
    print(
        f"{asked.people} people, {asked.seats} seats, {asked.clients} clients at once · "
        f"{connection.vendor} · {os.cpu_count()} cores · mail: {asked.mail or 'no worker'}"
    )
    print(f"{len(times) / took:.1f} registrations/s · {work:.1f} ms of the server's processor each · {took:.1f} s")
    parts = list(zip(*times, strict=True))
    for name, part in [("registration", [sum(one) for one in times]), *zip(PARTS, parts, strict=True)]:
        of = quantiles(part, n=100)
        print(f"{name:13} median {median(part):6.0f} ms   95th {of[94]:6.0f} ms   99th {of[98]:6.0f} ms")


def seated(asked):
    """Say what is not as it must be: the first in the order hold the seats, the others wait behind them."""
    seats = list(Seat.objects.filter(session=None).order_by("sequence").values_list("sequence", "state"))
    held = min(asked.seats, asked.people)
    wanted = [(n, "held" if n <= held else "waiting") for n in range(1, asked.people + 1)]
    print(f"{sum(state == 'held' for _n, state in seats)} seated, {len(seats) - held} in line", flush=True)
    problems = [] if seats == wanted else ["the seats are not held and waited for in order, without a gap"]
    if Delegate.objects.filter(state="to_review").count() != asked.people:
        problems.append("somebody is lost, or not confirmed")
    if Message.objects.filter(kind="waiting").count() != asked.people - held:
        problems.append("somebody in line was not told")
    return problems


if __name__ == "__main__":
    main()
