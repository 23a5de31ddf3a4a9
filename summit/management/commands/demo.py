"""What `make run` does: the whole summit on one machine, for anyone who wants to see it."""

import secrets
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import runserver
from django.db import OperationalError, connection
from django.utils import translation

from summit import clock, env
from summit.models import Event

HOST = "127.0.0.1"
STAFF = "staff"


class Server(runserver.Command):
    """Django's server for developers, with our greeting once it listens."""

    greeting = ""

    def on_bind(self, server_port: int) -> None:
        self.stdout.write(self.greeting)
        self.stdout.flush()


class Command(BaseCommand):
    help = "Bring the database up to date, load the summit, make a staff account and start a server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000", help="default: %(default)s")

    def handle(self, *_args: Any, port: str, **_options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("A demonstration keeps a password in a file, so it runs with DEBUG=1 only.")
        number = free_port(port)
        is_new = self.build()
        clock.restart()
        account = staff_account(Path(settings.VAR_DIR) / "staff-account.txt", is_new=is_new)
        settings.SITE_ORIGIN = f"http://{HOST}:{number}"  # where links in previews of mail lead
        server = Server()
        server.greeting = (
            f"\nThe summit stands at http://{HOST}:{number}/ (Ctrl-C stops it)."
            f"\nStaff sign in at http://{HOST}:{number}/admin/ — {account}"
            f"\nMail is not sent: read it at http://{HOST}:{number}/dev/mail/\n"
        )
        with worker(number):
            call_command(server, f"{HOST}:{number}", use_reloader=False, skip_checks=True)

    def build(self) -> bool:
        """Bring the database up to date and say whether it was empty."""
        try:
            connection.ensure_connection()
        except OperationalError as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"The database does not answer, and nothing was changed: {reason}") from error
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        is_new = not Event.objects.exists()
        with translation.override("en"):  # as the rest of what a terminal shows here
            call_command("load_summit", stdout=self.stdout)
        if not settings.BADGE_KEY_FILE.exists():
            call_command("make_badge_key", verbosity=0, stdout=StringIO())
        return is_new


@contextmanager
def worker(port: int) -> Iterator[None]:
    """Let the process that sends mail run beside the server and end with it; its links lead to this port."""
    command = [sys.executable, "manage.py", "send_mail", "--with-parent"]
    environment = env.passed_on(SITE_ORIGIN=f"http://{HOST}:{port}")
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that what follows is done then too
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def free_port(port: str) -> int:
    """Read a port's number; raises CommandError where no server could listen on it."""
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        raise CommandError(f"PORT is “{port}”; it takes a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        try:
            probe.bind((HOST, int(port)))
        except PermissionError as error:
            raise CommandError(
                f"Port {port} is kept for the system's administrator; choose another, such as PORT=8123."
            ) from error
        except OSError as error:
            raise CommandError(f"Port {port} is in use; choose another, such as PORT=8123.") from error
    return int(port)


def staff_account(file: Path, *, is_new: bool) -> str:
    """Say how staff sign in, with an account made once whose password is in `file`; what staff changed stands."""
    user = get_user_model().objects.filter(username=STAFF).first()
    password = file.read_text().strip() if file.exists() else ""
    if user is None and password and not is_new:
        return f"the account “{STAFF}” was deleted; remove {file} and start again for a new one."
    if user is None:
        password = password or keep(file, secrets.token_hex(8))
        user = get_user_model().objects.create_superuser(STAFF, password=password)
    if password and user.is_active and user.is_staff and user.check_password(password):
        return f"name: {STAFF}, password: {password} (kept in {file})."
    return (
        f"{file} does not hold what opens the account “{STAFF}” (it was changed, or made elsewhere);"
        f" “DEBUG=1 .venv/bin/python manage.py changepassword {STAFF}” sets another password."
    )


def keep(file: Path, password: str) -> str:
    """Write the password where its owner alone reads it."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(f"{password}\n")
    return password
