"""Who was erased on their own word, by number, in a file beside the database: a restored backup forgets it.

Each line of VAR_DIR/erasure/asked.txt is a moment and a number. The daily command erases again whoever a backup
has brought back. A number that a restored database gave to somebody new is left alone, since they registered after
that moment.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.dateparse import parse_datetime

from delegates.models import Delegate
from summit.clock import real_now


def note_after_commit(delegate: Delegate) -> None:
    transaction.on_commit(partial(_note, f"{real_now().isoformat()} {delegate.number}\n"))


def back() -> Iterator[Delegate]:
    """Those who were erased on their word and are there again."""
    for moment, number in _noted():
        yield from Delegate.objects.filter(number=number, created_at__lt=moment, erased_at=None)


def folder() -> Path:
    """Where the erasure keeps what it tells: reports, and these numbers."""
    found = Path(settings.VAR_DIR) / "erasure"
    found.mkdir(exist_ok=True)
    return found


def _note(line: str) -> None:
    with (folder() / "asked.txt").open("a") as file:
        file.write(line)


def _noted() -> Iterator[tuple[datetime, int]]:
    file = folder() / "asked.txt"
    for line in file.read_text().splitlines() if file.exists() else []:
        moment, _space, number = line.partition(" ")
        yield parse_datetime(moment), int(number)
