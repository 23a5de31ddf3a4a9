"""Whoever was erased on their word stays erased, also when an older backup brings them back."""

from datetime import timedelta

import pytest

from delegates import erasure, forgotten
from delegates.models import Delegate, Needs
from summit.clock import real_now
from tests.factories import DelegateFactory, EventFactory

pytestmark = pytest.mark.django_db
TODAY = real_now().date().replace(year=2020)


@pytest.fixture
def gone(settings, tmp_path, django_capture_on_commit_callbacks):
    """Somebody who registered, and was erased on their word."""
    settings.VAR_DIR = tmp_path
    EventFactory()
    delegate = DelegateFactory(created_at=real_now() - timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(delegate)
    return delegate


def restore(delegate):
    """Bring the row back as a backup made before would."""
    Delegate.objects.filter(number=delegate.number).delete()
    delegate.pk, delegate.erased_at = None, None
    delegate.save(force_insert=True)


def test_the_file_holds_a_moment_and_a_number_and_no_name(gone, tmp_path):
    moment, number = (tmp_path / "erasure" / "asked.txt").read_text().split()

    assert (number, moment[:4]) == (str(gone.number), str(real_now().year))


def test_somebody_a_restored_backup_brought_back_is_erased_again(gone):
    restore(gone)
    Needs.objects.create(delegate=Delegate.objects.get(), access="A ramp")

    report = erasure.erase_expired(TODAY)

    again = Delegate.objects.get()
    assert report["again, after a restore"] == 1
    assert (again.full_name, again.email, Needs.objects.count()) == ("", "", 0)
    assert erasure.erase_expired(TODAY)["again, after a restore"] == 0


def test_somebody_new_who_was_given_the_number_is_left_alone(gone):
    Delegate.objects.all().delete()
    DelegateFactory(number=gone.number, created_at=real_now() + timedelta(minutes=1))

    assert erasure.erase_expired(TODAY)["again, after a restore"] == 0
    assert Delegate.objects.get().full_name != ""


def test_what_was_rolled_back_is_not_noted(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.VAR_DIR = tmp_path
    EventFactory()

    with django_capture_on_commit_callbacks():
        erasure.erase(DelegateFactory())

    assert list(forgotten.back()) == []
    assert not (tmp_path / "erasure" / "asked.txt").exists()
