"""The table of commitments, one row each, and all tables of an export."""

from django.utils.translation import gettext_lazy as _

from commitments.export.about import LICENCE
from commitments.export.columns import (
    REFERENCE,
    SOURCES,
    Column,
    Table,
    Type,
    both,
    field,
    listed,
    listed_texts,
    texts,
)
from commitments.export.parts import PARTS
from commitments.models import Commitment

COMMITMENTS = Table(
    "commitments",
    _("Commitments"),
    _("One row for each promise; the other tables tell its parts in full."),
    (
        REFERENCE,
        Column(
            "version",
            _("Version"),
            _("Which version of the record this is, from 1."),
            lambda record, _item: record.version,
            Type.WHOLE,
            required=True,
        ),
        Column(
            "published_at",
            _("Published at"),
            _("When this version was published, in universal time."),
            lambda record, _item: record.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            Type.MOMENT,
            required=True,
        ),
        *(
            Column(
                f"url_{language}",
                title,
                _("The page of the promise in the register."),
                lambda record, _item, language=language: record.url[language],
                Type.ADDRESS,
                required=True,
            )
            for language, title in (("fr", _("Page in French")), ("en", _("Page in English")))
        ),
        *texts("title", _("Title"), _("What is promised, in one line."), required=True),
        *texts("summary", _("Summary"), _("What is promised, in a paragraph.")),
        field(
            "kind",
            _("Kind"),
            _("What kind of promise it is."),
            choices=Commitment.Kind,
            required=True,
        ),
        field("theme", _("Theme"), _("The theme of the summit it belongs to."), required=True),
        field(
            "link",
            _("Link to the summit"),
            _("How the promise and the summit belong together."),
            choices=Commitment.Link,
            required=True,
        ),
        field("session", _("Session"), _("The session of the summit in which it was announced.")),
        field("announced", _("Announced"), _("When it was announced, as exactly as known."), type=Type.DATE),
        field("due", _("Due"), _("By when it is to be kept, as exactly as known."), type=Type.DATE),
        field(
            "delivery",
            _("Delivery"),
            _("What became of it, by the reports; empty when that is not known."),
            choices=Commitment.Delivery,
        ),
        field(
            "assurance",
            _("Assurance"),
            _("What stands behind it, whatever its delivery."),
            choices=Commitment.Assurance,
            required=True,
        ),
        Column(
            "statement",
            _("Statement as announced"),
            _("The words of the announcement, in their own language."),
            lambda _record, item: item["statement"]["text"],
        ),
        Column(
            "statement_language",
            _("Language of the statement"),
            _("Its code, such as fr or en."),
            lambda _record, item: item["statement"]["language"],
        ),
        *texts("scope", _("Geographic scope"), _("Where it applies, in words.")),
        *texts("partners", _("Partners"), _("Who else takes part, in words.")),
        *texts("note", _("What the sources leave open"), _("What the sources do not say or contradict.")),
        Column(
            "holders",
            _("Holders"),
            _("Who holds the promise, by their names in the addresses of this portal."),
            lambda _record, item: [one["holder"]["slug"] for one in item["parties"]],
            Type.LIST,
        ),
        *both(
            "holder_names",
            _("Names of the holders"),
            _("In the order of the holders."),
            lambda item, language: [one["holder"]["name"][language] for one in item["parties"]],
            type=Type.LIST,
        ),
        field(
            "countries",
            _("Countries of action"),
            _("Where it acts, as two-letter codes of ISO 3166-1."),
            type=Type.LIST,
        ),
        field("goals", _("Framework goals"), _("The goals of world frameworks it serves."), type=Type.LIST),
        Column(
            "relations",
            _("Related promises"),
            _("How it stands to others: the relation, a space, the other reference."),
            lambda _record, item: [f"{one['kind']} {one['to']}" for one in item["relations"]],
            Type.LIST,
        ),
        *listed_texts(
            "target_indicators", _("Indicators"), _("What each target measures."), rows="targets", key="indicator"
        ),
        listed(
            "target_values", _("Target values"), _("In the order of the indicators."), rows="targets", key="value"
        ),
        *listed_texts(
            "target_units",
            _("Units of the targets"),
            _("In the order of the indicators."),
            rows="targets",
            key="unit",
        ),
        listed(
            "target_deadlines",
            _("Deadlines of the targets"),
            _("In the order of the indicators."),
            rows="targets",
            key="deadline",
        ),
        listed("amounts", _("Amounts"), _("Of each finance line, never converted."), rows="pledges", key="amount"),
        listed("currencies", _("Currencies"), _("In the order of the amounts."), rows="pledges", key="currency"),
        Column(
            "last_report",
            _("Last report"),
            _("The date of the latest dated news."),
            lambda _record, item: max((one["date"] for one in item["reports"]), default=""),
            Type.DATE,
        ),
        SOURCES,
        Column("licence", _("Licence"), _("Either of the two may be chosen."), lambda _record, _item: LICENCE),
    ),
    lambda record: [record.document],
    key=("reference",),
)
TABLES = (COMMITMENTS, *PARTS)
