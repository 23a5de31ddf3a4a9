"""Long answers: a few at once in each process, so that whoever takes the whole register stops no page."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import chain
from threading import BoundedSemaphore
from typing import IO, Any
from wsgiref.util import FileWrapper

from commitments.export import workbook
from commitments.export.about import About
from commitments.export.records import Found, Record

AT_ONCE = 2  # of the four requests that a process takes at once as it is installed
SHEET = 10_000  # commitments in a workbook that somebody waits for, some ten seconds; more are in the package
PIECE = 64 * 1024  # bytes
_places = BoundedSemaphore(AT_ONCE)


class Full(Exception):
    """All places are taken; one is free again in some seconds."""


class TooMany(Exception):
    """More than a workbook can be made of while somebody waits."""


class Stream:
    """Pieces that hold a place until the answer is closed or forgotten, whether it was taken or not."""

    _open = False

    def __init__(self, make: Callable[[], Iterable[str | bytes]]) -> None:
        if not _places.acquire(blocking=False):
            raise Full
        try:
            self._pieces: Any = make()
        except BaseException:
            _places.release()
            raise
        self._open = True

    def __iter__(self) -> Iterator[str | bytes]:
        return iter(self._pieces)

    def close(self) -> None:
        if self._open:
            self._open = False
            self._pieces.close()
            _places.release()

    def __del__(self) -> None:
        self.close()


def as_workbook(found: Found, about: About) -> Iterable[bytes]:
    """Write the workbook whole, since its end is needed to read its beginning, and send it in pieces."""
    if len(found) > SHEET:
        raise TooMany
    with ExitStack() as unless_made:
        file = unless_made.enter_context(tempfile.TemporaryFile())
        make_workbook(file, chain.from_iterable(found.lots()), about)
        file.seek(0)
        unless_made.pop_all()
    return FileWrapper(file, PIECE)


def make_workbook(file: IO[bytes], records: Iterable[Record], about: About) -> None:
    with tempfile.TemporaryDirectory(prefix="register-") as folder:
        workbook.write(file, records, about, folder)
