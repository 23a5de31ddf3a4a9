"""The API with all that can be asked of it: each module adds its own."""

from summit.api import frameworks, holders, programme, register, totals  # noqa: F401
from summit.api.portal import api

__all__ = ["api"]
