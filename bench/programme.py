"""How fast a large programme answers: list, session, calendars, exports; made anew, and from what is kept.

Makes 400 invented sessions on an empty database (DATABASE_URL, else a SQLite file of its own), starts the server
that production runs with two processes on loopback, and asks each page in turn over kept connections, as programs
do that take gzip, round after round, so that what else the machine does falls on all of them. A second server
takes each request for the first of a new version (bench/anew.py), and so makes each feed anew. Prints medians.

`wrk` asks where it is installed, since it leaves the machine to the server; otherwise threads of this process do.
"""

import argparse
import http.client
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from typing import NamedTuple

from home import PROJECT, processor, production, serving

DAY = "2021-01-11"
FEEDS = {
    "programme.ics": "/fr/programme/programme.ics",
    "theme.ics": "/fr/themes/theme-1/sessions.ics",
    "schedule.json": "/programme/schedule.json",
    "programme.json": "/programme/programme.json",
}
PAGES = {"list": f"/fr/programme/?day={DAY}", "session": "/fr/programme/session-0/"} | FEEDS
GZIP = {"Accept-Encoding": "gzip"}
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


class Figure(NamedTuple):
    rate: float  # requests a second
    slowest: float  # milliseconds, the 99th percentile
    work: float  # milliseconds of the server's processor for each request

    def __str__(self):
        return (
            f"{self.rate:8.1f} requests/s   99th percentile {self.slowest:7.1f} ms   processor {self.work:6.2f} ms"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument(
        "--seconds", type=float, default=4, help="of each page in each round; default: %(default)s"
    )
    parser.add_argument("--clients", type=int, default=8, help="at once; default: %(default)s")
    parser.add_argument("--only", nargs="+", choices=PAGES, default=list(PAGES), help="default: all")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = production(folder)
        for command in ("migrate", "createcachetable", "make_programme", "collectstatic --noinput"):
            manage(command, environment)
        with (
            serving("granian", environment) as kept,
            serving("granian", environment, "bench.anew:application") as anew,
        ):
            measure(kept, anew, asked)


def manage(command, environment):
    subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=PROJECT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def measure(kept, anew, asked):
    results = {}
    for _round in range(asked.rounds):
        for name in asked.only:
            path = PAGES[name]
            results.setdefault(name, []).append(load(kept, path, asked, headers=GZIP))
            etag = fetch(http.client.HTTPConnection("127.0.0.1", kept[1]), path, GZIP, 200)
            if etag:
                known = load(kept, path, asked, headers=GZIP | {"If-None-Match": etag}, status=304)
                results.setdefault(f"{name}, 304", []).append(known)
            if name in FEEDS:
                results.setdefault(f"{name}, anew", []).append(load(anew, path, asked, headers=GZIP))
    for name, rounds in results.items():
        print(f"{name:22} {Figure(*map(median, zip(*rounds, strict=True)))}")


def load(server, path, asked, *, headers, status=200):
    """Ask with all clients for that long, once it is certain what the server answers."""
    process, port = server
    fetch(http.client.HTTPConnection("127.0.0.1", port, timeout=60), path, headers, status)
    before = processor(process.pid)
    by = with_wrk if shutil.which("wrk") else with_threads
    count, rate, slowest = by(port, path, asked, headers, status)
    if not count:
        sys.exit(f"{path} was not answered in {asked.seconds:g} seconds; take more --seconds.")
    return Figure(rate, slowest, (processor(process.pid) - before) / count)


def with_wrk(port, path, asked, headers, _status):
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    how = ("-t1", f"-c{asked.clients}", f"-d{asked.seconds:.0f}", "--latency", "--timeout", "60")
    command = ["wrk", *how, *told, f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        sys.exit(f"{path} was refused; nothing was measured.\n{said}")
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", said).groups()
    count, rate = re.search(r"(\d+) requests in", said)[1], re.search(r"Requests/sec:\s+([\d.]+)", said)[1]
    return int(count), float(rate), float(number) * MILLISECONDS[unit]


def with_threads(port, path, asked, headers, status):
    began = time.perf_counter()
    with ThreadPoolExecutor(asked.clients) as pool:
        clients = [
            pool.submit(ask, port, path, headers, status, began + asked.seconds) for _ in range(asked.clients)
        ]
    took = time.perf_counter() - began
    times = [one for client in clients for one in client.result()]
    return len(times), len(times) / took, quantiles(times, n=100)[98]


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
