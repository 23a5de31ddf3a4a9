"""Themes, sessions, frameworks and totals."""

from typing import Literal

from pydantic import Field

from commitments.reasons import Why
from programme import models
from summit.api.shapes.words import (
    Count,
    Country,
    Dated,
    Figure,
    Listed,
    Moment,
    Page,
    Reference,
    Self,
    Shape,
    Slug,
    Text,
)  # fmt: skip


class Document(Shape):
    slug: Slug
    title: Text
    url: str
    publisher: str
    language: str
    date: Dated


class KeyFigure(Shape):
    """One value with its unit, the sentence that says it, and its source."""

    value: Figure
    unit: Text
    sentence: Text
    as_of: Dated
    source: str
    source_url: str


class Theme(Shape):
    """A theme of the summit; its text is Markdown."""

    slug: Slug
    number: int = Field(ge=0)
    title: Text
    short: Text
    lead: Text
    body: Text = Field(description="CommonMark.")
    figures: list[KeyFigure]
    documents: list[Document]
    self: Self
    url: Page


class ThemeList(Listed):
    items: list[Theme]


class Room(Shape):
    slug: Slug
    name: Text


class Person(Shape):
    """Somebody who takes part in a session, as public life knows them."""

    slug: Slug
    name: Text
    position: Text
    organisation: Text
    country: Country
    url: Page
    role: Literal[*models.Participation.Role.values]
    mode: Literal[*models.Participation.Mode.values]
    note: Text


class Session(Shape):
    """A session of the programme; one without a time has a day, a place in the order, and no invented hour."""

    uid: str = Field(json_schema_extra={"format": "uuid"})
    slug: Slug
    self: Self
    url: Page
    title: Text
    abstract: Text = Field(description="CommonMark.")
    outcome: Text = Field(description="CommonMark.")
    kind: Literal[*models.Session.Kind.values]
    status: Literal["published", "cancelled"]
    theme: Slug | None
    room: Room | None
    day: str = Field(json_schema_extra={"format": "date"})
    part_of_day: Literal[*models.Session.PartOfDay.values] | None
    position: int = Field(description="Its place in the order of the programme.", ge=0)
    starts: Moment | None
    ends: Moment | None
    times_indicative: bool
    access: Literal[*models.Session.Access.values]
    captions: bool
    sign_language: bool
    floor_languages: list[str]
    interpretation_languages: list[str]
    streams: list[str]
    recordings: list[str]
    people: list[Person]
    documents: list[Document]
    sequence: int = Field(description="Rises with each change of time, room or state.", ge=0)
    changed: Moment | None


class SessionList(Listed):
    items: list[Session]


class Goal(Shape):
    """A goal with its official number, its title in the portal's own short words."""

    slug: Slug
    number: Count
    title: Text


class Framework(Shape):
    """A framework of goals; none of it was known before it was adopted."""

    slug: Slug
    name: Text
    short: Text
    publisher: Text = Field(description="Who adopted it.")
    official: str = Field(description="Where the official text stands.")
    adopted: Dated
    until: Dated
    goals: list[Goal]
    self: Self


class FrameworkList(Listed):
    items: list[Framework]


class Line(Shape):
    """A finance line or a target, of the commitment that holds it."""

    commitment: Reference
    amount: Figure


class Lines(Shape):
    """How many, and the largest of them, twenty at most."""

    count: Count
    largest: list[Line]


class LeftOut(Lines):
    """What is not in the sum, and why."""

    why: Literal[*Why.values]
    reason: Text


class Sum(Shape):
    amount: Figure
    at_least: bool = Field(description="One of the figures in it is itself a minimum.")


class ThemeSum(Sum):
    theme: Slug


class Total(Shape):
    """One sum with everything it counts and leaves out; a null sum where nothing can be added."""

    measure: str = Field(description="A currency, or a unit in English.", examples=["EUR", "ha"])
    sum: Sum | None
    counted: Lines
    left_out: list[LeftOut]
    by_theme: list[ThemeSum]


class Totals(Shape):
    """What the commitments found add up to; nothing is converted, nothing counted twice."""

    commitments: Count = Field(description="How many were found.")
    money: list[Total]
    quantities: list[Total]
    warnings: list[str]
