"""The door with 20 000 delegates: how its list is fetched, how long a badge takes on a device without a network.

Makes invented delegates on an empty database (DATABASE_URL, else a SQLite file of its own), starts the server that
production runs, and measures over loopback the list (whole, compressed, unchanged) and what a door asks every few
seconds; then, in Chromium with its network cut, the time from the end of typing to the answer on the page, for a
thousand badges one after the other as people come: nine in ten are genuine, the others forged or of nobody. The
browser itself checks the signatures.
"""

import argparse
import gzip
import http.client
import json
import shutil
import subprocess
import sys
import tempfile
import time
from statistics import median, quantiles

from home import PROJECT, processor, production, serving
from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
# A member of staff whose second factor is proved, and badges; prints the session and the codes.
PREPARE = """
import json, sys
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from delegates import badges
from delegates.models import Delegate
user = get_user_model().objects.create_superuser("door")
device = TOTPDevice.objects.create(user=user, name="app")
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[DEVICE_ID_SESSION_KEY] = device.persistent_id
session.save()
some = Delegate.objects.order_by("number")[: CHECKS * 3 : 3]
print(json.dumps([session.session_key, [badges.code_of(one) for one in some]]))
"""
MEASURE = """async (codes) => {
  const field = document.querySelector("#code");
  const form = document.querySelector("[data-form=check]");
  const answer = document.querySelector("[data-answer]");
  const times = [], kinds = {};
  for (const code of codes) {
    answer.dataset.kind = "";
    const began = performance.now();
    const told = new Promise((resolve) => {
      const seen = new MutationObserver(() => { if (answer.dataset.kind) { seen.disconnect(); resolve(); } });
      seen.observe(answer, { subtree: true, childList: true, attributes: true });
    });
    field.value = code;
    form.requestSubmit();
    await told;
    times.push(performance.now() - began);
    kinds[answer.dataset.kind] = (kinds[answer.dataset.kind] ?? 0) + 1;
    await new Promise((resolve) => { setTimeout(resolve, 300); });
  }
  return { times, kinds };
}"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--delegates", type=int, default=20_000, help="default: %(default)s")
    parser.add_argument("--checks", type=int, default=1_000, help="badges in Chromium; default: %(default)s")
    parser.add_argument("--state", default="accredited", help="of all delegates; default: %(default)s")
    parser.add_argument("--rounds", type=int, default=7, help="of the list; default: %(default)s")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = production(folder)
        made = f"make_delegates {asked.delegates} --state {asked.state}"
        for command in ("migrate", "createcachetable", made, "make_badge_key", "collectstatic --noinput"):
            manage(environment, *command.split())
        said = manage(environment, "shell", "-v", "0", "-c", PREPARE.replace("CHECKS", str(asked.checks)))
        session, codes = json.loads(said.strip().splitlines()[-1])
        with serving("granian", environment) as (process, port):
            measure_list(process, port, session, asked.rounds)
            measure_checks(port, session, codes)


def manage(environment, *command):
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


def measure_list(process, port, session, rounds):
    headers = {"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    whole, unchanged, work = [], [], []
    for _round in range(rounds):
        before = processor(process.pid)
        took, response, body = ask(connection, "GET", "/staff/door/list.json", headers)
        whole.append(took)
        work.append(processor(process.pid) - before)
        known = {**headers, "If-None-Match": response.headers["ETag"]}
        unchanged.append(ask(connection, "GET", "/staff/door/list.json", known)[0])
    plain = gzip.decompress(body)
    rows = len(json.loads(plain)["rows"])
    print(f"list of {rows}: {len(plain) / 1e6:.2f} MB, {len(body) / 1e6:.2f} MB compressed")
    print(f"list: median {median(whole):.0f} ms, slowest {max(whole):.0f} ms,", end=" ")
    print(f"{median(work):.0f} ms of processor; unchanged {median(unchanged):.0f} ms")


def ask(connection, method, path, headers):
    began = time.perf_counter()
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status not in (200, 304):
        sys.exit(f"{path} answered {response.status}; nothing was measured.")
    return (time.perf_counter() - began) * 1000, response, body


def measure_checks(port, session, codes):
    wrong = [code[:-9] + "AAAAAAAAA" if place % 20 else "999999999" for place, code in enumerate(codes)]
    mixed = [wrong[place] if place % 10 == 0 else code for place, code in enumerate(codes)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        context = browser.new_context(base_url=f"http://localhost:{port}", locale="en-GB")
        context.add_cookies([{"name": "sessionid", "value": session, "url": f"http://localhost:{port}"}])
        page = context.new_page()
        page.goto("/staff/door/")
        page.fill("#door", "North")
        page.locator("[data-form=name] button").click()
        began = time.perf_counter()
        page.locator("[data-kept]", has_text="List updated").wait_for()
        page.wait_for_function("navigator.serviceWorker.ready.then((one) => one.active.state === 'activated')")
        print(f"list in Chromium, kept: within {time.perf_counter() - began:.1f} s of naming the door")
        asks = "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('sync.json'))"
        page.wait_for_timeout(16_000)
        polls = page.evaluate(f"{asks}.map((one) => one.duration)")
        print(f"what a door asks each 5 s: median {median(polls):.0f} ms of {len(polls)}")
        context.set_offline(True)
        page.locator("[data-state=offline]").wait_for()
        began = time.perf_counter()
        page.reload()
        page.locator("[data-kept]", has_text="List updated").wait_for()
        print(f"opened again without a network: {time.perf_counter() - began:.1f} s")
        told = page.evaluate(MEASURE, mixed)
        print(f"Chromium {browser.version}: {told['kinds']}")
        browser.close()
    times = told["times"]
    print(f"check: median {median(times):.1f} ms, 99th percentile {quantiles(times, n=100)[98]:.1f} ms,", end=" ")
    print(f"slowest {max(times):.1f} ms, of {len(times)}")


if __name__ == "__main__":
    main()
