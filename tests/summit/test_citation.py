import pytest
from django.db import IntegrityError

from commitments.models import Source
from programme.models import SessionSource
from summit.citation import Citation
from tests.factories import SessionFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_every_app_that_states_facts_cites_in_the_same_shape():
    shape = {field.name for field in Citation._meta.get_fields()}

    assert shape == {"publisher", "url", "date", "kind", "order"}
    for model in (Source, SessionSource):
        assert issubclass(model, Citation)
        assert shape <= {field.name for field in model._meta.get_fields()}


def test_a_citation_is_named_after_its_publisher_and_first_hand_unless_said_otherwise():
    source = SourceFactory(publisher="United Nations")

    assert (str(source), source.kind) == ("United Nations", Citation.Kind.PRIMARY)


def test_citations_stand_in_the_order_they_are_given():
    session = SessionFactory()
    for publisher, order in (("third", 2), ("first", 0), ("second", 1)):
        SessionSource.objects.create(session=session, publisher=publisher, order=order)

    assert [str(source) for source in session.sources.all()] == ["first", "second", "third"]


def test_the_database_refuses_a_citation_with_an_impossible_date():
    with pytest.raises(IntegrityError):
        SessionSource.objects.create(session=SessionFactory(), publisher="Example", date="soon")
