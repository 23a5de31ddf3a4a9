"""The order of the programme, for whatever reaches a session."""

from typing import Any

from django.apps import apps
from django.db.models import F, Subquery
from django.db.models.functions import Coalesce, TruncDate


def in_order(session: str = "") -> list[Any]:
    """Day by day, on each day by position; one that names no day is of the programme's first.

    `session` is the way to the session, with its underscores: `session__`.
    """
    sessions = apps.get_model("programme", "Session").objects.published().timed()
    first = Subquery(sessions.order_by("starts").values("starts")[:1])
    day = Coalesce(F(f"{session}day"), TruncDate(f"{session}starts"), TruncDate(first))
    return [day.asc(nulls_first=True), f"{session}position", f"{session}starts", f"{session}pk"]
