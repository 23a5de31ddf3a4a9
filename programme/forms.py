"""The filters of the programme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from programme.models import Session, SessionQuerySet
from summit.listing import FilterForm
from themes.models import Theme


class SessionFilter(FilterForm):
    theme = forms.ModelChoiceField(
        Theme.objects.published(),
        to_field_name="slug",
        required=False,
        label=_("Theme"),
        empty_label=_("All themes"),
    )
    kind = forms.ChoiceField(
        choices=[("", _("All kinds")), *Session.Kind.choices], required=False, label=_("Kind")
    )

    def apply(self, sessions: SessionQuerySet) -> SessionQuerySet:
        return sessions.filter(**self.chosen)
