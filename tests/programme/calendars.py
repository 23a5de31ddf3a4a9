"""Calendars read as other programs read them: by `ics`, which is not the library that writes them."""

import re

import ics
from django.test import Client


def feed(path):
    """Return the calendar at `path` as it is sent."""
    response = Client().get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return response.content.decode()


def entries(path):
    """Return the entries of a calendar by their title, as the second library understood them."""
    return {entry.name: entry for entry in ics.Calendar(feed(path)).events}


def unfolded(text):
    return re.sub(r"\r\n[ \t]", "", text)


def lines(path):
    """Return the content lines of a calendar, unfolded."""
    return unfolded(feed(path)).split("\r\n")


def line(path, name):
    """Return the one line of this name, with its parameters."""
    (found,) = [one for one in lines(path) if re.match(rf"{name}[;:]", one)]
    return found


def extra(thing, name):
    """Return what the second library read without knowing what it means."""
    (found,) = [one.value for one in thing.extra if one.name == name]
    return found
