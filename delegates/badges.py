"""Badges: who may enter, and a signed code that says so without a name.

`OPS21:123:PRESS:…` is the event's prefix, the delegate's number, the category, and an Ed25519 signature of all
that comes before the last colon, in base32 without padding: capitals, digits and colons alone, which a QR code
keeps small and a hand scanner types on any keyboard. The code proves that the portal made it, and nothing else:
whether its holder may enter is what `refusal_of` says at the moment they stand there.
"""

import os
from base64 import b32decode, b32encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegates.models import Category, Delegate, Seat
from summit.models import Event

State = Delegate.State
LONGEST = 200  # characters; a code has at most 135


class NoKey(Exception):
    """The key that signs badges is not there, or is none; the text says what to do."""


class Forged(Exception):
    """The portal did not make this code."""


class Refusal(models.TextChoices):
    """Why a delegate may not enter."""

    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    TO_REVIEW = "to_review", _("not accredited yet")
    REFUSED = "refused", _("refused")
    CANCELLED = "cancelled", pgettext_lazy("of a registration", "cancelled")
    ONLINE = "online", _("attends online")
    WAITING = "waiting", _("waiting for a seat")
    OFFERED = "offered", _("seat offered, not accepted yet")
    NO_SEAT = "no_seat", _("no seat on site")


@dataclass(frozen=True)
class Badge:
    """What a code says; the category is the one that was accredited when the badge was made."""

    number: int
    category: Category


def refusal(state: str, mode: str, seat: str | None) -> Refusal | None:
    """Say why somebody may not enter, or None who may: the one rule of badge and door.

    To enter takes an accreditation *and* a seat of the summit that is held, since the two are decided apart:
    whoever is accredited and still waits, or has not accepted what was offered, would stand in a room that is
    full. A seat offered is held as soon as it is accepted. Whoever has arrived has entered, and may again,
    whatever became of the seat. A seat in a session is not asked for at the door of the summit.
    """
    if state == State.ARRIVED:
        return None
    if state != State.ACCREDITED:
        return Refusal(state)
    if mode != Delegate.Mode.IN_PERSON:
        return Refusal.ONLINE
    seats = {Seat.State.HELD: None, Seat.State.OFFERED: Refusal.OFFERED, Seat.State.WAITING: Refusal.WAITING}
    return seats.get(seat, Refusal.NO_SEAT)


def refusal_of(delegate: Delegate) -> Refusal | None:
    """The same of a delegate; lists ask for `Delegate.objects.with_seat()`, which saves a query for each."""
    if hasattr(delegate, "seat"):
        return refusal(delegate.state, delegate.mode, delegate.seat)
    seat = delegate.seats.filter(session=None).values_list("state", flat=True).first()
    return refusal(delegate.state, delegate.mode, seat)


def code_of(delegate: Delegate, *, event: Event | None = None) -> str:
    """Return the code of a badge; give the event where many are made. Raises NoKey."""
    said = f"{_prefix(event)}:{delegate.number}:{delegate.category.upper()}"
    return f"{said}:{_text(_key().sign(said.encode('ascii')))}"


def read(code: str, *, event: Event | None = None) -> Badge:
    """Read a code as it was scanned or typed: lower case and spaces do no harm. Raises Forged, and NoKey."""
    written = "".join(code[:LONGEST].split())
    said, _colon, signature = written.upper().rpartition(":")
    if not written.isascii() or len(code) > LONGEST:
        raise Forged
    try:
        raw = b32decode(signature + "=" * (-len(signature) % 8))
        _key().public_key().verify(raw, said.encode("ascii"))
        prefix, number, category = said.split(":")
        badge = Badge(int(number), Category(category.lower()))
    except (ValueError, InvalidSignature) as error:
        raise Forged from error
    if _text(raw) != signature or prefix != _prefix(event):  # a last letter has bits that nothing reads
        raise Forged
    return badge


def public_key() -> bytes:
    """The 32 bytes with which anybody checks a code and nobody makes one. Raises NoKey."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def make_key(path: Path) -> None:
    """Write a new key where its owner alone reads it, whole or not at all, in the place of any other."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    part.replace(path)


def _prefix(event: Event | None) -> str:
    return event.reference_prefix if event else Event.objects.values_list("reference_prefix", flat=True).get()


def _text(signature: bytes) -> str:
    return b32encode(signature).decode().rstrip("=")


def _key() -> Ed25519PrivateKey:
    path = Path(settings.BADGE_KEY_FILE)
    try:
        found = path.stat()
        return _read_key(path, (found.st_ino, found.st_mtime_ns, found.st_size))
    except OSError as error:
        raise NoKey(f"There is no badge key at {path}; “manage.py make_badge_key” makes one.") from error


@lru_cache(maxsize=1)
def _read_key(path: Path, _version: tuple[int, int, int]) -> Ed25519PrivateKey:
    """Read the key once for each version of its file."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise NoKey(f"{path} holds no key that signs badges.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(f"{path} holds a key of another kind than Ed25519.")
    return key
