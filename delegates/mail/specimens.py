"""A mail to many as it would read, to look at before it is sent: to an invented delegate, with nobody's data."""

from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from delegates import own
from delegates.mail import letters, outbox
from delegates.mail.occasions import Occasion
from delegates.models import Circular, Delegate, Message, Seat
from programme.models import Change
from summit.models import Event


def specimen(
    occasion: Occasion, language: str, *, circular: Circular | None = None, test_to: str = ""
) -> EmailMultiAlternatives:
    """Return the mail in this language; a `circular` that is not saved yet is read as it stands.

    With `test_to`, an address of staff, it is addressed there and says in its subject and first words that it is
    a test.
    """
    with translation.override(language):
        delegate = Delegate(
            number=0,
            given_name="Camille",
            family_name=_("Example"),
            mode=Delegate.Mode.IN_PERSON,
            state=Delegate.State.ACCREDITED,
        )
        notice = _("This is a test: the name, the number and the private link are invented.") if test_to else ""
        mark = _("[Test] %(subject)s")
        link = unquote(settings.SITE_ORIGIN + reverse("delegates:mine", args=["…"]))
    facts = {name: value for name, value in occasion.facts.items() if not (circular and name == "circular")}
    message = Message(
        kind=occasion.kind, delegate=delegate, context=facts, message_id=outbox.new_id(outbox.domain())
    )
    more = (
        {"link": link, "badge": f"{link}badge/"}
        | _instead(occasion)
        | ({"circular": circular} if circular else {})
    )
    mail = letters.composed(message, language, _held(delegate), Event.objects.first(), notice=notice, **more)
    if test_to:
        mail.to, mail.subject = [test_to], mark % {"subject": mail.subject}
    return mail


def _held(delegate: Delegate) -> own.Own:
    return own.Own(delegate, [own.Place(Seat(delegate=delegate, state=Seat.State.HELD), 0)])


def _instead(occasion: Occasion) -> dict[str, Any]:
    """What the facts of a delegate would lead to: every change of the release, and no session of anybody's."""
    keys = [key for changes in (occasion.changed or {}).values() for key in changes]
    return {"changes": Change.objects.filter(pk__in=keys).select_related("session"), "attended": []}
