"""What no page of ours may hold, and a client that looks at each one it gets."""

import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
from django.conf import settings
from django.test import Client
from html5lib.constants import E

UNDEFINED = "⟦undefined⟧"
OUR_TEMPLATES = str(settings.BASE_DIR / "templates")
FETCHED = {"src", "srcset", "poster", "data", "action", "formaction"}
SAY_SOMETHING = {
    "p",
    "li",
    "dt",
    "dd",
    "a",
    "button",
    "label",
    "caption",
    "title",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
}
SHOWN = ("img", "svg", "input", "select", "textarea", "progress")
READING_PAGE = re.compile(r"/(fr|en)/(?!preview/|programme/agenda/|regist|delegation/)")
POINTS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


class Undefined(str):
    """Raises where a template of ours shows a variable nobody gave it; Django's own keep their habits.

    Django writes `string_if_invalid % variable` when it finds “%s” in it.
    """

    def __new__(cls):
        return super().__new__(cls, UNDEFINED)

    def __contains__(self, part):
        return True

    def __mod__(self, variable):
        context = sys._getframe(1).f_locals["context"]
        template = context.render_context.template.origin.name
        if template.startswith(OUR_TEMPLATES):
            name = Path(template).relative_to(OUR_TEMPLATES)
            raise AssertionError(f"{name} shows “{variable}”, which nobody gave it.")
        return ""


class StrictClient(Client):
    """A client that refuses any page no reader should get."""

    def request(self, **request):
        response = super().request(**request)
        if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
            found = faults(response, request["PATH_INFO"], request.get("SERVER_NAME", "testserver"))
            assert found == [], f"{request['PATH_INFO']}: {found}"
        return response


def faults(response, path, host):
    """Say, in sentences, everything that is wrong with a page."""
    content = response.content.decode()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(content)
    for element in document.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]  # what stands in an SVG has a namespace
    found = [f"at {place}: {E[code] % details}" for place, code, details in parser.errors]
    found += [f"“{mark}” is left in the page" for mark in ("{{", "{%", "{#", UNDEFINED) if mark in content]
    if not document.get("lang"):
        found.append("the html element has no lang")
    if READING_PAGE.match(path) and response.cookies:
        found.append(f"a reading page sets cookies: {sorted(response.cookies)}")
    for element in document.iter():
        if isinstance(element.tag, str):
            found += _faults_of(element, host)
    return found + _identity_faults(document)


def _faults_of(element, host):
    """What one element does that the Content-Security-Policy forbids or a reader cannot use."""
    name = f"<{element.tag}>"
    found = [
        f"{name} has an inline handler, {attribute}" for attribute in element.attrib if attribute.startswith("on")
    ]
    if "style" in element.attrib or element.tag == "style":
        found.append(f"{name} is styled inline")
    if element.tag == "script" and "src" not in element.attrib:
        found += _inline_script_faults(element)
    if element.tag in SAY_SOMETHING and _is_empty(element):
        found.append(f"{name} is empty, in {element.get('class', 'no class')}")
    if element.tag == "img" and "alt" not in element.attrib:
        found.append(f"{name} has no alt")
    fetched = [element.get(attribute) for attribute in FETCHED if element.get(attribute)]
    if element.tag == "link":
        fetched.append(element.get("href", ""))
    found += [
        f"{name} leads to another host, {address}"
        for address in fetched
        if urlsplit(address).netloc not in ("", host)
    ]
    return found


def _is_empty(element):
    """Say whether an element shows nothing and is no place kept for a script to say something in."""
    if {"hidden", "aria-live"} & set(element.attrib) or element.get("role") == "status":
        return False
    return not "".join(element.itertext()).strip() and not any(one.tag in SHOWN for one in element.iter())


def _inline_script_faults(element):
    if element.get("type") != "application/ld+json":
        return ["<script> is inline"]
    try:
        json.loads(element.text)
    except ValueError as error:
        return [f"the structured data is no JSON: {error}"]
    return []


def _identity_faults(document):
    """Identifiers given twice, and pointers to one that nobody has."""
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    found = [f"the id “{one}” is there {ids.count(one)} times" for one in sorted(set(ids)) if ids.count(one) > 1]
    for element in document.iter():
        wanted = [one for attribute in POINTS for one in element.get(attribute, "").split()]
        if element.tag == "a" and element.get("href", "").startswith("#"):
            wanted.append(element.get("href")[1:])
        found += [f"<{element.tag}> points to “{one}”, which is not there" for one in wanted if one not in ids]
    return found
