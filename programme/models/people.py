"""The people of a session: whole speakers, or for lists their names and addresses alone."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import Prefetch

from programme.models.speaker import Speaker

if TYPE_CHECKING:
    from programme.models.session import Session


class Named(NamedTuple):
    """Somebody's name and address, as a card shows them."""

    session_id: int
    slug: str
    name_fr: str
    name_en: str


class People:
    """Each speaker of a session once, in the order of the programme, whatever the number of roles.

    `prefetch_related(named())` fetches them for many sessions as `Named`: a Speaker for each of the 240 people of
    a day took a fifth of the time of its page.
    """

    def __get__(self, session: "Session | None", _owner: type) -> "People | list[Speaker]":
        if session is None:
            return self
        return list(dict.fromkeys(one.speaker for one in session.participations.all()))

    def is_cached(self, session: "Session") -> bool:
        return "people" in session.__dict__

    def get_prefetch_querysets(
        self, sessions: Iterable["Session"], _querysets: object = None
    ) -> tuple[list[Named], Callable, Callable, bool, str, bool]:
        """What Django asks of whatever can be prefetched."""
        parts = apps.get_model("programme", "Participation").objects.rewrite(False).filter(session__in=sessions)
        rows = parts.order_by("order", "pk").values_list(
            "session_id", "speaker__slug", "speaker__name_fr", "speaker__name_en"
        )
        found = list(dict.fromkeys(map(Named._make, rows)))
        return found, lambda one: one.session_id, lambda session: session.pk, False, "people", False


def named() -> Prefetch:
    """Those who take part, by name and address alone."""
    return Prefetch("people", to_attr="people")


def people() -> Prefetch:
    """Those who take part, each with their speaker."""
    parts: Any = apps.get_model("programme", "Participation").objects
    return Prefetch("participations", parts.select_related("speaker"))
