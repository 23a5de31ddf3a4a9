"""The releases of the programme as an Atom feed."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from programme.models import Change, Release
from summit.bilingual import written_in
from summit.models import Event
from summit.typography import typographic

NAMES = UUID("5d9b4c0e-6f0a-4f7e-9a55-2f0c6f0a3d11")  # what identifiers are made from, for ever
NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)


class Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Date a feed without entries alike each time: Django would write now, and nothing could be kept."""
        return super().latest_post_date() if self.items else NOTHING_YET


def feed(releases: Iterable[Release], event: Event | None, *, origin: str, address: str) -> str:
    """Write the feed in the reader's language and the current zone; `address` is its own, without the origin."""
    atom = Atom(
        title=_title(event),
        link=origin + reverse("programme:changes"),
        description="",
        subtitle=_("What each release of the programme changed."),
        language=get_language(),
        feed_url=origin + address,
        feed_guid=_identifier(event, "changes"),
        author_name=_named(event, "name") if event else _("Programme"),
    )
    for release in releases:
        atom.add_item(
            title=_("Release %(number)d") % {"number": release.number},
            link=origin + release.get_absolute_url(),
            description=_told(release, origin),
            unique_id=_identifier(event, f"release {release.number}"),
            pubdate=release.published_at,
            updateddate=release.published_at,
        )
    return atom.writeString("utf-8")


def _title(event: Event | None) -> str:
    title = _("Changes to the programme")
    return f"{title} · {_named(event, 'name')}" if event else title


def _identifier(event: Event | None, what: str) -> str:
    """Return an identifier that stays when the portal moves to another host or its pages to other addresses."""
    return uuid5(NAMES, f"{event.reference_prefix if event else ''} {what} {get_language()}").urn


def _told(release: Release, origin: str) -> SafeString:
    note = format_html("<p>{}</p>", _named(release, "note")) if written_in(release, "note")[0] else ""
    told = format_html("<p>{}</p>", release.summary) if release.is_first else _listed(release, origin)
    return format_html("{}{}", note, told)


def _listed(release: Release, origin: str) -> SafeString:
    rows = ((_session(change, origin), change.sentence) for change in release.changes.all())
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{} – {}</li>", rows))


def _session(change: Change, origin: str) -> SafeString | str:
    """Name the session; one that is not public any more leads nowhere."""
    title = _named(change, "title")
    if not change.is_shown:
        return title
    return format_html('<a href="{}">{}</a>', origin + change.session.get_absolute_url(), title)


def _named(thing: Any, field: str) -> str:
    value, language = written_in(thing, field)
    return typographic(value, language)
