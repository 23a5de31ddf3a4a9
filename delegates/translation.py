"""Which texts of registration have one version per language."""

from modeltranslation.translator import TranslationOptions, register

from delegates.models import Circular


@register(Circular)
class CircularTranslation(TranslationOptions):
    fields = ("subject", "body")
