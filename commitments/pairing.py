"""Which part of one document is which part of another: parts have no name of their own there."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any

Part = Mapping[str, Any]
Key = Callable[[Part], Hashable]
Pair = tuple[Part | None, Part | None]


def paired(before: Iterable[Part], after: Iterable[Part], *keys: Key) -> Iterator[Pair]:
    """Give each part with what became of it, in the order of `after`, then what is gone.

    Two are the same when they are equal; what is left, when the first key says so, then the next. A key that is
    empty tells nothing.
    """
    old, new = list(before), list(after)
    left = dict(enumerate(old))
    found: dict[int, Part] = {}
    for same in (_equal, *(_by(key) for key in keys)):
        for place, part in enumerate(new):
            if place in found:
                continue
            match = next((number for number, one in left.items() if same(one, part)), None)
            if match is not None:
                found[place] = left.pop(match)
    yield from ((found.get(place), part) for place, part in enumerate(new))
    yield from ((part, None) for part in left.values())


def _equal(one: Part, other: Part) -> bool:
    return one == other


def _by(key: Key) -> Callable[[Part, Part], bool]:
    def same(one: Part, other: Part) -> bool:
        return bool(key(one)) and key(one) == key(other)

    return same
