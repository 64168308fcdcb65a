"""Invented firms that answer honestly, and the same ones once they exaggerate.

A firm has a maturity; its networks, machines, steps and systems follow from it with much scatter, and its
answers from these with slips. Nothing here knows the rules that are measured with it. The shares are our
judgement.
"""

import random
from collections.abc import Callable
from typing import Any, NamedTuple

from standards.domain.standard import Standard

STEPS = "BCDEFGHIJKLMNO"  # the options of F04, in the order of the first 14 scenes
WITH_SYSTEM = (0.05, 0.35, 0.9, 1, 1)  # the share of steps with a system, by the level of the scene
COLLECTED = (0.03, 0.1, 0.35, 0.7, 0.9)
SHARES = ((0.1, "A"), (0.2, "B"), (0.4, "C"), (0.6, "D"), (1, "E"))
SLIP = 0.02  # of each question: whoever fills it takes any option


class Told(NamedTuple):
    """What a firm answers, in the form of the answer file."""

    questions: dict[str, Any]
    scenes: dict[str, Any]


def honest(standard: Standard, dice: random.Random) -> Told:
    """Return the answers of a firm that tells what it believes."""
    maturity = dice.betavariate(1.5, 2.5)
    levels = [_level(maturity, dice) for _scene in standard.scenes]
    networks = _networks(maturity, dice)
    digital = _within(maturity + dice.gauss(0, 0.2), 1)
    connected = digital * dice.uniform(0.2, 1) if networks != ["A"] else digital * dice.uniform(0, 0.1)
    started = "ABCDE"[int(_within(5 * maturity + dice.gauss(0, 0.6), 4))]
    rose = dice.random() < (0.15 if started == "A" else 0.3 + 0.5 * maturity)
    questions: dict[str, Any] = {
        "F01": networks,
        "F02": _share(digital),
        "F03": _share(connected),
        "F04": _collected(levels, dice),
        "F05": _systems([dice.random() < WITH_SYSTEM[level] for level in levels[: len(STEPS)]]),
        "M01": started,
        "R02": "C" if rose else "B",
    }
    for code in questions:
        if dice.random() < SLIP:
            slipped = dice.choice([option.key for option in standard.question(code).options])
            questions[code] = [slipped] if standard.question(code).several else slipped
    scenes: dict[str, Any] = {
        scene.code: {"na": "other"} if dice.random() < 0.03 else level
        for scene, level in zip(standard.scenes, levels, strict=True)
    }
    return Told(questions, scenes)


def _level(maturity: float, dice: random.Random) -> int:
    return int(_within(round(4 * maturity + dice.gauss(0, 0.8)), 4))


def _networks(maturity: float, dice: random.Random) -> list[str]:
    found = [
        key
        for key, chance in (("B", 1.2 * maturity), ("C", 0.2 + maturity), ("D", 0.3 * maturity))
        if dice.random() < chance
    ]
    return [*found, *(["E"] if dice.random() < maturity**2 else [])] if found else ["A"]


def _collected(levels: list[int], dice: random.Random) -> list[str]:
    steps = zip(STEPS, levels, strict=False)
    return [key for key, level in steps if dice.random() < COLLECTED[level]] or ["A"]


def _within(number: float, most: float) -> float:
    return min(max(number, 0), most)


def _share(part: float) -> str:
    return next(key for limit, key in SHARES if part <= limit)


def _systems(managed: list[bool]) -> str:
    count, share = sum(managed), sum(managed) / len(managed)
    if share in (0, 1):
        return "E" if share else "A"
    return "D" if share > 0.8 else "C" if count > 1 else "B"


def _lifted(told: Told, by: int) -> dict[str, Any]:
    return {
        code: min(level + by, 4) if isinstance(level, int) else level for code, level in told.scenes.items()
    }


# What a firm may make more of than it is, one at a time. The last two change what no rule looks at together.
EXAGGERATIONS: dict[str, Callable[[Told], Told]] = {
    "machines": lambda told: Told(told.questions | {"F03": "E"}, told.scenes),
    "networks": lambda told: Told(told.questions | {"F01": ["E"]}, told.scenes),
    "systems": lambda told: Told(told.questions | {"F05": "E"}, told.scenes),
    "collected": lambda told: Told(told.questions | {"F04": list(STEPS)}, told.scenes),
    "one level": lambda told: Told(told.questions, dict.fromkeys(told.scenes, 3)),
    "effect": lambda told: Told(told.questions | {"R02": "C", "M01": "E"}, told.scenes),
    "two levels more": lambda told: Told(told.questions, _lifted(told, 2)),
}
