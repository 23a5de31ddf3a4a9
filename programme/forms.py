"""What the pages of the programme are asked for: filters, a day, the reader's own time zone, a way to print."""

from functools import cache, reduce
from operator import and_, or_
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from programme import search
from programme.models import Room, Session, SessionLanguage, SessionQuerySet
from summit.alphabet import folded
from summit.bilingual import written_in
from summit.listing import FilterForm, Looser
from summit.numbers import language_name
from themes.models import Theme

LONGEST = 100
FIRST = ("q", "theme", "day")
# Offered by their city; any other zone can be written.
ZONES = (
    *("Africa/Abidjan", "Africa/Cairo", "Africa/Johannesburg", "Africa/Kinshasa", "Africa/Nairobi"),
    *("America/Bogota", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Sao_Paulo"),
    *("Asia/Dubai", "Asia/Jakarta", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo"),
    *("Australia/Sydney", "Europe/London", "Europe/Moscow", "Europe/Paris", "Pacific/Auckland"),
)


@cache
def zones() -> dict[str, str]:
    """Every time zone by its name and by its city alone, folded; 600 files are looked at, hence once."""
    known = sorted(available_timezones() - {"Factory", "localtime"})
    cities = {_key(name.rpartition("/")[2]): name for name in reversed(known)}
    return cities | {_key(name): name for name in known}


def _key(name: str) -> str:
    return folded(name).replace("_", " ").strip()


class ZoneForm(FilterForm):
    """The zone a reader wants beside the event's, without a script and without a cookie.

    `problems` says in words what was asked for and not understood.
    """

    tz = forms.CharField(
        required=False,
        label=_("Also show the times of"),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        self.problems: dict[str, str] = {}
        super().__init__(data, *args, **kwargs)

    def clean_tz(self) -> str:
        asked = self.cleaned_data["tz"]
        name = zones().get(_key(asked), "") if asked else ""
        if asked and not name:
            self.problems["tz"] = _(
                "“%(zone)s” is not a time zone known here, so the event's time stands alone. "
                "Write a city, or a zone such as America/Bogota."
            ) % {"zone": Truncator(asked).chars(40)}
        return name

    @property
    def zone(self) -> ZoneInfo | None:
        return ZoneInfo(self.chosen["tz"]) if self.chosen.get("tz") else None

    @property
    def zones(self) -> tuple[str, ...]:
        return ZONES

    @property
    def link(self) -> str:
        """What the links of a page add to an address, so that the reader keeps both times."""
        return f"?{self.address(keep=['tz'])}" if self.zone else ""

    @property
    def query(self) -> str:
        return self.address()


class Several(forms.MultipleChoiceField):
    """Several choices, of which those that mean nothing are left out."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if self.valid_value(one)]


class SessionFilter(ZoneForm):
    """The filters of the programme; what several say together must all hold."""

    ACCESS = {
        "captions": (_("captions"), Q(captions=True)),
        "sign_language": (_("sign language"), Q(sign_language=True)),
        "step_free": (_("step-free room"), Q(room__step_free=True)),
        "remote": (_("can be followed from afar"), Q(access=Session.Access.PUBLIC_STREAM)),
    }
    q = forms.CharField(required=False, label=_("Words"), widget=forms.TextInput(attrs={"type": "search"}))
    theme = forms.ChoiceField(required=False, label=_("Theme"))
    kind = forms.ChoiceField(
        choices=[("", _("All kinds")), *Session.Kind.choices], required=False, label=_("Kind")
    )
    room = forms.ChoiceField(required=False, label=_("Room"))
    language = forms.ChoiceField(required=False, label=_("Language"))
    access = Several(
        choices=[(name, words) for name, (words, _found) in ACCESS.items()], required=False, label=_("Access")
    )
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)

    field_order = ["q", "theme", "kind", "room", "language", "access", "tz", "day"]

    def full_clean(self) -> None:
        """Offer what there is before reading what was chosen; three queries."""
        themes = Theme.objects.published().only("slug", "title_fr", "title_en")
        rooms = Room.objects.only("slug", "name_fr", "name_en", "order")
        heard = [(code, language_name(code)) for code in Session.objects.published().languages_heard()]
        for name, every, offered in (
            ("theme", _("All themes"), [(one.slug, written_in(one, "title")[0]) for one in themes]),
            ("room", _("All rooms"), [(one.slug, written_in(one, "name")[0]) for one in rooms]),
            ("language", _("All languages"), sorted(heard, key=lambda one: folded(one[1]))),
        ):
            self.fields[name].choices = [("", every), *offered]
        super().full_clean()

    def clean_q(self) -> str:
        asked = self.cleaned_data["q"]
        if len(asked) > LONGEST:
            self.problems["q"] = _(
                "%(length)s characters are too many to look for; all sessions are shown. Write at most %(most)s."
            ) % {"length": len(asked), "most": LONGEST}
            return ""
        return asked if search.words(asked) else ""

    @property
    def conditions(self) -> dict[str, Q]:
        """What each filter in use asks of a session, by its name; the day and the zone are no such filters."""
        asks = {
            "q": self._in_words,
            "theme": lambda slug: Q(theme__slug=slug, theme__published=True),
            "kind": lambda kind: Q(kind=kind),
            "room": lambda slug: Q(room__slug=slug),
            "language": lambda code: Q(
                Exists(SessionLanguage.objects.filter(session=OuterRef("pk"), language=code))
            ),
            "access": lambda names: reduce(and_, (self.ACCESS[name][1] for name in names)),
        }
        return {name: ask(self.chosen[name]) for name, ask in asks.items() if name in self.chosen}

    def _in_words(self, text: str) -> Q:
        wanted = search.words(text)
        return reduce(or_, (search.matching(wanted, code) for code in settings.MODELTRANSLATION_LANGUAGES))

    @property
    def found(self) -> Q:
        return reduce(and_, self.conditions.values(), Q())

    @property
    def own(self) -> Q:
        """Sessions whose words are found in the reader's own language."""
        text = self.chosen.get("q")
        return search.matching(search.words(text), get_language() or settings.LANGUAGE_CODE) if text else Q()

    def apply(self, sessions: SessionQuerySet) -> SessionQuerySet:
        return sessions.filter(self.found)

    def looser(self, sessions: SessionQuerySet) -> list[Looser]:
        """The filters of which leaving out one alone finds something, with how much; one query."""
        asked = self.conditions
        without = {
            name: reduce(and_, (ask for other, ask in asked.items() if other != name), Q()) for name in asked
        }
        return [
            Looser(str(self.fields[name].label), count, self.address(without=name))
            for name, count in sessions.counted(without).items()
            if count
        ]

    @property
    def asked(self) -> str:
        """All that was understood, as it follows an address."""
        return f"?{self.query}" if self.query else ""

    @property
    def rest(self) -> str:
        """All but the day, for the links of the days."""
        return self.address(without="day")

    @property
    def is_open(self) -> bool:
        """Whether the filters behind the first two are in use."""
        return any(name in self.chosen or name in self.problems for name in self.fields if name not in FIRST)


class DaySheet(FilterForm):
    """How the day sheet is printed."""

    text = forms.ChoiceField(
        required=False,
        label=_("Languages"),
        choices=[("both", _("French and English side by side")), ("fr", _("French")), ("en", _("English"))],
    )
    size = forms.ChoiceField(
        required=False, label=_("Size"), choices=[("", _("ordinary print")), ("large", _("large print"))]
    )

    @property
    def languages(self) -> list[str]:
        """The languages of the sheet, the reader's own first."""
        asked = self.chosen.get("text", "both")
        reader = get_language()
        return (
            sorted(settings.MODELTRANSLATION_LANGUAGES, key=lambda one: one != reader)
            if asked == "both"
            else [asked]
        )


class SpeakerOrder(FilterForm):
    """By what the speakers are listed."""

    CHOICES = [("name", _("name")), ("country", _("country")), ("organisation", _("organisation"))]
    by = forms.ChoiceField(required=False, choices=CHOICES)

    @property
    def asked(self) -> str:
        return self.chosen.get("by", "name")
