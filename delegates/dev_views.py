"""The mail this machine would have sent, for who tries the portal out; there with DEBUG alone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from delegates.mail.files import BETWEEN

MOST = 50


@dataclass(frozen=True)
class Letter:
    """One message of a file; `place` finds it again."""

    file: str
    place: int
    mail: EmailMessage

    @property
    def date(self) -> datetime:
        """When it was written; Django says UTC by “-0000”, which parses as no zone at all."""
        written = parsedate_to_datetime(self.mail["Date"])
        return written if written.tzinfo else written.replace(tzinfo=UTC)

    @property
    def language(self) -> str:
        return self.mail["Content-Language"] or ""

    @property
    def paragraphs(self) -> list[str]:
        text = self.mail.get_body(("plain",)).get_content()
        return [one.strip() for one in text.split("\n\n") if one.strip()]

    @property
    def attachments(self) -> list[str]:
        return [part.get_filename() for part in self.mail.iter_attachments()]


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    letters = sorted((one for file in _files() for one in _letters(file)), key=lambda one: one.date, reverse=True)
    return render(request, "delegates/mailbox.html", {"letters": letters[:MOST]})


@never_cache
@require_safe
def attachment(request: HttpRequest, file: str, place: int, part: int) -> HttpResponse:
    """What came with a message, as its recipient would open it."""
    letters = next((_letters(one) for one in _files() if one.name == file), [])
    parts = [part for one in letters if one.place == place for part in one.mail.iter_attachments()]
    if part >= len(parts):
        raise Http404
    body = parts[part].get_content()
    response = HttpResponse(body, content_type=parts[part].get_content_type())
    response["Content-Disposition"] = f'attachment; filename="{parts[part].get_filename()}"'
    return response


def _files() -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH or "")
    return sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)[:MOST]


def _letters(file: Path) -> list[Letter]:
    written = [one for one in file.read_bytes().split(BETWEEN) if one.strip()]
    return [
        Letter(file.name, place, message_from_bytes(one, policy=policy.default))
        for place, one in enumerate(written)
    ]
