"""The data dictionary: what tables and columns hold, in each language, as a Frictionless data package."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.export.about import LICENCES, About
from commitments.export.columns import Column, Table, Type
from commitments.export.records import LANGUAGES
from commitments.export.tables import COMMITMENTS, TABLES

DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
LIST = _("Several values are joined by |; a bar within a value is written \\|, a backslash \\\\.")
PARTIAL = _("A year, a month or a day: 2030, 2022-12, 2022-12-19.")
WHAT = _("What was promised at the summit: by whom, for when, with what money, and what became of it.")


def said(words: str | Promise, language: str) -> str:
    with translation.override(language):
        return str(words)


def in_languages(name: str, words: str | Promise) -> dict[str, str]:
    """A property in the portal's first language, and under its name with @ and their codes in the others."""
    first = settings.MODELTRANSLATION_DEFAULT_LANGUAGE
    keys = {language: name if language == first else f"{name}@{language}" for language in LANGUAGES}
    return {key: said(words, language) for language, key in keys.items()}


def form(column: Column) -> str | Promise:
    """How the values of a column are written, where its type does not say it."""
    return {Type.LIST: LIST, Type.DATE: PARTIAL}.get(column.type, "")


def codes(column: Column, language: str) -> list[tuple[str, str]]:
    """The codes a column may hold with what each of them means."""
    return [(code, said(label, language)) for code, label in column.choices.choices] if column.choices else []


@dataclass(frozen=True)
class Shown:
    """A column as the page about the data tells it, in the reader's language."""

    column: Column
    form: str | Promise
    codes: list[tuple[str, str]]


def shown(tables: Iterable[Table], language: str) -> list[tuple[Table, list[Shown]]]:
    return [(table, [Shown(one, form(one), codes(one, language)) for one in table.columns]) for table in tables]


def package(about: About, files: Iterable[dict[str, Any]], *, name: str) -> dict[str, Any]:
    """Describe a package; `files` has for each its name, size in bytes, checksum and media type."""
    return {
        "name": name,
        "languages": list(LANGUAGES),
        **{f"title{_suffix(one)}": about.name(one) for one in LANGUAGES},
        **in_languages("description", WHAT),
        "homepage": about.data_url(LANGUAGES[0]),
        "version": f"{about.revision}",
        **({"created": about.changed.isoformat()} if about.changed else {}),
        "licenses": list(LICENCES),
        "resources": [_resource(one) for one in files],
    }


def _suffix(language: str) -> str:
    return "" if language == settings.MODELTRANSLATION_DEFAULT_LANGUAGE else f"@{language}"


def _resource(file: dict[str, Any]) -> dict[str, Any]:
    stem, _dot, suffix = file["name"].partition(".")
    told = {
        "name": stem if suffix == "csv" else f"{stem}-{suffix}",
        "path": file["name"],
        "format": suffix,
        "mediatype": file["media_type"],
        "bytes": file["size"],
        "hash": f"sha256:{file['sha256']}",
    }
    table = next((one for one in TABLES if suffix == "csv" and one.name == stem), None)
    return told | (_tabular(table) if table else {})


def _tabular(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "encoding": "utf-8-sig",
        **in_languages("title", table.title),
        **in_languages("description", table.about),
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    whole = {"fields": ["reference"], "reference": {"resource": COMMITMENTS.name, "fields": ["reference"]}}
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        **({} if table is COMMITMENTS else {"foreignKeys": [whole]}),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices.values)
    if column.type == Type.DATE:
        constraints["pattern"] = DATE
    told = {"name": column.name, **_typed(column), **in_languages("title", column.title)}
    for language in LANGUAGES:
        words = (said(column.about, language), said(form(column), language))
        told[f"description{_suffix(language)}"] = " ".join(one for one in words if one)
        if column.choices:
            told[f"enumLabels{_suffix(language)}"] = dict(codes(column, language))
    return told | ({"constraints": constraints} if constraints else {})


def _typed(column: Column) -> dict[str, str]:
    if column.type in (Type.NUMBER, Type.WHOLE, Type.MOMENT):
        return {"type": column.type.value}
    return {"type": "string", "format": "uri"} if column.type == Type.ADDRESS else {"type": "string"}
