"""Mail that a demonstration wrote into files goes with whom it was written to."""

import pytest

from delegates import erasure
from delegates.mail import delivery, files, outbox
from tests.factories import DelegateFactory, EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def written(settings, tmp_path):
    """Two people, and a mail to each."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    event = EventFactory()
    people = [
        DelegateFactory(given_name="Zoé", family_name="Quxuntu", email="zoe@example.org", language="fr"),
        DelegateFactory(given_name="Ama", family_name="Example", email="ama@example.org"),
    ]
    for one in people:
        outbox.write("received", delegate=one)
        assert delivery.deliver_next()
    assert len(messages(tmp_path)) == 2
    return event, *people


def messages(folder):
    """What was written, whatever the files: two messages of one second may share one."""
    return [one for file in folder.iterdir() for one in file.read_bytes().split(files.BETWEEN) if one]


def test_the_file_of_who_is_erased_goes_and_the_other_stays(written, tmp_path, django_capture_on_commit_callbacks):
    _event, gone, _stays = written

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(gone)
        assert len(messages(tmp_path)) == 2  # nothing goes that could come back

    assert [b"ama@example.org" in one for one in messages(tmp_path)] == [True]


def test_who_is_erased_goes_from_a_file_of_two_messages_and_the_other_stays(
    written, tmp_path, django_capture_on_commit_callbacks
):
    _event, gone, _stays = written
    both = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "20210111-090000-1.log").write_bytes(both)

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(gone)

    assert [b"ama@example.org" in one for one in messages(tmp_path)] == [True]


def test_at_the_last_term_every_file_goes(written, tmp_path, django_capture_on_commit_callbacks):
    event, *_people = written

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase_expired(erasure.TERMS[-1].until(event))

    assert list(tmp_path.iterdir()) == []


def test_where_mail_is_sent_no_file_is_looked_for(written, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(written[1])

    assert len(messages(tmp_path)) == 2
