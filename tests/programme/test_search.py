import pytest

from programme import search
from programme.models import Session
from tests.factories import ParticipationFactory, SessionFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def found(text, language):
    search.refresh_all()
    sessions = Session.objects.filter(search.matching(search.words(text), language))
    return [one.slug for one in sessions.order_by("slug")]


@pytest.fixture(autouse=True)
def sessions():
    forest = SessionFactory(
        slug="forest",
        title_fr="Forêts d'Afrique",
        title_en="Forests of Africa",
        abstract_fr="**Bœufs** & cœurs : 30 % des terres.",
        abstract_en="Snake_case and 100% of the land.",
    )
    person = SpeakerFactory(name_fr="Inès N'Diaye", name_en="Inès N'Diaye", organisation_fr="Banque mondiale")
    ParticipationFactory(session=forest, speaker=person, role="chair")
    ParticipationFactory(session=forest, speaker=person, role="speaker")
    SessionFactory(slug="ocean", title_fr="L’océan", title_en="The ocean")


@pytest.mark.parametrize(
    "text",
    ["forêts", "FORETS", "foret", "boeufs", "BŒUFS", "afrique", "ines", "n’diaye", "N'DIAYE", "banque mondiale"],
)
def test_words_are_found_in_titles_abstracts_and_people_whatever_the_accents_and_the_case(text):
    assert found(text, "fr") == ["forest"]


def test_words_are_found_in_one_language_at_a_time():
    assert (found("forest", "en"), found("forest", "fr")) == (["forest"], [])
    assert (found("mondiale", "fr"), found("mondiale", "en")) == (["forest"], [])


def test_every_word_has_to_be_there():
    assert (found("terres forets", "fr"), found("terres ocean", "fr")) == (["forest"], [])


@pytest.mark.parametrize("text", ["%", "_", "%%", "x%", "oce_n", "\\", "*", "'"])
def test_what_means_something_to_the_database_means_nothing_here(text):
    words = search.words(text)

    assert words == [] or found(text, "fr") == []


def test_an_underscore_is_a_letter_like_any_other():
    assert (found("snake_case", "en"), found("snakexcase", "en")) == (["forest"], [])


def test_the_words_of_a_person_of_two_roles_stand_once():
    search.refresh_all()

    kept = Session.objects.get(slug="forest").search_fr
    assert kept == "forets d afrique boeufs coeurs 30 des terres ines n diaye banque mondiale"


def test_the_words_are_written_again_without_touching_anything_else():
    ocean = Session.objects.get(slug="ocean")
    Session.objects.filter(pk=ocean.pk).update(title_fr="Le récif")
    before = Session.objects.values("modified", "sequence", "changed").get(pk=ocean.pk)

    search.refresh(ocean)

    assert Session.objects.get(pk=ocean.pk).search_fr == "le recif"
    assert Session.objects.values("modified", "sequence", "changed").get(pk=ocean.pk) == before
    assert Session.objects.get(slug="forest").search_fr == ""


@pytest.mark.parametrize("number", [1, 5])
def test_writing_the_words_of_all_costs_the_same_whatever_their_number(django_assert_num_queries, number):
    Session.objects.exclude(slug__in=["forest"]).delete()
    for _more in range(number):
        ParticipationFactory()

    with django_assert_num_queries(4):  # sessions, people, their speakers, and one write
        search.refresh_all()
    with django_assert_num_queries(3):
        search.refresh_all()
