"""A commitment as its current version has it (commitments/document.py), and its versions."""

from typing import Annotated, Literal

from pydantic import Field

from commitments import models
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

Kind = Literal[*models.Commitment.Kind.values]
Link = Literal[*models.Commitment.Link.values]
Delivery = Annotated[Literal[*models.Commitment.Delivery.values, ""], Field(description="Empty when unknown.")]
HolderKind = Literal[*models.Holder.Kind.values]
State = Annotated[
    Literal["published", "merged", "withdrawn"],
    Field(
        description="`merged` and `withdrawn` records left the register: they stand in no list and in no total."
    ),
]


class Source(Shape):
    """Where something was read."""

    publisher: str
    url: str
    date: Dated
    kind: str


class HolderNamed(Shape):
    """A holder as it was called when the version was published."""

    slug: Slug
    name: Text
    acronym: Text
    kind: HolderKind
    country: Country


class PartyTo(Shape):
    role: Literal[*models.Party.Role.values] = Field(description="`lead` made the promise.")
    holder: HolderNamed


class Statement(Shape):
    """The words of the announcement, untranslated."""

    text: str
    language: str = Field(description="Code of the language, such as fr; empty when there is no statement.")


class Target(Shape):
    """What is to be reached, from where, and what has been reached as last reported."""

    indicator: Text
    value: Figure
    unit: Text
    deadline: Dated
    baseline: Figure
    baseline_date: Dated
    latest: Figure
    latest_date: Dated
    note: Text
    sources: list[Source]


class FinanceLine(Shape):
    """Money as it was announced; `qualifier` and `nature` say what kind of figure it is."""

    number: int = Field(description="Its place among the lines of the commitment, from 1.", ge=1)
    funder: HolderNamed | None
    funder_name: Text
    qualifier: Literal[*models.Pledge.Qualifier.values]
    amount: Figure
    currency: str = Field(pattern=r"^[A-Z]{3}$", description="ISO 4217.", examples=["EUR"])
    nature: Literal[*models.Pledge.Nature.values]
    period: str = Field(description="Years, such as 2021-2025; empty when unknown.")
    note: Text
    part_of: str | None = Field(description="The line it is part of: reference#number.", examples=["OPS21-0015#1"])
    sources: list[Source]


class Report(Shape):
    """News of what became of the promise."""

    date: Dated
    text: Text
    sources: list[Source]


class Related(Shape):
    kind: Literal[*models.Relation.Kind.values]
    to: Reference


class VersionOf(Shape):
    """Which version this is, since when, and why it was published."""

    number: int = Field(ge=1)
    published: Moment
    reason: Literal[*models.Version.Reason.values]
    note: Text = Field(description="What changed, in words; often empty.")
    self: Self


class Commitment(Shape):
    """The whole record: what its version keeps, and where it stands."""

    reference: Reference
    self: Self
    url: Page
    version: VersionOf
    state: State
    title: Text
    summary: Text
    kind: Kind
    theme: Slug
    link: Link = Field(description="How it is linked to the summit.")
    session: Slug | None = Field(description="The session in which it was announced.")
    announced: Dated
    due: Dated
    delivery: Delivery
    assurance: Literal[*models.Commitment.Assurance.values] = Field(
        description="What stands behind what is said here, whatever the delivery."
    )
    statement: Statement
    scope: Text
    partners: Text
    note: Text = Field(description="What the sources leave open.")
    parties: list[PartyTo]
    countries: list[Country] = Field(description="Countries of action.")
    goals: list[Slug] = Field(description="Goals of frameworks that it serves.")
    targets: list[Target]
    pledges: list[FinanceLine]
    reports: list[Report]
    relations: list[Related]
    sources: list[Source]
    merged_into: Reference | None = Field(description="The record that now holds what a merged one said.")


class CommitmentList(Listed):
    items: list[Commitment]


class VersionListed(VersionOf):
    """One version of a commitment, without its document."""

    url: Page
    state: State


class VersionList(Listed):
    """The versions of a record, newest first."""

    items: list[VersionListed]


class Parts(Shape):
    """In how many commitments a holder has which part."""

    lead: Count
    partner: Count
    supporter: Count


class Holder(HolderNamed):
    """A holder of at least one commitment of the register."""

    website: str = Field(description="Empty when unknown.")
    commitments: Parts
    self: Self
    url: Page


class HolderList(Listed):
    items: list[Holder]
