"""Readers find their way by the links of the pages alone."""

from urllib.parse import urljoin

import pytest

from tests.guards.strictness import StrictClient
from tests.pages import LANGUAGES, facts, links, opened, part, play, said, titles, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


class Reader:
    """Opens pages only by following a link that the page before shows."""

    def __init__(self, start):
        self.client = StrictClient()
        self.go(start)

    def go(self, path):
        self.path = path
        self.page = opened(path, self.client)

    def follow(self, name, *, to=""):
        """Follow the first link of the page's content that is called so (and leads to `to`)."""
        places = [href for words, href in links(self.page.main) if words == name and to in href]
        assert places, f"{self.path} has no link “{name}”: {links(self.page.main)}"
        self.go(urljoin(self.path, places[0]))

    def change_language(self):
        (other,) = self.page.select("body > header [rel=alternate]")
        self.go(other["href"])

    @property
    def title(self):
        return words(self.page.h1)


@in_both_languages
def test_from_home_by_theme_session_and_speaker_to_a_commitment_and_back(language, summit):
    theme, session = getattr(summit.themes[0], f"title_{language}"), getattr(summit.timed, f"title_{language}")
    speaker = getattr(summit.speaker, f"name_{language}")
    commitment = getattr(summit.commitment, f"title_{language}")
    reader = Reader(f"/{language}/")

    seen = []
    for name in (theme, session, speaker, session, commitment, session):
        reader.follow(name)
        seen.append(reader.title)

    assert seen == [theme, session, speaker, session, commitment, session]
    assert reader.path == f"/{language}/programme/{summit.timed.slug}/"


@in_both_languages
def test_from_a_theme_into_the_register_and_the_programme_of_that_theme_alone(language, summit):
    reader = Reader(f"/{language}/themes/{summit.themes[1].slug}/")

    reader.follow(said("In the register", language))
    assert titles(reader.page.main) == [getattr(summit.bare_commitment, f"title_{language}")]
    reader.follow(titles(reader.page.main)[0])
    assert reader.title == getattr(summit.bare_commitment, f"title_{language}")

    reader.go(f"/{language}/themes/{summit.themes[1].slug}/")
    reader.follow(said("In the programme", language))
    assert titles(reader.page.main) == [getattr(summit.untimed, f"title_{language}")]
    reader.follow(said("Show everything", language))
    assert len(titles(reader.page.main)) == 3


def test_a_reader_may_change_the_language_at_every_step_and_is_never_led_away(summit):
    reader = Reader("/fr/")

    for name, address in [
        (summit.themes[0].title_fr, summit.themes[0].slug),
        (summit.timed.title_fr, summit.timed.slug),
        (summit.commitment.title_fr, summit.commitment.reference),
    ]:
        reader.follow(name)
        french = reader.path
        reader.change_language()
        assert (reader.path, reader.page.html["lang"]) == (french.replace("/fr/", "/en/"), "en")
        assert address in reader.path
        reader.change_language()
        assert (reader.path, reader.page.html["lang"]) == (french, "fr")


@in_both_languages
def test_the_site_map_reaches_what_the_menus_do_not_name(language, summit):
    reader = Reader(f"/{language}/site-map/")
    speaker = getattr(summit.speaker, f"name_{language}")

    reader.follow(speaker)

    assert reader.title == speaker
    assert facts(reader.page.main)[said("Country", language)] == "France"


def test_the_same_address_tells_the_summit_before_during_and_after(summit, settings):
    actions = []
    for moment in ("2020-12-14T09:00+01:00", "2021-01-11T15:00+01:00", "2021-03-01T09:00+01:00"):
        play(settings, moment)
        reader = Reader("/en/")
        actions.append(links(reader.page.select_one("body > header"))[-1])

    assert actions == [
        ("See the programme", "/en/programme/"),
        ("Watch live", "https://example.org/live"),
        ("Read the commitments", "/en/commitments/"),
    ]


def test_a_reader_checks_a_figure_down_to_its_source(summit):
    reader = Reader("/en/")

    reader.follow(summit.themes[0].title_en)

    figure = part(reader.page, "In figures").li
    assert words(figure).startswith("30 % of the ocean")
    assert links(figure) == [("Example", "https://example.org/figure")]
