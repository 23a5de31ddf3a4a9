"""Records that may say the same promise, and the warning that staff get before they enter one twice."""

import pytest

from commitments.alike import alike, likeness
from commitments.models import Commitment
from tests.commitments.entering import enter
from tests.factories import CommitmentFactory, EventFactory, HolderFactory, PartyFactory
from tests.staff import errors, fields, soup, superuser

TITLES = {"fr": "Protéger 30 % des terres d'ici 2030", "en": "Protect 30% of the land by 2030"}


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Protect 30% of the land", "protect 30 % of the LAND", 1, 1),
        ("Forêts d'Afrique", "Forets d’Afrique", 1, 1),
        ("Protect 30% of the land by 2030", "Protecting 30% of land by 2030", 0.7, 0.99),
        ("Protect 30% of the land by 2030", "A fund for pollinators", 0, 0.3),
        ("", "", 0, 0),
    ],
)
def test_titles_are_as_alike_as_their_letters(one, other, least, most):
    assert least <= likeness({"en": one}, {"en": other}) <= most


@pytest.mark.django_db
def test_a_record_is_found_by_the_language_in_which_it_is_most_alike_drafts_too():
    same = CommitmentFactory(draft=True, title_fr="Protéger 30 % des terres d'ici à 2030", title_en=None)
    CommitmentFactory(title_en="A fund for pollinators", title_fr="Un fonds pour les pollinisateurs")

    assert alike(TITLES, theme=None, holders=[]) == [same]
    assert alike(TITLES, theme=None, holders=[], besides=same.pk) == []


@pytest.mark.django_db
def test_less_is_enough_under_the_same_theme_by_the_same_holder():
    kin = CommitmentFactory(title_fr="x", title_en="Protect half of the sea by law")
    holder = PartyFactory(commitment=kin).holder
    asked = {"en": "Protect a third of the land by 2030"}

    assert alike(asked, theme=kin.theme_id, holders=[]) == []
    assert alike(asked, theme=kin.theme_id, holders=[HolderFactory().pk]) == []
    assert alike(asked, theme=kin.theme_id, holders=[holder.pk]) == [kin]


@pytest.mark.django_db
def test_it_costs_one_query_however_many_are_alike(django_assert_num_queries):
    CommitmentFactory.create_batch(3, title_fr=TITLES["fr"], title_en=TITLES["en"])

    with django_assert_num_queries(1):
        assert len(alike(TITLES, theme=None, holders=[])) == 3


@pytest.mark.django_db
def test_staff_are_warned_of_a_promise_that_is_there_and_enter_another_one_by_ticking_a_box():
    EventFactory()
    there = CommitmentFactory(reference="OPS21-0900", title_fr="Un engagement", title_en="A commitment!")
    client = superuser()
    assert (
        soup(client.get("/admin/commitments/commitment/add/")).select("[type=checkbox][name=another_promise]")
        == []
    )

    warned = enter(client)
    box = soup(warned).select_one("[type=checkbox][name=another_promise]")
    link = soup(warned).select_one("ul.errorlist a")

    assert errors(warned)[0].startswith("This may be a promise that the register already holds: OPS21-0900 ")
    assert link["href"] == f"/admin/commitments/commitment/{there.pk}/change/"
    assert (box is None, Commitment.objects.count()) == (False, 1)
    client.post("/admin/commitments/commitment/add/", fields(warned) | {"another_promise": "on"})
    assert Commitment.objects.count() == 2


@pytest.mark.django_db
def test_a_title_that_stays_warns_of_nothing():
    EventFactory()
    one = CommitmentFactory(title_fr="Un engagement", title_en="A commitment", draft=True)
    CommitmentFactory(title_fr="Un engagement", title_en="A commitment")
    client, page = superuser(), f"/admin/commitments/commitment/{one.pk}/change/"

    response = client.post(page, fields(client.get(page)) | {"due": "2030"})

    assert response.status_code == 302
