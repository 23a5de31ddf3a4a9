import pytest

from summit.alphabet import alphabetical, folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Élysée", "elysee"),
        ("Côte d’Ivoire", "cote d’ivoire"),
        ("Œuvre", "oeuvre"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ȧ", "a"),
        ("", ""),
    ],
)
def test_a_word_is_folded_to_plain_letters(text, plain):
    assert folded(text) == plain


def test_words_are_in_the_order_of_a_dictionary():
    countries = ["Zambie", "Égypte", "Œcumène", "Norvège", "Espagne", "Pérou", "égalité"]

    assert alphabetical(countries) == ["égalité", "Égypte", "Espagne", "Norvège", "Œcumène", "Pérou", "Zambie"]
