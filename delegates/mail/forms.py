"""Which delegates a message to many goes to, and what it says: the same for the command and for the admin."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries import countries

from delegates.mail.occasions import REACHES
from delegates.models import Category, Delegate, DelegateQuerySet, Delegation
from programme.models import Session

REACHED = [(one.value, one.label) for one in Delegate.State if any(one in states for states in REACHES.values())]


def _several(**options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, **options)


class GroupForm(forms.Form):
    """Each filter left empty narrows nothing; of one filter any value is enough, of several all must hold."""

    category = _several(label=_("Category"), choices=Category.choices)
    state = _several(
        label=_("State"),
        choices=REACHED,
        help_text=_("Empty: everybody who comes or is under review, nobody who was refused or has cancelled."),
    )
    mode = _several(label=_("How they attend"), choices=Delegate.Mode.choices)
    language = _several(label=_("Language"), choices=settings.LANGUAGES)
    country = forms.MultipleChoiceField(label=_("Country"), choices=lambda: [*countries], required=False)
    delegation = forms.ModelMultipleChoiceField(
        Delegation.objects.all(), to_field_name="name", label=_("Delegation"), required=False
    )
    session = forms.ModelMultipleChoiceField(
        Session.objects.published().in_order(),
        to_field_name="slug",
        label=pgettext_lazy("of the programme", "Session"),
        required=False,
        help_text=_("Those who have a seat in it, stand in line for one, or mean to follow it."),
    )

    def apply(self, delegates: DelegateQuerySet) -> DelegateQuerySet:
        """Narrow the delegates to the group; the states belong to the occasion."""
        for name in ("category", "mode", "language", "country", "delegation"):
            if self.cleaned_data[name]:
                delegates = delegates.filter(**{f"{name}__in": self.cleaned_data[name]})
        sessions = self.cleaned_data["session"]
        return delegates.attending(sessions) if sessions else delegates

    @property
    def asked(self) -> dict[str, list[str]]:
        """What was asked for, in plain values to keep beside what was sent."""
        values = {name: self.cleaned_data[name] for name in self.fields}
        named = {"delegation": "name", "session": "slug"}
        return {
            name: [getattr(one, named[name]) if name in named else one for one in value]
            for name, value in values.items()
            if value
        }

    @property
    def problems(self) -> list[str]:
        """What is wrong, one sentence each, with the name of its filter."""
        return [f"{name}: {text}" for name, texts in self.errors.items() for text in texts]


class TestForm(forms.Form):
    """Where a test of a message goes: to one member of staff."""

    __test__ = False  # no test of pytest's
    address = forms.EmailField(label=_("Send a test to"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


def texts_from(subjects_and_bodies: dict[str, str]) -> dict[str, str]:
    """Read a text per language, its first line the subject, as the columns of a circular."""
    columns = {}
    for language, text in subjects_and_bodies.items():
        subject, _line, body = text.replace("\r\n", "\n").strip().partition("\n")
        columns |= {f"subject_{language}": subject.strip(), f"body_{language}": body.strip()}
    return columns
