"""`make run`: one process that builds, fills and serves, and tells the truth about its staff account."""

import os
import re
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from summit.management.commands.demo import free_port, staff_account

PROJECT = Path(__file__).resolve().parents[2]
User = get_user_model()


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "staff-account.txt"


@pytest.fixture
def made(db, file):
    """An account made at a first start, and its password."""
    staff_account(file, is_new=True)
    return User.objects.get(username="staff"), file.read_text().strip()


def test_the_first_start_makes_an_account_that_its_file_opens(db, file):
    said = staff_account(file, is_new=True)

    password = file.read_text().strip()
    user = User.objects.get()
    assert said == f"name: staff, password: {password} (kept in {file})."
    assert re.fullmatch(r"[0-9a-f]{16}", password)
    assert user.check_password(password)
    assert user.is_superuser


def test_only_the_owner_reads_the_password(made, file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_start_says_the_same_account(made, file):
    said = staff_account(file, is_new=False)

    assert said == f"name: staff, password: {made[1]} (kept in {file})."
    assert User.objects.count() == 1


def test_a_password_that_staff_changed_is_not_told_any_more(made, file):
    user, password = made
    user.set_password("a better one")
    user.save()

    said = staff_account(file, is_new=False)

    assert said.startswith(
        f"{file} does not hold what opens the account “staff” (it was changed, or made elsewhere);"
    )
    assert password not in said


def test_an_account_that_staff_closed_is_not_told_any_more(made, file):
    user, password = made
    user.is_active = False
    user.save()

    assert password not in staff_account(file, is_new=False)


def test_an_account_that_staff_deleted_is_not_made_again(made, file):
    made[0].delete()

    said = staff_account(file, is_new=False)

    assert said == f"the account “staff” was deleted; remove {file} and start again for a new one."
    assert not User.objects.exists()


def test_an_account_whose_file_is_gone_is_left_alone(made, file):
    user, password = made
    file.unlink()

    said = staff_account(file, is_new=False)

    assert said.startswith(f"{file} does not hold what opens the account “staff”")
    user.refresh_from_db()
    assert user.check_password(password)


def test_another_database_has_the_same_account(made, file):
    made[0].delete()

    said = staff_account(file, is_new=True)

    assert said == f"name: staff, password: {made[1]} (kept in {file})."


@pytest.mark.parametrize("port", ["abc", "", "-1", "0", "65536", "80.5", "٨٠٠٠"])
def test_a_port_that_is_no_port_is_refused_in_one_sentence(port):
    with pytest.raises(CommandError) as refusal:
        free_port(port)

    assert str(refusal.value) == f"PORT is “{port}”; it takes a number from 1 to 65535."


def test_a_port_in_use_is_refused_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError) as refusal:
            free_port(str(port))

    assert str(refusal.value) == f"Port {port} is in use; choose another, such as PORT=8123."


def test_it_runs_for_developers_only(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError) as refusal:
        call_command("demo")

    assert str(refusal.value) == "A demonstration keeps a password in a file, so it runs with DEBUG=1 only."


def test_a_database_that_does_not_answer_is_said_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    with started(tmp_path, DATABASE_URL=f"postgres://nobody@127.0.0.1:{port}/none") as demo:
        said = demo.stderr.read().strip()

    assert said.startswith("CommandError: The database does not answer, and nothing was changed: ")
    assert "\n" not in said


def test_the_printed_account_opens_the_admin_at_the_printed_address(tmp_path):
    browser = build_opener(HTTPCookieProcessor())
    with started(tmp_path) as demo:
        home, admin, password = greeting(demo)
        page = browser.open(home).read().decode()
        signed_in = sign_in(browser, admin, password)

    assert "14 décembre 2020" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert signed_in.url == admin
    assert stat.S_IMODE((tmp_path / "badge-key.pem").stat().st_mode) == 0o600


def greeting(demo):
    """Return the two addresses and the password that a start prints once it listens."""
    said = ""
    for line in demo.stdout:
        said += line
        if found := re.search(r"at (\S+) \(Ctrl-C.*\n.* at (\S+) — name: staff, password: (\w+) \(kept", said):
            return found.groups()
    raise AssertionError(f"It stopped: {said}{demo.stderr.read()}")


def sign_in(browser, admin, password):
    form = browser.open(admin).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    fields = {"csrfmiddlewaretoken": token, "username": "staff", "password": password, "next": "/admin/"}
    return browser.open(f"{admin}login/", urlencode(fields).encode())


@contextmanager
def started(folder, **variables):
    """A demonstration in a folder of its own, on a port that was free; stopped at the end."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    chosen = {"DEBUG": "1", "SUMMIT_CLOCK": "2020-12-14T09:00+01:00", "VAR_DIR": str(folder)}
    demo = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"]} | chosen | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield demo
    finally:
        demo.terminate()
        demo.communicate()
