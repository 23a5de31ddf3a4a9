"""A small invented summit that tests copy, change and load."""

import shutil
from pathlib import Path

SMALL = Path(__file__).parent / "small-summit"
ENTRIES = 16


def copy(to: Path) -> Path:
    return Path(shutil.copytree(SMALL, to / "summit"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file; a test that changes nothing would prove nothing."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
