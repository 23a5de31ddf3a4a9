import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from summit.bilingual import missing, written_in
from summit.models import Organiser, Page
from tests.factories import OrganiserFactory, PageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("empty", ["", None])
def test_the_database_wants_a_text_in_every_language(language, empty):
    with pytest.raises(IntegrityError):
        OrganiserFactory(**{f"name_{language}": empty})


def test_a_rule_may_hold_on_some_rows_only():
    page = PageFactory(draft=True, title_fr="")

    page.published = True
    with pytest.raises(IntegrityError):
        page.save()


def test_a_form_says_the_rule_in_words():
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        PageFactory.build(title_fr="").validate_constraints()

    assert refused.value.messages == ["What is published is written in French and in English."]


@pytest.mark.parametrize(("written", "other"), [("fr", "en"), ("en", "fr")])
def test_a_text_falls_back_to_the_other_language_both_ways(written, other):
    page = PageFactory.build(**{f"body_{written}": "Only here.", f"body_{other}": ""})

    with translation.override(other):
        assert page.body == "Only here."
        assert written_in(page, "body") == ("Only here.", written)


def test_a_text_is_told_in_the_readers_language_when_it_is_there():
    page = PageFactory.build(body_fr="Ici.", body_en="Here.")

    with translation.override("en"):
        assert written_in(page, "body") == ("Here.", "en")
    assert written_in(page, "body") == ("Ici.", "fr")


def test_a_text_that_nobody_wrote_is_empty_in_the_readers_language():
    page = PageFactory.build(body_fr="", body_en=None)

    with translation.override("en"):
        assert written_in(page, "body") == ("", "en")


def test_where_no_language_is_served_the_portals_own_is_told():
    with translation.override(None):
        assert written_in(PageFactory.build(body_fr="Ici.", body_en="Here."), "body") == ("Ici.", "fr")


@pytest.mark.parametrize(
    ("french", "english", "is_missing"),
    [
        ("Ici.", "Here.", False),
        ("Ici.", "", True),
        ("", "Here.", True),
        ("Ici.", None, True),
        ("", "", False),
        (None, "", False),
    ],
)
def test_a_translation_is_missing_where_one_language_has_the_text_and_another_has_not(french, english, is_missing):
    PageFactory(body_fr=french, body_en=english)

    assert Page.objects.filter(missing(("title", "body"))).exists() is is_missing


def test_any_of_several_texts_can_be_the_missing_one():
    whole = OrganiserFactory(role_fr="hôte", role_en="host")
    half = OrganiserFactory(role_fr="hôte", role_en="")

    assert list(Organiser.objects.filter(missing(("name", "role")))) == [half]
    assert list(Organiser.objects.exclude(missing(("name", "role")))) == [whole]
