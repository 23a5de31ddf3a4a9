"""New and changed promises as an Atom feed: the current versions of the commitments found, the newest first."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commitments.export.about import LICENCES, About
from commitments.export.records import LANGUAGES, address
from commitments.models import Version
from commitments.models.commitment import CommitmentQuerySet
from programme.changes_feed import Atom
from programme.plain_text import clean
from summit.typography import typographic

ENTRIES = 50  # in one feed; a reader that asks once a day misses none of an ordinary day


def latest(commitments: CommitmentQuerySet) -> Iterable[Version]:
    """The current versions of these commitments, the newest first, in one query."""
    current = Version.objects.filter(is_current=True, commitment__in=commitments.order_by().values("pk"))
    return current.order_by("-published_at", "-pk")[:ENTRIES]


def write(versions: Iterable[Version], about: About, *, path: str) -> str:
    """Write the feed in the reader's language; `path` is its own address, without the origin."""
    atom = Atom(
        title=clean(about.name(about.language)),
        link=about.list_url(about.language),
        description="",
        subtitle=_("New and changed promises of the register."),
        language=about.language,
        feed_url=about.origin + path,
        feed_guid=_tag(about, f"{about.language}/register?{about.query}"),
        author_name=clean(about.event.name) if about.event else _("Commitments"),
        feed_copyright=" / ".join(f"{one['title']}, {one['path']}" for one in LICENCES),
    )
    for version in versions:
        told = version.document
        if told["state"] != "published":
            continue
        atom.add_item(
            title=f"{told['reference']} {_text(told['title'], about)}",
            link=about.origin + address(about.language, told["reference"]),
            description=_said(version, about),
            unique_id=_tag(about, f"{about.language}/{told['reference']}/{version.number}"),
            pubdate=version.published_at,
            updateddate=version.published_at,
            categories=[told["theme"], version.reason],
        )
    return atom.writeString("utf-8")


def _tag(about: About, what: str) -> str:
    """Name a thing for ever by a tag URI (RFC 4151); the port is no part of it."""
    year = about.event.starts.year if about.event else 1970
    return f"tag:{urlsplit(about.origin).hostname},{year}:{what}"


def _said(version: Version, about: About) -> SafeString:
    """Why the version was published, what changed in words, what is promised, and by whom."""
    told = version.document
    holders = [_text(party["holder"]["name"], about) for party in told["parties"]]
    paragraphs = [
        _("Version %(number)d: %(reason)s") % {"number": version.number, "reason": version.get_reason_display()},
        typographic(clean(version.note or ""), about.language),
        _text(told["summary"], about),
        _("Held by: %(holders)s") % {"holders": ", ".join(holders)} if holders else "",
    ]
    return format_html("{}", format_html_join("", "<p>{}</p>", ([one] for one in paragraphs if one)))


def _text(texts: dict[str, str], about: About) -> str:
    """A text in the reader's language, or in the other one where nothing is written."""
    language = next((one for one in (about.language, *LANGUAGES) if texts[one]), about.language)
    return typographic(clean(texts[language]), language)
