"""Private links: unguessable, sent again at will, revoked at once, and of no use to who reads the database.

A row keeps a random `link_key` and the digest of its token. The token itself is the key signed with the
installation's secret, so that it can be made again for the mail that sends it, yet stands in no table, no backup
and no log. A new key is a new link, and the old one is gone.
"""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac


def new_key() -> str:
    return secrets.token_urlsafe(32)


def token_of(row: Any) -> str:
    """Return the secret part of a row's private address: 256 bits, in letters that an address takes."""
    scope = f"delegates.link.{row._meta.model_name}"
    signed = salted_hmac(scope, row.link_key, algorithm="sha256").digest()
    return urlsafe_b64encode(signed).rstrip(b"=").decode()


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def renew(row: Any) -> None:
    """Give an unsaved or saved row a new link; the old one opens nothing once the row is saved."""
    row.link_key = new_key()
    row.link_digest = digest(token_of(row))


def found_by(rows: models.QuerySet, token: str) -> models.QuerySet:
    """The row this token opens, if there is one."""
    return rows.filter(link_digest=digest(token))
