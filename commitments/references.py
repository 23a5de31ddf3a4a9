"""References of commitments: given once, never again."""

from django.db import transaction

from commitments.models import ReferenceCounter


@transaction.atomic
def allocate(prefix: str) -> str:
    """Take the next reference under `prefix`; two at once wait for each other and never get the same."""
    ReferenceCounter.objects.get_or_create(prefix=prefix)
    counter = ReferenceCounter.objects.select_for_update().get(prefix=prefix)
    counter.last += 1
    counter.save()
    return f"{prefix}-{counter.last:04d}"


@transaction.atomic
def reserve(reference: str) -> None:
    """Make sure that `reference`, which came from elsewhere, is never given again."""
    prefix, _hyphen, number = reference.partition("-")
    ReferenceCounter.objects.get_or_create(prefix=prefix)
    counter = ReferenceCounter.objects.select_for_update().get(prefix=prefix)
    if counter.last < int(number):
        counter.last = int(number)
        counter.save()
