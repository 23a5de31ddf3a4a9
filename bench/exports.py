"""How the whole register is taken home: first byte, whole, and how much the process that sends it grows.

Takes each export of the register that DATABASE_URL holds (`manage.py make_register` makes a large one) from the
server that production runs with two processes on loopback. Prints the medians of the rounds, and the processor's
time of the server, which a busy machine changes least.
"""

import argparse
import http.client
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from home import processor, production, serving

from programme import manage

FORMS = ("csv", "json", "jsonl")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="default: %(default)s")
    parser.add_argument("--form", action="append", choices=FORMS, help="again for each one; default: all")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = production(folder)
        for command in ("migrate", "createcachetable", "collectstatic --noinput"):
            manage(command, environment)
        for form in asked.form or FORMS:
            with serving("granian", environment) as (process, port):
                measure(process, port, f"/fr/commitments/export.{form}", asked.rounds)
        with serving("granian", environment) as (_process, port):
            feed(port, "/fr/commitments/feed.atom", asked.rounds)


def measure(process, port, path, rounds):
    for _each_process in range(8):  # its code and its templates are read by then
        take(port, "/fr/commitments/?theme=finance")
    before = max(memory(process.pid, "VmRSS"))
    worked = processor(process.pid)
    taken = [take(port, path) for _round in range(rounds)]
    worked = (processor(process.pid) - worked) / rounds / 1000
    first, whole, size = (median(values) for values in zip(*taken, strict=True))
    grown = max(memory(process.pid, "VmHWM")) - before
    print(
        f"{path:32} first byte {first:6.2f} s   whole {whole:6.1f} s   processor {worked:5.1f} s"
        f"   {size / 1e6:6.1f} MB   grew {grown:5.1f} MB"
    )


def feed(port, path, rounds):
    taken = [take(port, path) for _round in range(rounds)]
    first, whole, _size = (median(values) for values in zip(*taken, strict=True))
    print(f"{path:32} first byte {first:6.2f} s   whole {whole:6.2f} s")


def take(port, path):
    """Return the seconds to the first byte of the body and to the last, and how many bytes there were."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    began = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    size = len(response.read(1))
    first = time.perf_counter() - began
    while piece := response.read(1024 * 1024):
        size += len(piece)
    connection.close()
    if response.status != 200:
        sys.exit(f"{path} answered {response.status}; nothing was measured.")
    return first, time.perf_counter() - began, size


def memory(pid, name):
    """Return the megabytes of each process under this one, as Linux counts them now (VmRSS) or at most (VmHWM)."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        lines = Path(f"/proc/{child}/status").read_text().splitlines()
        yield int(next(line for line in lines if line.startswith(name)).split()[1]) / 1000
        yield from memory(child, name)


if __name__ == "__main__":
    main()
