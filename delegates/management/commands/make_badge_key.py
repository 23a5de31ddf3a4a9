"""Once: make the key that signs the badges."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from delegates import badges


class Command(BaseCommand):
    help = "Make the key that signs badges (BADGE_KEY_FILE); its owner alone can read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--replace", action="store_true", help="make another: badges printed or kept before no longer open"
        )

    def handle(self, *_args: Any, replace: bool, **_options: Any) -> None:
        path = Path(settings.BADGE_KEY_FILE)
        was_there = path.exists()
        if was_there and not replace:
            raise CommandError(
                f"There is a key at {path}, and badges are signed with it; nothing was changed. --replace makes"
                " another: every badge printed or kept before is then refused at the door as forged."
            )
        try:
            badges.make_key(path)
        except OSError as error:
            raise CommandError(f"No key can be written at {path}: {error.strerror}.") from error
        self.stdout.write(f"The key that signs badges is at {path}. Keep a copy where your backups are.")
        if was_there:
            self.stdout.write("Badges printed or kept before no longer open: print and send them again.")
