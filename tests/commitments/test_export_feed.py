"""The feed of new and changed promises, read by a library that feed readers use."""

import feedparser
import pytest

from commitments.versions import publish
from tests.commitments.exports import body, published
from tests.factories import CommitmentFactory, EventFactory, HolderFactory, PartyFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def read(language="en", query=""):
    told = feedparser.parse(body(f"/{language}/commitments/feed.atom{query}"))
    assert not told.bozo, told.bozo_exception
    return told


def test_the_newest_version_of_each_promise_stands_first_with_its_reason_in_words():
    EventFactory()
    first, _second = published(title_en="Plant trees"), published(title_en="Save seas")
    first.summary_en = "Ten of them."
    first.save()
    publish(first, reason="correction", note={"fr": "Le résumé.", "en": "The summary."})

    told = read()

    assert [one.title for one in told.entries] == [f"{first.reference} Plant trees", "OPS21-0002 Save seas"]
    assert told.entries[0].summary == ("<p>Version 2: correction</p><p>The summary.</p><p>Ten of them.</p>")
    assert told.entries[0].link == f"http://testserver/en/commitments/{first.reference}/"
    assert told.feed.rights.startswith("Licence Ouverte")
    assert told.feed.links[-1].href == "http://testserver/en/commitments/feed.atom"


def test_an_entry_keeps_its_name_and_a_changed_promise_gets_another():
    EventFactory()
    commitment = published()
    (before,) = read().entries
    assert before.id == f"tag:testserver,2021:en/{commitment.reference}/1"
    assert read().entries[0].id == before.id

    commitment.title_en = "Another"
    commitment.save()
    publish(commitment)

    assert read().entries[0].id == f"tag:testserver,2021:en/{commitment.reference}/2"


def test_a_feed_has_the_filter_of_its_address():
    found = published(theme=ThemeFactory(slug="finance"))
    published()

    told = read(query="?theme=finance&nonsense=1")

    assert [one.link for one in told.entries] == [f"http://testserver/en/commitments/{found.reference}/"]
    assert told.feed.links[-1].href == "http://testserver/en/commitments/feed.atom?theme=finance"


def test_a_feed_is_in_the_language_of_its_address():
    party = PartyFactory(holder=HolderFactory(name_fr="Mali", name_en="Mali"), commitment__title_fr="Planter")
    publish(party.commitment)

    told = read("fr")

    assert told.feed.language == "fr"
    assert "<p>Porté par\u00a0: Mali</p>" in told.entries[0].summary


def test_no_draft_and_nothing_withdrawn_is_in_the_feed():
    withdrawn = published()
    CommitmentFactory(draft=True)
    withdrawn.published = False
    withdrawn.save()
    publish(withdrawn)

    assert read().entries == []


def test_script_and_characters_unfit_for_xml_never_reach_a_reader():
    published(title_en="<script>alert(1)</script>", summary_en="<img src=x onerror=alert(1)>\x0b\x1f end")

    whole = body("/en/commitments/feed.atom").decode()

    (entry,) = feedparser.parse(whole, sanitize_html=False).entries
    assert entry.title_detail.type == "text/plain"
    assert "&lt;img src=x onerror=alert(1)&gt; end" in entry.summary
    assert ("<script" in whole, "<img" in whole, "<img" in entry.summary) == (False, False, False)


def test_an_empty_feed_is_the_same_each_time():
    assert body("/fr/commitments/feed.atom") == body("/fr/commitments/feed.atom")
    assert read("fr").entries == []
