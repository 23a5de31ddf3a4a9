"""Which texts of the event have one version per language."""

from modeltranslation.translator import TranslationOptions, register

from summit.models import Document, Event, Organiser, Page


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("name", "edition", "motto", "summary", "description", "venue", "address", "city", "format")


@register(Organiser)
class OrganiserTranslation(TranslationOptions):
    fields = ("name", "role")


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title",)
