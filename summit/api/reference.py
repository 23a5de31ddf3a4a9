"""The API's document (OpenAPI 3.1), and what its documentation page shows of it."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from ninja.openapi import get_schema

from commitments.export.about import LICENCE
from summit.api.gate import ROOT
from summit.api.operations import api
from summit.api.problems import CONTENT_TYPE
from summit.frame import Frame, Language
from summit.markdown import render

Data = dict[str, Any]
REFS = "#/components/schemas/"
# What stands in an example for a part of an address, by the first word of the address.
SAMPLES = {
    "commitments": "OPS21-0001",
    "holders": "france",
    "themes": "ecosystems",
    "sessions": "opening",
    "frameworks": "sdg",
}
TAGS = ["Commitments", "Holders", "Frameworks", "Totals", "Programme"]
SAID = {
    200: "What was asked for.",
    304: "Nothing has changed since the answer that If-None-Match names.",
    400: "A parameter cannot be read, or a cursor is not one of this list.",
    404: "There is nothing at this address.",
    406: "The header Accept does not take JSON.",
    429: "Too many requests; ask again after the seconds in Retry-After.",
    500: "Something failed on our side.",
}
WHOLE = {"schema": {"type": "integer"}}
TEXT = {"schema": {"type": "string"}}
HEADERS = {
    "RateLimit-Limit": {"description": "How many requests a window has.", **WHOLE},
    "RateLimit-Remaining": {"description": "How many of them are left.", **WHOLE},
    "RateLimit-Reset": {"description": "In how many seconds they begin again.", **WHOLE},
}
ETAG = {"ETag": {"description": "Names this answer; send it as If-None-Match.", **TEXT}}
LINK = {"Link": {"description": "The parts beside this one, `next` and `prev` (RFC 8288).", **TEXT}}
AFTER = {"Retry-After": {"description": "Seconds to wait.", **WHOLE}}


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    about: SafeString
    values: list[str]
    is_needed: bool


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked, with an address that can be copied."""

    name: str
    path: str
    summary: str
    about: SafeString
    parameters: list[Parameter]
    answer: str
    example: str


@dataclass(frozen=True)
class Field:
    name: str
    type: str
    refs: list[str]
    values: list[str]
    about: SafeString


@dataclass(frozen=True)
class ShapeShown:
    name: str
    about: SafeString
    fields: list[Field]


class DocumentationFrame(Frame):
    """The frame of a page whose address holds no language: another one is asked for by `lang`."""

    @property
    def languages(self) -> list[Language]:
        path, reader = self.request.path, get_language()
        return [
            Language(code, str(name), path, f"?lang={code}", is_reader=code == reader)
            for code, name in settings.LANGUAGES
        ]


def written(at: str) -> Data:
    """The whole document, of the portal at an origin."""
    return {**_document(), "servers": [{"url": at}]}


def html(about: str) -> SafeString:
    """The document's words, which are English and Markdown, as they stand on the page."""
    return render(about, "en")


@cache
def _document() -> Data:
    document = deepcopy(dict(get_schema(api, path_prefix=ROOT.strip("/") + "/")))
    document["info"]["license"] = {
        "name": "Etalab Licence Ouverte 2.0 or CC BY 4.0",
        "identifier": LICENCE,
    }
    shapes = document["components"]["schemas"]
    document["components"]["schemas"] = {name: shapes[name] for name in sorted(shapes) if "Asked" not in name}
    document["paths"] = dict(sorted(document["paths"].items(), key=_place))
    for path, methods in document["paths"].items():
        _complete(methods["get"], sample=SAMPLES.get(path.split("/")[3], ""))
    return document


def _place(one: tuple[str, Data]) -> int:
    """Where an address stands among the others; those of one subject in the order they were written in."""
    return TAGS.index(one[1]["get"]["tags"][0])


def _complete(operation: Data, *, sample: str) -> None:
    """Say what all answers have in common, and each error in its own form."""
    for parameter in operation["parameters"]:
        examples = parameter.pop("examples", [])
        parameter["schema"].pop("examples", None)
        if examples:
            parameter["example"] = examples[0]
        elif parameter["in"] == "path":
            parameter["example"] = 1 if parameter["name"] == "number" else sample
            parameter["description"] = f"The {parameter['name']}, as lists give it."
    operation["responses"][304] = {}
    operation["responses"] = {
        str(status): _response(status, told) for status, told in sorted(operation["responses"].items())
    }


def _response(status: int, told: Data) -> Data:
    headers = HEADERS | (ETAG if status in (200, 304) else {}) | (AFTER if status == 429 else {})
    response = {**told, "description": SAID[status], "headers": headers}
    if status == 200:
        response["headers"] = headers | LINK
    elif status >= 400:
        response["content"] = {CONTENT_TYPE: told["content"]["application/json"]}
    return response


def operations(document: Data) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        told = methods["get"]
        shape = told["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        parameters = [_parameter(one) for one in told["parameters"]]
        at = document["servers"][0]["url"]
        name = told["operationId"]
        example = _example(at + path, told["parameters"])
        about = html(told.get("description", ""))
        yield Operation(name, path, told["summary"], about, parameters, shape.removeprefix(REFS), example)


def _example(path: str, parameters: list[Data]) -> str:
    asked = {}
    for one in parameters:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", str(one["example"]))
        elif one["name"] == "theme":
            asked["theme"] = one["example"]
        elif one["name"] == "lang":
            asked["lang"] = "en"
    return f"{path}?{urlencode(asked)}" if asked else path


def _parameter(one: Data) -> Parameter:
    values = [str(value) for value in one["schema"].get("enum", [])]
    return Parameter(one["name"], one["in"], html(one.get("description", "")), values, one["required"])


def shapes(document: Data) -> Iterator[ShapeShown]:
    for name, told in document["components"]["schemas"].items():
        fields = [_field(field, schema) for field, schema in told.get("properties", {}).items()]
        if fields:
            yield ShapeShown(name, html(told.get("description", "")), fields)


def _field(name: str, schema: Data) -> Field:
    types, refs, values = [], [], []
    for one in schema.get("anyOf", [schema]):
        inner = one.get("items", one)
        for part in inner.get("anyOf", [inner]):
            if "$ref" in part:
                refs.append(part["$ref"].removeprefix(REFS))
            elif "type" in part:
                types.append(part["type"])
            values += [str(value) for value in part.get("enum", []) if value != ""]
        if "items" in one:
            types.insert(0, "array")
    return Field(name, " / ".join(dict.fromkeys(types)), refs, values, html(schema.get("description", "")))
