"""Addresses that calendar programs follow, to be clicked and to be photographed."""

from django import template

from programme import codes

register = template.Library()


@register.simple_tag
def webcal(origin: str, path: str) -> str:
    return codes.webcal(origin, path)


@register.filter
def picture(path: str) -> str:
    """The address of the QR code that stands beside a calendar."""
    return f"{path.removesuffix(codes.CALENDAR)}{codes.PICTURE}"
