"""Delegates, as staff review, correct and welcome them, and the mail and the log about them."""

from delegates.admin import arrival, circular, delegate, delegation, message, needs, trace

__all__ = ["arrival", "circular", "delegate", "delegation", "message", "needs", "trace"]
