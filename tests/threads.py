"""Several things at once: each in a thread with a connection of its own, all let go at one moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(*calls):
    """Return what each call returned, or the exception it raised."""
    barrier = Barrier(len(calls), timeout=30)

    def begin(call):
        try:
            barrier.wait()
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))
