"""How fast the home page answers behind an application server, as production runs it, on this machine alone.

Starts each server named by --server with two processes on loopback, asks it for the home page over kept
connections, and stops it; servers take turns, so that what else the machine does falls on all of them. Prints
each round and the medians. DATABASE_URL chooses the database, which is filled when empty; otherwise a SQLite file
made for this alone.
"""

import argparse
import http.client
import os
import platform
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
WORKERS, THREADS = "2", "4"
PORTAL = "summit.wsgi:application"
SERVERS = {
    "granian": (
        *(
            "granian",
            PORTAL,
            "--interface",
            "wsgi",
            "--no-ws",
            "--no-log",
            "--host",
            "127.0.0.1",
        ),
        *("--workers", WORKERS, "--blocking-threads", THREADS, "--port"),
    ),
    "gunicorn": (
        *("gunicorn", PORTAL, "--worker-class", "gthread", "--log-level", "warning"),
        *("--workers", WORKERS, "--threads", THREADS, "--bind"),
    ),
}


class Round(NamedTuple):
    rate: float  # requests a second
    middle: float  # milliseconds
    slowest: float  # milliseconds, the 99th percentile
    work: float  # milliseconds of the server's processor for each request, which a busy machine changes least

    def __str__(self):
        return (
            f"{self.rate:6.1f} requests/s   median {self.middle:6.1f} ms   99th percentile {self.slowest:6.1f} ms"
            f"   processor {self.work:5.1f} ms"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", action="append", choices=SERVERS, help="again for each one to compare")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=8, help="of each round; default: %(default)s")
    parser.add_argument("--clients", type=int, default=8, help="at once; default: %(default)s")
    parser.add_argument("--path", default="/fr/", help="default: %(default)s")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = production(folder)
        prepare(environment)
        measure(asked, environment)


def production(folder):
    """Return the environment that production has, but for https."""
    chosen = {"DEBUG": "0", "VAR_DIR": folder, "SECRET_KEY": secrets.token_hex(40), "SECURE_SSL_REDIRECT": "0"}
    return {name: value for name, value in os.environ.items() if name != "SUMMIT_CLOCK"} | chosen


def prepare(environment):
    for command in ("migrate", "createcachetable", "load_summit", "collectstatic --noinput"):
        subprocess.run(
            [sys.executable, "manage.py", *command.split()],
            cwd=PROJECT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )


def measure(asked, environment):
    servers = asked.server or ["granian"]
    rounds = {server: [] for server in servers}
    print(
        f"{asked.path} · {asked.clients} clients · {WORKERS} processes of {THREADS} threads · "
        f"{'PostgreSQL' if environment.get('DATABASE_URL') else 'SQLite'} · Python {platform.python_version()} · "
        f"{os.cpu_count()} cores · load before {os.getloadavg()[0]:.1f}"
    )
    for number in range(1, asked.rounds + 1):
        for server in servers:
            with serving(server, environment) as (process, port):
                load(process, port, asked, seconds=2)  # each worker has then read its code and its templates
                rounds[server].append(load(process, port, asked, asked.seconds))
            print(f"{server:9} {number}      {rounds[server][-1]}", flush=True)
    for server in servers:
        print(f"{server:9} median {Round(*map(median, zip(*rounds[server], strict=True)))}")


@contextmanager
def serving(server, environment, application=PORTAL):
    """Start a server on a free port, give both once it answers, and stop it."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    place = f"127.0.0.1:{port}" if server == "gunicorn" else str(port)
    command = [application if part == PORTAL else part for part in SERVERS[server]]
    process = subprocess.Popen([sys.executable, "-m", *command, place], cwd=PROJECT, env=environment)
    try:
        wait(process, port)
        yield process, port
    finally:
        process.terminate()
        process.wait()


def wait(process, port):
    while process.poll() is None:
        try:
            answer(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/health/")
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server stopped by itself; what it said stands above.")


def load(process, port, asked, seconds):
    """Ask with all clients for that long, each with one kept connection and one question at a time."""
    before, started = processor(process.pid), time.perf_counter()
    with ThreadPoolExecutor(asked.clients) as pool:
        asking = [pool.submit(ask, port, asked.path, started + seconds) for _ in range(asked.clients)]
    took, used = time.perf_counter() - started, processor(process.pid) - before
    times = [one for client in asking for one in client.result()]
    return Round(len(times) / took, median(times), quantiles(times, n=100)[98], used / len(times))


def processor(pid):
    """Return the milliseconds that a process and those under it have worked, as Linux counts them."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
    under = [
        child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]
    return own + sum(processor(child) for child in under)


def ask(port, path, until):
    """Return how many milliseconds each answer took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    while (begun := time.perf_counter()) < until:
        answer(connection, path)
        times.append((time.perf_counter() - begun) * 1000)
    connection.close()
    return times


def answer(connection, path):
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        sys.exit(f"{path} answered {response.status}; nothing was measured.")


if __name__ == "__main__":
    main()
