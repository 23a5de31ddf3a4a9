"""Read the environment. A wrong value stops the start with one sentence that names its variable."""

import os
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Read yes or no; raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
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
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


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


def folder(name: str, default: Path) -> Path:
    """Read a folder's address; raises ImproperlyConfigured where a file stands in its place."""
    path = Path(text(name) or default)
    if path.exists() and not path.is_dir():
        raise ImproperlyConfigured(f"{name} is “{path}”; that is a file, and a folder is needed.")
    return path
