"""What the tests of the API share: nobody has asked yet, and a register whose records are published."""

import pytest

from commitments.models import Commitment
from commitments.versions import publish
from summit.api.gate import PACE


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    PACE.forget()


@pytest.fixture
def register(summit):
    """The small summit, with each of its records in the register as its first version."""
    publish(*Commitment.objects.published())
    return summit
