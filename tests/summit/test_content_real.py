"""The content of the One Planet Summit itself, as it stands in the tree."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment, Framework, Goal, Pledge, Target
from commitments.references import allocate
from programme.models import Session
from summit.content.loading import load
from summit.content.plan import Outcome
from summit.models import Event
from themes.models import Theme

pytestmark = pytest.mark.django_db

FOLDER = settings.BASE_DIR / "content" / "one-planet-summit-2021"


def test_the_whole_summit_is_loaded_once_and_for_all():
    first = load(FOLDER)
    with CaptureQueriesContext(connection) as queries:
        second = load(FOLDER)

    assert first.notes == []
    assert set(first.total) == {Outcome.CREATED}
    assert (Theme.objects.count(), Session.objects.count(), Commitment.objects.count()) == (4, 10, 60)
    assert (Theme.objects.published().count(), Session.objects.published().count()) == (4, 10)
    assert [one.reference for one in Commitment.objects.published()] == [f"OPS21-{n:04d}" for n in range(1, 61)]
    assert Event.objects.get().starts == datetime(2021, 1, 11, 13, tzinfo=UTC)
    goals = {one.slug: one.goals.count() for one in Framework.objects.all()}
    assert goals == {"sdg": 17, "aichi": 20, "ggw": 5, "kmgbf": 23}
    assert Commitment.objects.filter(goals=None).count() == 0
    wall = Pledge.objects.get(commitment__reference="OPS21-0015", order=1)
    assert wall.parts.exclude(commitment__reference="OPS21-0015").exists()
    assert allocate("OPS21") == "OPS21-0061"

    assert second.total == {Outcome.UNCHANGED: first.total[Outcome.CREATED]}
    assert [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")] == []
    assert len(queries) < 60


def test_the_register_keeps_to_its_own_rules_about_goals_assurance_and_what_was_reached():
    load(FOLDER)
    levels = {level: set(Commitment.objects.filter(assurance=level)) for level in Commitment.Assurance}
    first_hand = set(Commitment.objects.filter(sources__kind="primary"))
    told = set(Commitment.objects.filter(reports__sources__isnull=False))
    told_first_hand = set(Commitment.objects.filter(reports__sources__kind="primary"))
    titles = [title for goal in Goal.objects.all() for title in (goal.title_fr, goal.title_en)]
    reached = Target.objects.exclude(latest=None)

    assert (len(titles), [title for title in titles if len(title) > 70]) == (130, [])
    assert levels["documented"] <= first_hand
    assert levels["reported"] | levels["checked"] <= told
    assert levels["backed"] <= told_first_hand
    assert reached.count() == 8
    assert list(reached.filter(latest_date="") | reached.filter(unit_fr="") | reached.filter(sources=None)) == []
