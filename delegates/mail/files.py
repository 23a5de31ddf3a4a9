"""Mail that a demonstration wrote into files, in the place of sending it: erased with whom it was written to."""

from collections.abc import Iterable
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from delegates.models import Delegate

BETWEEN = b"-" * 79 + b"\n"  # what Django's file backend writes after each message


def forget_after_commit(delegates: Iterable[Delegate]) -> None:
    """Remove, once the erasure stands, each message that names one of these people or their address."""
    marks = {mark for one in delegates for mark in (one.email, one.full_name, one.badge_name) if mark}
    if marks:
        transaction.on_commit(partial(_forget, marks))


def forget_all_after_commit() -> None:
    transaction.on_commit(lambda: [file.unlink(missing_ok=True) for file in _files()])


def _forget(marks: set[str]) -> None:
    """Two people's messages may stand in one file: Django names it after the second and a place in memory."""
    for file in _files():
        written = [one for one in file.read_bytes().split(BETWEEN) if one.strip()]
        kept = [one for one in written if not any(mark in _text(one) for mark in marks)]
        if not kept:
            file.unlink(missing_ok=True)
        elif len(kept) < len(written):
            file.write_bytes(b"".join(one + BETWEEN for one in kept))


def _files() -> list[Path]:
    """The files of Django's own backend; none where mail is sent."""
    writes_files = settings.EMAIL_BACKEND.endswith(".filebased.EmailBackend")
    return sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log")) if writes_files else []


def _text(raw: bytes) -> str:
    """Everything a message says, its encoded headers and parts too."""
    mail = message_from_bytes(raw, policy=policy.default)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    said = [raw.decode(errors="replace"), *(str(value) for value in mail.values())]
    said += [(part.get_payload(decode=True) or b"").decode(errors="replace") for part in parts]
    return "\n".join(said)
