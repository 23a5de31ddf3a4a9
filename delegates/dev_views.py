"""The mail this machine would have sent, for who tries the portal out; there with DEBUG alone."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

MOST = 50


@never_cache
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    folder = Path(settings.EMAIL_FILE_PATH or "")
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)[:MOST]
    return render(request, "delegates/mailbox.html", {"letters": [_read(file) for file in files]})


def _read(file: Path) -> dict[str, str]:
    mail: EmailMessage = message_from_bytes(file.read_bytes().rpartition(b"-" * 79)[0], policy=policy.default)
    text = mail.get_body(("plain",)).get_content()
    paragraphs = [one.strip() for one in text.split("\n\n") if one.strip()]
    return {"to": mail["To"], "subject": mail["Subject"], "date": mail["Date"], "paragraphs": paragraphs}
