"""Test objects without surprises: the default is the ordinary public one, a trait names the exception."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from commitments.models import Commitment, Framework, Goal, Holder, Party, Pledge, Report, Source, Target
from delegates.models import Delegate, Delegation
from delegates.tokens import renew
from programme.models import Participation, Room, Session, Speaker
from summit.models import Document, Event, Organiser, Page
from themes.models import KeyFigure, Theme


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event
        django_get_or_create = ("pk",)

    pk = 1
    name_fr = "Sommet d'essai"
    name_en = "Trial summit"
    starts = datetime(2021, 1, 11, 13, tzinfo=UTC)
    ends = datetime(2021, 1, 11, 16, tzinfo=UTC)
    time_zone = "Europe/Paris"
    city_fr = "Paris"
    city_en = "Paris"
    country = "FR"
    reference_prefix = "OPS21"


class OrganiserFactory(DjangoModelFactory):
    class Meta:
        model = Organiser

    slug = factory.Sequence(lambda n: f"organiser-{n}")
    name_fr = factory.Sequence(lambda n: f"Organisateur {n}")
    name_en = factory.Sequence(lambda n: f"Organiser {n}")


class PageFactory(DjangoModelFactory):
    class Meta:
        model = Page

    class Params:
        draft = factory.Trait(published=False)

    slug = factory.Sequence(lambda n: f"page-{n}")
    title_fr = factory.Sequence(lambda n: f"Page d'information {n}")
    title_en = factory.Sequence(lambda n: f"Information page {n}")
    body_fr = "Un paragraphe."
    body_en = "A paragraph."
    published = True


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    slug = factory.Sequence(lambda n: f"document-{n}")
    title_fr = factory.Sequence(lambda n: f"Document en français {n}")
    title_en = factory.Sequence(lambda n: f"Document in English {n}")
    url = factory.Sequence(lambda n: f"https://example.org/document-{n}")
    language = "fr"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    class Params:
        draft = factory.Trait(published=False)

    number = factory.Sequence(lambda n: n + 1)
    slug = factory.Sequence(lambda n: f"theme-{n + 1}")
    title_fr = factory.Sequence(lambda n: f"Thème {n + 1}")
    title_en = factory.Sequence(lambda n: f"Theme {n + 1}")
    published = True


class KeyFigureFactory(DjangoModelFactory):
    class Meta:
        model = KeyFigure

    theme = factory.SubFactory(ThemeFactory)
    value = 30
    unit_fr = "% de l'océan"
    unit_en = "% of the ocean"
    sentence_fr = "Une part de l'océan."
    sentence_en = "A share of the ocean."
    source_name = "Example"


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    slug = factory.Sequence(lambda n: f"room-{n}")
    name_fr = factory.Sequence(lambda n: f"Salle {n}")
    name_en = factory.Sequence(lambda n: f"Room {n}")


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = Speaker

    slug = factory.Sequence(lambda n: f"speaker-{n}")
    name_fr = factory.Sequence(lambda n: f"Orateur {n}")
    name_en = factory.Sequence(lambda n: f"Speaker {n}")
    sort_key = factory.Sequence(lambda n: f"speaker {n:04d}")


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    class Params:
        draft = factory.Trait(status=Session.Status.DRAFT)
        cancelled = factory.Trait(status=Session.Status.CANCELLED)
        untimed = factory.Trait(starts=None, ends=None)

    slug = factory.Sequence(lambda n: f"session-{n}")
    title_fr = factory.Sequence(lambda n: f"Séance {n}")
    title_en = factory.Sequence(lambda n: f"Session {n}")
    position = factory.Sequence(lambda n: n)
    starts = datetime(2021, 1, 11, 13, tzinfo=UTC)
    ends = datetime(2021, 1, 11, 14, tzinfo=UTC)
    room = None
    status = Session.Status.PUBLISHED
    planned_starts = factory.SelfAttribute("starts")
    planned_ends = factory.SelfAttribute("ends")
    planned_room = factory.SelfAttribute("room")
    planned_status = factory.SelfAttribute("status")


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    session = factory.SubFactory(SessionFactory)
    speaker = factory.SubFactory(SpeakerFactory)


class HolderFactory(DjangoModelFactory):
    class Meta:
        model = Holder

    slug = factory.Sequence(lambda n: f"holder-{n}")
    name_fr = factory.Sequence(lambda n: f"Porteur {n}")
    name_en = factory.Sequence(lambda n: f"Holder {n}")
    kind = Holder.Kind.STATE


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    class Params:
        draft = factory.Trait(published=False)

    reference = factory.Sequence(lambda n: f"OPS21-{n + 1:04d}")
    title_fr = factory.Sequence(lambda n: f"Engagement {n + 1}")
    title_en = factory.Sequence(lambda n: f"Commitment {n + 1}")
    kind = Commitment.Kind.PLEDGE
    link = Commitment.Link.ANNOUNCED
    theme = factory.SubFactory(ThemeFactory)
    announced = "2021-01-11"
    published = True


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    commitment = factory.SubFactory(CommitmentFactory)
    holder = factory.SubFactory(HolderFactory)


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    commitment = factory.SubFactory(CommitmentFactory)
    indicator_fr = "Terres protégées"
    indicator_en = "Land protected"
    value = 30
    unit_fr = "%"
    unit_en = "%"
    deadline = "2030"


class PledgeFactory(DjangoModelFactory):
    class Meta:
        model = Pledge

    commitment = factory.SubFactory(CommitmentFactory)
    funder_name_fr = "Un bailleur"
    funder_name_en = "A donor"
    amount = 1_000_000
    currency = "EUR"


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    commitment = factory.SubFactory(CommitmentFactory)
    date = "2022-12"
    text_fr = "Une nouvelle."
    text_en = "Some news."


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    commitment = factory.SubFactory(CommitmentFactory)
    publisher = "Example"
    url = "https://example.org/source"


class _Linked(DjangoModelFactory):
    """Rows that a private link opens."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = model_class(*args, **kwargs)
        renew(row)
        row.save()
        return row


