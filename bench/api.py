"""Measures the API's lists inside one process: milliseconds from request to response, on a register already made.

DEBUG=1 DATABASE_URL=postgres://… .venv/bin/python bench/api.py --rounds 40
"""

import argparse
import os
import statistics
import sys
from pathlib import Path
from time import perf_counter, process_time

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "summit.settings")
os.environ["API_REQUESTS_PER_MINUTE"] = "1000000"
django.setup()

from django.test import Client  # noqa: E402

from commitments.models import Commitment  # noqa: E402

HOST = "localhost"
PATHS = {
    "first part": "commitments",
    "first part, one language": "commitments?lang=fr",
    "a hundred": "commitments?limit=100",
    "a theme": "commitments?theme={theme}",
    "a theme and a kind, due first": "commitments?theme={theme}&kind=pledge&sort=deadline",
    "words": "commitments?q=forest&lang=en",
    "holders": "holders",
    "one commitment": "commitments/{reference}",
    "totals": "totals",
}


def measured(path, rounds):
    """Median and worst of some requests, and the median of the processor's time, in milliseconds."""
    client, walls, own = Client(SERVER_NAME=HOST), [], []
    assert client.get(path).status_code == 200, path
    for _round in range(rounds):
        wall, processor = perf_counter(), process_time()
        client.get(path)
        walls.append((perf_counter() - wall) * 1000)
        own.append((process_time() - processor) * 1000)
    return statistics.median(walls), max(walls), statistics.median(own)


def deep(parts):
    """The address of a part far into the list, walked to by its links."""
    client, path = Client(SERVER_NAME=HOST), "/api/v1/commitments?limit=100"
    for _part in range(parts):
        path = client.get(path).json()["next"].removeprefix(f"http://{HOST}")
    return path.replace("limit=100", "limit=20")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--deep", type=int, default=200, help="parts of a hundred to walk before the deep one")
    asked = parser.parse_args()
    count = Commitment.objects.published().count()
    middle = Commitment.objects.published().select_related("theme")[count // 2]
    paths = {name: "/api/v1/" + path for name, path in PATHS.items()}
    paths[f"part after {asked.deep * 100}"] = deep(min(asked.deep, count // 100 - 1))
    print(f"{count} commitments, {asked.rounds} rounds: median, worst, median of the processor (ms)")
    for name, path in paths.items():
        found = measured(path.format(theme=middle.theme.slug, reference=middle.reference), asked.rounds)
        print(f"{name:32}" + "".join(f"{value:9.1f}" for value in found))


if __name__ == "__main__":
    main()
