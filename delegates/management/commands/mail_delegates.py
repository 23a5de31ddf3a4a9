"""Write to many delegates at once, each in their language: a reminder, what a release changed, or a circular."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import translation

from delegates.mail import circulars, occasions
from delegates.mail.forms import GroupForm, texts_from
from delegates.mail.occasions import NothingToTellError, Occasion
from delegates.mail.specimens import specimen
from delegates.models import Circular, Delegate, DelegateQuerySet

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
FILTERS = {
    "category": "head, delegate, observer, speaker, press or support",
    "state": "to_review, accredited, arrived; refused or cancelled are written to only when asked for",
    "mode": "in_person or online",
    "language": " or ".join(LANGUAGES),
    "country": "a code of two letters, such as FR",
    "delegation": "its name",
    "session": "its slug: those who have a seat in it or mean to follow it",
}


class Command(BaseCommand):
    help = (
        "Put a message to each delegate of a group in the queue, in their language. Nobody is told it twice: "
        "run again, it writes only to those who were not told yet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=("reminder", "programme-changed", "group"))
        for name, hint in FILTERS.items():
            parser.add_argument(f"--{name}", nargs="+", default=[], metavar="VALUE", help=hint)
        parser.add_argument("--number", type=int, default=1, help="of the reminder: 2 reminds a second time")
        parser.add_argument("--release", type=int, help="which release changed the programme; default: the last")
        parser.add_argument("--circular", type=int, help="the number of a message to a group that staff wrote")
        for code in LANGUAGES:
            parser.add_argument(f"--text-{code}", type=Path, help=f"a file: the subject, then the text, in {code}")
        parser.add_argument("--preview", action="store_true", help="say how many and show the mail; write nothing")
        parser.add_argument("--to", metavar="ADDRESS", help="send a test there, in each language, and no more")
        parser.add_argument("--yes", action="store_true", help="do not ask before sending")

    @translation.override("en")  # in which all of the command speaks, what a form finds wrong too
    def handle(self, *_args: Any, **options: Any) -> None:
        form = GroupForm({name: options[name] for name in FILTERS})
        if not form.is_valid():
            raise CommandError("\n".join(form.problems))
        circular = self._circular(options) if options["kind"] == "group" else None
        try:
            occasion = self._occasion(options, circular)
        except NothingToTellError as error:
            raise CommandError(str(error)) from error
        if not occasion.states:
            raise CommandError(f"A message of this kind goes to nobody who is {' or '.join(options['state'])}.")
        if options["to"]:
            self._test(occasion, circular, options["to"])
            return
        found = circulars.recipients(occasion, among=form.apply(Delegate.objects.all()))
        number = self._count(occasion, found)
        if options["preview"]:
            self._preview(occasion, circular)
        elif number and self._is_sure(options["yes"]):
            self._send(occasion, circular, found, form)

    def _circular(self, options: dict[str, Any]) -> Circular:
        """Find the circular that is named, or the one of these texts; otherwise return it unsaved."""
        files = {code: options[f"text_{code}"] for code in LANGUAGES if options[f"text_{code}"]}
        if options["circular"]:
            found = Circular.objects.filter(pk=options["circular"]).first()
            if found is None:
                raise CommandError(f"There is no message to a group number {options['circular']}.")
            return found
        if len(files) < len(LANGUAGES):
            wanted = " and ".join(f"--text-{code}" for code in LANGUAGES)
            raise CommandError(f"Each delegate reads their own language: give {wanted}, or --circular.")
        try:
            return circulars.of_texts(texts_from({code: file.read_text("utf-8") for code, file in files.items()}))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"A text cannot be read: {error}") from error
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error

    def _occasion(self, options: dict[str, Any], circular: Circular | None) -> Occasion:
        if circular:
            return occasions.circular(circular, states=options["state"])
        if options["kind"] == "reminder":
            return occasions.reminder(options["number"], states=options["state"])
        return occasions.programme_changed(options["release"], states=options["state"])

    def _count(self, occasion: Occasion, found: DelegateQuerySet) -> int:
        """Say how many there are, in each language, and how many are written to now; return the last."""
        everybody, now = found.count(), circulars.counted(circulars.untold(occasion, found))
        in_languages = ", ".join(f"{number} in {code}" for code, number in now.items())
        self.stdout.write(f"{everybody} delegates, {everybody - sum(now.values())} of them told already.")
        self.stdout.write(f"To be written: {sum(now.values())}{in_languages and f' ({in_languages})'}.")
        return sum(now.values())

    def _preview(self, occasion: Occasion, circular: Circular | None) -> None:
        for code in LANGUAGES:
            mail = specimen(occasion, code, circular=circular)
            self.stdout.write(f"\n--- {code} ---\nSubject: {mail.subject}\n\n{mail.body}")
        self.stdout.write("A preview: nothing was written.")

    def _test(self, occasion: Occasion, circular: Circular | None, address: str) -> None:
        try:
            validate_email(address)
            for code in LANGUAGES:
                specimen(occasion, code, circular=circular, test_to=address).send()
        except ValidationError as error:
            raise CommandError(f"{address} is no address of mail.") from error
        except (OSError, SMTPException) as error:
            raise CommandError(f"The mail server did not take the test: {type(error).__name__}.") from error
        self.stdout.write(f"A test in each language went to {address}; no delegate was written to.")

    def _send(
        self, occasion: Occasion, circular: Circular | None, found: DelegateQuerySet, form: GroupForm
    ) -> None:
        if circular:
            count = circulars.send_circular(circular, found, states=form.cleaned_data["state"], group=form.asked)
        else:
            count = circulars.send(occasion, found)
        self.stdout.write(f"{count} messages are in the queue; the worker sends them.")

    def _is_sure(self, yes: bool) -> bool:
        if yes:
            return True
        if not sys.stdin.isatty():
            raise CommandError("Nothing was sent: look at it with --preview, then add --yes.")
        return input("Send them? Type yes: ").strip().lower() == "yes"
