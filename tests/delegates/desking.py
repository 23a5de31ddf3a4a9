"""The desk's pages as its focal point opens them."""

from django.urls import reverse
from django.utils import translation

from delegates.tokens import token_of
from tests import pages
from tests.delegates.filling import row
from tests.staff import soup

WRITTEN = {**row("ama"), "role": "Adviser"}


def at(name, delegation, *arguments, language="en"):
    token = delegation if isinstance(delegation, str) else token_of(delegation)
    with translation.override(language):
        return reverse(f"delegates:{name}", args=[token, *arguments])


def shown(answer):
    return pages.words(soup(answer).main)


def listed(answer):
    """The members as the page shows them: name, category, state, seat."""
    return [tuple(cells[:4]) for cells in pages.table(soup(answer).select_one("#members").parent)]
