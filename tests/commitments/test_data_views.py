"""The page about the data, and the catalogue that data portals harvest."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from commitments.export import package
from commitments.export.tables import TABLES
from tests.commitments.exports import body, published, taken
from tests.factories import EventFactory, OrganiserFactory
from tests.guards.addresses import LANGUAGES
from tests.pages import opened, words

pytestmark = pytest.mark.django_db
LICENCES = [
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "https://creativecommons.org/licenses/by/4.0/",
]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_the_licences_the_formats_and_every_column(language):
    published()

    page = opened(f"/{language}/data/")

    hrefs = [link["href"] for link in page.select("main a")]
    assert set(LICENCES) <= set(hrefs)
    assert {f"/{language}/commitments/export.{name}" for name in ("csv", "xlsx", "json", "jsonl")} <= set(hrefs)
    shown = {
        table["id"].removeprefix("table-"): [words(one) for one in table.select("dt")]
        for table in page.select("main details[id]")
    }
    assert shown == {table.name: table.names for table in TABLES}


def test_the_codes_are_explained_in_the_readers_language():
    page = opened("/fr/data/")

    roles = page.select_one("#table-parties").find("code", string="lead").parent
    assert words(roles) == "lead a pris l’engagement"


def test_the_catalogue_names_the_dataset_in_both_languages_with_its_files():
    EventFactory(contact="data@example.org")
    OrganiserFactory(name_fr="France", name_en="France", website="https://example.org/host")
    published()

    response, whole = taken("/data/catalog.jsonld")

    told = json.loads(whole)
    (dataset,) = told["dcat:dataset"]
    (made,) = package.packages()
    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == ("application/ld+json", "*")
    assert dataset["dcterms:title"] == [
        {"@value": "Registre des engagements – Sommet d'essai", "@language": "fr"},
        {"@value": "Register of commitments – Trial summit", "@language": "en"},
    ]
    assert {one["@language"] for one in dataset["dcterms:description"]} == {"fr", "en"}
    assert dataset["dcterms:publisher"]["foaf:homepage"] == {"@id": "https://example.org/host"}
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:data@example.org"}
    assert dataset["dcterms:temporal"]["dcat:startDate"] == {"@value": "2021-01-11", "@type": "xsd:date"}
    first = dataset["dcat:distribution"][0]
    assert first["dcat:byteSize"]["@value"] == str(made.told["size"])
    assert first["spdx:checksum"]["spdx:checksumValue"]["@value"] == made.told["sha256"]


def test_every_file_of_the_catalogue_is_there_in_the_size_it_says():
    published()
    told = json.loads(body("/data/catalog.jsonld"))

    for one in told["dcat:dataset"][0]["dcat:distribution"]:
        path = one["dcat:downloadURL"]["@id"].removeprefix("http://testserver")
        response, whole = taken(path)
        assert one["dcat:byteSize"]["@value"] == str(len(whole)) == response["Content-Length"]
        assert one["dcat:mediaType"]["@id"].endswith(response["Content-Type"])
        assert one["dcterms:license"] == {"@id": LICENCES[0]}


def test_an_empty_register_has_its_page_and_its_catalogue_all_the_same():
    assert opened("/fr/data/").h1 is not None
    assert json.loads(body("/data/catalog.jsonld"))["dcat:dataset"][0]["@type"] == "dcat:Dataset"


def test_a_reader_gets_no_cookie_and_the_page_says_where_the_catalogue_is():
    response = Client().get("/fr/data/")

    link = BeautifulSoup(response.content.decode(), "html5lib").select_one('link[type="application/ld+json"]')
    assert (dict(response.cookies), link["href"]) == ({}, "/data/catalog.jsonld")
