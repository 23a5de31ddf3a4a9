"""Themes, sessions and goals by the slugs that kept documents hold: documents say which, not what it is called."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from commitments.document import Document
from commitments.models import Goal
from commitments.parts import Names, slug_alone
from programme.models import Session
from summit.templatetags.words import text
from themes.models import Theme


def names_for(documents: Iterable[Document]) -> Names:
    """Say what the documents name, as it is called today, in three queries; what is not public, by its slug."""
    told = list(documents)
    slugs = {kind: {one[kind] for one in told if one.get(kind)} for kind in ("theme", "session")}
    goals = {slug for one in told for slug in one.get("goals") or []}
    known: dict[tuple[str, str], SafeString] = {}
    for theme in Theme.objects.published().filter(slug__in=slugs["theme"]):
        known["theme", theme.slug] = text(theme, "title")
    for session in Session.objects.published().filter(slug__in=slugs["session"]):
        known["session", session.slug] = text(session, "title")
    for goal in Goal.objects.filter(slug__in=goals).select_related("framework"):
        known["goal", goal.slug] = text(goal, "title")
    return lambda kind, slug: known.get((kind, slug)) or slug_alone(kind, slug)
