"""Commitments entered in the admin as a browser enters them."""

from django.urls import reverse

from commitments.models import Commitment
from tests.factories import ThemeFactory
from tests.staff import fields

ADD = "admin:commitments_commitment_add"
LIST = "admin:commitments_commitment_changelist"


def change(obj):
    return reverse(f"admin:commitments_{obj._meta.model_name}_change", args=[obj.pk])


def enter(client, **changes):
    """Enter a new commitment, as a draft."""
    theme = Commitment.objects.first().theme if Commitment.objects.exists() else ThemeFactory()
    filled = fields(client.get(reverse(ADD))) | {
        "title_fr": "Un engagement",
        "title_en": "A commitment",
        "kind": "pledge",
        "theme": theme.pk,
        "link": "announced",
        "announced": "2021-01-11",
    }
    return client.post(reverse(ADD), filled | changes)
