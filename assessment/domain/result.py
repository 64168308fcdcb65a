"""The result as plain data, one form for snapshot, command and PDF. Its keys are a public interface."""

from typing import Any

from assessment.domain.answers import Answers
from assessment.domain.decimals import plain
from assessment.domain.grading import Grade, changing_variants, counts, grade, scene_levels, unanswered
from assessment.domain.scoring import score
from assessment.domain.standard import Standard


def result(standard: Standard, answers: Answers) -> dict[str, Any]:
    """Return the result of checked answers; levels are None unless complete."""
    card = score(standard, answers)
    missing = unanswered(standard, answers)
    graded = None if missing else grade(standard, answers, card)
    points = {code: plain(sum_.points) for code, sum_ in card.dimensions.items()}
    return {
        "standard": standard.code,
        "revision": standard.revision,
        "complete": not missing,
        "unanswered": list(missing),
        "points": {"total": plain(card.total.points), **points},
        "level": graded.level if graded else None,
        "score_level": graded.score_level if graded else None,
        "scene_level": graded.scene_level if graded else None,
        "scenes": _scenes(standard, answers),
        "next_level": _next_level(graded),
        "variants": [
            {"name": changed.variant.name.zh, "level": changed.level}
            for changed in (changing_variants(standard, answers, graded) if graded else ())
        ],
    }


def _scenes(standard: Standard, answers: Answers) -> dict[str, dict[str, int]]:
    return {
        str(level): {"reached": count.reached, "constrained": count.constrained}
        for level, count in counts(standard.rule, scene_levels(answers), standard.constrained).items()
    }


def _next_level(graded: Grade | None) -> dict[str, int | str] | None:
    if graded is None or graded.missing is None:
        return None
    missing = graded.missing
    return {
        "level": missing.level,
        "points_short": plain(missing.points_short),
        "scenes_short": missing.scenes_short,
        "constrained_short": missing.constrained_short,
        "to_raise": missing.to_raise,
    }
