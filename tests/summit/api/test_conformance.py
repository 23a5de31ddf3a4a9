"""The API does what its document says, asked with everything the document allows and more."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from summit.api.reference import written
from tests.factories import GoalFactory

EXAMPLES = 8  # of each operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OPERATIONS = sorted(written("http://testserver")["paths"])

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(register, settings):
    """The document as the application serves it, which leaves the test's own connection open, as Client does."""
    settings.API_REQUESTS_PER_MINUTE = 100_000
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", OPERATIONS)
def test_an_operation_answers_as_said_whatever_is_asked(document, path):
    @hypothesis_settings(
        max_examples=EXAMPLES,
        deadline=None,  # the machine decides how long a request takes
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=document[path]["GET"].as_strategy())
    def every(case):
        case.call_and_validate(checks=CHECKS)

    every()


@pytest.mark.parametrize("query", [{}, {"lang": "en"}, {"lang": "fr"}, {"limit": 1}])
@pytest.mark.parametrize("path", OPERATIONS)
def test_what_is_there_is_told_as_said(document, register, path, query):
    operation = document[path]["GET"]
    known = {
        "reference": register.commitment.reference,
        "number": 1,
        "slug": {
            "holders": register.commitment.holders.first().slug,
            "themes": register.themes[0].slug,
            "sessions": register.timed.slug,
            "frameworks": GoalFactory().framework.slug,
        }.get(path.split("/")[3]),
    }
    parts = {one.name: known[one.name] for one in operation.path_parameters}
    asked = {name: value for name, value in query.items() if any(one.name == name for one in operation.query)}

    response = operation.Case(path_parameters=parts, query=asked).call_and_validate(checks=CHECKS)

    assert response.status_code == 200
    assert response.json().get("items") != []
