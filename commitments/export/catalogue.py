"""The register in the words of DCAT-AP, as JSON-LD, so that national data portals can harvest it."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.export import dictionary
from commitments.export.about import LICENCES, About
from commitments.export.package import Package
from commitments.export.records import LANGUAGES
from commitments.models import Version
from summit.models import Organiser

EUROPE = "http://publications.europa.eu/resource/authority"
WORLD = "https://sws.geonames.org/6295630/"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SPOKEN = {"fr": "FRA", "en": "ENG"}
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "jsonl": "JSON", "zip": "ZIP"}
KEYWORDS = [
    _("biodiversity"),
    _("climate"),
    _("commitments"),
    _("finance for nature"),
    _("international summit"),
]


def catalogue(about: About, package: Package | None, *, organisers: Iterable[Organiser]) -> dict[str, Any]:
    """Tell the catalogue and its one dataset; texts in both languages, dates with their time zone."""
    publisher = _publisher(about, list(organisers))
    return {
        "@context": CONTEXT,
        "@id": f"{about.origin}{reverse('register:catalogue')}",
        "@type": "dcat:Catalog",
        "dcterms:title": _texts({language: about.name(language) for language in LANGUAGES}),
        "dcterms:description": _said(dictionary.WHAT),
        "dcterms:publisher": publisher,
        "dcterms:language": [_link(f"{EUROPE}/language/{SPOKEN[language]}") for language in LANGUAGES],
        "foaf:homepage": _link(about.data_url(LANGUAGES[0])),
        **_dates(about),
        "dcat:dataset": [_dataset(about, package, publisher)],
    }


def _dataset(about: About, package: Package | None, publisher: dict[str, Any]) -> dict[str, Any]:
    return {
        "@id": f"{about.origin}{reverse('register:catalogue')}#register",
        "@type": "dcat:Dataset",
        "dcterms:identifier": f"{about.event.reference_prefix}-register" if about.event else "register",
        "dcterms:title": _texts({language: about.name(language) for language in LANGUAGES}),
        "dcterms:description": _said(dictionary.WHAT),
        "dcterms:publisher": publisher,
        "dcat:contactPoint": _contact(about),
        "dcat:keyword": [text for word in KEYWORDS for text in _said(word)],
        "dcat:theme": [_link(f"{EUROPE}/data-theme/ENVI"), _link(f"{EUROPE}/data-theme/INTR")],
        "dcat:landingPage": [_link(about.data_url(language)) for language in LANGUAGES],
        "dcterms:language": [_link(f"{EUROPE}/language/{SPOKEN[language]}") for language in LANGUAGES],
        "dcterms:spatial": _link(WORLD),
        "dcterms:accrualPeriodicity": _link(f"{EUROPE}/frequency/IRREG"),
        "dcterms:accessRights": _link(f"{EUROPE}/access-right/PUBLIC"),
        "dcat:version": str(about.revision),
        **_period(about),
        **_dates(about),
        "dcat:distribution": list(_distributions(about, package)),
    }


def _distributions(about: About, package: Package | None) -> Iterable[dict[str, Any]]:
    """The package and its files, each as it is kept; the live exports, whose size is not known before."""
    if package:
        url = about.origin + reverse("register:package", args=[package.name])
        told = package.told | {"media_type": "application/zip", "name": f"{package.name}.zip"}
        yield _distribution(url, told, _("The whole register, all formats"))
        for name in ("commitments.csv", "register.xlsx", "register.json", "register.jsonl"):
            file = package.file(name)
            if file:
                url = about.origin + reverse("register:package_file", args=[package.name, name])
                yield _distribution(url, file, _("The whole register"))


def _distribution(url: str, file: dict[str, Any], title: Any) -> dict[str, Any]:
    suffix = file["name"].rpartition(".")[2]
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dcterms:title": _said(title),
        "dcat:accessURL": _link(url),
        "dcat:downloadURL": _link(url),
        "dcat:mediaType": _link(f"https://www.iana.org/assignments/media-types/{file['media_type']}"),
        "dcterms:format": _link(f"{EUROPE}/file-type/{FILE_TYPES[suffix]}"),
        "dcat:byteSize": {"@value": str(file["size"]), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _link("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@value": file["sha256"], "@type": "xsd:hexBinary"},
        },
        # The profile has one licence for each file; that the other one may be chosen is told in words.
        "dcterms:license": _link(LICENCES[0]["path"]),
        "dcterms:rights": {
            "@type": "dcterms:RightsStatement",
            "rdfs:label": " / ".join(one["title"] for one in LICENCES),
        },
    }


def _publisher(about: About, organisers: list[Organiser]) -> dict[str, Any]:
    if not organisers:
        return {"@type": "foaf:Agent", "foaf:name": about.name(LANGUAGES[0])}
    first = organisers[0]
    names = {language: getattr(first, f"name_{language}") or "" for language in LANGUAGES}
    site = {"foaf:homepage": _link(first.website)} if first.website else {}
    return {"@type": "foaf:Organization", "foaf:name": _texts(names), **site}


def _contact(about: About) -> dict[str, Any]:
    """By mail where the event has an address, otherwise the page about the data."""
    mail = about.event.contact if about.event else ""
    reached = {"vcard:hasEmail": _link(f"mailto:{mail}")} if mail else {}
    return {
        "@type": "vcard:Organization",
        "vcard:fn": about.name(LANGUAGES[0]),
        "vcard:hasURL": _link(about.data_url(LANGUAGES[0])),
        **reached,
    }


def _period(about: About) -> dict[str, Any]:
    """From the summit on; no end, since news goes on."""
    if about.event is None:
        return {}
    start = {"@value": about.event.starts.date().isoformat(), "@type": "xsd:date"}
    return {"dcterms:temporal": {"@type": "dcterms:PeriodOfTime", "dcat:startDate": start}}


def _dates(about: About) -> dict[str, Any]:
    first = Version.objects.order_by("pk").values_list("published_at", flat=True).first()
    dates = {"issued": first, "modified": about.changed}
    return {
        f"dcterms:{name}": {"@value": moment.isoformat(), "@type": "xsd:dateTime"}
        for name, moment in dates.items()
        if moment
    }


def _said(words: Any) -> list[dict[str, str]]:
    return _texts({language: dictionary.said(words, language) for language in LANGUAGES})


def _texts(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items() if text]


def _link(url: str) -> dict[str, str]:
    return {"@id": url}
