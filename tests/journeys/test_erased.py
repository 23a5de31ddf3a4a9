"""Somebody registers, is accredited, comes, is written about and leaves: after the erasure they are nowhere.

Nowhere: in no table of the database, whether it has a model or not, in no session of staff, in no file that the
portal writes. The mail is written into files, as a demonstration does.
"""

import re
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session as StaffSession
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from delegates import badges, desk, door
from delegates.mail import delivery
from delegates.models import Delegate, Trace
from delegates.terms import TERMS
from summit import clock
from summit.clock import real_now
from summit.models import Event
from tests.delegates.filling import register
from tests.factories import DelegationFactory, EventFactory, SessionFactory
from tests.staff import address, errors, fields, signed_in

pytestmark = pytest.mark.django_db
PERSON = {
    "given_name": "Zìyanda",
    "family_name": "Quxuntu",
    "badge_name": "Zizi Quxi",
    "email": "Zi.Qux@example.org",
    "organisation": "House of Quxuntu",
    "role": "Correspondent of the Quxtide",
    "category": "press",
    "outlet": "The Quxtide",
    "press_card": "PC-90817263",
    "access": "A ramp of oak",
    "diet": "other",
    "diet_words": "nothing with pumpkin",
    "interpretation": "isiXhosa",
}
MARKS = ("zìyanda", "ziyanda", "quxuntu", "zizi quxi", "zi.qux@", "quxtide", "pc-90817263", "ramp of oak")
MARKS += ("pumpkin", "isixhosa")
DECIDE = "/admin/delegates/delegate/decide/"
EXPORT = "/admin/delegates/delegate/export/"


@pytest.fixture(autouse=True)
def _installation(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.BADGE_KEY_FILE = tmp_path / "badge-key.pem"
    badges.make_key(settings.BADGE_KEY_FILE)
    EventFactory(registration_opens="2020-01-01T00:00Z", registration_closes="2099-01-01T00:00Z")


@pytest.fixture
def staff():
    return signed_in("Accreditation", "Welcome", "Door")


def everything():
    """Give every row of every table, every session as it is read, and every file, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(_text(value) for value in row)
    for session in StaffSession.objects.all():
        yield "a session", str(session.get_decoded())
    for file in Path(configured.VAR_DIR).rglob("*"):
        if file.is_file():
            yield f"the file {file.parent.name}/*{file.suffix}", _written(file)


def _text(value):
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def _written(file):
    """What a file says, its encoded headers and parts too where it is a mail."""
    raw = file.read_bytes()
    mail = message_from_bytes(raw, policy=policy.default)
    parts = [part.get_payload(decode=True) or b"" for part in mail.walk()]
    return " ".join([*map(str, mail.values()), *(one.decode(errors="replace") for one in (raw, *parts))])


def places():
    """Name the places that hold something of the person."""
    return {where for where, text in everything() if any(mark in text.casefold() for mark in MARKS)}


def deliver():
    while delivery.deliver_next():
        pass


def private_link():
    """Read the link from the mail, as the person does."""
    found = [re.search(r"/en/registration/([\w-]{43})/", text) for _where, text in everything()]
    return next(one[0] for one in found if one)


@pytest.fixture
def erase_on(settings):
    """Run the daily command as on another day."""

    def erase(day):
        settings.SUMMIT_CLOCK = datetime.combine(day, time(3), UTC)
        clock.restart()
        call_command("erase_expired")

    return erase


def live(client, staff):
    """Register, confirm, be noted, accredited, changed, exported, let in; all through the pages where one is."""
    assert register(client, **PERSON).status_code == 302
    deliver()
    link = private_link()
    client.post(f"{link}confirm/")
    delegate = Delegate.objects.get()
    assert delegate.state == "to_review"

    page = staff.get(address(delegate))
    answer = staff.post(address(delegate), {**fields(page), "notes": "Zìyanda rang about the ramp of oak."})
    assert (answer.status_code, errors(answer)) == (302, [])
    page = staff.get(DECIDE, {"verdict": "accredit", "delegates": [delegate.number]})
    staff.post(DECIDE, {**fields(page), "press": "on"})
    assert staff.get(reverse("admin:delegates_delegate_needs", args=[delegate.number])).status_code == 200

    written = fields(client.get(f"{link}change/")) | {"access": "A ramp of oak, and a chair"}
    assert client.post(f"{link}change/", written).status_code == 302
    columns = {"columns": ["given_name", "email", "access"], "purpose": "Proof that nothing stays", "file": "csv"}
    assert b"ramp of oak" in b"".join(staff.post(EXPORT, columns))
    deliver()
    assert client.get(f"{link}badge/").status_code == 200
    by, delegate = User.objects.first(), Delegate.objects.get()
    assert delegate.state == "accredited"
    door.admit(delegate.number, key="0f0e0d0c-0b0a-4908-8706-050403020100", door="North", at=real_now(), by=by)
    return link


def test_somebody_who_erases_themselves_is_nowhere(client, staff, django_capture_on_commit_callbacks):
    link = live(client, staff)
    assert {"delegates_delegate", "delegates_needs", "the file mail/*.log"} <= places()

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{link}erase/").status_code == 302

    assert places() == set()
    assert client.get(link).status_code == 404
    kept = Delegate.objects.get()
    assert (kept.state, kept.category, kept.country.code) == ("arrived", "press", "GH")
    told = list(Trace.objects.order_by("pk").values_list("act", "count"))
    assert {("needs_read", 1), ("exported", 1), ("erased", 1)} <= set(told)


def test_whose_terms_have_come_is_nowhere_either(client, staff, erase_on, django_capture_on_commit_callbacks):
    live(client, staff)
    delegation = DelegationFactory(focal_name="Zìyanda Quxuntu", focal_email="zi.qux@example.org")
    desk.send_link(delegation)
    deliver()
    session = SessionFactory()
    Delegate.objects.get().wishes.create(session=session)

    with django_capture_on_commit_callbacks(execute=True):
        erase_on(max(term.until(Event.objects.get()) for term in TERMS))

    assert places() == set()
    reports = [file.read_text() for file in (Path(configured.VAR_DIR) / "erasure").iterdir()]
    assert ["still held, identity, email: 0\n" in one for one in reports] == [True]


def test_before_any_term_nothing_is_lost(client, staff, erase_on, django_capture_on_commit_callbacks):
    live(client, staff)
    before = places()

    with django_capture_on_commit_callbacks(execute=True):
        erase_on(Event.objects.get().ends.date() + timedelta(days=6))

    assert places() == before
