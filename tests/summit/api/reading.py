"""Reads the API as a program does."""

from django.test import Client

ROOT = "/api/v1/"


def asked(path, client=None, **headers):
    """Ask for something of the API; names of headers are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return (client or Client()).get(path if path.startswith("/") else ROOT + path, headers=named)


def read(path, **headers):
    """Return what stands at a path that must be there."""
    response = asked(path, **headers)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def all_parts(path, **headers):
    """Follow `next` to the end, and return the items of each part."""
    parts = []
    while path:
        part = read(path.removeprefix("http://testserver"), **headers)
        parts.append(part["items"])
        path = part["next"]
    return parts
