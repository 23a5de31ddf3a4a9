"""Which texts of the programme have one version per language."""

from modeltranslation.translator import TranslationOptions, register

from programme.models import Change, Participation, Release, Room, Session, Speaker


@register(Room)
class RoomTranslation(TranslationOptions):
    fields = ("name",)


@register(Speaker)
class SpeakerTranslation(TranslationOptions):
    fields = ("name", "role", "organisation", "biography")


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ("title", "abstract", "outcome")


@register(Participation)
class ParticipationTranslation(TranslationOptions):
    fields = ("note",)


@register(Release)
class ReleaseTranslation(TranslationOptions):
    fields = ("note",)


@register(Change)
class ChangeTranslation(TranslationOptions):
    fields = ("title",)
