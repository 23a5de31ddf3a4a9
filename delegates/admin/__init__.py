"""Delegates, as staff review, correct and welcome them."""

from delegates.admin import message, trace

__all__ = ["message", "trace"]
