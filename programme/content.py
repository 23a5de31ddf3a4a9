"""How rooms, speakers and sessions are written in the content files."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from programme import releases, search
from programme.models import Room, Session, SessionLanguage, Speaker
from summit.content.fields import Moment, Plain
from summit.content.kinds import Kind
from summit.content.links import Link
from summit.content.rows import Rows, Values, sources


class SpeakerKind(Kind):
    def finish(self, keys: Iterable[str], written: list[models.Model]) -> None:
        """Find the sessions of those who changed by their new names."""
        if written:
            search.refresh_all()


class SessionKind(Kind):
    """A session's files hold its plan; what a load writes of it becomes public with a release of its own."""

    def finish(self, keys: Iterable[str], written: list[models.Model]) -> None:
        """Publish what was loaded and nothing else: what staff are planning stays a plan."""
        if not written:
            return
        search.refresh_all()
        note = {}
        for language in settings.MODELTRANSLATION_LANGUAGES:
            with override(language):
                note[language] = _("Content loaded.")
        releases.publish(note=note, only=[session.pk for session in written])


KINDS = [
    Kind(Room, ("slug", "name", "capacity", "step_free", "order"), files="programme/rooms.toml", table="room"),
    SpeakerKind(
        Speaker,
        ("slug", "name", "sort_key", "role", "organisation", "country", "biography", "website"),
        files="programme/speakers.toml",
        table="speaker",
    ),
    SessionKind(
        Session,
        (
            "slug",
            "kind",
            "theme",
            Link("room", "planned_room"),
            "position",
            "day",
            "part_of_day",
            Moment("starts", "planned_starts"),
            Moment("ends", "planned_ends"),
            "times_indicative",
            "capacity",
            "access",
            "captions",
            "sign_language",
            "stream_urls",
            "recording_urls",
            Plain("status", "planned_status"),
            "documents",
            "title",
            "abstract",
            "outcome",
            Rows("participation", "participations", ("speaker", "role", "mode", "note")),
            Values("floor_languages", "languages", "language", use=SessionLanguage.Use.FLOOR),
            Values("interpretation_languages", "languages", "language", use=SessionLanguage.Use.INTERPRETATION),
            sources(),
        ),
        files="programme/sessions/*.toml",
    ),
]