class DelegationFactory(_Linked):
    class Meta:
        model = Delegation

    name = factory.Sequence(lambda n: f"Delegation {n}")
    kind = "state"
    country = "FR"


class DelegateFactory(_Linked):
    """Somebody who confirmed their address and waits for a decision."""

    class Meta:
        model = Delegate

    class Params:
        unconfirmed = factory.Trait(state=Delegate.State.UNCONFIRMED, confirmed_at=None)
        accredited = factory.Trait(state=Delegate.State.ACCREDITED)

    number = factory.Sequence(lambda n: n + 1000)
    state = Delegate.State.TO_REVIEW
    given_name = factory.Sequence(lambda n: f"Given {n}")
    family_name = factory.Sequence(lambda n: f"Family {n}")
    badge_name = factory.Sequence(lambda n: f"Given {n} Family {n}")
    email = factory.Sequence(lambda n: f"delegate-{n}@example.org")
    email_key = factory.SelfAttribute("email")
    organisation = "Example organisation"
    organisation_kind = "ngo"
    country = "FR"
    category = "delegate"
    mode = Delegate.Mode.IN_PERSON
    language = "fr"
    confirmed_at = datetime(2020, 12, 14, 9, tzinfo=UTC)


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = Framework

    slug = factory.Sequence(lambda n: f"framework-{n}")
    name_fr = factory.Sequence(lambda n: f"Objectifs {n}")
    name_en = factory.Sequence(lambda n: f"Goals {n}")
    short_fr = factory.Sequence(lambda n: f"O{n}")
    short_en = factory.Sequence(lambda n: f"G{n}")
    publisher_fr = "Une assemblée"
    publisher_en = "An assembly"
    url = "https://example.org/goals"
    adopted = "2015-09-25"
    order = factory.Sequence(lambda n: n)


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    framework = factory.SubFactory(FrameworkFactory)
    slug = factory.Sequence(lambda n: f"goal-{n}")
    number = factory.Sequence(lambda n: n + 1)
    title_fr = factory.Sequence(lambda n: f"But {n}")
    title_en = factory.Sequence(lambda n: f"Goal {n}")
