"""A form with each kind of field and a form of filters, drawn by the house's pack and read as a browser does."""

import html5lib
from bs4 import BeautifulSoup, Tag
from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.safestring import mark_safe

WRITTEN = {"name": "Camille <b>", "email": "camille", "number": "12", "note": "Une ligne", "attend": "away"}


class EachKind(forms.Form):
    name = forms.CharField(label="Name", help_text="As on <b>paper</b>.")
    email = forms.EmailField(label="Email", help_text="We answer there.")
    phone = forms.CharField(label="Phone", required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    day = forms.DateField(label="Day", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    number = forms.IntegerField(label="Number", max_value=9)
    country = forms.ChoiceField(label="Country", choices=[("", "Choose"), ("FR", "France")])
    attend = forms.ChoiceField(
        label="Attend", choices=[("here", "Here"), ("away", "Away")], widget=forms.RadioSelect
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        help_text="Tick any.",
        choices=[("fr", "French"), ("en", "English")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    portrait = forms.FileField(label="Portrait", required=False)
    starts = forms.SplitDateTimeField(label="Starts", required=False)
    consent = forms.BooleanField(label=mark_safe("I read <a href='/data/'>this</a>"), help_text="Once.")
    origin = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        if self.cleaned_data.get("attend") == "away":
            raise ValidationError("Nobody is away.")


class Filters(forms.Form):
    theme = forms.ChoiceField(label="Theme", required=False, choices=[("", "All"), ("1", "One")])
    text = forms.CharField(label="Text", required=False)


def drawn(form: forms.BaseForm | forms.BaseFormSet) -> BeautifulSoup:
    return soup(Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form})))


def tagged(form: forms.BaseForm | forms.BaseFormSet, helper: FormHelper) -> BeautifulSoup:
    return soup(render_crispy_form(form, helper, {"csrf_token": "token"}))


def soup(html: str) -> BeautifulSoup:
    """Read as a browser does, and accept no mistake in the markup."""
    html5lib.HTMLParser(strict=True).parseFragment(html)
    return BeautifulSoup(html, "html5lib")


def field(page: BeautifulSoup, name: str) -> Tag:
    return page.find(attrs={"name": name}).find_parent(class_="field")
