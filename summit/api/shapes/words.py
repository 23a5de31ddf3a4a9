"""Texts, addresses, dates, figures, and what all lists and errors share."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from summit.api.problems import KINDS

EXACT = r"^$|^\d{4}(-\d{2}(-\d{2})?)?$"
Language = Literal["fr", "en"]
Slug = Annotated[str, Field(pattern=r"^[-\w]+$", description="The name by which it is known for ever.")]
Reference = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Z0-9]{1,9}-[0-9]{4,}$", description="Given once, for ever.", examples=["OPS21-0001"]),
]
Dated = Annotated[
    str,
    Field(
        pattern=EXACT,
        description="As exact as it is known: 2030, 2022-12, 2022-12-19, or empty.",
        examples=["2030", "2022-12"],
    ),
]
Figure = Annotated[
    str | None,
    Field(description="A decimal number in text; null when unknown.", examples=["14326000000", "0.5"]),
]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2021-01-11T14:00:00+01:00"])]
Country = Annotated[
    str, Field(pattern=r"^([A-Z]{2})?$", description="ISO 3166-1 alpha-2, or empty.", examples=["FR"])
]
Count = Annotated[int, Field(ge=0)]


class Shape(Schema):
    """All that it holds is named here, and all of it is always there."""

    model_config = ConfigDict(extra="forbid")


class AllLanguages(Shape):
    """A text in both languages; empty where nothing is written."""

    fr: str = Field(examples=["Engagement"])
    en: str = Field(examples=["Commitment"])


class OneLanguage(Shape):
    """A text in the language asked for, or in the other one where nothing is written in it."""

    text: str = Field(examples=["Commitment"])
    lang: Language = Field(description="The language the text is written in.", examples=["en"])


Text = Annotated[AllLanguages | OneLanguage, Field(description="In both languages, or in one with `lang`.")]


class AllPages(Shape):
    """The address of a page in both languages."""

    fr: str = Field(examples=["https://summit.example.org/fr/commitments/OPS21-0001/"])
    en: str = Field(examples=["https://summit.example.org/en/commitments/OPS21-0001/"])


Page = Annotated[
    AllPages | str, Field(description="The page for people, in both languages, or in one with `lang`.")
]
Self = Annotated[
    str,
    Field(
        description="Where it stands in the API.", examples=["https://summit.example.org/api/v1/themes/ecosystems"]
    ),
]


class Listed(Shape):
    """A part of a list."""

    next: str | None = Field(description="The address of the next part; null on the last one.")
    previous: str | None = Field(description="The address of the part before; null on the first one.")
    warnings: list[str] = Field(
        description="What of the request was not understood and narrowed nothing, in the reader's language.",
        examples=[[]],
    )


class Problem(Schema):
    """An error (RFC 9457); the documentation describes each type."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "type": "https://summit.example.org/api/v1/docs#problem-cursor",
                    "title": "The cursor is not one of this list",
                    "status": 400,
                    "detail": "Ask again from the first page.",
                    "instance": "/api/v1/commitments",
                }
            ]
        },
    )

    type: str = Field(description="Names the kind of error: " + ", ".join(f"#problem-{one.name}" for one in KINDS))
    title: str
    status: int
    detail: str
    instance: str = Field(description="The address asked for, without its query.")
    parameters: list[str] = Field([], description="The parameters that could not be read.")


def problems(*statuses: int) -> dict[int, Any]:
    """The errors an operation may answer, beside those any of them may."""
    return dict.fromkeys(sorted({*statuses, 406, 429, 500}), Problem)
