"""Make a large invented register, for measuring only: on an empty database, never beside a real one."""

from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from commitments import references
from commitments.management import invented
from commitments.management.invented_records import Around, records
from commitments.models import Commitment, Framework, Goal, Holder
from commitments.versions import Reason, publish
from programme.models import Session
from summit.models import Event
from themes.models import Theme

PREFIX = "TEST"
AT_ONCE = 2000  # records made in one transaction
DAY = datetime(2021, 1, 11, 13, tzinfo=UTC)
THEMES = ("ecosystems", "agroecology", "finance", "health")
FRAMEWORKS = {"wide-goals": 17, "land-targets": 23}


class Command(BaseCommand):
    help = _("Make a large invented register, for measuring.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commitments", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=2021)

    def handle(self, *_args: Any, **options: Any) -> None:
        if Commitment.objects.exists() or Event.objects.exists():
            raise CommandError(_("The database holds an event already; nothing was made. Use an empty database."))
        random, wanted = Random(options["seed"]), options["commitments"]
        with transaction.atomic():
            around = self._around(random, wanted)
        for first in range(1, wanted + 1, AT_ONCE):
            self._make(random, around, first, min(first + AT_ONCE, wanted + 1))
        if wanted:
            references.reserve(f"{PREFIX}-{wanted:04d}")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what was written at once is counted at once, as it would be in time
        self.stdout.write(_("%(number)s commitments made and published.") % {"number": wanted})

    @transaction.atomic
    def _make(self, random: Random, around: Around, first: int, end: int) -> None:
        made = records(random, around, [f"{PREFIX}-{number:04d}" for number in range(first, end)])
        publish(*made)
        moved = random.sample(made, k=len(made) // 20)
        for record in moved:
            record.delivery = random.choice(Commitment.Delivery.values)
        Commitment.objects.bulk_update(moved, ["delivery"])
        publish(*moved, reason=Reason.PROGRESS)

    def _around(self, random: Random, wanted: int) -> Around:
        """Make what the records refer to; one holder for fifty, from thirty to five thousand."""
        Event.objects.create(
            name_fr="Sommet inventé",
            name_en="Invented summit",
            starts=DAY,
            ends=DAY + timedelta(hours=3),
            reference_prefix=PREFIX,
        )
        themes = [self._theme(number, slug) for number, slug in enumerate(THEMES, 1)]
        holders = [self._holder(random, number) for number in range(min(max(wanted // 50, 30), 5000))]
        return Around(
            themes=themes,
            sessions=[self._session(number, themes) for number in range(12)],
            goals=[goal for slug, size in FRAMEWORKS.items() for goal in self._goals(slug, size)],
            holders=Holder.objects.bulk_create(holders),
        )

    def _theme(self, number: int, slug: str) -> Theme:
        return Theme.objects.create(
            number=number,
            slug=slug,
            title_fr=f"Thème inventé {number}",
            title_en=f"Invented theme {number}",
            colour=Theme.Colour.values[number - 1],
            published=True,
        )

    def _session(self, number: int, themes: list[Theme]) -> Session:
        return Session.objects.create(
            slug=f"session-{number}",
            title_fr=f"Séance inventée {number}",
            title_en=f"Invented session {number}",
            theme=themes[number % len(themes)],
            position=number,
            starts=DAY,
            status=Session.Status.PUBLISHED,
        )

    def _goals(self, slug: str, size: int) -> list[Goal]:
        names = {f"{field}_{code}": slug for field in ("name", "short", "publisher") for code in ("fr", "en")}
        framework = Framework.objects.create(slug=slug, url="https://example.org/", adopted="2015", **names)
        return Goal.objects.bulk_create(
            Goal(
                framework=framework,
                slug=f"{slug}-{number}",
                number=number,
                title_fr=f"But inventé {number}",
                title_en=f"Invented goal {number}",
            )
            for number in range(1, size + 1)
        )

    def _holder(self, random: Random, number: int) -> Holder:
        kind, words = random.choice(invented.HOLDERS)
        french, english = invented.named(words, invented.place(random))
        return Holder(
            slug=f"holder-{number}",
            name_fr=french,
            name_en=english,
            kind=kind,
            country=random.choice(invented.COUNTRIES) if random.random() < 0.8 else "",
        )
