"""How rooms, speakers and sessions are written in the content files."""

from programme.models import Room, Session, SessionLanguage, Speaker
from summit.content.kinds import Kind
from summit.content.rows import Rows, Values, sources

KINDS = [
    Kind(Room, ("slug", "name", "capacity", "step_free", "order"), files="programme/rooms.toml", table="room"),
    Kind(
        Speaker,
        ("slug", "name", "sort_key", "role", "organisation", "country", "biography", "website"),
        files="programme/speakers.toml",
        table="speaker",
    ),
    Kind(
        Session,
        (
            "slug",
            "kind",
            "theme",
            "room",
            "position",
            "day",
            "part_of_day",
            "starts",
            "ends",
            "times_indicative",
            "capacity",
            "access",
            "captions",
            "sign_language",
            "stream_urls",
            "recording_urls",
            "status",
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
