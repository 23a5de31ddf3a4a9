"""The contrasts of WCAG 2.2, computed from the tokens, in both schemes."""

import re

import pytest

from tests.guards.tree import ROOT, css

TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text()
SCHEMES = ("light", "dark")
HUES = ("ecosystems", "agroecology", "finance", "health")
CATEGORIES = ("head", "observer", "speaker", "press", "support")  # a delegate's has the deep hue
BANDS = ("deep", *(f"{hue}-band" for hue in HUES), *(f"category-{one}" for one in CATEGORIES))
PAPERS = ("paper", "surface")
WORDS = ("ink", "muted", "forest", "alert", "success", *HUES)
TEXT, PARTS = 4.5, 3

TEXT_PAIRS = [
    *((word, paper) for word in WORDS for paper in PAPERS),
    ("on-forest", "forest"),
    ("on-sun", "sun"),
    *(("on-deep", band) for band in BANDS),
    ("on-deep-soft", "deep"),
]
PART_PAIRS = [
    *((part, paper) for part in ("control", "focus") for paper in PAPERS),
    *(("sun", band) for band in BANDS),
]
# Texts over a band that are white, a little see-through.
SOFTENED = sorted(
    set(re.findall(r"(?<![\w-])color: (#ffffff[0-9a-f]{2});", "".join(file.read_text() for file in css())))
)


def tokens():
    """Return each colour by its name, as its light and its dark value."""
    found = {}
    for token, value in re.findall(r"--([\w-]+): ([^;]+);", TOKENS):
        colours = re.findall(r"#[0-9a-fA-F]{6}\b", value)
        if colours:
            found[token] = dict(zip(SCHEMES, colours * 2 if len(colours) == 1 else colours, strict=True))
    return found


COLOURS = tokens()


def channels(colour):
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def luminance(rgb):
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def of(front, back, scheme):
    return contrast(channels(COLOURS[front][scheme]), channels(COLOURS[back][scheme]))


def test_the_formula_is_that_of_the_standard():
    assert contrast(channels("#000000"), channels("#ffffff")) == pytest.approx(21)
    assert contrast(channels("#777777"), channels("#ffffff")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_a_text_can_be_read(text, ground, scheme):
    assert of(text, ground, scheme) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("part", "ground"), PART_PAIRS)
def test_a_control_or_the_focus_can_be_seen(part, ground, scheme):
    assert of(part, ground, scheme) >= PARTS


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("white", SOFTENED)
def test_a_softened_white_can_be_read_on_a_band(white, band):
    opacity = int(white[7:], 16) / 255
    ground = channels(COLOURS[band]["light"])

    assert contrast([opacity + (1 - opacity) * one for one in ground], ground) >= TEXT
