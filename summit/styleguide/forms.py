"""The forms of the style guide: each kind of field once, and a bar of filters."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, ButtonHolder, Fieldset, Hidden, Layout, Submit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from summit.listing import FilterForm


class Asked(FilterForm):
    """What the address asks of the style guide: a language, and whether the form on it was sent."""

    lang = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    send = forms.BooleanField(required=False)

    @property
    def language(self) -> str:
        return self.chosen.get("lang") or get_language() or settings.LANGUAGE_CODE


class EachKind(forms.Form):
    """Each kind of field once. With `language` a form that can be sent and comes back so; without, its inside."""

    name = forms.CharField(
        label=_("Full name"),
        help_text=_("As it stands on your passport."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        help_text=_("With the country code."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    arrival = forms.DateField(
        label=_("Day of arrival"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    companions = forms.IntegerField(
        label=_("People with you"),
        min_value=0,
        max_value=9,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    capacity = forms.ChoiceField(
        label=_("You come as"),
        choices=[
            ("", _("Choose one")),
            ("head", _("head of delegation")),
            ("member", _("member of a delegation")),
            ("press", _("press")),
        ],
    )
    mode = forms.ChoiceField(
        label=_("How you attend"),
        choices=[("here", _("in Paris")), ("away", _("by video link"))],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you follow"),
        help_text=_("Tick as many as you like."),
        choices=[("fr", _("French")), ("en", _("English"))],
        widget=forms.CheckboxSelectMultiple,
    )
    needs = forms.CharField(
        label=_("What we should prepare for you"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    portrait = forms.FileField(
        label=_("Portrait"), required=False, help_text=_("A JPEG or PNG file of at most 2 MB.")
    )
    consent = forms.BooleanField(
        label=_("I have read how my data is used"), help_text=_("It is deleted after the summit.")
    )

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_tag = bool(language)
        self.helper.attrs = {"novalidate": True}  # the portal's own errors are what is to be seen
        self.helper.layout = Layout(
            Fieldset(_("About you"), "name", "email", "phone", "website"),
            Fieldset(_("Your visit"), "arrival", "companions", "capacity", "mode", "languages", "needs"),
            Fieldset(_("To finish"), "portrait", "consent"),
        )
        if language:
            send, save = Submit("send", _("Try the form")), Button("save", _("Save for later"), disabled=True)
            self.helper.layout.extend([Hidden("lang", language), ButtonHolder(send, save)])

    def clean(self) -> None:
        """Refuse what two answers say together, to show an error that belongs to no field."""
        super().clean()
        if self.cleaned_data.get("mode") == "away" and self.cleaned_data.get("companions"):
            raise ValidationError(_("Whoever attends by video link brings nobody; change one of the two."))


class SampleFilters(forms.Form):
    """Nothing is required in a bar of filters, and nothing is marked as optional."""

    theme = forms.ChoiceField(
        label=_("Theme"),
        required=False,
        choices=[("", _("All themes")), ("1", _("Ecosystems")), ("3", _("Finance"))],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), ("plenary", _("plenary"))]
    )
