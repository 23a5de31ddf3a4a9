"""Erase the agendas that nobody looked at for a year; meant to run every day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from programme.agenda import erase_unused


class Command(BaseCommand):
    help = _("Erase the agendas that nobody looked at for a year.")

    def handle(self, *_args: Any, **_options: Any) -> None:
        erased = erase_unused()
        self.stdout.write(
            ngettext("%(count)s unused agenda erased.", "%(count)s unused agendas erased.", erased)
            % {"count": erased}
        )
