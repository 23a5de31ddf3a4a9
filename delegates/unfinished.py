"""Where a file of delegates lies while it is made; what a killed process left of one goes within a day."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from summit.clock import real_now

HOUR = 3600  # seconds; no file takes so long to make


def being_made() -> TemporaryDirectory[str]:
    """Return a folder that only this process reads, removed at the end of its `with`."""
    forget_what_was_left()
    _folder().mkdir(parents=True, exist_ok=True)
    return TemporaryDirectory(dir=_folder())


def forget_what_was_left() -> None:
    """Remove what a process that was killed could not."""
    before = real_now().timestamp() - HOUR
    for left in _folder().glob("*"):
        if left.stat().st_mtime < before:
            shutil.rmtree(left, ignore_errors=True)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "exports"
