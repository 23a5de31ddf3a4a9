"""What the history of a session keeps of a change made outside its form."""

from collections.abc import Sequence

from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest
from django.utils.translation import override

from programme.models import Session


def log_planned(request: HttpRequest, sessions: Sequence[Session], *names: str) -> None:
    """Note that these fields of the plan were changed."""
    with override(None):  # the history keeps names of fields untranslated, and translates them when read
        fields = [str(Session._meta.get_field(name).verbose_name) for name in names]
    LogEntry.objects.log_actions(request.user.pk, sessions, CHANGE, [{"changed": {"fields": fields}}])
