"""What changed in the targets, the finance lines, the reports and the sources of a record."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import parts
from commitments.changes import Change, Ways, of_text
from commitments.models import Pledge
from commitments.pairing import paired
from commitments.parts import Part, text_of

TEXT = Ways(
    gettext_lazy("{name}: the text in {language} was changed."),
    gettext_lazy("{name}: a text was added in {language}."),
    gettext_lazy("{name}: a text was removed in {language}."),
)
DEADLINE = Ways(
    gettext_lazy("{name}: the deadline moved from {before} to {after}."),
    gettext_lazy("{name}: a deadline was added, {after}."),
    gettext_lazy("{name}: the deadline was removed; it was {before}."),
)
VALUE = Ways(
    gettext_lazy("{name}: the target went from {before} to {after}."),
    gettext_lazy("{name}: the target now has a figure, {after}."),
    gettext_lazy("{name}: the figure of the target was removed; it was {before}."),
)
BASELINE = Ways(
    gettext_lazy("{name}: the baseline went from {before} to {after}."),
    gettext_lazy("{name}: a baseline was added, {after}."),
    gettext_lazy("{name}: the baseline was removed; it was {before}."),
)
BASELINE_DATE = Ways(
    gettext_lazy("{name}: the date of the baseline moved from {before} to {after}."),
    gettext_lazy("{name}: the baseline now has a date, {after}."),
    gettext_lazy("{name}: the date of the baseline was removed; it was {before}."),
)
LATEST = Ways(
    gettext_lazy("{name}: the latest value went from {before} to {after}."),
    gettext_lazy("{name}: a latest value was added, {after}."),
    gettext_lazy("{name}: the latest value was removed; it was {before}."),
)
LATEST_DATE = Ways(
    gettext_lazy("{name}: the date of the latest value moved from {before} to {after}."),
    gettext_lazy("{name}: the latest value now has a date, {after}."),
    gettext_lazy("{name}: the date of the latest value was removed; it was {before}."),
)
AMOUNT = Ways(*[gettext_lazy("{name}: the amount was {before} and is now {after}.")] * 3)
NATURE = Ways(*[gettext_lazy("{name}: the money was “{before}” and is now “{after}”.")] * 3)
PERIOD = Ways(
    gettext_lazy("{name}: the period was {before} and is now {after}."),
    gettext_lazy("{name}: a period was added, {after}."),
    gettext_lazy("{name}: the period was removed; it was {before}."),
)
FUNDER = Ways(*[gettext_lazy("A finance line is now by {after}; it was by {before}.")] * 3)
WHOLE = Ways(
    gettext_lazy("{name}: the line was part of {before} and is now part of {after}."),
    gettext_lazy("{name}: the line is now part of {after}."),
    gettext_lazy("{name}: the line is no longer part of {before}."),
)
REPORT_DATE = Ways(
    gettext_lazy("A report dated {before} is now dated {after}."),
    gettext_lazy("A report without a date is now dated {after}."),
    gettext_lazy("A report dated {before} is now without a date."),
)
Say = Callable[[Part], SafeString]


def of_targets(before: Iterable[Part], after: Iterable[Part]) -> Iterator[Change]:
    keys = (_texts("indicator"), _text("indicator", "en"), _text("indicator", "fr"), _figure)
    for old, new in paired(before, after, *keys):
        if old is None:
            yield Change(format_html(_("A target was added: {target}."), target=parts.target(new)))
        elif new is None:
            yield Change(format_html(_("A target was removed: {target}."), target=parts.target(old)))
        else:
            yield from _target(old, new, parts.written(new, "indicator"))


def _target(old: Part, new: Part, name: SafeString) -> Iterator[Change]:
    for field, ways in (("value", VALUE), ("baseline", BASELINE), ("latest", LATEST)):
        if parts.number(old.get(field)) != parts.number(new.get(field)):
            yield Change(ways.between(parts.quantity(old, field), parts.quantity(new, field), name=name))
    dates = (("deadline", DEADLINE), ("baseline_date", BASELINE_DATE), ("latest_date", LATEST_DATE))
    for field, ways in dates:
        yield from _moved(old, new, field, ways, name, parts.date)
    for field in ("indicator", "unit", "note"):
        yield from of_text(old, new, field, TEXT, name=name)
    yield from of_sources(old.get("sources") or [], new.get("sources") or [], name)


def of_pledges(before: Iterable[Part], after: Iterable[Part]) -> Iterator[Change]:
    """Compare finance lines; their numbers only say where they stand."""
    keys = (_line("amount", "currency"), _line("currency", "nature", "period"), _line("currency"), _line(), _money)
    for old, new in paired(_unnumbered(before), _unnumbered(after), *keys):
        if old is None:
            yield Change(format_html(_("A finance line was added: {line}."), line=parts.pledge(new)))
        elif new is None:
            yield Change(format_html(_("A finance line was removed: {line}."), line=parts.pledge(old)))
        else:
            yield from _pledge(old, new, parts.funder(new))


def _pledge(old: Part, new: Part, name: SafeString) -> Iterator[Change]:
    by = [parts.funder(one) for one in (old, new)]
    if _who(old) != _who(new) and by[0] != by[1]:
        yield Change(FUNDER.between(*by))
    money = [parts.amount(one) for one in (old, new)]
    if money[0] != money[1]:
        yield Change(AMOUNT.between(*money, name=name))
    yield from _moved(old, new, "nature", NATURE, name, lambda value: parts.label(Pledge.Nature, value))
    yield from _moved(old, new, "period", PERIOD, name)
    yield from _moved(old, new, "part_of", WHOLE, name)
    for field in ("funder_name", "note"):
        yield from of_text(old, new, field, TEXT, name=name)
    yield from of_sources(old.get("sources") or [], new.get("sources") or [], name)


def of_reports(before: Iterable[Part], after: Iterable[Part]) -> Iterator[Change]:
    keys = (_texts("text"), _text("text", "en"), _text("text", "fr"), lambda one: one.get("date"))
    for old, new in paired(before, after, *keys):
        if old is None:
            said = format_html(_("A progress report was added: {report}."), report=parts.report(new))
            yield from _whole_text(said, {}, new)
        elif new is None:
            said = format_html(_("A progress report was removed: {report}."), report=parts.report(old))
            yield from _whole_text(said, old, {})
        else:
            yield from _report(old, new)


def _report(old: Part, new: Part) -> Iterator[Change]:
    if (old.get("date") or "") != (new.get("date") or ""):
        yield Change(REPORT_DATE.between(parts.date(old.get("date")), parts.date(new.get("date"))))
    name = format_html(_("Report, {report}"), report=parts.report(new))
    yield from of_text(old, new, "text", TEXT, name=name)
    yield from of_sources(old.get("sources") or [], new.get("sources") or [], name)


def _whole_text(sentence: SafeString, old: Part, new: Part) -> Iterator[Change]:
    """A report comes or goes with its text, shown as the reader would read it."""
    yield Change(sentence, before=parts.written(old, "text"), after=parts.written(new, "text"))


def of_sources(before: Iterable[Part], after: Iterable[Part], name: SafeString | str = "") -> Iterator[Change]:
    """Compare sources: of the record itself, or of the part of it that `name` says."""
    keys = (lambda one: one.get("url"), lambda one: (one.get("publisher"), one.get("date")), _publisher)
    for old, new in paired(before, after, *keys):
        if old == new:
            continue
        if old is None:
            said = format_html(_("A source was added: {source}."), source=parts.source(new))
        elif new is None:
            said = format_html(_("A source was removed: {source}."), source=parts.source(old))
        else:
            said = format_html(
                _("A source was corrected: {before} is now {after}."),
                before=parts.source(old),
                after=parts.source(new),
            )
        yield Change(format_html("{} – {}", name, said) if name else said)


def _moved(old: Part, new: Part, field: str, ways: Ways, name: SafeString, said: Any = None) -> Iterator[Change]:
    values = [one.get(field) or "" for one in (old, new)]
    if values[0] != values[1]:
        before, after = [(said(value) if said else value) if value else "" for value in values]
        yield Change(ways.between(before, after, name=name))


def _text(field: str, language: str) -> Callable[[Part], Hashable]:
    return lambda one: text_of(one, field, language)


def _texts(field: str) -> Callable[[Part], Hashable]:
    return lambda one: tuple(sorted((one.get(field) or {}).items()))


def _figure(one: Part) -> Hashable:
    """What a target keeps when its indicator is written anew."""
    figure = parts.number(one.get("value"))
    return figure is not None and (figure, text_of(one, "unit", "en"), one.get("deadline"))


def _who(line: Part) -> Hashable:
    return (line.get("funder") or {}).get("slug") or text_of(line, "funder_name", "en")


def _line(*fields: str) -> Callable[[Part], Hashable]:
    return lambda line: (_who(line), *(line.get(field) for field in fields)) if _who(line) else ""


def _money(line: Part) -> Hashable:
    return (line["amount"], line.get("currency")) if line.get("amount") else ""


def _unnumbered(lines: Iterable[Part]) -> list[Part]:
    return [{name: value for name, value in line.items() if name != "number"} for line in lines]


def _publisher(one: Part) -> Hashable:
    return one.get("publisher")
