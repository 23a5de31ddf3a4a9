import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from commitments.models import Commitment
from commitments.versions import publish
from tests.factories import CommitmentFactory, EventFactory, HolderFactory, PartyFactory
from tests.guards.strictness import StrictClient
from tests.pages import FRAME, LANGUAGES, links, opened, parts, queries, said, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
FILES = ("cite.bib", "cite.ris", "cite.json")
HOSTILE = '</textarea><script>alert("x")</script>'


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def commitment():
    shown = CommitmentFactory(reference="OPS21-0001", title_fr="L'eau", title_en="Water")
    PartyFactory(commitment=shown, holder=HolderFactory(slug="sweden", name_fr="Suède", name_en="Sweden"))
    Commitment.objects.update(modified=datetime(2022, 12, 19, 12, tzinfo=UTC))
    return shown


def citing(language="en"):
    return opened(f"/{language}/commitments/OPS21-0001/cite/")


def file(name, language="en"):
    return StrictClient().get(f"/{language}/commitments/OPS21-0001/{name}")


def copied(page):
    """Return the texts to copy, by the identity of their field."""
    return {area["id"]: area.text for area in page.select("main textarea")}


@in_both_languages
def test_the_page_holds_the_sentence_in_both_languages_each_marked_as_such(language, commitment):
    page = citing(language)

    assert words(page.h1) == said("Cite this commitment", language)
    assert parts(page) == [said("In a sentence", language), said("For reference managers", language)]
    sentences = page.select("main textarea[lang]")
    assert [(area["lang"], area.has_attr("readonly")) for area in sentences] == [("fr", True), ("en", True)]
    french, english = (area.text for area in sentences)
    assert french.startswith("Suède. L’eau. ")
    assert "http://testserver/fr/commitments/OPS21-0001/" in french
    assert english == (
        "Sweden. Water. Register of commitments, Trial summit, OPS21-0001, announced on 11 January 2021, "
        "version 1 of 19 December 2022. http://testserver/en/commitments/OPS21-0001/ "
        "(accessed on 14 December 2020)."
    )


@in_both_languages
def test_each_text_to_copy_has_its_label(language, commitment):
    labels = {label["for"]: words(label) for label in citing(language).select("main label")}

    names = {"fr": ("Français", "Anglais"), "en": ("French", "English")}[language]
    assert labels == {
        "sentence-fr": names[0],
        "sentence-en": names[1],
        "file-bib": "BibTeX",
        "file-ris": "RIS",
        "file-json": "CSL-JSON",
    }


@in_both_languages
def test_the_page_leads_to_the_files_and_back_to_the_commitment(language, commitment):
    page = citing(language)

    here = f"/{language}/commitments/OPS21-0001"
    assert [href for _words, href in links(page.main) if "/cite." in href] == [f"{here}/{name}" for name in FILES]
    assert ({"fr": "L’eau", "en": "Water"}[language], f"{here}/") in links(page.main)


@in_both_languages
def test_a_commitment_leads_to_how_it_is_cited_and_to_its_holders(language, commitment):
    page = opened(f"/{language}/commitments/OPS21-0001/")

    cite = (said("Cite this commitment", language), f"/{language}/commitments/OPS21-0001/cite/")
    holder = ({"fr": "Suède", "en": "Sweden"}[language], f"/{language}/commitments/holders/sweden/")
    assert {cite, holder} <= set(links(page.main))


@in_both_languages
@pytest.mark.parametrize(
    ("name", "content_type", "begins"),
    [
        ("cite.bib", "application/x-bibtex; charset=utf-8", "@misc{OPS21-0001,\n"),
        ("cite.ris", "application/x-research-info-systems; charset=utf-8", "TY  - GEN\r\n"),
        ("cite.json", "application/vnd.citationstyles.csl+json", "[\n"),
    ],
)
def test_a_file_is_downloaded_under_its_reference_and_says_what_it_is(
    language, name, content_type, begins, commitment
):
    response = file(name, language)

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    suffix = name.partition(".")[2]
    assert response["Content-Disposition"] == f'attachment; filename="OPS21-0001-{language}.{suffix}"'
    text = response.content.decode()
    assert text.startswith(begins)
    assert {"fr": "L'eau", "en": "Water"}[language] in text
    # A text area shows each line break as one sign.
    assert copied(citing(language))[f"file-{suffix}"] == text.replace("\r\n", "\n")


def test_a_title_in_the_garb_of_a_page_stays_text_everywhere(commitment):
    Commitment.objects.update(title_fr=HOSTILE, title_en=HOSTILE)

    page = citing()

    assert page.select("main script:not([type])") == []
    assert HOSTILE in copied(page)["file-bib"]
    assert json.loads(file("cite.json").content)[0]["title"] == HOSTILE
    assert all(file(name)["X-Content-Type-Options"] == "nosniff" for name in FILES)


@in_both_languages
@pytest.mark.parametrize("name", ["cite/", *FILES])
def test_a_draft_and_the_unknown_cannot_be_cited(language, name):
    CommitmentFactory(reference="OPS21-0001", draft=True)

    assert file(name, language).status_code == 404
    assert Client().get(f"/{language}/commitments/OPS21-9999/{name}").status_code == 404


def test_the_preview_of_a_draft_leads_to_no_page_that_is_not_there(admin_client):
    PartyFactory(commitment=CommitmentFactory(reference="OPS21-0001", draft=True))

    page = opened("/en/preview/commitments/OPS21-0001/", admin_client)

    assert [href for _words, href in links(page.main) if "cite" in href or "holders" in href] == []


@pytest.mark.parametrize("name", ["cite/", *FILES])
def test_citing_costs_the_same_for_one_holder_and_for_three(name, commitment):
    path = f"/en/commitments/OPS21-0001/{name}"

    publish(commitment)
    with_one = queries(path)
    PartyFactory.create_batch(2, commitment=commitment)
    publish(commitment)

    assert queries(path) == with_one
    assert with_one <= FRAME + 3


@pytest.mark.parametrize("name", ["cite/", *FILES])
def test_a_citation_is_only_read(name, commitment):
    assert Client().post(f"/en/commitments/OPS21-0001/{name}").status_code == 405
