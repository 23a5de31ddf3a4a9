"""The whole register as one dated file: all formats, their dictionary, the licences and the checksums.

A package is made from the register at one revision and never changes: made twice, it is the same to the byte. A
small register is packed when it is first asked for after a publication; a large one by `manage.py make_package`,
and until that has run the one before is given, with its date.
"""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings

from commitments.export import contents
from commitments.export.about import About
from commitments.models import Commitment
from summit.edition import edition

SMALL = 1000  # commitments; a register up to this size is packed while a reader waits, a second or two
KEPT = 24  # packages, the last of each day; older ones are removed
BEGAN = datetime(1980, 1, 1, tzinfo=UTC)  # the first moment a zip can hold


@dataclass(frozen=True)
class Package:
    """One that is there whole; `told` is what stands beside it: size in bytes, checksum, files, date."""

    folder: Path
    told: dict[str, Any]

    @property
    def name(self) -> str:
        return self.told["name"]

    @property
    def path(self) -> Path:
        return self.folder / f"{self.name}.zip"

    @property
    def changed(self) -> datetime | None:
        """When the register last changed before it was made."""
        return datetime.fromisoformat(self.told["changed"]) if self.told["changed"] else None

    def holds(self, about: About) -> bool:
        """Whether it is the register as it now is, written by this code."""
        return self.told["stamp"] == _stamp(about)

    def file(self, name: str) -> dict[str, Any] | None:
        return next((one for one in self.told["files"] if one["name"] == name), None)

    def open(self, name: str) -> IO[bytes]:
        return ZipFile(self.path).open(name)


def packages() -> list[Package]:
    """All packages that are kept, the newest first."""
    found = [Package(path.parent, json.loads(path.read_text())) for path in _folder().glob("register-*.json")]
    return sorted((one for one in found if one.path.exists()), key=lambda one: -one.told["revision"])


def latest(about: About) -> Package | None:
    """The newest package, made now when the register is small and has changed; None while there is none."""
    newest = next(iter(packages()), None)
    if newest and newest.holds(about):
        return newest
    if Commitment.objects.published()[: SMALL + 1].count() > SMALL:
        return newest
    return make(about) or newest


def make(about: About) -> Package | None:
    """Pack the register unless it is packed as it is; None when another process is just packing it."""
    with _alone() as alone:
        if not alone:
            return None
        newest = next(iter(packages()), None)
        if newest and newest.holds(about):
            return newest
        made = _make(about)
        _forget()
        return made


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "register"


def _stamp(about: About) -> str:
    return f"{about.revision}.{edition('commitments', 'summit')}"


@contextmanager
def _alone() -> Iterator[bool]:
    """Keep other processes from packing at the same time, without waiting for one that does."""
    _folder().mkdir(parents=True, exist_ok=True)
    with (_folder() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _make(about: About) -> Package:
    name = "-".join(part for part in ("register", about.day, f"r{about.revision}") if part)
    work = Path(tempfile.mkdtemp(prefix=".making-", dir=_folder()))
    try:
        files = contents.write(work, about, name=name)
        _pack(work, work / "package", files, about.changed or BEGAN)
        told = {
            "name": name,
            "stamp": _stamp(about),
            "origin": about.origin,
            "revision": about.revision,
            "changed": about.changed.isoformat() if about.changed else "",
            "size": (work / "package").stat().st_size,
            "sha256": contents.checksum(work / "package"),
            "files": files,
        }
        (work / "told").write_text(json.dumps(told))
        made = Package(_folder(), told)
        # It is there once what is told of it is.
        (work / "package").replace(made.path)
        (work / "told").replace(made.path.with_suffix(".json"))
    finally:
        shutil.rmtree(work)
    return made


def _pack(folder: Path, file: Path, files: list[dict[str, Any]], moment: datetime) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for one in files:
            info = ZipInfo(one["name"], moment.astimezone(UTC).timetuple()[:6])
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            info.file_size = one["size"]
            with (folder / one["name"]).open("rb") as source, packed.open(info, "w") as target:
                shutil.copyfileobj(source, target, 1024 * 1024)


def _forget() -> None:
    """Keep the last package of each day, and no more than `KEPT`."""
    by_day: dict[str, Package] = {}
    for one in packages():
        by_day.setdefault(one.told["changed"][:10], one)
    kept = {one.name for one in list(by_day.values())[:KEPT]}
    for one in packages():
        if one.name not in kept:
            for path in (one.path.with_suffix(".json"), one.path):
                with suppress(FileNotFoundError):
                    path.unlink()
