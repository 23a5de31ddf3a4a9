"""What is asked about somebody whom others name, and of them when they answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.forms import WHO, WHOM, DelegateForm, EmailForm, NameField, PrivacyField
from delegates.models import Category, Delegate
from delegates.terms import Term, in_words
from summit.models import Event


class SubstituteForm(DelegateForm):
    """Who comes instead: their names and address; category and mode stay as they were decided."""

    email = EmailForm.base_fields["email"]

    sections = (
        (_("Who comes in your place"), "", WHO),
        (_("For whom they come"), "", WHOM),
        (_("How we write to them"), "", ("language",)),
    )
    theirs = {
        "given_name": _("As in the passport."),
        "family_name": _("As in the passport."),
        "badge_name": _("As they want to be addressed; empty: both names above."),
        "email": _("Their own: the private link goes to it, and to nobody else."),
    }
    field_order = [*WHO, *WHOM, "language"]

    def __init__(self, *args: Any, left: Delegate, **kwargs: Any) -> None:
        """Of whoever leaves (`left`) they take the organisation, unless another is written."""
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(left, name) for name in ("organisation", "organisation_kind")}
        self.initial["country"] = left.country.code
        for name in {*self.fields} - {*self.field_order}:
            del self.fields[name]
        for name, field in self.fields.items():
            field.help_text = self.theirs.get(name, "")
            field.widget.attrs["autocomplete"] = "off"  # the browser knows who writes, not whom they name
        self.fields["role"].label = _("Their role there")
        self.fields["language"].label = _("Language we write to them in")

    @property
    def who(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.field_order}


class NamedForm(forms.Form):
    """What somebody whom others named says when they confirm: nobody else could say it for them."""

    privacy = PrivacyField()
    outlet = NameField(label=_("News outlet"), max_length=150)
    press_card = NameField(label=_("Press card number"), max_length=60)
    photographs = forms.BooleanField(
        label=_("I may be recognised in photographs and films of the summit"), required=False
    )
    field_order = ["outlet", "press_card", "photographs", "privacy"]

    def __init__(self, *args: Any, delegate: Delegate, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        if delegate.category != Category.PRESS:
            del self.fields["outlet"], self.fields["press_card"]

    @property
    def terms(self) -> list[tuple[Term, str]]:
        return in_words(self.event)

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "privacy"}


class NamingForm(forms.Form):
    """Which naming is answered, by its number."""

    number = forms.IntegerField(min_value=1, max_value=2**31 - 1)
