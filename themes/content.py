"""How the themes and their figures are written in the content files."""

from django.db import models
from django.db.models import F

from summit.content.fields import Form
from summit.content.kinds import Kind
from summit.content.rows import Rows
from themes.models import Theme

OUT_OF_THE_WAY = 10_000


class ThemeKind(Kind):
    def make_way(self, changes: list[tuple[models.Model, Form]]) -> None:
        """Free the numbers that change hands: the database does not let two themes share one for a moment."""
        moving = [row.pk for row, form in changes if row.number != form.get("number")]
        Theme.objects.filter(pk__in=moving).update(number=F("number") + OUT_OF_THE_WAY)


FIGURE = ("value", "unit", "sentence", "as_of", "source_name", "source_url")

KINDS = [
    ThemeKind(
        Theme,
        (
            "number",
            "slug",
            "title",
            "short",
            "lead",
            "body",
            "colour",
            "documents",
            "published",
            Rows("figure", "figures", FIGURE),
        ),
        files="themes/*.toml",
    )
]
