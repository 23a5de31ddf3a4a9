"""The command that writes to many: what it shows, what it asks, what it refuses, and what it never sends."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError

from delegates.models import Circular, Message
from tests.delegates.telling import circular, move
from tests.factories import DelegateFactory, DelegationFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _event():
    EventFactory()


@pytest.fixture
def run(capsys):
    def _run(*arguments):
        call_command("mail_delegates", *map(str, arguments))
        return capsys.readouterr().out

    return _run


@pytest.fixture
def texts(tmp_path):
    """A text in each language, as options of the command."""
    options = []
    for code, text in (("fr", "Navettes\n\nUne navette part.\n"), ("en", "Shuttles\r\n\r\nA shuttle leaves.\r\n")):
        file = tmp_path / f"{code}.txt"
        file.write_text(text, newline="")
        options += [f"--text-{code}", file]
    return options


def numbers():
    return sorted(Message.objects.values_list("delegate__number", flat=True))


def test_a_reminder_is_put_in_the_queue_once_however_often_it_is_asked_for(run):
    DelegateFactory(state="accredited", language="fr")
    DelegateFactory(state="accredited", language="en")

    first, second = run("reminder", "--yes"), run("reminder", "--yes")

    assert first.splitlines() == [
        "2 delegates, 0 of them told already.",
        "To be written: 2 (1 in en, 1 in fr).",
        "2 messages are in the queue; the worker sends them.",
    ]
    assert second.splitlines() == ["2 delegates, 2 of them told already.", "To be written: 0."]
    assert Message.objects.count() == 2


def test_without_yes_and_without_anybody_to_ask_nothing_is_sent(run):
    DelegateFactory(state="accredited")

    with pytest.raises(CommandError, match="Nothing was sent"):
        run("reminder")

    assert not Message.objects.exists()


def test_the_same_texts_are_told_once_and_kept_as_one_circular(run, texts):
    DelegateFactory()

    run("group", *texts, "--yes")
    run("group", *texts, "--yes")

    one = Circular.objects.get()
    assert (one.subject_en, one.body_fr) == ("Shuttles", "Une navette part.")
    assert [(sent["to"], sent["count"]) for sent in one.group["sent"]] == [({}, 1)]
    assert Message.objects.count() == 1


def test_a_preview_shows_the_mail_in_each_language_and_writes_nothing(run, texts):
    DelegateFactory(given_name="Ama", language="en")

    shown = run("group", *texts, "--preview")

    assert "To be written: 1 (1 in en)." in shown
    assert ("Subject: Navettes" in shown, "Subject: Shuttles" in shown, "Dear Camille Example," in shown) == (
        True,
        True,
        True,
    )
    assert ("Ama" in shown, Circular.objects.count(), Message.objects.count(), mail.outbox) == (False, 0, 0, [])


def test_a_preview_of_a_reminder_shows_no_link_that_could_be_taken_for_one(run):
    shown = run("reminder", "--preview")

    links = [line for line in shown.splitlines() if line.startswith("https://")]
    assert links == [
        f"https://localhost/{code}/registration/…/{page}" for code in ("fr", "en") for page in ("badge/", "")
    ]


def test_a_test_goes_to_staff_in_each_language_marked_as_one_and_to_nobody_else(run):
    DelegateFactory(given_name="Ama")
    one = circular()

    run("group", "--circular", one.pk, "--to", "staff@example.org")

    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["staff@example.org"], "[Essai] Navettes"),
        (["staff@example.org"], "[Test] Shuttles"),
    ]
    assert mail.outbox[1].body.startswith("This is a test: the name, the number and the private link are inv")
    assert ("Ama" in mail.outbox[1].body, Message.objects.count()) == (False, 0)


def test_a_test_of_what_a_release_changed_shows_all_of_it(run):
    move(SessionFactory())

    run("programme-changed", "--to", "staff@example.org")

    assert "Session 0 – moved from 14:00 to 14:30" in mail.outbox[1].body


FILTERS = [
    (["--category", "press", "speaker"], [2, 3]),
    (["--state", "refused"], [4]),
    (["--mode", "online"], [5]),
    (["--language", "en"], [6]),
    (["--country", "GH"], [7]),
    (["--delegation", "Ghana"], [8]),
    (["--session", "session-0"], [9]),
    (["--category", "press", "--mode", "online"], []),
]


@pytest.mark.parametrize(("asked", "told"), FILTERS)
def test_a_group_is_what_its_filters_leave(run, asked, told):
    for number, changes in enumerate(
        (
            {},
            {"category": "press"},
            {"category": "speaker"},
            {"state": "refused", "refusal": "Full."},
            {"mode": "online"},
            {"language": "en"},
            {"country": "GH"},
            {"delegation": DelegationFactory(name="Ghana")},
        ),
        1,
    ):
        DelegateFactory(number=number, **changes)
    DelegateFactory(number=9).wishes.create(session=SessionFactory())

    run("group", "--circular", circular().pk, *asked, "--yes")

    assert numbers() == told


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["group"], "give --text-fr and --text-en, or --circular"),
        (["group", "--circular", "99"], "There is no message to a group number 99"),
        (["group", "--text-fr", "nowhere.txt", "--text-en", "nowhere.txt"], "A text cannot be read"),
        (
            ["reminder", "--category", "prince"],
            "^category: Select a valid choice. prince is not one of the available choices.$",
        ),
        (["reminder", "--delegation", "Atlantis"], "delegation: .*Atlantis"),
        (["reminder", "--session", "nowhere"], "session: .*nowhere"),
        (["reminder", "--state", "unconfirmed"], "state: .*unconfirmed"),
        (["reminder", "--state", "refused"], "goes to nobody who is refused"),
        (["reminder", "--to", "nobody"], "nobody is no address of mail"),
        (["programme-changed"], "No release is out yet"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_nothing_is_sent(run, asked, why):
    DelegateFactory(state="accredited")

    with pytest.raises(CommandError, match=why):
        run(*asked, "--yes")

    assert (Message.objects.count(), mail.outbox) == (0, [])


def test_a_text_without_a_body_is_refused(run, tmp_path):
    file = tmp_path / "short.txt"
    file.write_text("A subject alone")

    with pytest.raises(CommandError, match=r"."):
        run("group", "--text-fr", file, "--text-en", file, "--yes")

    assert not Circular.objects.exists()


def test_a_mail_server_that_takes_no_test_is_named_as_the_reason(run, settings):
    settings.EMAIL_BACKEND = "tests.delegates.test_delivery.Refusing"

    with pytest.raises(CommandError, match="The mail server did not take the test: ConnectionRefusedError"):
        run("reminder", "--to", "staff@example.org")
