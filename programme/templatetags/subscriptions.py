"""Addresses that calendar programs follow, to be clicked and to be photographed."""

import segno
from django import template

register = template.Library()


@register.simple_tag
def webcal(origin: str, path: str) -> str:
    """The address that opens a calendar program, which then follows it."""
    return f"webcal://{origin.partition('://')[2]}{path}"


@register.simple_tag
def qr_code(address: str) -> str:
    """A QR code of an address, as the source of an image: black on white whatever the colour scheme."""
    code = segno.make(address, micro=False, mask=3)  # trying all eight masks takes three times as long
    return code.svg_data_uri(xmldecl=False, svgclass=None, lineclass=None, omitsize=True, light="#fff")
