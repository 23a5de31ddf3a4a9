"""What an entry of the folder can be: an event, a theme, a session…; each app declares its own."""

from collections.abc import Iterable
from importlib import import_module

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule

from summit.content.fields import Field, Form, Plain
from summit.content.shapes import Shape


class Kind(Shape):
    """A model, the files that hold its entries, and the key by which entries point to each other.

    Without `table` each file is one entry; with it, each table of this name, or the only one when `single`.
    """

    def __init__(
        self,
        model: type[models.Model],
        fields: Iterable[str | Field],
        *,
        files: str,
        table: str = "",
        single: bool = False,
        key: str = "slug",
    ) -> None:
        super().__init__(model, fields)
        self.name = model._meta.model_name
        self.files = files
        self.table = table
        self.single = single
        self.key = key
        self.column = next(field.column for field in self.fields if field.name == key)
        self.unique = [
            field
            for field in self.fields
            if isinstance(field, Plain) and field.column != self.column and field.field.unique
        ]

    def rows(self) -> models.QuerySet:
        """Return all that reading every row needs, in a fixed number of queries."""
        return self.model._default_manager.prefetch_related(*self.paths)

    def standing(self, keys: Iterable[str]) -> dict[str, models.Model]:
        """Return the rows of the database by their keys; `keys` are those of the folder."""
        return {getattr(row, self.column): row for row in self.rows()}

    def make_way(self, changes: list[tuple[models.Model, Form]]) -> None:
        """Prepare the rows that are about to change, each with what it becomes."""

    def finish(self, keys: Iterable[str], written: list[models.Model]) -> None:
        """Do what remains once all entries are in their place; `written`: the rows this load made or changed."""


def kinds() -> list[Kind]:
    """Return every app's kinds in the order of INSTALLED_APPS, so that what is pointed to comes first."""
    with_content = [app for app in apps.get_app_configs() if module_has_submodule(app.module, "content")]
    return [kind for app in with_content for kind in import_module(f"{app.name}.content").KINDS]
