"""How fast a large register answers, and how that grows: the search page and a record's page.

For each size, makes an invented register (`manage.py make_register`) on a database that holds nothing worth
keeping (DATABASE_URL, else a SQLite file of its own): it is emptied first. Then it starts the server that
production runs with two processes on loopback and asks each page in turn over kept connections, round after round,
so that what else the machine does falls on all of them. Prints medians of the rounds, and how much longer a page
takes than at the size before: no more than the square root of the growth of the register is aimed at. With
--as-it-is the register that the database holds is measured, and nothing is made.
"""

import argparse
import http.client
import sys
import tempfile
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple
from urllib.parse import quote

from home import processor, production, serving

from programme import fetch, manage

PAGES = {
    "search, no filter": "/fr/commitments/",
    "search, a word in many": f"/fr/commitments/?q={quote('forêt')}",
    "search, a beginning": "/fr/commitments/?q=fond",
    "search, word and facets": f"/fr/commitments/?q={quote('forêt')}&theme=finance&kind=pledge",
    "search, facets": "/fr/commitments/?theme=finance&holder_kind=state",
    "search, by deadline": "/fr/commitments/?theme=health&sort=deadline",
    "search, nothing": "/fr/commitments/?q=introuvable+jamais",
    "record": "/fr/commitments/TEST-0007/",
}


class Figure(NamedTuple):
    middle: float  # milliseconds
    slowest: float  # milliseconds, the 99th percentile
    work: float  # milliseconds of the server's processor for each request

    def __str__(self):
        return f"median {self.middle:7.1f} ms   99th {self.slowest:7.1f} ms   processor {self.work:6.1f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000], help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=3, help="default: %(default)s")
    parser.add_argument(
        "--seconds", type=float, default=3, help="of each page in each round; default: %(default)s"
    )
    parser.add_argument("--as-it-is", action="store_true", help="measure what the database holds")
    asked = parser.parse_args()
    before = None
    with tempfile.TemporaryDirectory() as folder:
        environment = production(folder)
        for command in ("migrate", "createcachetable", "collectstatic --noinput"):
            manage(command, environment)
        for size in [0] if asked.as_it_is else sorted(asked.sizes):
            if size:
                make(size, environment)
            with serving("granian", environment) as (process, port):
                figures = measure(process, port, asked)
            show(size, figures, before)
            before = (size, figures)


def make(size, environment):
    began = perf_counter()
    manage("flush --noinput", environment)
    manage(f"make_register --commitments {size}", environment)
    print(f"{size} commitments made and published in {perf_counter() - began:.0f} s", flush=True)


def measure(process, port, asked):
    rounds = {name: [] for name in PAGES}
    for _round in range(asked.rounds):
        for name, path in PAGES.items():
            rounds[name].append(load(process, port, path, asked.seconds))
    return {name: Figure(*map(median, zip(*found, strict=True))) for name, found in rounds.items()}


def load(process, port, path, seconds):
    """Ask one after the other for that long, after each worker has read its code and its templates."""
    connection, times = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
    for _time in range(4):
        fetch(connection, path, {}, 200)
    before, until = processor(process.pid), perf_counter() + seconds
    while perf_counter() < until or len(times) < 5:
        began = perf_counter()
        fetch(connection, path, {}, 200)
        times.append((perf_counter() - began) * 1000)
    return Figure(median(times), quantiles(times, n=100)[98], (processor(process.pid) - before) / len(times))


def show(size, figures, before):
    for name, figure in figures.items():
        growth = ""
        if before:
            ratio, allowed = figure.middle / before[1][name].middle, (size / before[0]) ** 0.5
            growth = (
                f"   × {ratio:.1f} for × {size / before[0]:.0f} ({'aim met' if ratio <= allowed else 'missed'})"
            )
        print(f"{size or 'as it is':>9} {name:24} {figure}{growth}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
