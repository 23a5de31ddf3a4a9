"""Read the environment. A wrong value stops the start with one sentence that names its variable.

An empty value is the default: a line of .env that nobody filled in decides nothing.
"""

import os
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Read yes or no; raises ImproperlyConfigured for anything else."""
    value = text(name)
    if not value:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”; it takes 1 or 0 (also yes or no, true or false).")


def number(name: str, *, default: int, minimum: int = 0) -> int:
    """Read a whole number; raises ImproperlyConfigured for anything else or less than `minimum`."""
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < minimum:
        raise ImproperlyConfigured(f"{name} is “{value}”; it takes a whole number, {minimum} or more.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in (text(name) or default).split(",") if word.strip()]


def instant(name: str) -> datetime | None:
    """Read a date and time with its offset from UTC, ISO 8601; raises ImproperlyConfigured without one."""
    value = text(name)
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes a date and time with its offset, such as 2020-12-14T09:00+01:00."
        )
    return moment


def hosts(name: str, default: str) -> list[str]:
    """Read names of hosts; raises ImproperlyConfigured for an address with its scheme or path."""
    names = words(name, default)
    for host in names:
        if "/" in host:
            raise ImproperlyConfigured(f"{name} holds “{host}”; it takes hosts, such as summit.example.org.")
    return names


def origins(name: str) -> list[str]:
    """Read addresses with their scheme; raises ImproperlyConfigured for a bare name."""
    addresses = words(name)
    for address in addresses:
        if not address.startswith(("http://", "https://")):
            raise ImproperlyConfigured(
                f"{name} holds “{address}”; it takes addresses with their scheme, such as https://summit.example.org."
            )
    return addresses


def database(name: str, default: str) -> dict[str, Any]:
    """Read a database's address; raises ImproperlyConfigured for one that is neither PostgreSQL nor SQLite."""
    try:
        found = dj_database_url.parse(text(name) or default)
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError):
        found = {}
    if not found.get("NAME") or found["ENGINE"].rpartition(".")[2] not in ("postgresql", "sqlite3"):
        raise ImproperlyConfigured(
            f"{name} cannot be read; it takes an address such as postgres://user:password@host:5432/name."
        )
    return found


def mail(name: str) -> dict[str, Any]:
    """Read a mail server's address as Django's settings; raises ImproperlyConfigured for one that is none.

    `smtp://` speaks in the clear, `smtp+tls://` turns to TLS (port 587), `smtps://` is TLS from the start (465).
    """
    parts = urlsplit(text(name) or "smtp://localhost:25")
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    try:
        port = parts.port or ports[parts.scheme]
    except (KeyError, ValueError):
        parts = parts._replace(netloc="")
        port = 0
    if not parts.hostname:
        raise ImproperlyConfigured(
            f"{name} cannot be read; it takes an address such as smtp+tls://user:password@mail.example.org:587."
        )
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def sender(name: str, default: str) -> str:
    """Read who a mail comes from; raises ImproperlyConfigured without an address."""
    value = text(name) or default
    if "@" not in parseaddr(value)[1]:
        raise ImproperlyConfigured(
            f"{name} is “{value}”; it takes a name and an address, such as A <a@example.org>."
        )
    return value


def passed_on(**changed: str) -> dict[str, str]:
    """The environment of a process that is started from here, some of it changed."""
    return os.environ | changed


def folder(name: str, default: Path) -> Path:
    """Read a folder's address and make the folder; raises ImproperlyConfigured where none can be."""
    path = Path(text(name) or default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is “{path}”; no folder can be made there.") from error
    return path


def file(name: str, default: Path) -> Path:
    """Read a file's address, there or not; raises ImproperlyConfigured for a folder's."""
    path = Path(text(name) or default)
    if path.is_dir():
        raise ImproperlyConfigured(f"{name} is “{path}”, which is a folder; it takes a file.")
    return path
