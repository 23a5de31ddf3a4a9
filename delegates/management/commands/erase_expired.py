"""Daily: erase what has reached its term, and say what was erased and what is still held."""

from typing import Any

from django.core.management.base import BaseCommand

from delegates.erasure import erase_expired, held


class Command(BaseCommand):
    help = "Erase the personal fields of delegates that have reached their term."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for name, count in erase_expired().items():
            self.stdout.write(f"erased, {name}: {count}")
        for name, count in held().items():
            self.stdout.write(f"still held, {name}: {count}")
