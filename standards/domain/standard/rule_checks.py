"""What can be wrong with the level rule: levels ask for what its kind needs, each for more than the last."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from standards.domain.standard.outline import HUNDRED, Outline
from standards.domain.standard.problems import RULE, Problem, ProblemKind, problem
from standards.domain.standard.rule import LevelRule, Threshold


def rule_problems(outline: Outline) -> Iterator[Problem]:
    """Give the problems of the rule and its levels."""
    rule = outline.rule
    levels = tuple(threshold.level for threshold in rule.thresholds)
    if not levels or levels != tuple(range(1, len(levels) + 1)):
        yield problem(ProblemKind.RULE_LEVELS, RULE)
    most = _most(outline)
    for threshold in rule.thresholds:
        yield from _threshold_problems(rule, threshold, most)
    for below, threshold in pairwise(rule.thresholds):
        yield from _step_problems(rule, below, threshold)


def threshold_place(threshold: Threshold) -> str:
    """Return the place of a level of the rule: rule.3."""
    return f"{RULE}.{threshold.level}"


def _needed(rule: LevelRule) -> frozenset[str]:
    """Return what every level must say under this kind of rule."""
    by_points = {"min_points"} if rule.uses_points else set()
    by_count = {"min_scenes"} if rule.counts_scenes else set()
    by_weight = {"min_mean"} if rule.weighs_scenes else set()
    return frozenset(by_points | by_count | by_weight)


def _allowed(rule: LevelRule) -> frozenset[str]:
    return _needed(rule) | ({"min_constrained"} if rule.counts_scenes else set())


def _most(outline: Outline) -> Mapping[str, int | Decimal]:
    """Return the most that a firm can reach of what a level may ask for."""
    return {
        "min_points": HUNDRED,
        "min_scenes": len(outline.scenes),
        "min_constrained": len(outline.constrained),
        "min_mean": outline.rule.top,
    }


def _threshold_problems(
    rule: LevelRule, threshold: Threshold, most: Mapping[str, int | Decimal]
) -> Iterator[Problem]:
    place, needed, allowed = threshold_place(threshold), _needed(rule), _allowed(rule)
    for name, value in threshold.asked.items():
        if value is None and name in needed:
            yield problem(ProblemKind.VALUE_MISSING, place, field=name, kind=rule.kind)
        elif value is not None and name not in allowed:
            yield problem(ProblemKind.VALUE_UNUSED, place, field=name, kind=rule.kind)
        elif value is not None and value > most[name]:
            yield problem(ProblemKind.OUT_OF_REACH, place, field=name, value=value, most=most[name])


def _step_problems(rule: LevelRule, below: Threshold, threshold: Threshold) -> Iterator[Problem]:
    """Give what falls from one level to the next; a level must ask for more than the one below.

    Only of what the kind of rule uses; a value that is missing has a problem of its own.
    """
    missing = {name for name in _needed(rule) if threshold.asked[name] is None}
    pairs = {
        name: (below.asked[name] or 0, value or 0)
        for name, value in threshold.asked.items()
        if name in _allowed(rule) and name not in missing
    }
    for name, (before, now) in pairs.items():
        if now < before:
            yield problem(ProblemKind.VALUE_FALLS, threshold_place(threshold), field=name)
    if not missing and all(now <= before for before, now in pairs.values()):
        yield problem(ProblemKind.ASKS_NO_MORE, threshold_place(threshold))
