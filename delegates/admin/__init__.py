"""Delegates, as staff review, correct and welcome them."""

from delegates.admin import circular, message, trace

__all__ = ["circular", "message", "trace"]
