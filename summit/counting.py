"""The shared cache limits count in: a key is added by one statement, which either database does atomically."""

import base64
import pickle
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

from summit.clock import real_now


class CountingCache(DatabaseCache):
    """Django's own asks how many rows there are, then for the key, and writes it behind a savepoint.

    One addition in so many is left to it, which removes what has expired where the table is full.
    """

    SWEEP = 100
    _added = count()  # by all threads of this process

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        ends = self.get_backend_timeout(timeout)
        if ends is None or next(self._added) % self.SWEEP == 0:
            return super().add(key, value, timeout, version)
        connection = connections[router.db_for_write(self.cache_model_class)]
        moments = (datetime.fromtimestamp(ends, tz=UTC), real_now())
        until, now = (connection.ops.adapt_datetimefield_value(one.replace(microsecond=0)) for one in moments)
        kept = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        table = connection.ops.quote_name(self._table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} AS kept (cache_key, value, expires) VALUES (%s, %s, %s) "
                "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires "
                "WHERE kept.expires < %s",
                [self.make_and_validate_key(key, version=version), kept, until, now],
            )
            return cursor.rowcount == 1
