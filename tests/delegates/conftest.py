"""What the tests of a delegation's desk stand on."""

import pytest

from tests.factories import DelegationFactory, EventFactory
from tests.guards.strictness import StrictClient


@pytest.fixture
def focal():
    """The browser of a focal point, which refuses any page that nobody should get."""
    return StrictClient()


@pytest.fixture
def example_state():
    """A delegation whose desk is open."""
    EventFactory(registration_opens="2020-01-01T00:00Z", registration_closes="2099-01-01T00:00Z")
    return DelegationFactory(name="Example State", focal_email="focal@example.org", language="en")
