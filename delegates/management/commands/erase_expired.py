"""Daily: erase what has reached its term, and say what was erased and what is still held."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from delegates.erasure import erase_expired
from delegates.held import keep, report
from delegates.unfinished import forget_what_was_left


class Command(BaseCommand):
    help = "Erase what has reached its term; report by field and age, here and in VAR_DIR/erasure/."

    def handle(self, *_args: Any, **_options: Any) -> None:
        forget_what_was_left()
        text = report(erase_expired())
        self.stdout.write(text)
        keep(text)
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:  # what was erased still stands in the log of writes until then
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
