"""The recommended plan of a result, by the committed library."""

from dataclasses import replace

import pytest

from assessment.domain.snapshot import SnapshotContent
from assessment.models import Snapshot
from assessment.selectors.answers import read_snapshot
from reports.selectors.advice import recommended_on
from roadmap.domain.library import Library
from roadmap.domain.planning import Plan, PlanKind
from standards.domain.answers import Answers, AtLevel, Chosen
from standards.domain.standard import Question, Standard
from tests.assessment.factories import make_snapshot
from tests.library import committed_library

pytestmark = pytest.mark.usefixtures("shared_2024")

SMALL = "small"


@pytest.fixture
def content(db: None) -> SnapshotContent:
    snapshot: Snapshot = make_snapshot()
    return read_snapshot(snapshot)


def test_each_kind_leads_to_the_next_level_for_little_more_than_the_cheapest(
    content: SnapshotContent,
) -> None:
    shelf = committed_library()
    costs = {}
    for kind in PlanKind:
        found = recommended_on(content, "machinery", shelf, size=SMALL, kind=kind)
        assert found is not None
        assert isinstance(found.found, Plan)
        assert found.cheapest is not None
        assert found.goal.target == found.situation.level + 1 <= found.found.level
        assert {step.measure.sector for step in found.found.steps} <= {"", "machinery"}
        costs[kind] = found.found.cost.mid
        assert found.cheapest.cost.mid == costs.get(PlanKind.CHEAPEST, found.cheapest.cost.mid)
    assert costs[PlanKind.CHEAPEST] <= costs[PlanKind.NEAREST] <= costs[PlanKind.CHEAPEST] * 115 / 100
    assert costs[PlanKind.CHEAPEST] <= costs[PlanKind.SAFEST]


def test_the_nearest_plan_is_the_one_recommended_and_covers_priority_scenes(content: SnapshotContent) -> None:
    shelf = committed_library()
    found = recommended_on(content, "machinery", shelf, size=SMALL)
    assert found is not None
    assert found.kind is PlanKind.NEAREST
    assert set(found.covers) <= shelf.sector_by_code["machinery"].weights.keys()


def test_nothing_is_recommended_at_the_top_or_without_measures(content: SnapshotContent) -> None:
    assert recommended_on(content, "machinery", Library(), size=SMALL) is None
    top = replace(content, answers=best(content.standard))
    assert recommended_on(top, "machinery", committed_library(), size=SMALL) is None


def best(standard: Standard) -> Answers:
    """Return the answers of a firm that has everything."""
    return Answers(
        questions={question.code: Chosen(options=_best(question)) for question in standard.questions},
        scenes={scene.code: AtLevel(level=standard.rule.top) for scene in standard.scenes},
    )


def _best(question: Question) -> tuple[str, ...]:
    scoring = sorted((o for o in question.options if o.weight > 0), key=lambda option: option.weight)
    return tuple(sorted(o.key for o in (scoring if question.several else scoring[-1:])))
