"""Delegates, as staff review, correct and welcome them, and the mail and the log about them."""

from delegates.admin import circular, delegate, delegation, message, needs, trace

__all__ = ["circular", "delegate", "delegation", "message", "needs", "trace"]
