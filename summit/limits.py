"""How often something may be tried or asked: counted under a keyed hash of who does.

QUESTIONS = Limit("questions", most=10, window=3600)
if not QUESTIONS.hit(client_address(request)):
    …refuse…
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from math import ceil
from threading import Lock
from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts per key in any `window` seconds, counted in the shared cache.

    Each attempt takes a numbered place that frees itself: adding a key is the one thing all caches do
    atomically, so that a hundred attempts at once get no more than `most` places.
    """

    scope: str
    most: int
    window: int

    def hit(self, key: str) -> bool:
        """Count an attempt; when no place is left, return False and count nothing."""
        places = self._places(key)
        taken = cache.get_many(places)
        return any(cache.add(place, 1, self.window) for place in places if place not in taken)

    def take_back(self, key: str) -> None:
        """Uncount one attempt, which turned out to be harmless."""
        taken = cache.get_many(self._places(key))
        if taken:
            cache.delete(max(taken))

    def forget(self, key: str) -> None:
        cache.delete_many(self._places(key))

    def _places(self, key: str) -> list[str]:
        hidden = _hidden(self.scope, key)
        return [f"limit:{self.scope}:{hidden}:{place}" for place in range(self.most)]


@dataclass(frozen=True)
class Left:
    """What is left of a limit: of `most` in a window, `remaining`, until it starts again in `reset` seconds."""

    most: int
    remaining: int
    reset: int
    allowed: bool


class Pace:
    """At most so many requests per key in each `window` of seconds, counted in the memory of this process.

    For what is asked hundreds of times a minute, where a place in the shared cache (Limit) costs more than the
    answer itself. Each process counts for itself, so that several together let through as many times more. Every
    key is forgotten when its window ends; beyond KEYS of them in one window the others count as one.
    """

    KEYS = 50_000

    def __init__(self, scope: str, *, window: int, clock: Callable[[], float] = monotonic) -> None:
        self.scope, self.window, self._clock = scope, window, clock
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self._counts: dict[str, int] = {}
        self._ends = 0.0

    def take(self, key: str, *, most: int) -> Left:
        """Count a request, also one that is refused, and say what is left."""
        hidden = _hidden(self.scope, key)
        with self._lock:
            now = self._clock()
            if now >= self._ends:
                self._counts, self._ends = {}, now + self.window
            if hidden not in self._counts and len(self._counts) >= self.KEYS:
                hidden = ""
            self._counts[hidden] = count = self._counts.get(hidden, 0) + 1
            reset = ceil(self._ends - now)
        return Left(most, max(most - count, 0), reset, count <= most)


def _hidden(scope: str, key: str) -> str:
    return salted_hmac(f"summit.limits.{scope}", key, algorithm="sha256").hexdigest()


def client_address(request: HttpRequest) -> str:
    """Return the address that asks: the one seen by the outermost of our TRUSTED_PROXIES proxies.

    What stands further left in X-Forwarded-For was written by the client and proves nothing. An IPv6 address
    counts as its /64 network, which one subscriber holds whole.
    """
    address = request.META.get("REMOTE_ADDR", "")
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").replace(" ", "").split(",")
    if 0 < settings.TRUSTED_PROXIES <= len(seen):
        address = seen[-settings.TRUSTED_PROXIES] or address
    return _network(address)


def _network(address: str) -> str:
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return address  # a socket without addresses, or a proxy's own word: still the same for the same asker
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((int(parsed), 64), strict=False))
