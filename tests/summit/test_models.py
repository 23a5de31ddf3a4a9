from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.utils import translation

from summit.models import ContentEntry, Document, Event, Organiser, Page
from tests.factories import DocumentFactory, EventFactory, OrganiserFactory, PageFactory, ThemeFactory
from tests.refusals import refused_words

pytestmark = pytest.mark.django_db


def test_there_is_one_event():
    EventFactory()

    with pytest.raises(IntegrityError):
        Event.objects.create(
            pk=2,
            name_fr="a",
            name_en="a",
            starts="2021-01-11T13:00Z",
            ends="2021-01-11T14:00Z",
            reference_prefix="A1",
        )


def test_a_second_event_is_refused_in_words():
    assert refused_words(EventFactory.build(pk=2)) == ["There is one event; change the one that exists."]


def test_an_event_made_without_a_number_is_the_one_event():
    event = EventFactory.build(pk=None)
    event.save()

    assert Event.objects.get().pk == 1


def test_an_event_ends_after_it_starts():
    event = EventFactory.build()
    event.ends = event.starts

    assert refused_words(event) == ["The event ends after it starts."]
    with pytest.raises(IntegrityError):
        event.save()


def test_registration_closes_after_it_opens_when_both_are_known():
    event = EventFactory()
    event.registration_opens = event.starts
    event.save()

    event.registration_closes = event.starts - timedelta(days=1)
    assert refused_words(event) == ["Registration closes after it opens."]
    with pytest.raises(IntegrityError):
        event.save()


@pytest.mark.parametrize("prefix", ["OPS21", "AB", "A123456789"])
def test_a_reference_prefix_is_capital_letters_and_digits(prefix):
    assert EventFactory(reference_prefix=prefix).reference_prefix == prefix


@pytest.mark.parametrize("wrong", ["", "A", "ops21", "1OPS", "OPS-21", "OPS 21", "ÉCO21"])
def test_another_reference_prefix_is_refused(wrong):
    assert refused_words(EventFactory.build(reference_prefix=wrong)) == [
        "The prefix has two to ten capital letters and digits, a letter first."
    ]
    with pytest.raises(IntegrityError):
        EventFactory(reference_prefix=wrong)


def test_a_form_refuses_a_time_zone_or_a_stream_that_does_not_exist():
    event = EventFactory.build(time_zone="Paris", stream_urls=["live"])

    with pytest.raises(ValidationError) as refused:
        event.full_clean(validate_unique=False)

    assert sorted(refused.value.message_dict) == ["stream_urls", "time_zone"]


def test_the_event_is_its_name_and_its_page_is_the_home_page():
    event = EventFactory()

    with translation.override("en"):
        assert (str(event), event.get_absolute_url()) == ("Trial summit", "/en/")
    assert (str(event), event.get_absolute_url()) == ("Sommet d'essai", "/fr/")


def test_organisers_stand_in_their_order():
    last, first, second = OrganiserFactory(order=2), OrganiserFactory(order=0), OrganiserFactory(order=0)

    assert list(Organiser.objects.all()) == [first, second, last]
    assert str(first) == first.name_fr


def test_a_page_is_seen_once_it_is_published():
    shown = PageFactory()
    PageFactory(draft=True)

    assert list(Page.objects.published()) == [shown]


def test_a_page_has_one_address_in_all_languages():
    page = PageFactory.build(slug="follow")

    assert page.get_absolute_url() == "/fr/information/follow/"
    with translation.override("en"):
        assert page.get_absolute_url() == "/en/information/follow/"


def test_no_two_things_share_an_address():
    PageFactory(slug="follow")

    with pytest.raises(IntegrityError):
        PageFactory(slug="follow")


def test_a_document_is_somewhere():
    lost = DocumentFactory.build(url="", file="")

    assert refused_words(lost) == ["A document has an address or a file."]
    with pytest.raises(IntegrityError):
        lost.save()


def test_a_document_leads_to_its_address_or_to_its_file():
    elsewhere = DocumentFactory(url="https://example.org/a")
    here = DocumentFactory(url="", file=ContentFile(b"text", name="charter.txt"))

    assert elsewhere.href == "https://example.org/a"
    assert here.href == "/media/documents/charter.txt"


def test_documents_are_listed_newest_first_with_their_themes_in_two_queries(django_assert_num_queries):
    theme = ThemeFactory()
    old, new, undated = DocumentFactory(date="2019"), DocumentFactory(date="2021-01"), DocumentFactory(date="")
    theme.documents.add(old, new)

    with django_assert_num_queries(2):
        listed = [(document, list(document.themes.all())) for document in Document.objects.for_list()]

    assert listed == [(new, [theme]), (old, [theme]), (undated, [])]


def test_what_a_load_wrote_is_remembered_once_per_entry():
    ContentEntry.objects.create(kind="theme", key="finance", fingerprint="a")

    with pytest.raises(IntegrityError):
        ContentEntry.objects.create(kind="theme", key="finance", fingerprint="b")


def test_what_a_load_wrote_is_named_by_its_kind_and_key():
    assert str(ContentEntry(kind="theme", key="finance")) == "theme finance"
