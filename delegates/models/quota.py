"""Quotas: how many of one category a delegation may bring, and how many of those places are used."""

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from delegates.models.choices import Category
from delegates.models.delegate import Delegate
from delegates.models.delegation import Delegation


class QuotaQuerySet(models.QuerySet):
    def with_used(self) -> "QuotaQuerySet":
        """Count beside each quota the places in use, as `used`: a list of quotas asks once."""
        members = Delegate.objects.using_a_place().filter(
            delegation=OuterRef("delegation"), category=OuterRef("category")
        )
        counted = members.order_by().values("delegation").annotate(number=Count("pk")).values("number")
        return self.annotate(used=Coalesce(Subquery(counted), 0))


class Quota(models.Model):
    """How many of one category a delegation may bring; a category without a row has no limit of its own."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="quotas", verbose_name=_("delegation"))
    category = models.CharField(_("category"), max_length=20, choices=Category)
    places = models.PositiveIntegerField(_("places"))

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ["category"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "category"],
                name="quota_once",
                violation_error_message=_("This category already has a quota."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.places}"

    @property
    def room(self) -> int:
        """How many more may come, below zero when too many do; of a row that was asked `with_used`."""
        return self.places - self.used
