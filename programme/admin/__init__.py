"""The programme, as staff change it and publish it."""

from programme.admin import people, release, session

__all__ = ["people", "release", "session"]
