"""The sessions a reader starred, as the address or the form tells them."""

from django import forms
from django.http import QueryDict
from django.utils.text import slugify

from programme.agenda import MOST_STARS
from programme.models import SessionQuerySet


class StarredSessions(forms.Form):
    """Slugs of sessions under `s`, any number of times; those nobody knows choose nothing."""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.slugs = list(dict.fromkeys(one for one in data.getlist("s") if one == slugify(one)))

    @property
    def is_small_enough(self) -> bool:
        return len(self.slugs) <= MOST_STARS

    @property
    def most(self) -> int:
        return MOST_STARS

    def apply(self, sessions: SessionQuerySet) -> SessionQuerySet:
        return sessions.filter(slug__in=self.slugs[:MOST_STARS])
