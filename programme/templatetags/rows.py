"""What a row of the programme shows of a session, quickly: a day has eighty rows."""

from collections.abc import Iterable
from html import escape

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from programme.models import Session, SessionLanguage
from summit.bilingual import written_in
from summit.numbers import language_name, listed
from summit.typography import typographic

register = template.Library()


@register.simple_tag
def people(session: Session, base: str = "", link: str = "", brief: bool = False) -> SafeString:
    """Name those who take part; unless `brief`, each leads to their page below `base`, the programme's address."""
    reader = get_language()
    names = {escape(one.slug): escape(typographic(*written_in(one, "name", reader))) for one in session.people}
    if base and not brief:
        base, link = escape(base), escape(link)
        names = {slug: f'<a href="{base}speakers/{slug}/{link}">{name}</a>' for slug, name in names.items()}
    return mark_safe(", ".join(names.values()))


@register.simple_tag
def star(session: Session) -> SafeString:
    """Choose a session for one's agenda, with or without script."""
    slug, words = escape(session.slug), escape(_("In my agenda"))
    box = f'<input type="checkbox" name="s" value="{slug}" form="my-agenda" data-star>'
    return mark_safe(f'<label class="star">{box}<span>{words}</span></label>')


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
