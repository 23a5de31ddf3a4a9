"""Time zones: the event's own, and moments told in it."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def known() -> frozenset[str]:
    """Every time zone's name; six hundred files are looked at, hence once."""
    return frozenset(available_timezones())


def validate_zone(value: str) -> None:
    if value not in known():
        raise ValidationError(
            _("“%(value)s” is not a time zone; write it as Europe/Paris."),
            params={"value": value},
            code="zone",
        )


def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
