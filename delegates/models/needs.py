"""What a delegate needs, apart from who they are: read with a permission of its own, erased first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegates.models.delegate import Delegate


class NeedsQuerySet(models.QuerySet):
    def told(self) -> "NeedsQuerySet":
        """Those that say anything."""
        return self.exclude(access="", diet="", diet_words="", interpretation="")


class Needs(models.Model):
    class Diet(models.TextChoices):
        NONE = "", _("no particular diet")
        VEGETARIAN = "vegetarian", _("vegetarian")
        VEGAN = "vegan", _("vegan")
        HALAL = "halal", _("halal")
        KOSHER = "kosher", _("kosher")
        GLUTEN_FREE = "gluten_free", _("gluten-free")
        OTHER = "other", _("another diet")

    delegate = models.OneToOneField(Delegate, models.CASCADE, related_name="needs", verbose_name=_("delegate"))
    access = models.TextField(_("access"), blank=True, max_length=1000)
    diet = models.CharField(_("diet"), max_length=20, choices=Diet, blank=True)
    diet_words = models.CharField(_("diet, in words"), max_length=200, blank=True)
    interpretation = models.CharField(_("interpretation"), max_length=60, blank=True)

    objects = NeedsQuerySet.as_manager()

    class Meta:
        verbose_name = _("needs")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        return str(self.delegate)
