"""What lists share: filters read from the address, pages of results."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict


@dataclass(frozen=True)
class Looser:
    """One filter to leave out: what it is called, how many things there are then, and their address."""

    label: str
    count: int
    query: str


class FilterForm(forms.Form):
    """Filters in the query string. What is not understood narrows nothing and raises nothing."""

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        super().__init__(_writable(data), *args, **kwargs)
        self.is_valid()
        self.errors.clear()  # a reader who follows an old link is shown the list, not a mistake

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that were understood and narrow something."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def address(self, *, keep: list[str] | None = None, without: str = "", **changes: str) -> str:
        """What was understood as a query string, some of it left out or changed."""
        kept = QueryDict(mutable=True)
        for name, value in self.chosen.items():
            if name != without and name not in changes and (keep is None or name in keep):
                kept.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
        kept.update(changes)
        return kept.urlencode(safe="/")

    @property
    def query(self) -> str:
        """The understood filters as a query string, for the links of the pages."""
        kept = QueryDict(mutable=True)
        for name in self.chosen:
            kept.setlist(name, self.data.getlist(name)[-1:])
        return kept.urlencode()


def _writable(data: QueryDict) -> QueryDict:
    """What was asked, without what no page can hold: a form shows again what was typed into it."""
    if not any("\0" in value for _name, values in data.lists() for value in values):
        return data
    kept = data.copy()
    for name, values in data.lists():
        kept.setlist(name, [value for value in values if "\0" not in value])
    return kept


def page_of(things: QuerySet | Iterable, number: str | None, *, size: int) -> Page:
    """Return a page; past the end the last one, nonsense the first. `links` are the numbers to show, with gaps."""
    page = Paginator(things, size).get_page(number)
    page.links = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page
