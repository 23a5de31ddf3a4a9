import pytest

from summit.typography import typographic

NO_BREAK, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("l'océan", "l’océan"),
        ("aujourd'hui, qu'il", "aujourd’hui, qu’il"),
        ("Pourquoi ?", f"Pourquoi{NARROW}?"),
        ("Voici : un", f"Voici{NO_BREAK}: un"),
        ("Voici :", f"Voici{NO_BREAK}:"),
        ("Oui ! Non ; si", f"Oui{NARROW}! Non{NARROW}; si"),
        ("« la nature »", f"«{NO_BREAK}la nature{NO_BREAK}»"),
        ("«la nature»", f"«{NO_BREAK}la nature{NO_BREAK}»"),
        ("30 % des terres", f"30{NO_BREAK}% des terres"),
        ("14 milliards", f"14{NO_BREAK}milliards"),
        ("1 million", f"1{NO_BREAK}million"),
        ("100 000 ha", f"100{NO_BREAK}000{NO_BREAK}ha"),
        ("14 h 30", f"14{NO_BREAK}h{NO_BREAK}30"),
        ("5 000 €", f"5{NO_BREAK}000{NO_BREAK}€"),
    ],
)
def test_french_is_set_as_a_french_printer_would(typed, printed):
    assert typographic(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("the organiser's", "the organiser’s"),
        ("the organisers' site", "the organisers’ site"),
        ('"One Planet"', "“One Planet”"),
        ('He said "yes".', "He said “yes”."),
        ('("so")', "(“so”)"),
        ("14 billion", f"14{NO_BREAK}billion"),
        ("30 km", f"30{NO_BREAK}km"),
        ("Why?", "Why?"),
        ("30 per cent", "30 per cent"),
    ],
)
def test_english_is_set_as_an_english_printer_would(typed, printed):
    assert typographic(typed, "en") == printed


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", ["", "Nature", "un mot", "a word", "12:30", "2021-2025"])
def test_a_text_that_needs_nothing_stays_as_it_is(text, language):
    assert typographic(text, language) == text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "l'eau : « ici », 30 % ; là !",
        'the summit\'s "aim": 14 billion',
        "14 h 30 : l'heure",
    ],
)
def test_setting_a_text_twice_changes_nothing_more(text, language):
    once = typographic(text, language)

    assert typographic(once, language) == once


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "address", ["https://example.org/?q=l'eau&r=1;s", "http://example.org/a'b\"c", "l.o'neil+press@example.org"]
)
def test_web_and_mail_addresses_stay_as_they_are(address, language):
    assert typographic(f"({address} x)", language) == f"({address} x)"


def test_the_words_around_an_address_are_set():
    assert typographic("l'adresse : https://example.org/l'eau : voilà", "fr") == (
        f"l’adresse{NO_BREAK}: https://example.org/l'eau{NO_BREAK}: voilà"
    )


def test_a_colon_inside_a_time_or_an_address_is_not_french_punctuation():
    assert typographic("à 12:30", "fr") == "à 12:30"
