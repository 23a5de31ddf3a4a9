"""The mail that waits, left, or was given up: what staff see of it, and how they send it again."""

import logging
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from delegates.admin.kept import KeptAdmin
from delegates.mail import delivery, letters, outbox
from delegates.models import Message
from delegates.tokens import token_of

MOST = 200
State = Message.State
# What no second attempt mends, by the name and the code that delivery keeps of it.
FOR_GOOD = {
    SMTPRecipientsRefused.__name__: _(
        "The address is refused for good (code %(code)s): correct it, then try the message again."
    ),
    SMTPDataError.__name__: _(
        "The recipient's server refuses this message for good (code %(code)s): ask for another address."
    ),
    letters.NoLongerDueError.__name__: _(
        "Nobody is left to write to, or what it tells is over: there is nothing to do."
    ),
}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preview:
    """A message as it would leave now, without the private link: that is its recipient's alone."""

    language: str
    subject: str
    paragraphs: list[str]
    attachments: list[str]


def problem_of(message: Message) -> str:
    """Say what went wrong with it, and what is to be done."""
    name, _space, code = message.problem.partition(" ")
    if not name:
        return "–"
    if message.state == State.QUEUED:
        said = _("Not taken yet (%(problem)s): it is tried again by itself.")
    elif name in FOR_GOOD and not code.startswith("4"):
        said = FOR_GOOD[name]
    elif message.attempts > len(delivery.PAUSES):
        said = _("Not taken in %(attempts)d attempts (%(problem)s): once mail leaves again, try it again.")
    else:
        said = _("It cannot be written (%(problem)s): tell whoever looks after the portal.")
    return said % {"code": code, "problem": message.problem, "attempts": message.attempts}


def preview(message: Message) -> Preview | None:
    """Write the message; None when it cannot be, as when its recipient was erased."""
    to = message.delegate or message.delegation
    try:
        mail = letters.write(message)
    except Exception as error:  # whatever is wrong with it, this page is where one looks for what is wrong
        log.warning("message %s: cannot be written, %s", message.pk, type(error).__name__)
        return None
    text = mail.body.replace(token_of(to), "…").strip()
    names = [one[0] if isinstance(one, tuple) else one.get_filename() for one in mail.attachments]
    return Preview(to.language, mail.subject, text.split("\n\n"), names)


@admin.register(Message)
class MessageAdmin(KeptAdmin):
    fields = ["kind", "whom", "state", "trouble", "attempts", "next", "created_at", "sent_at"]
    list_display = ["recipient", "kind", "state", "trouble", "attempts", "next", "created_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["delegate", "delegation"]
    search_fields = ["delegate__number"]
    search_help_text = _("A delegate's number.")
    actions = ["send_again", "send_copy"]

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("delegates.change_message")

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().changelist_view(request, {"queue": self._queue(), **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, obj: Message | None = None, **kwargs: Any
    ) -> HttpResponse:
        permission = "delegates.view_delegate" if obj.delegate_id else "delegates.view_delegation"
        may_read = request.user.has_perm(permission)
        context |= {"may_read": may_read, "preview": preview(obj) if may_read else None}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _queue(self) -> dict[str, Any]:
        """How many wait and since when, and how many were given up."""
        rows = Message.objects.exclude(state=State.SENT).order_by().values("state")
        found = {row["state"]: row for row in rows.annotate(number=Count("pk"), since=Min("created_at"))}
        queued = found.get(State.QUEUED, {"number": 0, "since": None})
        failed = found.get(State.FAILED, {"number": 0})
        return {"queued": queued["number"], "since": queued["since"], "failed": failed["number"]}

    @admin.action(description=_("Try the selected messages again, now"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Put back at the head of the queue what waits or was given up; what was sent is not sent twice."""
        chosen = list(queryset)
        again = delivery.send_again(chosen)
        said = ngettext("%d message is tried again now.", "%d messages are tried again now.", again)
        self.message_user(request, said % again, messages.SUCCESS if again else messages.INFO)
        if left := len(chosen) - again:
            said = ngettext(
                "%d was sent already; a copy of it is another action.",
                "%d were sent already; a copy of them is another action.",
                left,
            )
            self.message_user(request, said % left, messages.WARNING)

    @admin.action(description=_("Send a copy of what was sent (it did not arrive)"), permissions=["send"])
    def send_copy(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Write anew what was sent and did not arrive, as it reads today; what still waits needs no copy."""
        sent = list(queryset.filter(state=State.SENT).select_related("delegate", "delegation")[:MOST])
        copies = sum(outbox.copy(one) is not None for one in sent)
        said = ngettext("A copy of %d message is on its way.", "Copies of %d messages are on their way.", copies)
        self.message_user(request, said % copies, messages.SUCCESS if copies else messages.INFO)

    @admin.display(description=_("to"), ordering="delegate__number")
    def recipient(self, message: Message) -> str:
        return str(message.delegate or message.delegation)

    @admin.display(description=_("to"))
    def whom(self, message: Message) -> str:
        """Lead to where the address is read and corrected."""
        to = message.delegate or message.delegation
        return format_html(
            '<a href="{}">{}</a>', reverse(f"admin:delegates_{to._meta.model_name}_change", args=[to.pk]), to
        )

    @admin.display(description=_("problem"))
    def trouble(self, message: Message) -> str:
        return problem_of(message)

    @admin.display(description=_("next attempt"), ordering="next_at")
    def next(self, message: Message) -> Any:
        return message.next_at if message.state == State.QUEUED else "–"
