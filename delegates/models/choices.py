"""The words of registration that several models share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    HEAD = "head", _("head of delegation")
    DELEGATE = "delegate", pgettext_lazy("category", "delegate")
    OBSERVER = "observer", _("observer")
    SPEAKER = "speaker", _("speaker at the summit")
    PRESS = "press", _("press")
    SUPPORT = "support", _("support staff")


class OrganisationKind(models.TextChoices):
    STATE = "state", _("State")
    INTERNATIONAL = "international", _("International organisation")
    COMPANY = "company", _("Company")
    NGO = "ngo", _("Non-governmental organisation")
    RESEARCH = "research", _("Research institution")
    MEDIA = "media", _("News outlet")
    OTHER = "other", _("Another kind of organisation")
