"""Pages read as a reader reads them: their words, their links, their facts, what they tell machines."""

import json
import re
from datetime import UTC, datetime

from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.functional import Promise

from summit import clock
from tests.guards.strictness import StrictClient

LANGUAGES = ("fr", "en")
FRAME = 3  # the queries that the frame of a page may cost


def opened(path, client=None):
    """Return the page at `path`, which must be there and hold nothing that no page may."""
    response = (client or StrictClient()).get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return BeautifulSoup(response.content.decode(), "html5lib")


def words(element):
    """Return the words that an element shows; no-break spaces stay, since they are part of what is asserted."""
    shown = [piece for piece in element.find_all(string=True) if piece.parent.name != "script"]
    return re.sub(r"[ \n]+", " ", "".join(shown)).strip(" ")


def said(message, language):
    """Return an interface text, or the label of a choice, as a page in `language` says it."""
    with translation.override(language):
        return str(message) if isinstance(message, Promise) else translation.gettext(message)


def counted(singular, plural, number, language):
    with translation.override(language):
        return translation.ngettext(singular, plural, number) % {"counter": number}


def titles(element):
    """Return the headings of the entries of a list, in order."""
    return [words(heading) for heading in element.select("li :is(h2, h3)")]


def part(page, heading):
    """Return the section of a page under one of its second headings."""
    found = [one for one in page.select("main section, main aside") if one.h2 and words(one.h2) == heading]
    assert len(found) == 1, f"{len(found)} sections are called “{heading}”"
    return found[0]


def parts(page):
    """Return the second headings of a page, in order."""
    return [words(heading) for heading in page.select("main h2")]


def facts(element):
    """Return the terms of an element's lists of facts with what is said of each."""
    return {words(term): words(_said_of(term)) for term in element.select("dl dt")}


def _said_of(term):
    return term.find_next_sibling("dd") or term.find_previous_sibling("dd")


def times(element):
    return [(words(one), one["datetime"]) for one in element.select("time")]


def table(section):
    """Return the rows of a section's table, each as the words of its cells."""
    return [
        [words(cell) for cell in row.find_all(["th", "td"], recursive=False)] for row in section.select("tbody tr")
    ]


def entry(page, title):
    """Return the entry of a list that has this title."""
    (found,) = [one for one in page.select("main li") if one.h3 and words(one.h3) == title]
    return found


def links(element):
    return [(words(link), link["href"]) for link in element.select("a[href]")]


def told(page, kind):
    """Return what the page tells machines about its one thing of this schema.org type."""
    everything = [json.loads(one.string) for one in page.select("script[type='application/ld+json']")]
    (found,) = [one for one in everything if one["@type"] == kind]
    return found


def queries(path):
    """Return how many queries a second visit costs; the first warms what Django keeps about itself."""
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return len(asked)


def utc(hour, minute=0):
    """Return a moment of the day of the summit; Paris is one hour ahead."""
    return datetime(2021, 1, 11, hour, minute, tzinfo=UTC)


def play(settings, moment):
    """Let the portal's clock start at `moment`, ISO 8601 with its offset."""
    settings.SUMMIT_CLOCK = datetime.fromisoformat(moment)
    clock.restart()
