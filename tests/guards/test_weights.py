"""The budget of a first visit, compressed (identity.md): what a page may weigh, and how much it may ask for."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from tests.guards.addresses import LANGUAGES, addresses
from tests.guards.tree import ROOT, css, js, name

KB = 1024
CSS, JS, CONTOURS, REQUESTS = 12 * KB, 6 * KB, 8 * KB, 12
DOOR_JS = 18 * KB  # the staff's page at the door works alone, and is fetched the day before
STATIC = ROOT / "static"
OF_FEW = ("admin", "badge", "door")  # on no page that everybody reads


def gzipped(*files):
    """Each file travels alone; gzip, since brotli is lighter still."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def asked_at_once(content):
    """Return the addresses a browser fetches before anybody scrolls, the page's background among them."""
    page = BeautifulSoup(content, "html5lib")
    found = {link["href"] for link in page.select('link[rel="stylesheet"], link[rel="icon"]')}
    found |= {script["src"] for script in page.select("script[src]")}
    found |= {image["src"] for image in page.select("img:not([loading=lazy])")}
    return found | {"the contour lines"}


def local(address):
    return STATIC / Path(urlsplit(address).path).relative_to(settings.STATIC_URL)


def test_the_style_sheets_of_a_reader_are_light():
    sheets = [file for file in css() if file.stem.partition("-")[0] not in OF_FEW]

    assert gzipped(*sheets) <= CSS, {name(file): gzipped(file) for file in sheets}
    assert sum(len(brotli.compress(file.read_bytes())) for file in sheets) <= CSS


@pytest.mark.parametrize("few", OF_FEW[1:])  # the admin has none of a reader's
def test_the_style_sheets_of_a_delegate_and_of_staff_are_light(few):
    of_all = [file for file in css() if file.stem in ("tokens", "base", "components")]

    assert gzipped(*of_all, *(file for file in css() if file.stem.partition("-")[0] == few)) <= CSS


def test_the_scripts_are_light():
    of_the_door = [file for file in js() if file.name.startswith("door")]

    assert gzipped(*(file for file in js() if file not in of_the_door)) <= JS
    assert gzipped(*of_the_door) <= DOOR_JS


@pytest.mark.parametrize("file", sorted((STATIC / "img").glob("contours-*.svg")), ids=name)
def test_contour_lines_are_light(file):
    assert file.stat().st_size < CONTOURS


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_for_little_before_one_scrolls(client, summit, language):
    asked = {path: asked_at_once(client.get(path).content) for path in addresses(summit, language).values()}

    assert {path: sorted(found) for path, found in asked.items() if 1 + len(found) > REQUESTS} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_page_asks_for_is_there_and_is_no_font(client, summit, language):
    asked = {
        found for path in addresses(summit, language).values() for found in asked_at_once(client.get(path).content)
    }
    files = [local(found) for found in asked if found.startswith(settings.STATIC_URL)]

    assert [name(file) for file in files if not file.is_file()] == []
    assert {file.suffix for file in files} == {".css", ".js", ".svg"}
