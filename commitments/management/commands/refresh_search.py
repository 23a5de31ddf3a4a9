"""Write what the register is searched by, for records that have nothing yet or for all."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from commitments.models import Commitment
from commitments.search.refresh import refresh_all, refresh_missing


class Command(BaseCommand):
    help = "Write the search rows of published records that have none; with --all, of every one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="write all of them again")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["all"]:
            refresh_all()
            number = Commitment.objects.published().count()
        else:
            number = refresh_missing()
        self.stdout.write(_("%(number)s records are written for the search.") % {"number": number})
