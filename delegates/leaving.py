"""Who ended a registration, and so what is said of it: kept as a fact of the message that told the delegate."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegates.models import Delegate


class By(models.TextChoices):
    DELEGATE = "delegate", _("cancelled by the delegate")
    DESK = "desk", _("withdrawn by the delegation")
    STAFF = "staff", _("cancelled by staff")
    SUBSTITUTE = "substitute", _("replaced by a substitute")


def told(facts: Mapping[str, Any] | None) -> str:
    """Return the By that those facts of a message know of; empty where they know of none."""
    facts = facts or {}
    return By.SUBSTITUTE.value if facts.get("substitute") else str(facts.get("by", ""))


def by_whom(delegate: Delegate) -> str:
    """Return the By who ended this registration; empty for one that stands, or of which nothing is known."""
    if delegate.state != Delegate.State.CANCELLED:
        return ""
    return told(Delegate.objects.with_leaving().values_list("leaving", flat=True).get(pk=delegate.pk))


def in_words(delegate: Delegate) -> str:
    """Say how a registration stands and, once it is over, who ended it."""
    whom = by_whom(delegate)
    state = delegate.get_state_display()
    return f"{state} ({By(whom).label})" if whom else state
