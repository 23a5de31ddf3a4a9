"""The form of registration as everybody gets it: drawn once in each language, until what it shows is another.

To draw it takes several times as long as the page around it. Nothing in it is anybody's: the token against forgery
and the moment the form was opened stand beside it in the page.
"""

from crispy_forms.utils import render_crispy_form
from django.core.cache import caches
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from delegates.forms import RegistrationForm, SessionsForm
from programme.state import state
from summit.models import Event
from summit.zones import zone

MEMORY = caches["feeds"]


def blank_form(event: Event) -> SafeString:
    """Return its fields in the reader's language, from the memory of this process where they stand there."""
    key = f"blank-form:{get_language()}:{state().stamp}"
    drawn = MEMORY.get(key)
    if drawn is None:
        drawn = _drawn(event)
        MEMORY.set(key, drawn)
    return drawn


def _drawn(event: Event) -> SafeString:
    form = RegistrationForm(event=event)
    form.helper.disable_csrf = True
    with timezone.override(zone(event.time_zone)):
        return render_crispy_form(form, context={"sessions": SessionsForm()})
