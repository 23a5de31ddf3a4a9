"""How often the register has changed, and what was worked out from it as a whole at that state."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Register(models.Model):
    """The one row that counts publications; every one of them raises it in its own transaction."""

    revision = models.PositiveBigIntegerField(default=0)
    changed = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="register_is_one", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.revision}"


class KeptResult(models.Model):
    """A result over the whole register, worked out at `revision` and good until the register changes."""

    name = models.CharField(max_length=120, unique=True)
    revision = models.PositiveBigIntegerField()
    body = models.JSONField(encoder=DjangoJSONEncoder)

    def __str__(self) -> str:
        return f"{self.name} at {self.revision}"
