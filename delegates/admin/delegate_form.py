"""What staff change of a delegate; each change goes through the verb that would do it for the delegate."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.forms import NameField
from delegates.models import Category, Delegate
from delegates.names import key_of

NAMES = ("given_name", "family_name", "badge_name", "organisation", "role", "outlet", "press_card")
CHOICES = ("language", "delegation", "organisation_kind", "country", "category", "mode", "photographs")
TOLD = (*NAMES, *CHOICES)
"""What `registration.change` writes, and the delegate is told of."""
EDITED = (*TOLD, "email", "notes")


class DelegateForm(forms.ModelForm):
    """Each field carries what it was when the page was opened, so that saving puts nothing back that was changed
    since, by the delegate perhaps."""

    class Meta:
        model = Delegate
        fields = EDITED
        field_classes = dict.fromkeys(NAMES, NameField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = True
            field.required = field.required or name in ("given_name", "family_name", "email")
        for deed in ("add", "change", "delete"):  # of the delegation itself, which has a page of its own
            if "delegation" in self.fields:
                setattr(self.fields["delegation"].widget, f"can_{deed}_related", False)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if Delegate.objects.filter(email_key=key_of(email)).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another delegate is registered under this address."))
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("badge_name"):
            names = (cleaned.get(name, "") for name in ("given_name", "family_name"))
            cleaned["badge_name"] = " ".join(names)[:80].strip()
        if cleaned.get("category") == Category.PRESS and not (cleaned.get("outlet") and cleaned.get("press_card")):
            self.add_error("press_card", _("Press is accredited by its outlet and its card: fill in both."))
        return cleaned

    @property
    def told(self) -> dict[str, Any]:
        """What was changed here of what the delegate is told of."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in TOLD}
