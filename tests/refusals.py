"""What a form would say of a thing that breaks a rule of the database."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation


def refused_words(thing):
    """Return the sentences, in English, by which the rules refuse a thing; fail when none does."""
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        thing.validate_constraints()
    return refused.value.messages
