"""Where a fact comes from; each app that states facts has its own rows of this shape."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from summit.partial_date import PartialDateField


class Citation(models.Model):
    class Kind(models.TextChoices):
        PRIMARY = "primary", _("first hand")
        PRESS = "press", _("press")
        SECONDARY = "secondary", _("second hand")
        DRAFT = "draft", _("working draft")

    publisher = models.CharField(_("publisher"), max_length=200)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    date = PartialDateField(_("date"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRIMARY)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.publisher
