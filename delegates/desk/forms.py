"""What a focal point is asked about a member: names, address, how they come; nothing that is theirs to say."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from delegates.desk.members import Place, Shown
from delegates.forms import NameField
from delegates.models import Category, Delegate, Delegation
from delegates.names import validate_name
from summit.listing import FilterForm

LONGEST_PASTE = 300_000  # characters; 500 full rows are a third of it


class MemberForm(forms.Form):
    """One member, in this form or as one row of a pasted sheet."""

    given_name = NameField(label=_("Given name"), max_length=100, help_text=_("As in the passport."))
    family_name = NameField(label=_("Family name"), max_length=100, help_text=_("As in the passport."))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Their own: the private link goes to it, and to nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    category = forms.ChoiceField(label=_("Comes as"), choices=[("", _("Choose one")), *Category.choices])
    role = NameField(label=pgettext_lazy("of a person", "Role"), max_length=150, required=False)
    mode = forms.ChoiceField(label=_("Attends"), choices=Delegate.Mode.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language we write to them in"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def clean_email(self) -> str:
        validate_name(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class AddForm(MemberForm):
    """A member to add; each category says how many places are left."""

    def __init__(self, *args: Any, delegation: Delegation, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"language": delegation.language, "mode": Delegate.Mode.IN_PERSON}
        left = {one.category: one.left for one in places}
        self.fields["category"].choices = [
            ("", _("Choose one")),
            *((value, _with_room(label, left.get(value))) for value, label in Category.choices),
        ]


class SubstituteMemberForm(MemberForm):
    """Who comes in a member's place: how they come stays as it was."""

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["language"] = delegation.language
        del self.fields["category"], self.fields["mode"]


class PasteForm(forms.Form):
    """Rows copied from a spreadsheet; whatever they hold comes back as it was."""

    rows = forms.CharField(
        label=_("Rows of your spreadsheet"),
        strip=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off", "wrap": "off"}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None and "\0" in data.get("rows", ""):
            data = {"rows": data["rows"].replace("\0", "\N{REPLACEMENT CHARACTER}")}  # no page can hold the other
        super().__init__(data, **kwargs)


class ShownForm(FilterForm):
    """Which members the list shows."""

    shown = forms.ChoiceField(label=_("Show"), required=False, choices=Shown.choices)
    category = forms.ChoiceField(
        label=_("Comes as"), required=False, choices=[("", _("all categories")), *Category.choices]
    )


class DoneForm(FilterForm):
    """What the last button did, told by the address it led to."""

    done = forms.ChoiceField(
        required=False, choices=[(one, one) for one in ("added", "replaced", "withdrawn", "too_late")]
    )
    number = forms.IntegerField(required=False, min_value=1, max_value=1000)


def _with_room(label: Any, left: int | None) -> str:
    if left is None:
        return label
    words = ngettext("%(label)s (%(number)d place left)", "%(label)s (%(number)d places left)", max(left, 0))
    return words % {"label": label, "number": max(left, 0)}
