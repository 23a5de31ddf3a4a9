"""Rules about texts kept in one column per language."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def both_languages(*fields: str, name: str, when: Q | None = None) -> models.CheckConstraint:
    """The database's rule that `fields` are written in every language, on the rows where `when` holds.

    The columns per language may be NULL, and a NULL passes a CHECK: hence both halves.
    """
    written = Q()
    for field in fields:
        for language in settings.MODELTRANSLATION_LANGUAGES:
            written &= Q(**{f"{field}_{language}__isnull": False}) & ~Q(**{f"{field}_{language}": ""})
    return models.CheckConstraint(
        name=name,
        condition=written if when is None else (~when | written),
        violation_error_message=_("What is published is written in French and in English."),
    )


def missing(fields: tuple[str, ...]) -> Q:
    """Rows where one of `fields` is not written in one of the languages."""
    wanted = Q()
    for field in fields:
        empty = {
            language: Q(**{f"{field}_{language}__isnull": True}) | Q(**{f"{field}_{language}": ""})
            for language in settings.MODELTRANSLATION_LANGUAGES
        }
        some, none = Q(), Q()
        for test in empty.values():
            some |= test
            none &= test
        wanted |= some & ~none
    return wanted


def written_in(thing: models.Model, field: str, reader: str | None = None) -> tuple[str, str]:
    """Return a translated text and the language it is written in: the reader's, or the first that has it.

    Whoever asks for many texts names the reader's language, since to ask Django for it takes longer than the rest.
    """
    reader = reader or get_language() or settings.LANGUAGE_CODE
    for language in (reader, *settings.MODELTRANSLATION_LANGUAGES):
        value = getattr(thing, f"{field}_{language}", None)
        if value:
            return value, language
    return "", reader
