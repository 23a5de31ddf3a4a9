"""Signing in, with a limit to how often one may guess."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from summit.limits import Limit, client_address

MINUTES = 15
PER_NAME = Limit("sign-in-name", most=5, window=MINUTES * 60)
PER_ADDRESS = Limit("sign-in-address", most=20, window=MINUTES * 60)


class SignInForm(AdminAuthenticationForm):
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "too_many": _(
            "Too many attempts have failed. This one was not looked at, so it may be right: "
            "wait %(minutes)d minutes, then sign in again."
        ),
    }

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        """Count before looking, so that attempts made at once are all counted; a success is uncounted."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return super().clean()
        name, address = name.casefold(), client_address(self.request)
        if not PER_ADDRESS.hit(address) or not PER_NAME.hit(name):
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"minutes": MINUTES})
        cleaned = super().clean()
        PER_NAME.forget(name)
        PER_ADDRESS.take_back(address)
        return cleaned
