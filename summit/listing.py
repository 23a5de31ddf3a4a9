"""What lists share: filters read from the address, pages of results."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict


class FilterForm(forms.Form):
    """Filters in the query string. What is not understood narrows nothing and raises nothing."""

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.is_valid()
        self.errors.clear()  # a reader who follows an old link is shown the list, not a mistake

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that were understood and narrow something."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The understood filters as a query string, for the links of the pages."""
        kept = QueryDict(mutable=True)
        for name in self.chosen:
            kept.setlist(name, self.data.getlist(name)[-1:])
        return kept.urlencode()


def page_of(things: QuerySet | Iterable, number: str | None, *, size: int) -> Page:
    """Return a page; past the end the last one, nonsense the first."""
    return Paginator(things, size).get_page(number)
