"""The entries this app owns: the event, its organisers, the information pages and the documents."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from summit.content.fields import TEXT, Field, Plain, Shelf, is_a, tidy
from summit.content.kinds import Kind
from summit.content.problems import ContentError, Place
from summit.models import ContentEntry, Document, Event, Organiser, Page


class EventKey(Field):
    """The name of the summit that the folder describes; it stands in no column of the event."""

    def parse(self, raw: Any, place: Place) -> None:
        """Check the name, and keep it out of what is compared with the event's row."""
        if is_a(raw, (str,), TEXT, place):
            try:
                models.SlugField(max_length=200).clean(tidy(raw), None)
            except ValidationError as error:
                place.say(" ".join(error.messages))

    def read(self, row: models.Model) -> None:
        """Read nothing: what was loaded last knows it."""

    def write(self, row: models.Model, value: None, shelf: Shelf) -> None:
        """Write nothing."""


class EventKind(Kind):
    def standing(self, keys: Iterable[str]) -> dict[str, models.Model]:
        """Return the only event under the only key."""
        return dict(zip(keys, self.rows(), strict=False))


def refuse_another_event(key: str, prefix: str) -> None:
    """Raise ContentError when the database holds another summit than the one the folder describes."""
    loaded = ContentEntry.objects.filter(kind=Event._meta.model_name).first()
    standing = Event.objects.first()
    if loaded:
        there, here = loaded.key, key
    else:
        there, here = standing.reference_prefix if standing else "", prefix
    if there and here and there != here:
        raise ContentError(
            _(
                "The database holds the summit “%(there)s” and the folder describes “%(here)s”; "
                "nothing was loaded. Another summit needs a database of its own."
            )
            % {"there": there, "here": here}
        )


KINDS = [
    EventKind(
        Event,
        (
            EventKey("key"),
            "name",
            "edition",
            "motto",
            "summary",
            "description",
            "starts",
            "ends",
            "time_zone",
            "venue",
            "address",
            "city",
            "country",
            "latitude",
            "longitude",
            "format",
            Plain("livestream", "stream_urls"),
            "website",
            "registration_opens",
            "registration_closes",
            "capacity",
            "contact",
            "press_contact",
            "hashtag",
            "reference_prefix",
        ),
        files="event.toml",
        table="event",
        single=True,
        key="key",
    ),
    Kind(
        Organiser,
        (Plain("key", "slug"), "name", "role", "website", "order"),
        files="event.toml",
        table="organiser",
        key="key",
    ),
    Kind(Page, ("slug", "menu", "order", "published", "title", "body"), files="pages/*.toml"),
    Kind(
        Document,
        (Plain("key", "slug"), "title", "url", "language", "date", "publisher"),
        files="event.toml",
        table="document",
        key="key",
    ),
]
