"""What a row of the programme shows of a session, quickly: a day has eighty rows."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from programme.models import Session, SessionLanguage
from summit.numbers import language_name, listed
from summit.templatetags.words import plain

register = template.Library()


@register.simple_tag
def people(session: Session, base: str = "", link: str = "") -> SafeString:
    """Name those who take part, each once; with `base`, the programme's address, each leads to their page."""
    names = ((person.slug, plain(person, "name")) for person in session.people)
    if not base:
        return format_html_join(", ", "{1}", names)
    return format_html_join(", ", f'<a href="{escape(base)}speakers/{{}}/{escape(link)}">{{}}</a>', names)


@register.simple_tag(takes_context=True)
def chips(context: Context, sessions: Iterable[Session]) -> dict[int, SafeString]:
    """The chip of each published theme of these sessions, drawn once for all of them."""
    themes = {one.theme_id: one.theme for one in sessions if one.theme and one.theme.published}
    drawn = context.template.engine.get_template("includes/theme_chip.html")
    return {pk: drawn.render(context.new({"theme": theme})) for pk, theme in themes.items()}


@register.filter
def of(things: dict, key: object) -> object:
    return things.get(key, "")


@register.filter
def kind(session: Session) -> str:
    return str(Session.Kind(session.kind).label)


@register.filter
def access(session: Session) -> str:
    return str(Session.Access(session.access).label)


@register.filter
def alone(session: Session) -> list[Session]:
    return [session]


@register.filter
def any_indicative(sessions: Iterable[Session]) -> bool:
    return any(one.times_indicative for one in sessions)


@register.filter
def interpreted(session: Session) -> str:
    """The languages interpreters speak in a session, joined in words."""
    rows = (row for row in session.languages.all() if row.use == SessionLanguage.Use.INTERPRETATION)
    return listed([language_name(row.language) for row in rows])
