"""The forms of registration: what a delegate is asked, each field with its purpose and its end."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout, LayoutObject
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from delegates.models import Category, Delegate, Needs, OrganisationKind
from delegates.names import tidy, validate_name
from delegates.terms import Term, in_words
from programme.models import Session
from summit.dates import day_and_time
from summit.models import Event
from summit.templatetags.words import text

WHO = ("given_name", "family_name", "badge_name", "email")
WHOM = ("organisation", "organisation_kind", "country", "role")
HOW = ("category", "outlet", "press_card", "mode", "language")
NEEDS = ("access", "diet", "diet_words", "interpretation")
KEY = re.compile(r"[0-9]{1,9}")


class NameField(forms.CharField):
    """A name or a title: one line, in one script, as it will be read aloud."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        validate_name(text)  # before lines are joined: a name of two lines is no name
        return tidy(text)


class CountryField(forms.ChoiceField):
    """A country by its code, looked up instead of compared with two hundred and fifty."""

    def valid_value(self, value: str) -> bool:
        return value == "" or value in countries


class EmailForm(forms.Form):
    """The address a private link is sent to."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class PrivacyField(forms.BooleanField):
    """The word that one has read what is asked: nothing is taken down without it."""

    default_error_messages = {"required": _("Read it and tick the box: nothing is taken down before you have.")}

    def __init__(self) -> None:
        super().__init__(label=_("I have read what is asked, what for, and until when"))


class DelegateForm(forms.ModelForm):
    """What a registration says, without the address it is proved by; used to register and to change it."""

    given_name = NameField(
        label=_("Given name"),
        max_length=100,
        help_text=_("As in your passport."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = NameField(
        label=_("Family name"),
        max_length=100,
        help_text=_("As in your passport."),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    badge_name = NameField(
        label=_("Name on the badge"),
        max_length=80,
        required=False,
        help_text=_("As you want to be addressed; empty: both names above."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    organisation = NameField(
        label=_("Delegation or organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    organisation_kind = forms.ChoiceField(
        label=_("Its kind"), choices=[("", _("Choose one")), *OrganisationKind.choices]
    )
    country = CountryField(
        label=_("Its country"),
        required=False,
        choices=lambda: [("", _("None: an international organisation")), *countries],
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    role = NameField(
        label=_("Your role there"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    category = forms.ChoiceField(label=_("You come as"), choices=[("", _("Choose one")), *Category.choices])
    mode = forms.ChoiceField(label=_("How you attend"), choices=Delegate.Mode.choices, widget=forms.RadioSelect)
    outlet = NameField(
        label=_("News outlet"), max_length=150, required=False, help_text=_("If you come as press.")
    )
    press_card = NameField(
        label=_("Press card number"), max_length=60, required=False, help_text=_("If you come as press.")
    )
    access = forms.CharField(
        label=_("Access"),
        required=False,
        max_length=1000,
        help_text=_("A wheelchair, a companion, a place near the screen… in your own words."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    diet = forms.ChoiceField(label=_("Diet"), required=False, choices=Needs.Diet.choices)
    diet_words = NameField(label=_("Another diet, in a few words"), required=False, max_length=200)
    interpretation = NameField(
        label=_("Interpretation"),
        required=False,
        max_length=60,
        help_text=_("A language you need, sign languages among them."),
    )

    # A legend, the term its fields fall under where it is one, and the fields.
    sections = (
        (_("Who you are"), "identity", WHO),
        (_("For whom you come"), "", WHOM),
        (_("How you take part"), "", HOW),
        (_("What you need"), "needs", NEEDS),
        (_("To finish"), "", ("photographs", "privacy")),
    )

    class Meta:
        model = Delegate
        fields = (*WHO[:3], *WHOM, *HOW, "photographs")
        widgets = {"language": forms.RadioSelect}
        labels = {
            "language": _("Language we write to you in"),
            "photographs": _("I may be recognised in photographs and films of the summit"),
        }

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        self.event = event
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language())
        if self.instance.pk and (needs := Needs.objects.filter(delegate=self.instance).first()):
            self.initial |= {name: getattr(needs, name) for name in NEEDS}
        self.fields["language"].choices = settings.LANGUAGES  # no blank one among them
        self.fields["language"].required = True

    @cached_property
    def helper(self) -> FormHelper:
        """How it is drawn, which a form that is accepted never is."""
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(*self.parts())
        return helper

    def parts(self) -> list[LayoutObject]:
        """The sections that have a field here, each with what it is asked for and the day it is erased."""
        kept = (
            (legend, term, [name for name in names if name in self.fields])
            for legend, term, names in self.sections
        )
        return [Fieldset(legend, *self._told(term), *names) for legend, term, names in kept if names]

    def _told(self, name: str) -> list[HTML]:
        chosen = [(term, day) for term, day in self.terms if term.name == name]
        return [HTML(render_to_string("delegates/term.html", {"term": term, "day": day})) for term, day in chosen]

    @property
    def terms(self) -> list[tuple[Term, str]]:
        return in_words(self.event)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("category") == Category.PRESS:
            for name in ("outlet", "press_card"):
                if not cleaned.get(name) and not self.has_error(name):
                    self.add_error(name, _("Press is accredited by this: fill it in, or choose another category."))
        else:
            cleaned |= {"outlet": "", "press_card": ""}
        if cleaned.get("diet") == Needs.Diet.OTHER and not cleaned.get("diet_words"):
            self.add_error("diet_words", _("Say which diet, so that there is something for you to eat."))
        if not cleaned.get("badge_name"):
            cleaned["badge_name"] = f"{cleaned.get('given_name', '')} {cleaned.get('family_name', '')}".strip()[
                :80
            ]
        return cleaned

    @property
    def who(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in self._meta.fields}
        return kept | ({"email": self.cleaned_data["email"]} if "email" in self.cleaned_data else {})

    @property
    def needs(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in NEEDS}


class SessionsField(forms.ModelMultipleChoiceField):
    """Sessions by their keys; the database is asked of nothing that cannot be one."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = dict.fromkeys(
        ("invalid_choice", "invalid_pk_value", "invalid_list"),
        _("A session you chose is no longer offered. Choose among those that are listed."),
    )

    def clean(self, value: Any) -> QuerySet[Session]:
        if not all(KEY.fullmatch(str(one)) for one in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class SessionsForm(forms.Form):
    """Which sessions a delegate means to attend."""

    sessions = SessionsField(
        Session.objects.published().exclude(status=Session.Status.CANCELLED).in_order(),
        required=False,
        label=_("Sessions"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sessions"].label_from_instance = _labelled
        self.helper = FormHelper()
        self.helper.form_tag = False


class RegistrationForm(DelegateForm):
    """The whole registration, on one page."""

    email = EmailForm.base_fields["email"]
    privacy = PrivacyField()
    # Nobody sees this field; what fills it in is a program.
    company_fax = forms.CharField(required=False, label=_("Leave this empty"))

    field_order = [*WHO, *WHOM, *HOW, *NEEDS, "photographs", "privacy"]

    def parts(self) -> list[LayoutObject]:
        """Sessions are chosen after how one attends; what becomes of it all is told before it is agreed to."""
        *first, needs, finish = super().parts()
        sessions = HTML('{% include "delegates/wishes.html" with sessions=sessions only %}')
        terms = HTML('{% include "delegates/terms.html" with terms=form.terms only %}')
        return [*first, sessions, needs, terms, finish]

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.data.get("company_fax"))


def _labelled(session: Session) -> str:
    title = text(session, "title")
    return format_html("{} · {}", day_and_time(session.starts), title) if session.starts else title
