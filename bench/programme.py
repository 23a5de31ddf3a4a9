"""How fast a large programme answers: list, session, calendar, schedule; made anew, and from what is kept.

Makes 400 invented sessions on an empty database (DATABASE_URL, else a SQLite file of its own), starts the server
that production runs with two processes on loopback, and asks each page in turn over kept connections, round after
round, so that what else the machine does falls on all of them. Prints the medians of the rounds.
"""

import argparse
import http.client
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles

from home import PROJECT, production, serving

DAY = "2021-01-11"
PAGES = {
    "list": f"/fr/programme/?day={DAY}",
    "session": "/fr/programme/session-0/",
    "programme.ics": "/fr/programme/programme.ics",
    "schedule.json": "/programme/schedule.json",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument(
        "--seconds", type=float, default=4, help="of each page in each round; default: %(default)s"
    )
    parser.add_argument("--clients", type=int, default=8, help="at once; default: %(default)s")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = production(folder)
        for command in ("migrate", "createcachetable", "make_programme", "collectstatic --noinput"):
            manage(command, environment)
        with serving("granian", environment) as (_process, port):
            measure(port, asked, environment)


def manage(command, environment):
    subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=PROJECT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def measure(port, asked, environment):
    results = {}
    for _round in range(asked.rounds):
        for name, path in PAGES.items():
            results.setdefault(name, []).append(load(port, path, asked, status=200))
            etag = fetch(http.client.HTTPConnection("127.0.0.1", port), path, {}, 200)
            if etag:
                known = load(port, path, asked, headers={"If-None-Match": etag}, status=304)
                results.setdefault(f"{name}, 304", []).append(known)
    for name, rounds in results.items():
        rate, slowest = (median(values) for values in zip(*rounds, strict=True))
        print(f"{name:22} {rate:8.1f} requests/s   99th percentile {slowest:7.1f} ms")
    for name, seconds in anew(port, environment):
        print(f"{name:22} {1 / seconds:8.1f} a second when made anew, one at a time")


def anew(port, environment):
    """Time the feeds when nothing is kept, as after each release: the median of nine, one at a time."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for name in ("programme.ics", "schedule.json"):
        times = []
        for _time in range(9):
            forget = "from programme.models import Kept; Kept.objects.all().delete()"
            command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", forget]
            subprocess.run(command, cwd=PROJECT, env=environment, check=True)
            began = time.perf_counter()
            fetch(connection, PAGES[name], {}, 200)
            times.append(time.perf_counter() - began)
        yield name, median(times)


def load(port, path, asked, *, status, headers=None):
    """Ask with all clients for that long; return requests a second and the 99th percentile in milliseconds."""
    began = time.perf_counter()
    with ThreadPoolExecutor(asked.clients) as pool:
        clients = [
            pool.submit(ask, port, path, headers or {}, status, began + asked.seconds)
            for _ in range(asked.clients)
        ]
    took = time.perf_counter() - began
    times = [one for client in clients for one in client.result()]
    return len(times) / took, quantiles(times, n=100)[98]


def ask(port, path, headers, status, until):
    connection, times = http.client.HTTPConnection("127.0.0.1", port, timeout=30), []
    while (began := time.perf_counter()) < until:
        fetch(connection, path, headers, status)
        times.append((time.perf_counter() - began) * 1000)
    return times


def fetch(connection, path, headers, status):
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    if response.status != status:
        sys.exit(f"{path} answered {response.status}, not {status}; nothing was measured.")
    return response.headers.get("ETag")


if __name__ == "__main__":
    main()
