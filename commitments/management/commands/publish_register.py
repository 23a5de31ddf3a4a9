"""Publish every record of the register that no longer says what its last version says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import Commitment, Version
from commitments.versions import publish_all


class Command(BaseCommand):
    # A holder of many records was renamed, a theme or a session has another slug, a session was deleted…
    help = _("Publish the next version of each record whose facts are no longer those of its last one.")

    def add_arguments(self, parser: CommandParser) -> None:
        asked = [Version.Reason.CORRECTION, Version.Reason.UPDATE, Version.Reason.TRANSLATION]
        parser.add_argument("--reason", choices=[one.value for one in asked], default=Version.Reason.UPDATE.value)

    def handle(self, *args: Any, **options: Any) -> None:
        done, _left = publish_all(Commitment.objects.addressed(), reason=options["reason"])
        self.stdout.write(ngettext("%d new version.", "%d new versions.", done) % done)
