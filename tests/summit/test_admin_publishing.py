"""Publishing in bulk, previews, and what staff see at once."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.staff import address, fields, messages, signed_in, soup, superuser

pytestmark = pytest.mark.django_db


def run(client, action, *rows):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address(rows[0], "changelist"), chosen, follow=True)


@pytest.mark.parametrize(
    "factory",
    [factories.PageFactory, factories.ThemeFactory, factories.CommitmentFactory],
)
def test_publishing_says_how_many_and_names_what_was_left_and_why(factory):
    drafts = [factory(draft=True), factory(draft=True)]
    lacking = factory(draft=True, title_en="")
    already = factory()
    words = {"PageFactory": "information pages", "ThemeFactory": "themes"}
    plural = words.get(factory.__name__, "commitments")

    page = run(superuser(), "publish", *drafts, lacking, already)

    assert messages(page) == [
        f"Published: 2 {plural}.",
        f"Already published: 1 {plural.removesuffix('s')}.",
        f"Left as it was: {lacking}, missing: Title (English).",
    ]
    link = soup(page).select_one("ul.messagelist a")
    assert link["href"] == address(lacking)
    shown = set(factory._meta.model.objects.published())
    assert shown == {*drafts, already}


@pytest.mark.parametrize(
    "factory",
    [factories.PageFactory, factories.ThemeFactory],
)
def test_unpublishing_makes_drafts_again_and_leaves_a_trace(factory):
    rows = [factory(), factory()]
    client = superuser()

    page = run(client, "unpublish", *rows)

    assert messages(page)[0].startswith("Made drafts again: 2 ")
    assert list(factory._meta.model.objects.published()) == []
    history = client.get(address(rows[0], "history"))
    assert "Changed " in history.content.decode()


def test_those_who_may_not_change_a_theme_publish_none():
    theme = factories.ThemeFactory(draft=True)

    run(signed_in("Register officers"), "publish", theme)

    theme.refresh_from_db()
    assert theme.published is False


# --- view on site ---


def seen_on_site(client, obj):
    page = soup(client.get(address(obj)))
    link = page.select_one("a.viewsitelink")
    return link["href"] if link else None


def test_view_on_site_leads_to_the_public_page_of_what_is_published():
    client = superuser()

    assert seen_on_site(client, factories.EventFactory()) == "/en/"
    assert seen_on_site(client, factories.PageFactory(slug="press")) == "/en/information/press/"


def test_view_on_site_leads_staff_to_the_preview_of_a_draft():
    client = superuser()
    page = factories.PageFactory(draft=True, slug="press")

    link = seen_on_site(client, page)

    assert link == "/en/preview/information/press/"


def test_a_text_changed_by_staff_is_on_the_page_at_once():
    factories.EventFactory()
    page = factories.PageFactory(slug="press")
    client = superuser()
    assert "A new paragraph." not in Client().get("/en/information/press/").content.decode()

    client.post(address(page), fields(client.get(address(page))) | {"body_en": "A new paragraph."})

    assert "A new paragraph." in Client().get("/en/information/press/").content.decode()


# --- languages and accounts ---


def test_staff_change_the_language_of_their_pages_and_stay_where_they_were():
    client = superuser()
    page = soup(client.get("/admin/summit/page/?q=x"))
    switch = page.select_one("form.language-switch")
    button = switch.select_one("button")
    assert (button["value"], button["lang"], button.text) == ("fr", "fr", "Français")
    assert (
        soup(client.get("/admin/", headers={"accept-language": "fr"}))
        .select_one("form.language-switch button")
        .text
        == "English"
    )

    following = switch.select_one("[name=next]")["value"]
    response = client.post(switch["action"], {"language": "fr", "next": following}, follow=True)

    assert response.request["PATH_INFO"] == "/admin/summit/page/"
    assert soup(response).html["lang"] == "fr"


def test_somebody_who_is_not_signed_in_can_change_the_language_too():
    page = soup(Client().get(reverse("admin:login")))

    assert len(page.select("form.language-switch")) == 1


def test_an_account_is_given_its_groups_by_name():
    user = User.objects.create(username="someone", is_staff=True)
    group = Group.objects.get(name="Editors")
    client = superuser()

    page = soup(client.get(address(user)))

    assert page.select_one(f"#id_groups option[value='{group.pk}']").text == "Editors"
    listed = client.get(address(user, "changelist"), {"groups__id__exact": group.pk})
    assert listed.status_code == 200
    assert client.get(reverse("admin:auth_group_changelist")).status_code == 200
