from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.utils import translation

from summit import structured_data
from summit.frame import Frame
from tests.factories import EventFactory, OrganiserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def frame():
    return Frame(RequestFactory().get("/en/"))


def test_the_event_is_told_in_the_readers_language(frame):
    event = EventFactory(
        summary_en="A summit for living nature.",
        venue_en="Élysée Palace",
        stream_urls=["https://example.org/live"],
    )
    OrganiserFactory(name_en="France", website="https://example.org/france")
    OrganiserFactory(name_en="United Nations")

    with translation.override("en"):
        told = structured_data.event(event, frame)

    assert told == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Trial summit",
        "description": "A summit for living nature.",
        "startDate": datetime(2021, 1, 11, 13, tzinfo=UTC).isoformat(),
        "endDate": datetime(2021, 1, 11, 16, tzinfo=UTC).isoformat(),
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "url": "http://testserver/en/",
        "location": {
            "@type": "Place",
            "name": "Élysée Palace",
            "address": {"@type": "PostalAddress", "addressLocality": "Paris", "addressCountry": "FR"},
        },
        "organizer": [
            {"@type": "Organization", "name": "France", "url": "https://example.org/france"},
            {"@type": "Organization", "name": "United Nations"},
        ],
    }


def test_the_way_here_begins_at_the_home_page(frame):
    told = structured_data.breadcrumb(frame, [("Home", "/en/"), ("Themes", "/en/themes/")])

    assert told == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": "http://testserver/en/"},
            {"@type": "ListItem", "position": 2, "name": "Themes", "item": "http://testserver/en/themes/"},
        ],
    }
