"""Lists of web addresses, kept as JSON."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

_is_address = URLValidator(schemes=["http", "https"])


def validate_urls(value: Any) -> None:
    """Accept a list of http and https addresses."""
    if not isinstance(value, list) or not all(isinstance(url, str) for url in value):
        raise ValidationError(_('Write a list of addresses, such as ["https://example.org"].'), code="urls")
    for url in value:
        try:
            _is_address(url)
        except ValidationError as error:
            raise ValidationError(
                _("“%(url)s” is not a web address."), params={"url": url}, code="urls"
            ) from error
