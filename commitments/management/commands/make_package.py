"""Pack the whole register as it is now, unless it is packed already; for a timer, when the register is large."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from commitments.export.about import About
from commitments.export.package import make
from summit.models import Event


class Command(BaseCommand):
    help = _("Pack the whole register for download, when it has changed.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        host = next((one for one in settings.ALLOWED_HOSTS if one != "*"), "localhost")
        parser.add_argument(
            "--origin", default=f"https://{host}", help=_("Where the portal is, such as https://example.org")
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        about = About.whole(Event.objects.first(), origin=options["origin"], language=settings.LANGUAGE_CODE)
        made = make(about)
        if made is None:
            self.stdout.write(_("Another process is packing the register just now."))
        else:
            self.stdout.write(_("%(name)s is there.") % {"name": made.path.name})
