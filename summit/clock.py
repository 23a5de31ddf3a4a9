"""The one place that knows what time it is for a decision people see.

It drives the summit's state (before, during, after; registration open; now and next), never which facts are
published. Sign-in and audit use real time.
"""

import json
import os
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import get_ident

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the moment to act by, aware, in UTC: the real one, or the one played since SUMMIT_CLOCK."""
    if settings.SUMMIT_CLOCK is None:
        return timezone.now()
    started = _started(settings.SUMMIT_CLOCK, _file())  # first, so that nothing plays before the start
    return settings.SUMMIT_CLOCK.astimezone(UTC) + (timezone.now() - started)


def real_now() -> datetime:
    """Return the real moment, for what is kept as a trace: releases, sign-in, audit."""
    return timezone.now()


def restart() -> None:
    """Play from the start of SUMMIT_CLOCK again."""
    _file().unlink(missing_ok=True)
    _started.cache_clear()


def _file() -> Path:
    return Path(settings.VAR_DIR) / "clock.json"


@lru_cache(maxsize=8)
def _started(played: datetime, file: Path) -> datetime:
    """Return the real moment at which `played` began, written once so that all processes share it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    real = timezone.now()
    mine = file.with_name(f"{file.name}.{os.getpid()}.{get_ident()}")
    mine.write_text(json.dumps({"played": played.isoformat(), "real": real.isoformat()}))
    try:
        os.link(mine, file)  # whole or not at all, and only for the first process
    except FileExistsError:
        kept = json.loads(file.read_text())
        if kept["played"] == played.isoformat():
            return datetime.fromisoformat(kept["real"])
        mine.replace(file)
    finally:
        mine.unlink(missing_ok=True)
    return real
