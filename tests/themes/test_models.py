from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import translation

from tests.factories import CommitmentFactory, DocumentFactory, KeyFigureFactory, SessionFactory, ThemeFactory
from themes.models import Theme

pytestmark = pytest.mark.django_db


def test_themes_stand_by_their_number():
    second, first = ThemeFactory(number=2), ThemeFactory(number=1)

    assert list(Theme.objects.all()) == [first, second]


def test_a_theme_is_seen_once_it_is_published():
    shown = ThemeFactory()
    ThemeFactory(draft=True)

    assert list(Theme.objects.published()) == [shown]


def test_a_theme_is_its_title_and_has_one_address_in_all_languages():
    theme = ThemeFactory(slug="finance")

    assert (str(theme), theme.get_absolute_url()) == (theme.title_fr, "/fr/themes/finance/")
    with translation.override("en"):
        assert (str(theme), theme.get_absolute_url()) == (theme.title_en, "/en/themes/finance/")


@pytest.mark.parametrize("field", ["number", "slug"])
def test_no_two_themes_share_a_number_or_an_address(field):
    theme = ThemeFactory()

    with pytest.raises(IntegrityError):
        ThemeFactory(**{field: getattr(theme, field)})


def test_a_published_theme_has_its_title_in_both_languages_and_a_draft_need_not():
    draft = ThemeFactory(draft=True, title_en="")

    draft.published = True
    with pytest.raises(IntegrityError):
        draft.save()


def test_a_theme_counts_what_the_public_can_see_in_one_query(django_assert_num_queries):
    theme, empty = ThemeFactory(number=1), ThemeFactory(number=2)
    SessionFactory.create_batch(2, theme=theme)
    SessionFactory(theme=theme, cancelled=True)
    SessionFactory(theme=theme, draft=True)
    CommitmentFactory.create_batch(2, theme=theme)
    CommitmentFactory(theme=theme, draft=True)

    with django_assert_num_queries(1):
        counts = {one: (one.session_count, one.commitment_count) for one in Theme.objects.with_counts()}

    assert counts == {theme: (3, 2), empty: (0, 0)}


@pytest.mark.parametrize("number", [1, 3])
def test_what_a_themes_page_shows_of_itself_costs_three_queries(django_assert_num_queries, number):
    theme = ThemeFactory()
    KeyFigureFactory.create_batch(number, theme=theme)
    theme.documents.add(*DocumentFactory.create_batch(number))

    with django_assert_num_queries(3):
        shown = Theme.objects.for_page().get()
        assert (len(shown.figures.all()), len(shown.documents.all())) == (number, number)


def test_a_theme_that_something_belongs_to_is_not_deleted():
    theme = CommitmentFactory().theme

    with pytest.raises(ProtectedError):
        theme.delete()


def test_figures_stand_in_their_order():
    theme = ThemeFactory()
    last, first = KeyFigureFactory(theme=theme, order=2), KeyFigureFactory(theme=theme, order=1)

    assert list(theme.figures.all()) == [first, last]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Decimal("30.0000"), "30 % de l'océan"),
        (Decimal("0.5"), "0.5 % de l'océan"),
        (100_000_000, "100000000 % de l'océan"),
    ],
)
def test_a_figure_is_its_value_and_its_unit(value, name):
    assert str(KeyFigureFactory.build(value=Decimal(value))) == name


@pytest.mark.parametrize("field", ["unit_fr", "unit_en", "sentence_fr", "sentence_en"])
def test_a_figure_is_said_in_both_languages(field):
    with pytest.raises(IntegrityError):
        KeyFigureFactory(**{field: ""})


def test_a_figure_goes_with_its_theme():
    figure = KeyFigureFactory()

    figure.theme.delete()

    assert list(type(figure).objects.all()) == []
