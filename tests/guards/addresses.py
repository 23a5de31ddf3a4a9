"""Every public page by the name of its address; a guard checks that none is forgotten here."""

import re
from xml.etree import ElementTree

from django.urls import LocalePrefixPattern, URLPattern, get_resolver, reverse
from django.utils import translation

LANGUAGES = ("fr", "en")
XML = {"sitemap": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}

PUBLIC = {
    "summit:home": lambda summit: [],
    "summit:pages": lambda summit: [],
    "summit:page": lambda summit: [summit.pages[0].slug],
    "summit:documents": lambda summit: [],
    "summit:site_map": lambda summit: [],
    "themes:list": lambda summit: [],
    "themes:theme": lambda summit: [summit.themes[0].slug],
    "programme:list": lambda summit: [],
    "programme:grid": lambda summit: [],
    "programme:print": lambda summit: [],
    "programme:changes": lambda summit: [],
    "programme:session": lambda summit: [summit.timed.slug],
    "programme:speakers": lambda summit: [],
    "programme:speaker": lambda summit: [summit.speaker.slug],
    "commitments:list": lambda summit: [],
    "commitments:figures": lambda summit: [],
    "commitments:map": lambda summit: [],
    "commitments:gaps": lambda summit: [],
    "commitments:frameworks": lambda summit: [],
    "commitments:commitment": lambda summit: [summit.commitment.reference],
    "commitments:data": lambda summit: [],
    "commitments:holders": lambda summit: [],
    "commitments:holder": lambda summit: [summit.commitment.holders.first().slug],
    "commitments:holder_country": lambda summit: ["FR"],
}
# Not pages for everybody: drafts, calendars and their codes, feeds, one's own agenda, citing, versions, exports,
# embeds, and registration, whose forms set a cookie. Each has tests of its own.
OTHERS = re.compile(
    r"delegates:\w+|\w+:(preview_\w+|\w+_(calendar|code|atom)|agenda\w*|cite\w*|version\w*|export_\w+|embed)"
)
# Pages that show one thing, which may not exist.
OF_ONE_THING = (
    "summit:page",
    "themes:theme",
    "programme:session",
    "programme:speaker",
    "commitments:commitment",
    "commitments:holder",
    "commitments:holder_country",
)
FILTERED = ("programme:list", "commitments:list", "commitments:holders")


def names():
    """Return the names of all addresses that begin with a language."""
    readers = next(one for one in get_resolver().url_patterns if isinstance(one.pattern, LocalePrefixPattern))
    return set(_names(readers.url_patterns, ""))


def _names(patterns, namespace):
    for one in patterns:
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name}"
        else:
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _names(one.url_patterns, inner)


def address(name, language, *arguments):
    with translation.override(language):
        return reverse(name, args=arguments)


def addresses(summit, language):
    """Return the address of each public page in one language, by its name."""
    return {name: address(name, language, *of(summit)) for name, of in PUBLIC.items()}


def sitemap(client):
    """Return the addresses of the site map for engines, each with its versions by language."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext("sitemap:loc", namespaces=XML): {
            link.get("hreflang"): link.get("href") for link in url.findall("xhtml:link", XML)
        }
        for url in root.findall("sitemap:url", XML)
    }
