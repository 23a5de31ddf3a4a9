"""A delegation of ten, pasted from a spreadsheet with two wrong rows, up to the seat that somebody else gets."""

import re
from email.utils import parseaddr

import pytest
from django.core import mail
from django.core.management import call_command

from delegates import desk
from delegates.models import Delegate, Quota
from tests import pages
from tests.delegates.filling import register
from tests.factories import DelegationFactory, EventFactory
from tests.guards.strictness import StrictClient
from tests.staff import fields, soup

pytestmark = pytest.mark.django_db
CAPACITY = 9
NAMES = ["Awa", "Béa", "Chidi", "Dalia", "Émile", "Fatou", "Gita", "Hugo", "Inès", "Jun"]
HEADER = "Prénom\tNom\tCourriel\tCatégorie\tFonction\tLangue"


def line(place, name, category="délégué"):
    language = "français" if place % 2 else "English"
    return f"{name}\tExemple\tmember-{place}@example.org\t{category}\tConseil\t{language}"


def mailed():
    """Send what waits; return each mail by the name of its address, and empty the box."""
    call_command("send_mail", "--once")
    found = {parseaddr(one.to[0])[1].partition("@")[0]: one for one in mail.outbox}
    mail.outbox.clear()
    return found


def link(letter):
    return re.search(r"https?://[^/]+(/\w\w/\S+/)$", letter.body, re.MULTILINE)[1]


def confirmed(client, letter):
    path = link(letter)
    return client.post(f"{path}confirm/", {"privacy": "on"}, follow=True)


def test_a_delegation_of_ten_is_pasted_mended_added_replaced_and_withdrawn():
    EventFactory(
        capacity=CAPACITY, registration_opens="2020-01-01T00:00Z", registration_closes="2099-01-01T00:00Z"
    )
    delegation = DelegationFactory(name="Exemple", focal_email="focal@example.org", language="fr")
    Quota.objects.create(delegation=delegation, category="delegate", places=10)
    Quota.objects.create(delegation=delegation, category="head", places=1)
    client = StrictClient()

    # The link comes by mail, in the delegation's language.
    desk.send_link(delegation)
    home = link(mailed()["focal"])
    assert home.startswith("/fr/delegation/")
    assert "La liste est encore vide." in pages.words(soup(client.get(home)).main)

    # Two of the ten rows are wrong: both are told, and nobody is added.
    rows = [line(place, name) for place, name in enumerate(NAMES)]
    rows[0] = line(0, NAMES[0], "Cheffe de délégation")
    wrong = [HEADER, *rows]
    wrong[4], wrong[8] = line(3, NAMES[3], "chauffeur"), rows[7].replace("member-7@example.org", "member-7@")
    told = client.post(f"{home}paste/", {"rows": "\r\n".join(wrong)})
    assert [row[:2] for row in pages.table(soup(told).select_one(".error-summary"))] == [
        ["ligne 5, Vient au titre de", "«\N{NO-BREAK SPACE}chauffeur\N{NO-BREAK SPACE}»"],
        ["ligne 9, Adresse électronique", "«\N{NO-BREAK SPACE}member-7@\N{NO-BREAK SPACE}»"],
    ]
    assert Delegate.objects.count() == 0

    # Mended in the box, they are shown with the places they would take, and added by a second button.
    mended = fields(told)["rows"].replace("chauffeur", "délégué").replace("member-7@\t", "member-7@example.org\t")
    shown = client.post(f"{home}paste/", {"rows": mended})
    assert pages.words(soup(shown).select_one("#preview")) == "10 personnes à ajouter"
    added = client.post(f"{home}paste/", fields(shown) | {"add": "1"}, follow=True)
    page = soup(added)
    assert len(pages.table(page.select_one("#members").parent)) == 10
    assert [pages.words(one) for one in page.select("#places + ul > li")] == [
        "responsable de délégation\N{NO-BREAK SPACE}: 1 sur 1 Il ne reste plus de place.",
        "membre de délégation\N{NO-BREAK SPACE}: 9 sur 10 Il reste une place.",
    ]

    # Ten mails, each with a link of its own, in the language of whoever gets it.
    letters = mailed()
    said = {
        "fr": "La délégation «\N{NO-BREAK SPACE}Exemple",
        "en": "The delegation “Exemple” names you among its members",
    }
    for place in range(10):
        language = "fr" if place % 2 else "en"
        letter = letters[f"member-{place}"]
        assert link(letter).startswith(f"/{language}/registration/")
        assert said[language] in letter.body
    assert (len(letters), len({link(one) for one in letters.values()})) == (10, 10)

    # Each agrees; the tenth finds every seat taken, and so does somebody who registers alone.
    for one in letters.values():
        assert confirmed(client, one).status_code == 200
    register(client, "en", email="alone@example.org", given_name="Alone")
    alone = mailed()["alone"]
    client.post(f"{link(alone)}confirm/")
    states = [one.seats.get(session=None).state for one in Delegate.objects.order_by("number")]
    assert states == ["held"] * CAPACITY + ["waiting"] * 2

    # One is replaced: the seat changes hands when the other agrees, and nobody in line moves.
    first = Delegate.objects.get(email="member-1@example.org")
    who = {"given_name": "Kofi", "family_name": "Exemple", "email": "kofi@example.org", "language": "fr"}
    client.post(f"{home}{first.number}/replace/", who)
    confirmed(client, mailed()["kofi"])
    kofi = Delegate.objects.get(email="kofi@example.org")
    first.refresh_from_db()
    assert (first.state, kofi.seats.get().state, kofi.delegation) == ("cancelled", "held", delegation)

    # One is withdrawn: the seat is offered to the first in line, a member, and then to nobody else.
    second = Delegate.objects.get(email="member-2@example.org")
    client.post(f"{home}{second.number}/withdraw/")
    letters = mailed()
    tenth = Delegate.objects.get(email="member-9@example.org")
    assert tenth.seats.get().state == "offered"
    assert "The delegation “Exemple” withdrew you." in letters["member-2"].body
    client.post(f"{link(letters['member-9'])}seat/", {"accept": "1"})
    assert tenth.seats.get().state == "held"
    assert Delegate.objects.get(email="alone@example.org").seats.get().state == "waiting"
