"""The files of the small summit that tests put mistakes into, and how the mistakes are found."""

import pytest
from django.apps import apps

from summit.content.loading import load
from summit.content.problems import Mistakes
from summit.models import ContentEntry

EVENT = "event.toml"
WATER = "themes/1-water.toml"
SOIL = "themes/2-soil.toml"
OPENING = "programme/sessions/1-opening.toml"
NIGHT = "programme/sessions/2-night.toml"
SPRINGS = "commitments/register/PMS31-0001.toml"
FUND = "commitments/register/PMS31-0002.toml"
HOLDERS = "commitments/holders.toml"
SPEAKERS = "programme/speakers.toml"


def found(folder):
    """Return where the mistakes are, after making sure that nothing was loaded."""
    with pytest.raises(Mistakes) as stopped:
        load(folder)
    assert not ContentEntry.objects.exists()
    ours = [apps.get_app_config(label) for label in ("summit", "themes", "programme", "commitments")]
    assert [model for app in ours for model in app.get_models() if model._base_manager.exists()] == []
    return stopped.value.problems
