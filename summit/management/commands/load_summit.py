"""Load the summit described by a folder of content files; see summit/content/."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from summit.content.loading import Result, load
from summit.content.plan import Outcome
from summit.content.problems import ContentError, Mistakes

FOLDER = settings.BASE_DIR / "content" / "one-planet-summit-2021"


class Command(BaseCommand):
    help = "Load a summit from its content files. What staff changed since stays, unless --overwrite."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="default: %(default)s")
        parser.add_argument(
            "--overwrite", action="store_true", help="put back what staff edited or deleted, as the files have it"
        )

    def handle(self, *_args: Any, folder: Path, overwrite: bool, **_options: Any) -> None:
        try:
            result = load(Path(folder), overwrite=overwrite)
        except Mistakes as error:
            raise CommandError(self._mistakes(error, folder)) from error
        except ContentError as error:
            raise CommandError(str(error)) from error
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # or a database that last saw these tables empty plans as if they still were
        self._say(result)

    def _mistakes(self, error: Mistakes, folder: Path) -> str:
        number = len(error.problems)
        heading = ngettext(
            "%(number)d mistake in %(folder)s; nothing was loaded:",
            "%(number)d mistakes in %(folder)s; nothing was loaded:",
            number,
        )
        return "\n".join([heading % {"number": number, "folder": folder}, *map(str, error.problems)])

    def _say(self, result: Result) -> None:
        for note in result.notes:
            self.stdout.write(note)
        for kind, counts in result.counts.items():
            self.stdout.write(self._line(str(kind.model._meta.verbose_name_plural), counts))
        self.stdout.write(self._line(_("in all"), result.total))

    def _line(self, name: str, counts: Any) -> str:
        words = {outcome.name.lower(): counts[outcome] for outcome in Outcome} | {"name": name}
        return (
            _(
                "%(name)s: %(created)d created, %(unchanged)d unchanged, %(updated)d updated, "
                "%(left)d left as staff changed them"
            )
            % words
        )
