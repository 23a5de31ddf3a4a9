"""Loading a folder into the database, whole or not at all."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from summit.content.event import refuse_another_event
from summit.content.fields import Shelf
from summit.content.folder import Folder
from summit.content.kinds import Kind, kinds
from summit.content.plan import Outcome, Plan
from summit.content.problems import Mistakes
from summit.content.shapes import fingerprint
from summit.models import ContentEntry


@dataclass
class Result:
    """How many entries of each kind had which outcome, and what else there is to know."""

    counts: dict[Kind, Counter[Outcome]]
    notes: list[str]

    @property
    def total(self) -> Counter[Outcome]:
        return sum(self.counts.values(), Counter())


@transaction.atomic
def load(path: Path, *, overwrite: bool = False) -> Result:
    """Load a folder and say what came of each entry; what staff changed stays unless `overwrite`.

    Raises Mistakes with all that is wrong in the files, or another ContentError; then nothing is loaded.
    """
    folder = Folder(path, kinds())
    refuse_another_event(folder.event_key, folder.event.get("reference_prefix", ""))
    plan = Plan(folder, overwrite=overwrite)
    plan.check()
    if folder.problems:
        raise Mistakes(folder.problems)
    _write(plan)
    _remember(plan)
    counts = {kind: Counter(step.outcome for step in steps) for kind, steps in plan.steps.items()}
    return Result(counts, folder.notes)


def _write(plan: Plan) -> None:
    """Write the rows themselves first, then what belongs to them or points to each other."""
    shelf = Shelf({(kind.model, key): row for kind, rows in plan.rows.items() for key, row in rows.items()})
    written = [(kind, [step for step in steps if step.is_written]) for kind, steps in plan.steps.items()]
    for kind, steps in written:
        kind.make_way([(step.row, step.wanted) for step in steps if step.row is not None])
        for step in steps:
            step.row = step.row or kind.model()
            kind.save(step.row, step.wanted, shelf)
            shelf.rows[kind.model, step.entry.key] = step.row
    for kind, steps in written:
        for step in steps:
            kind.save_rest(step.row, step.wanted, shelf)
    for field, row, value in shelf.later:
        field.write(row, value, shelf)
    for kind, steps in written:
        kind.finish(plan.folder.of(kind), [step.row for step in steps])


def _remember(plan: Plan) -> None:
    """Keep the fingerprint of what the database now holds as the folder has it."""
    entries = [
        ContentEntry(kind=kind.name, key=step.entry.key, fingerprint=fingerprint(step.wanted))
        for kind, steps in plan.steps.items()
        for step in steps
        if step.outcome is not Outcome.LEFT and step.is_new_text
    ]
    ContentEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["fingerprint"]
    )
