"""Feeds and exports, made once for all processes and kept until the programme changes."""

from django.db import models


class Kept(models.Model):
    """The body of one feed in one language, made at the state `stamp` of the programme."""

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10, blank=True)
    stamp = models.CharField(max_length=64)
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "language"], name="kept_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.language}"
