"""How a value stands in a cell of a CSV, so that a spreadsheet shows it and never runs it."""

import re
from collections.abc import Iterable
from typing import Any

RUNS = frozenset("=+-@\t\r\n＝＋－＠'")  # what a cell begins with when a spreadsheet may take it for a formula
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
BETWEEN = "|"


def cell(value: Any) -> str:
    if isinstance(value, str):
        return defused(value)
    if value is None:
        return ""
    return defused(joined(value) if isinstance(value, list) else str(value))


def defused(text: str) -> str:
    """Begin with an apostrophe what would begin a formula; who reads it back takes one off again.

    A text that already has apostrophes before such a sign gets one more, so that nothing is lost. A number stays.
    """
    if text[:1] in RUNS and FORMULA.match(text) and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def joined(values: Iterable[str | None]) -> str:
    r"""Join by bars; within a value a bar is written \| and a backslash \\, and an unknown one is empty."""
    plain = [value or "" for value in values]
    text = BETWEEN.join(plain)
    if "\\" not in text and text.count(BETWEEN) < max(len(plain), 1):
        return text
    return BETWEEN.join(value.replace("\\", "\\\\").replace(BETWEEN, "\\" + BETWEEN) for value in plain)
