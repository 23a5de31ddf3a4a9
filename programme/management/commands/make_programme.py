"""Make a large invented programme, for measuring only: on an empty database, never beside a real one."""

from argparse import ArgumentParser
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from programme import releases, search
from programme.models import Participation, Room, Session, SessionLanguage, Speaker
from summit.models import Event
from themes.models import Theme

FIRST_DAY = datetime(2021, 1, 11, 7, tzinfo=UTC)
SLOTS = [time(hour, minute) for hour in range(8, 20) for minute in (0, 30)]
WORDS = ["forêt", "océan", "sol", "climat", "semence", "rivière", "récif", "prairie", "pollen", "savane"]


class Command(BaseCommand):
    help = _("Make a large invented programme, for measuring.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sessions", type=int, default=400)
        parser.add_argument("--speakers", type=int, default=300)
        parser.add_argument("--rooms", type=int, default=12)
        parser.add_argument("--days", type=int, default=5)

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        if Session.objects.exists() or Event.objects.exists():
            raise CommandError(_("The database holds an event already; nothing was made. Use an empty database."))
        random = Random(2021)
        self._event(options["days"])
        themes = [self._theme(number) for number in range(1, 5)]
        rooms = [self._room(number) for number in range(options["rooms"])]
        speakers = [self._speaker(number, random) for number in range(options["speakers"])]
        for number in range(options["sessions"]):
            self._session(number, options, random, themes, rooms, speakers)
        search.refresh_all()
        release = releases.publish()
        self.stdout.write(
            _("%(sessions)s sessions made and published as release %(number)s.")
            % {"sessions": options["sessions"], "number": release.number}
        )

    def _event(self, days: int) -> None:
        Event.objects.create(
            name_fr="Sommet inventé",
            name_en="Invented summit",
            starts=FIRST_DAY,
            ends=FIRST_DAY + timedelta(days=days),
            reference_prefix="TEST",
        )

    def _theme(self, number: int) -> Theme:
        colour = Theme.Colour.values[number - 1]
        return Theme.objects.create(
            number=number,
            slug=f"theme-{number}",
            title_fr=f"Thème inventé {number}",
            title_en=f"Invented theme {number}",
            colour=colour,
            published=True,
        )

    def _room(self, number: int) -> Room:
        return Room.objects.create(
            slug=f"room-{number + 1}",
            name_fr=f"Salle {number + 1}",
            name_en=f"Room {number + 1}",
            step_free=number % 3 != 0,
            order=number,
        )

    def _speaker(self, number: int, random: Random) -> Speaker:
        name = f"{random.choice(WORDS).title()} {random.choice(WORDS).title()} {number}"
        return Speaker.objects.create(
            slug=f"speaker-{number}",
            name_fr=name,
            name_en=name,
            sort_key=f"{number:04d}",
            role_fr="Rôle inventé",
            role_en="Invented role",
            organisation_fr=f"Organisation {number % 40}",
            organisation_en=f"Organisation {number % 40}",
            country=random.choice(["FR", "SN", "CR", "KE", "CA", "NO"]),
        )

    def _session(
        self,
        number: int,
        options: dict[str, Any],
        random: Random,
        themes: list[Theme],
        rooms: list[Room],
        speakers: list[Speaker],
    ) -> None:
        day, place = number % options["days"], number // options["days"]
        slot, room = SLOTS[place // len(rooms) % len(SLOTS)], rooms[place % len(rooms)]
        starts = datetime.combine(FIRST_DAY.date() + timedelta(days=day), slot, UTC)
        words = " ".join(random.choices(WORDS, k=4))
        session = Session.objects.create(
            slug=f"session-{number}",
            title_fr=f"{words.capitalize()} {number}",
            title_en=f"{words.capitalize()} {number} (en)",
            abstract_fr=" ".join(random.choices(WORDS, k=80)),
            abstract_en=" ".join(random.choices(WORDS, k=80)),
            kind=random.choice(Session.Kind.values),
            theme=random.choice([*themes, None]),
            position=place,
            access=random.choice(Session.Access.values),
            captions=random.random() < 0.5,
            planned_starts=starts,
            planned_ends=starts + timedelta(minutes=30),
            planned_room=room,
            planned_status=Session.Status.PUBLISHED,
        )
        for order, speaker in enumerate(random.sample(speakers, k=3)):
            Participation.objects.create(session=session, speaker=speaker, order=order)
        SessionLanguage.objects.create(session=session, language=random.choice(["fr", "en"]))
