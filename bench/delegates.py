"""How fast staff's pages about many delegates answer, and with how many queries.

Makes invented delegates (`manage.py make_delegates`) on a database that holds nothing worth keeping (DATABASE_URL,
else a SQLite file of its own): it is emptied first. Then asks each page in one process, without a server, as a
member of the group Accreditation, round after round, so that what else the machine does falls on all of them.
Prints medians from request to response, the slowest, the processor's time and the number of queries.
"""

import argparse
import os
import sys
import tempfile
from statistics import median
from time import perf_counter, process_time

import django
from home import PROJECT, production

FOLDER = tempfile.TemporaryDirectory()
sys.path.insert(0, str(PROJECT))
os.environ.update(production(FOLDER.name), DJANGO_SETTINGS_MODULE="summit.settings")
django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django_otp import DEVICE_ID_SESSION_KEY  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

from delegates.models import Delegate  # noqa: E402

HOST = "localhost"
ADMIN = "/admin/delegates"
PAGES = {
    "review queue": f"{ADMIN}/delegate/review/",
    "review queue, 50th page": f"{ADMIN}/delegate/review/?page=50",
    "review queue, press": f"{ADMIN}/delegate/review/?category=press",
    "review queue, second awaited": f"{ADMIN}/delegate/review/?second=on",
    "list of delegates": f"{ADMIN}/delegate/",
    "list, a part of a name": f"{ADMIN}/delegate/?q=bra",
    "one delegate": f"{ADMIN}/delegate/{{key}}/change/",
    "before accrediting 50": f"{ADMIN}/delegate/decide/?verdict=accredit&delegates={{fifty}}",
    "before accrediting 200": f"{ADMIN}/delegate/decide/?verdict=accredit&delegates={{all}}",
    "list of delegations": f"{ADMIN}/delegation/",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--delegates", type=int, default=20_000, help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=15, help="default: %(default)s")
    asked = parser.parse_args()
    made = make(asked.delegates)
    client, pages = accreditor(), addresses()
    times = {name: [] for name in pages}
    for _round in range(asked.rounds + 1):
        for name, path in pages.items():
            times[name].append(measured(client, path))
    print(f"{asked.delegates} delegates made in {made:.0f} s · {database()} · {asked.rounds} rounds")
    print(f"{'':32}{'median':>12}{'slowest':>12}{'processor':>12}{'queries':>9}")
    for name, path in pages.items():
        show(name, times[name][1:], queries(client, path))


def make(number):
    began = perf_counter()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    call_command("make_delegates", number)
    return perf_counter() - began


def accreditor():
    """The client of somebody who may decide and has proved a second factor."""
    user = User.objects.create(username="measured", is_staff=True)
    user.groups.set([Group.objects.get(name="Accreditation")])
    client = Client(SERVER_NAME=HOST)
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = TOTPDevice.objects.create(user=user, name="app").persistent_id
    session.save()
    return client


def addresses():
    waiting = list(Delegate.objects.to_review().values_list("number", flat=True)[:200])
    told = {
        "key": Delegate.objects.expected().order_by("number").first().pk,
        "fifty": ",".join(map(str, waiting[:50])),
        "all": ",".join(map(str, waiting)),
    }
    return {name: path.format(**told) for name, path in PAGES.items()}


def measured(client, path):
    wall, own = perf_counter(), process_time()
    response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return (perf_counter() - wall) * 1000, (process_time() - own) * 1000


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


def show(name, times, number):
    walls, own = zip(*times, strict=True)
    told = f"{median(walls):9.0f} ms{max(walls):9.0f} ms{median(own):9.0f} ms"
    print(f"{name:32}{told}{number:9}", flush=True)


def database():
    return f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"


if __name__ == "__main__":
    sys.exit(main())
