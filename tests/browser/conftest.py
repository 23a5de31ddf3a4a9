"""A real Chromium in front of the real summit, which is loaded once: these tests read and change nothing.

They come last, and the database is filled before the first of them: Playwright's loop then turns in the tests'
own thread to the end of the run, and Django keeps other connections beside a loop, if it gives any.
"""

import shutil

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from delegates import seats
from delegates.door import data_views
from delegates.mail import outbox
from delegates.models import Delegate, Delegation, Gate, Message, Quota
from delegates.tokens import digest
from programme import agenda
from programme.models import Agenda, Session
from tests.browser import door
from tests.browser.kinds import DESK, HOLDERS, MEMBER, NAMED, STARRED, TO_EDIT, TO_READ, TOKENS
from tests.browser.people import make_waiting
from tests.factories import DelegateFactory, DelegationFactory, SessionFactory
from tests.guards.tree import need

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STAFF = {"username": "staff", "password": "seen-by-nobody-else"}


@pytest.hookimpl(trylast=True)  # after pytest has put together what shares a parameter, such as the browser's name
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    need("chromium")
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": FLAGS}


@pytest.fixture(scope="session")
def db(django_db_setup, django_db_blocker):
    """The real summit, a member of staff, drafts, an agenda, delegates and a desk, for all these tests at once."""
    with django_db_blocker.unblock():
        call_command("load_summit", verbosity=0)
        User.objects.create_superuser(**STAFF)
        SessionFactory(slug="not-yet", draft=True)
        SessionFactory(slug="to-come", draft=True, planned_status=Session.Status.PUBLISHED)
        kept = Agenda.objects.create(read_token=TO_READ, edit_token=TO_EDIT)
        agenda.choose(kept, sessions=Session.objects.filter(slug__in=STARRED))
        _make_holders()
        make_waiting()
        _make_desk()
        door.fill()
        Gate.objects.update_or_create(key="numbers", defaults={"last_sequence": 910_000})  # after those above
        yield
        call_command("flush", interactive=False, verbosity=0)


def _make_holders():
    for number, (name, organisation) in HOLDERS.items():
        holder = DelegateFactory(
            accredited=True, number=number, badge_name=name, organisation=organisation, country="CD"
        )
        token = {"link_key": f"of-{number}", "link_digest": digest(TOKENS[number])}
        Delegate.objects.filter(pk=holder.pk).update(**token)
        seats.take(holder)


def _make_desk():
    """A delegation: one member holds a seat, one is to come instead, one has not answered, one was withdrawn."""
    delegation = DelegationFactory(name="République démocratique de l’Exemple", focal_email="focal@example.org")
    Delegation.objects.filter(pk=delegation.pk).update(link_digest=digest(DESK))
    Quota.objects.create(delegation=delegation, category="delegate", places=4)
    of_it = {"delegation": delegation, "country": "CD"}
    member = DelegateFactory(number=MEMBER, family_name="N’Zinga-Mbandi", **of_it)
    DelegateFactory(number=MEMBER + 1, category="press", state="cancelled", **of_it)
    DelegateFactory(number=MEMBER + 2, unconfirmed=True, replaces=member, **of_it)
    named = DelegateFactory(number=MEMBER + 3, unconfirmed=True, notice_at=None, category="press", **of_it)
    Delegate.objects.filter(pk=named.pk).update(link_digest=digest(NAMED))
    seats.take(member)
    given_up = outbox.write(Message.Kind.RECEIVED, delegate=member)
    Message.objects.filter(pk=given_up.pk).update(state="failed", attempts=1, problem="SMTPRecipientsRefused 550")


@pytest.fixture(scope="session", autouse=True)
def base_url(db):
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    """These tests are one user to the door, whom it lets ask so often a minute."""
    for pace in (data_views.LISTS, data_views.SYNCS):
        pace.forget()


@pytest.fixture
def heard():
    """What the browser complained of, and what it asked of other hosts; a test that means it empties the list."""
    return []


@pytest.fixture
def reader(new_context, base_url, heard):
    """Return a function that opens a window; whatever happens in it, it is silent and calls no other host."""

    def listen(request):
        if not request.url.startswith((f"{base_url}/", "data:", "blob:")):
            heard.append(f"asked {request.url}")

    def open_window(**options):
        context = new_context(**{"reduced_motion": "reduce", **options})
        context.on(
            "console", lambda message: heard.append(f"{message.type} on {message.page.url}: {message.text}")
        )
        context.on("weberror", lambda found: heard.append(f"error on {found.page.url}: {found.error}"))
        context.on("request", listen)
        return context.new_page()

    yield open_window
    assert heard == []


@pytest.fixture
def staff(reader):
    """Return a function that opens a window of somebody signed in as staff."""

    def open_window(**options):
        page = reader(**options)
        page.goto("/admin/login/?next=/admin/")
        page.fill("input[name=username]", STAFF["username"])
        page.fill("input[name=password]", STAFF["password"])
        page.locator("#login-form [type=submit]").click()
        return page

    return open_window
