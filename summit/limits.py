"""How often something may be tried: counted in the shared cache, under a keyed hash of who tries.

QUESTIONS = Limit("questions", most=10, window=3600)
if not QUESTIONS.hit(client_address(request)):
    …refuse…
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts per key in any `window` seconds.

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
        hidden = salted_hmac(f"summit.limits.{self.scope}", key, algorithm="sha256").hexdigest()
        return [f"limit:{self.scope}:{hidden}:{place}" for place in range(self.most)]


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
