"""Mail that a demonstration wrote into files, in the place of sending it: erased with whom it was written to."""

from collections.abc import Iterable
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from delegates.models import Delegate


def forget_after_commit(delegates: Iterable[Delegate]) -> None:
    """Remove, once the erasure stands, each file that names one of these people or their address."""
    marks = {mark for one in delegates for mark in (one.email, one.full_name, one.badge_name) if mark}
    if marks:
        transaction.on_commit(partial(_forget, marks))


def forget_all_after_commit() -> None:
    transaction.on_commit(lambda: [file.unlink(missing_ok=True) for file in _files()])


def _forget(marks: set[str]) -> None:
    for file in _files():
        text = _text(file)
        if any(mark in text for mark in marks):
            file.unlink(missing_ok=True)


def _files() -> list[Path]:
    """The files of Django's own backend; none where mail is sent."""
    writes_files = settings.EMAIL_BACKEND.endswith(".filebased.EmailBackend")
    return sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log")) if writes_files else []


def _text(file: Path) -> str:
    """Everything a file says, its encoded headers and parts too."""
    raw = file.read_bytes()
    said = [raw.decode(errors="replace")]
    for one in raw.split(b"-" * 79 + b"\n"):
        mail = message_from_bytes(one, policy=policy.default)
        said += [str(value) for value in mail.values()]
        parts = [part for part in mail.walk() if not part.is_multipart()]
        said += [(part.get_payload(decode=True) or b"").decode(errors="replace") for part in parts]
    return "\n".join(said)
