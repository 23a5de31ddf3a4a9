"""What every list of the admin does, whatever it holds."""

import pytest
from django.urls import reverse

from tests.staff import soup, superuser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [("fr", "Pages d’information", "Chercher"), ("en", "Information pages", "Search")],
)
def test_a_list_is_named_by_what_it_holds_and_its_search_in_words(language, title, label):
    page = soup(superuser().get(reverse("admin:summit_page_changelist"), headers={"accept-language": language}))

    assert page.select_one("#content h1").text == title
    assert page.select_one("title").text.startswith(f"{title} | ")
    assert page.select_one("label.visually-hidden[for=searchbar]").text == label


@pytest.mark.parametrize(("language", "title"), [("fr", "Inscription"), ("en", "Registration")])
def test_the_page_of_an_app_is_named_by_it(language, title):
    page = soup(superuser().get("/admin/delegates/", headers={"accept-language": language}))

    assert page.select_one("#content h1").text == title
