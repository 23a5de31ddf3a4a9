"""What changed between two documents, in sentences; no database is asked."""

from copy import deepcopy

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from commitments.differences import differences

SWEDEN = {
    "slug": "sweden",
    "name": {"fr": "Suède", "en": "Sweden"},
    "acronym": {},
    "kind": "state",
    "country": "SE",
}
DOCUMENT = {
    "reference": "OPS21-0001",
    "state": "published",
    "title": {"fr": "L'eau", "en": "Water"},
    "summary": {"fr": "", "en": ""},
    "kind": "pledge",
    "theme": "water",
    "link": "announced",
    "session": None,
    "announced": "2021-01-11",
    "due": "2025",
    "delivery": "",
    "assurance": "announced",
    "statement": {"text": "", "language": ""},
    "parties": [{"role": "lead", "holder": SWEDEN}],
    "countries": ["FR"],
    "goals": [],
    "targets": [
        {
            "indicator": {"fr": "Terres protégées", "en": "Land protected"},
            "value": "30",
            "unit": {"fr": "%", "en": "%"},
            "deadline": "2030",
            "sources": [],
        }
    ],
    "pledges": [
        {
            "number": 1,
            "funder": SWEDEN,
            "funder_name": {"fr": "", "en": ""},
            "qualifier": "exact",
            "amount": "3000000",
            "currency": "USD",
            "nature": "new_money",
            "period": "",
            "part_of": None,
            "sources": [],
        }
    ],
    "reports": [],
    "relations": [],
    "sources": [{"publisher": "Example", "url": "https://example.org/", "date": "2021", "kind": "press"}],
    "merged_into": None,
}


def told(change, language="en", names=None):
    """Return the sentences for a document changed by `change`, a function that writes into a copy of it."""
    after = deepcopy(DOCUMENT)
    change(after)
    with translation.override(language):
        found = differences(DOCUMENT, after, names) if names else differences(DOCUMENT, after)
    return [str(one.sentence).replace("\u00a0", " ").replace("\u202f", " ") for one in found]


def put(*path):
    """Return a function that writes the last of `path` at the place that the others name."""
    *place, name, value = path

    def change(document):
        for step in place:
            document = document[step]
        document[name] = value

    return change


LINE = {
    "number": 1,
    "funder": None,
    "funder_name": {"fr": "La Banque", "en": "The Bank"},
    "qualifier": "at_least",
    "amount": "5000000",
    "currency": "EUR",
    "nature": "aim",
    "period": "2021-2025",
    "part_of": "OPS21-0002#1",
}


