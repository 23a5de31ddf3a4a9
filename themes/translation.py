"""Which texts of the themes have one version per language."""

from modeltranslation.translator import TranslationOptions, register

from themes.models import KeyFigure, Theme


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("title", "short", "lead", "body")


@register(KeyFigure)
class KeyFigureTranslation(TranslationOptions):
    fields = ("unit", "sentence")
