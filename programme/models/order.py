"""The order of the programme, for whatever reaches a session."""

from typing import Any

from django.apps import apps
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate


def in_order(session: str = "") -> list[Any]:
    """Day by day, on each day by start; one that names no day is of the programme's first.

    A session without a start stands before the first that has one and a greater position, or else at the end of
    its day. `session` is the way to the session, with its underscores: `session__`.
    """
    timed = apps.get_model("programme", "Session").objects.published().timed().order_by("starts").values("starts")
    first = TruncDate(Subquery(timed[:1]))
    day = Coalesce(F(f"{session}day"), TruncDate(f"{session}starts"), first)
    same_day = timed.alias(own=TruncDate("starts")).filter(own=Coalesce(OuterRef(f"{session}day"), first))
    before = Subquery(same_day.filter(position__gt=OuterRef(f"{session}position"))[:1])
    moment = Coalesce(F(f"{session}starts"), before)
    late = F(f"{session}starts").asc(nulls_first=True)
    return [day.asc(nulls_first=True), moment.asc(nulls_last=True), late, f"{session}position", f"{session}pk"]
