"""Refusing circles: nothing is part of itself, not even through others."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def leads_back(start: Thing, first: Thing, beyond: Callable[[set[Thing]], Iterable[Thing]]) -> bool:
    """Tell whether `start` is reached from `first`; `beyond` returns what any of these things are part of."""
    seen: set[Thing] = set()
    waiting = {first}
    while waiting:
        if start in waiting:
            return True
        seen |= waiting
        waiting = set(beyond(waiting)) - seen
    return False
