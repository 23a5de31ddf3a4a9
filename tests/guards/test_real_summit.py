"""The summit that the project brings along, read page by page in both languages, as its readers get it."""

import gzip
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from tests.guards.addresses import sitemap

ORDINARY_PAGE = 15 * 1024
MAP = 36 * 1024  # the outlines of the world, on no other page


@pytest.mark.django_db
def test_every_page_of_the_real_summit_is_sound_and_light(strict_client):
    """One walk for both, since it takes the longest of all tests."""
    call_command("load_summit", verbosity=0)
    paths = [urlsplit(url).path for url in sitemap(strict_client)]

    pages = {path: strict_client.get(path) for path in paths}

    weights = {path: len(gzip.compress(page.content, 6)) for path, page in pages.items()}
    assert len(pages) > 200
    assert {path: page.status_code for path, page in pages.items() if page.status_code != 200} == {}
    assert {path: weight for path, weight in weights.items() if weight > limit(path)} == {}


def limit(path):
    return MAP if path.endswith("/commitments/map/") else ORDINARY_PAGE
