"""How promises stand to each other."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.circles import leads_back
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

    def clean(self) -> None:
        """Refuse a promise that would be part of itself through others."""
        parts = self.kind == self.Kind.PART_OF and self.commitment_id and self.to_id
        if parts and self.commitment_id != self.to_id and leads_back(self.commitment_id, self.to_id, _wholes_of):
            raise ValidationError({"to": _("The promise would be part of itself, through the others.")})


def _wholes_of(keys: Iterable[int]) -> models.QuerySet:
    """The commitments that these are part of."""
    rows = Relation.objects.filter(commitment__in=keys, kind=Relation.Kind.PART_OF)
    return rows.order_by().values_list("to", flat=True)
