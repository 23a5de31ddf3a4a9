"""What staff change of the event itself, and who the staff are."""

from summit.admin import accounts, content

__all__ = ["accounts", "content"]
