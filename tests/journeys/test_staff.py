"""What staff change in the administration is what readers see, at once and in both languages."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.factories import CommitmentFactory, PageFactory, ThemeFactory
from tests.pages import links, opened, titles, words
from tests.staff import errors, fields, messages, signed_in, soup

pytestmark = pytest.mark.django_db


def change(thing):
    return reverse(f"admin:{thing._meta.label_lower.replace('.', '_')}_change", args=[thing.pk])


def changelist(thing):
    return reverse(f"admin:{thing._meta.label_lower.replace('.', '_')}_changelist")


def edit(client, thing, **texts):
    """Open the form of a thing, write into it, send it, and return the page that follows."""
    form = fields(client.get(change(thing)))
    assert set(texts) - set(form) == set()
    answer = client.post(change(thing), form | texts, follow=True)
    assert errors(answer) == []
    return answer


def test_an_editor_signs_in_corrects_a_title_and_readers_see_it_at_once(summit):
    editor = User.objects.create_user("editor", password="correct horse battery", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    client, session = Client(headers={"accept-language": "en"}), summit.timed
    reader = Client()
    before = {language: reader.get(f"/{language}/programme/{session.slug}/")["ETag"] for language in ("fr", "en")}

    sign_in = client.get(change(session), follow=True)
    form = fields(sign_in) | {"username": "editor", "password": "correct horse battery"}
    answer = client.post(reverse("admin:login"), form, follow=True)
    assert answer.request["PATH_INFO"] == change(session)
    edit(client, session, title_fr="L'eau d'abord", title_en="Water first")

    for language, title in (("fr", "L’eau d’abord"), ("en", "Water first")):
        address = f"/{language}/programme/{session.slug}/"
        again = reader.get(address, headers={"if-none-match": before[language]})
        assert again.status_code == 200
        assert words(opened(address).h1) == title
        assert title in titles(opened(f"/{language}/programme/").main)
        assert title in titles(opened(f"/{language}/").main)


def test_an_editor_writes_a_page_looks_at_it_and_publishes_it(summit):
    client = signed_in("Editors")
    page = PageFactory(slug="press", title_fr="Presse", title_en="Press", draft=True)

    edit(client, page, body_en="Come **early**.")
    preview = soup(client.get(change(page))).select_one("a.viewsitelink")["href"]
    assert Client().get(preview).status_code == 302
    shown = opened("/en/preview/information/press/", client)
    assert words(shown.main.strong) == "Preview."
    assert Client().get("/en/information/press/").status_code == 404

    answer = client.post(changelist(page), {"action": "publish", "_selected_action": [page.pk]}, follow=True)

    assert messages(answer) == ["Published: 1 information page."]
    assert words(opened("/en/information/press/").main.strong) == "early"
    assert ("Press", "/en/information/press/") in links(opened("/en/information/").main)
    assert "/fr/information/press/" in Client().get("/sitemap.xml").content.decode()


def test_what_an_editor_takes_back_is_gone_at_once(summit):
    client, theme = signed_in("Editors"), summit.themes[3]
    assert theme.title_en in titles(opened("/en/themes/").main)

    answer = client.post(changelist(theme), {"action": "unpublish", "_selected_action": [theme.pk]}, follow=True)

    assert messages(answer) == ["Made drafts again: 1 theme."]
    assert theme.title_en not in titles(opened("/en/themes/").main)
    assert theme.title_en not in titles(opened("/en/").main)
    assert Client().get(f"/en/themes/{theme.slug}/").status_code == 404


def test_a_register_officer_publishes_a_commitment_but_changes_no_session(summit):
    client = signed_in("Register officers")
    draft = CommitmentFactory(title_fr="Dix parcs", title_en="Ten parks", theme=summit.themes[0], draft=True)

    edit(client, draft, due="2030-06")
    client.post(changelist(draft), {"action": "publish", "_selected_action": [draft.pk]})

    shown = opened(f"/en/commitments/{draft.reference}/")
    assert words(shown.h1) == "Ten parks"
    assert "June 2030" in words(shown.main)
    refused = client.post(change(summit.timed), {"title_en": "Mine"})
    assert refused.status_code == 403


def test_a_theme_lacking_its_french_title_stays_a_draft_and_staff_are_told_why():
    client = signed_in("Editors")
    theme = ThemeFactory(title_fr=None, draft=True)

    answer = client.post(changelist(theme), {"action": "publish", "_selected_action": [theme.pk]}, follow=True)

    (said,) = messages(answer)
    assert said.startswith("Left as it was: ")
    theme.refresh_from_db()
    assert theme.published is False
