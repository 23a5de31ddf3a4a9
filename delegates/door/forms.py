"""What a door sends: what was scanned or typed, the passage's own key, when it was by the door's clock."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from delegates.door import Unreadable, number_of
from summit.clock import real_now

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
LONGEST = 200


class CodeField(forms.CharField):
    """A badge's code or a number; cleaned to the number, or to the Unreadable that says why not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> int | Unreadable:
        try:
            return number_of(super().clean(value))
        except Unreadable as problem:
            return problem


class MomentField(forms.IntegerField):
    """Milliseconds since 1970, as scripts count; cleaned to a moment that is not ahead of ours."""

    def clean(self, value: Any) -> datetime:
        try:
            moment = datetime.fromtimestamp(super().clean(value) / 1000, UTC)
        except (OverflowError, OSError, ValueError) as error:
            raise ValidationError(_("This is no moment.")) from error
        return min(max(moment, EARLIEST), real_now())


class CheckForm(forms.Form):
    """The page without a script: what stands in its one field."""

    code = CodeField(label=_("Badge or number"))
    key = forms.UUIDField(widget=forms.HiddenInput)


class PassageForm(forms.Form):
    """One passage that a door's script kept until now."""

    code = CodeField()
    key = forms.UUIDField()
    door = forms.CharField(max_length=60)
    at = MomentField()
    offline = forms.BooleanField(required=False)


class NameForm(forms.Form):
    """Somebody looked for by name: sent in the body, so that no address and no log holds it."""

    name = forms.CharField(max_length=100, label=_("Name"))


class DoorForm(forms.Form):
    """Which door this is, as the people there call it."""

    door = forms.CharField(max_length=60, label=_("Name of this door"))


class UndoForm(forms.Form):
    key = forms.UUIDField()


class SyncForm(forms.Form):
    """What a door's script asks with: where it stands, what it kept."""

    revision = forms.CharField(max_length=24, required=False)
    sequence = forms.IntegerField(min_value=0, max_value=2**53)
    passages = forms.JSONField(required=False)
    undone = forms.JSONField(required=False)
