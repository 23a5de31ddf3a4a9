"""Which texts of the register have one version per language."""

from modeltranslation.translator import TranslationOptions, register

from commitments.models import Commitment, Framework, Goal, Holder, Pledge, Report, Target, Version


@register(Holder)
class HolderTranslation(TranslationOptions):
    fields = ("name", "acronym")


@register(Commitment)
class CommitmentTranslation(TranslationOptions):
    fields = ("title", "summary", "scope", "partners", "note")


@register(Target)
class TargetTranslation(TranslationOptions):
    fields = ("indicator", "unit", "note")


@register(Pledge)
class PledgeTranslation(TranslationOptions):
    fields = ("funder_name", "note")


@register(Report)
class ReportTranslation(TranslationOptions):
    fields = ("text",)


@register(Framework)
class FrameworkTranslation(TranslationOptions):
    fields = ("name", "short", "publisher")


@register(Goal)
class GoalTranslation(TranslationOptions):
    fields = ("title",)


@register(Version)
class VersionTranslation(TranslationOptions):
    fields = ("note",)
