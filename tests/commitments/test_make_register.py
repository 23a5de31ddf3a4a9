"""The invented register for measuring: all a record can hold, the same for one seed, never beside a real one."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count

from commitments.document import document, with_parts
from commitments.models import Commitment, Holder, Party, Pledge, Register, Report, Source, Target, Version
from commitments.references import allocate
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db


def make(capsys, *, commitments=60, seed=7):
    call_command("make_register", commitments=commitments, seed=seed)
    return capsys.readouterr().out


def test_every_record_is_public_under_its_current_version(capsys):
    said = make(capsys)

    current = Version.objects.filter(is_current=True)
    assert said == "60 engagements créés et publiés.\n"
    assert Commitment.objects.published().count() == current.count() == 60
    assert Register.objects.get().revision > 0
    told = {one.reference: document(one) for one in with_parts(Commitment.objects.all())}
    assert told == {one.document["reference"]: one.document for one in current}


def test_records_hold_everything_and_a_few_holders_hold_many_of_them(capsys):
    make(capsys)

    assert [model.objects.exists() for model in (Pledge, Report, Source)] == [True, True, True]
    targets = Commitment.objects.annotate(size=Count("targets")).values_list("size", flat=True)
    assert (min(targets), max(targets), Target.objects.exclude(latest=None).exists()) == (1, 3, True)
    countries = Commitment.objects.annotate(size=Count("countries")).values_list("size", flat=True)
    assert (min(countries), max(countries)) == (0, 10)
    most = Holder.objects.annotate(size=Count("parties")).order_by("-size")[:3]
    assert sum(one.size for one in most) > Party.objects.count() / 4


def test_one_seed_makes_one_register(capsys):
    def told():
        with transaction.atomic():
            make(capsys, commitments=5)
            documents = list(Version.objects.order_by("pk").values_list("document", flat=True))
            transaction.set_rollback(True)
        return documents

    assert told() == told() != []


def test_the_next_reference_comes_after_the_invented_ones(capsys):
    make(capsys, commitments=3)

    assert allocate("TEST") == "TEST-0004"


def test_nothing_is_made_beside_a_register(capsys):
    CommitmentFactory()

    with pytest.raises(CommandError):
        make(capsys)

    assert Commitment.objects.count() == 1
