"""Sheets sent to the admin and confirmed as a browser does it."""

import csv
from io import BytesIO, StringIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories
from tests.pages import words
from tests.staff import assert_obeys_the_policy, fields, soup, superuser

CSV, XLSX = "0", "1"


def what_rows_name():
    factories.EventFactory()
    factories.ThemeFactory(slug="water")
    factories.HolderFactory(slug="kenya")
    factories.HolderFactory(slug="france")


def url(model, page):
    return reverse(f"admin:commitments_{model}_{page}")


def sheet(*rows):
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def workbook(*rows):
    book, kept = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def send(client, body, model="commitment", kind=CSV, **more):
    sent = {
        "resource": "0",
        "format": kind,
        "version_reason": "update",
        "import_file": SimpleUploadedFile("sheet", body),
    }
    return client.post(url(model, "import"), sent | more)


def confirm(client, page, model="commitment"):
    return client.post(url(model, "process_import"), fields(page), follow=True)


def taken_in(body, model="commitment", kind=CSV):
    client = superuser()
    page = send(client, body, model, kind)
    assert soup(page).select_one("[name=confirm]") is not None, words(soup(page).select_one("#content"))
    return confirm(client, page, model)


def wrong(page):
    assert_obeys_the_policy(page)
    assert soup(page).select_one("[name=confirm]") is None
    return [words(one) for one in soup(page).select("#content-main ul ul li, #content-main > ul > li")]


NEW = {
    "reference": "",
    "title_fr": "Dix parcs",
    "title_en": "Ten parks",
    "kind": "pledge",
    "theme": "water",
    "link": "announced",
    "announced": "2021-01-11",
    "holders": "kenya; france (partner)",
    "countries": "KE; fr",
    "published": "yes",
}
