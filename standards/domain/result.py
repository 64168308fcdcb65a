"""The result as plain data, one form for snapshot, command and PDF. Its keys are a public interface."""

from typing import Any

from editing.domain.decimals import plain
from standards.domain.answers import Answers
from standards.domain.grading import Grade, Reached, grade_by, reached_by, scene_levels, unanswered
from standards.domain.scoring import ScoreCard, score
from standards.domain.standard import Standard
from standards.domain.variants import changing_variants


def result(standard: Standard, answers: Answers) -> dict[str, Any]:
    """Return the result of checked answers; levels are None unless complete.

    None as well: the total of a standard that gives no points, and the level of a side that its rule does not
    look at. `mean` and `mean_short` are there only where the rule weighs scenes.
    """
    card = score(standard, answers)
    missing = unanswered(standard, answers)
    reached = reached_by(standard, card.total.points, scene_levels(answers))
    graded = None if missing else grade_by(standard.rule, reached)
    return {
        "standard": standard.code,
        "revision": standard.revision,
        "complete": not missing,
        "unanswered": list(missing),
        "points": _points(standard, card),
        "level": graded.level if graded else None,
        "score_level": graded.score_level if graded else None,
        "scene_level": graded.scene_level if graded else None,
        "scenes": _scenes(standard, reached),
        **({} if reached.mean is None else {"mean": plain(reached.mean)}),
        "next_level": _next_level(standard, graded),
        "variants": [
            {"name": changed.variant.name.zh, "level": changed.level}
            for changed in (changing_variants(standard, answers, graded, card) if graded else ())
        ],
    }


def _points(standard: Standard, card: ScoreCard) -> dict[str, str | None]:
    by_dimension = {code: plain(part.points) for code, part in card.dimensions.items()}
    return {"total": plain(card.total.points) if standard.questions else None, **by_dimension}


def _scenes(standard: Standard, reached: Reached) -> dict[str, dict[str, int]]:
    if not standard.scenes:
        return {}
    return {
        str(level): {"reached": count.reached, "constrained": count.constrained}
        for level, count in reached.counts.items()
    }


def _next_level(standard: Standard, graded: Grade | None) -> dict[str, int | str] | None:
    if graded is None or graded.missing is None:
        return None
    missing = graded.missing
    return {
        "level": missing.level,
        "points_short": plain(missing.points_short),
        "scenes_short": missing.scenes_short,
        "constrained_short": missing.constrained_short,
        "to_raise": missing.to_raise,
        **({"mean_short": plain(missing.mean_short)} if standard.rule.weighs_scenes else {}),
    }
