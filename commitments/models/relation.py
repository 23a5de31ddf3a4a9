"""How promises stand to each other."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.models.commitment import Commitment


class RelationQuerySet(models.QuerySet):
    def around(self, commitment: Commitment) -> "RelationQuerySet":
        """From it and to it, with the other end, which the public can see."""
        ours = Q(commitment=commitment, to__published=True)
        theirs = Q(to=commitment, commitment__published=True)
        return self.filter(ours | theirs).select_related("commitment", "to")


class Relation(models.Model):
    """How one commitment stands to another: `commitment` is part of, raises… `to`."""

    class Kind(models.TextChoices):
        PART_OF = "part_of", _("is part of")
        RAISES = "raises", _("raises")
        RESTATES = "restates", _("restates")
        SAME_MONEY = "same_money", _("counts the same money as")
        REPLACES = "replaces", _("replaces")

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, related_name="relations", verbose_name=_("commitment")
    )
    kind = models.CharField(_("relation"), max_length=12, choices=Kind)
    to = models.ForeignKey(
        Commitment, models.PROTECT, related_name="relations_to", verbose_name=_("other commitment")
    )

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["kind", "to__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "kind", "to"],
                name="relation_once",
                violation_error_message=_("This relation is already there."),
            ),
            models.CheckConstraint(
                name="relation_to_another",
                condition=~Q(commitment=models.F("to")),
                violation_error_message=_("A commitment cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.get_kind_display()} {self.to_id}"