@pytest.mark.parametrize(
    ("change", "english", "french"),
    [
        (put("due", "2030"), "The deadline moved from 2025 to 2030.", "L’échéance passe de 2025 à 2030."),
        (put("due", ""), "The deadline was removed; it was 2025.", "L’échéance a été retirée ; c’était 2025."),
        (
            put("title", "en", "Waters"),
            "The title in English was changed.",
            "Le titre en anglais a été modifié.",
        ),
        (
            put("delivery", "under_way"),
            "Its delivery is now said: under way.",
            "Son état d’avancement est désormais indiqué : en cours.",
        ),
        (
            lambda document: document["pledges"].insert(0, LINE),
            "A finance line was added: at least €5 million by The Bank "
            "(aim to reach, 2021-2025, part of OPS21-0002#1).",
            "Une ligne de financement a été ajoutée : au moins 5 millions d’euros par La Banque "
            "(montant visé, 2021-2025, partie de OPS21-0002#1).",
        ),
        (
            put("pledges", 0, "amount", "4000000"),
            "Sweden: the amount was US$3 million and is now US$4 million.",
            "Suède : le montant était « 3 millions de dollars », c’est désormais « 4 millions de dollars ».",
        ),
        (
            put("targets", 0, "value", "40"),
            "Land protected: the target went from 30 % to 40 %.",
            "Terres protégées : l’objectif passe de 30 % à 40 %.",
        ),
        (
            put("targets", 0, "latest", "17"),
            "Land protected: a latest value was added, 17 %.",
            "Terres protégées : une dernière valeur a été ajoutée, 17 %.",
        ),
        (
            put("countries", ["FR", "KE", "MG"]),
            "Countries of action added: Kenya; Madagascar.",
            "Pays d’action ajoutés : Kenya ; Madagascar.",
        ),
        (
            put("parties", 0, "role", "partner"),
            "The part of Sweden was “made the promise” and is now “takes part”.",
            "Suède : le rôle était « a pris l’engagement », c’est désormais « y participe ».",
        ),
        (
            put("relations", [{"kind": "raises", "to": "OPS21-0002"}]),
            "Related records added: raises OPS21-0002.",
            "Liens ajoutés : rehausse OPS21-0002.",
        ),
        (
            put("reports", [{"date": "2022-12", "text": {"fr": "Fait.", "en": "Done."}}]),
            "A progress report was added: December 2022.",
            "Un point d’étape a été ajouté : décembre 2022.",
        ),
        (
            put("state", "withdrawn"),
            "The record was taken off the register.",
            "La fiche a été retirée du registre.",
        ),
        (
            put("sources", []),
            'A source was removed: <a href="https://example.org/">Example</a>, 2021 (press).',
            'Une source a été retirée : <a href="https://example.org/">Example</a>, 2021 (presse).',
        ),
    ],
)
def test_a_change_is_told_in_both_languages(change, english, french):
    assert (told(change), told(change, "fr")) == ([english], [french])


def test_a_text_is_told_with_both_its_wordings_and_its_language():
    after = deepcopy(DOCUMENT) | {"title": {"fr": "Les eaux", "en": "Water"}}

    (change,) = differences(DOCUMENT, after)

    assert (change.before, change.after, change.language) == ("L'eau", "Les eaux", "fr")


def test_a_holder_with_a_new_name_is_said_once_wherever_it_is_named():
    def rename(document):
        for one in (document["parties"][0]["holder"], document["pledges"][0]["funder"]):
            one["name"] = {"fr": "Suède", "en": "Kingdom of Sweden"}

    assert told(rename) == ["The name of Kingdom of Sweden in English was changed."]


def test_a_theme_is_said_by_the_name_it_is_given():
    names = {"water": "Water", "land": "Land"}

    assert told(put("theme", "land"), names=lambda _kind, slug: names[slug]) == [
        "It moved from the theme Water to the theme Land."
    ]


def test_lines_that_only_change_places_are_no_change_of_a_fact():
    def turn(document):
        document["pledges"] = [LINE, document["pledges"][0] | {"number": 2}]

    before = deepcopy(DOCUMENT)
    before["pledges"].append(LINE | {"number": 2})
    after = deepcopy(DOCUMENT)
    turn(after)

    with translation.override("en"):
        (change,) = differences(before, after)

    assert change.sentence == "No fact changed: only the order of its parts, or the form in which they are kept."


def test_markup_in_a_document_is_text():
    sentences = told(put("pledges", [LINE | {"funder_name": {"en": "<script>alert(1)</script>"}}]))

    assert all("<script>" not in one for one in sentences)
    assert any("&lt;script&gt;" in one for one in sentences)


def test_an_address_that_is_none_is_no_link():
    (sentence,) = told(put("sources", 0, "url", "javascript:alert(1)"))

    assert 'href="javascript' not in sentence


@given(some.sets(some.sampled_from(sorted(DOCUMENT))), some.sets(some.sampled_from(sorted(DOCUMENT))))
def test_documents_of_an_older_shape_lack_keys_and_are_compared_all_the_same(less, lesser):
    before, after = ({k: v for k, v in DOCUMENT.items() if k not in left} for left in (less, lesser))

    assert differences(before, before) == []
    assert bool(differences(before, after)) == (before != after)
