"""What staff change of the event itself, and who the staff are."""

from summit.admin import accounts, event

__all__ = ["accounts", "event"]
