from programme.models.agenda import Agenda, Star
from programme.models.kept import Kept
from programme.models.participation import Participation, SessionLanguage, SessionSource
from programme.models.release import Change, Release
from programme.models.room import Room
from programme.models.session import RESERVED_SLUGS, Session, SessionQuerySet
from programme.models.speaker import Speaker, SpeakerQuerySet

__all__ = [
    "RESERVED_SLUGS",
    "Agenda",
    "Change",
    "Kept",
    "Participation",
    "Release",
    "Room",
    "Session",
    "SessionLanguage",
    "SessionQuerySet",
    "SessionSource",
    "Speaker",
    "SpeakerQuerySet",
    "Star",
]
