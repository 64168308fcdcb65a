"""Answers that hardly go together: rules as data, warnings and never more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from editing.domain.texts import Text
from enterprises.domain.data_files import read_data
from standards.domain.answers import Answers, AtLevel, chosen_keys
from standards.domain.standard import Standard

FILE = Path(__file__).parent.parent / "data" / "contradictions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Answers that hardly go together. `code`: of the rule."""

    code: str
    items: tuple[str, ...]  # to look at again, in the order of the rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionRule:
    """What hardly goes together. `text`: for people, {scenes} stands for the scenes of the pairs.

    `when`: conditions as in the file, all of which must hold; or `pairs`: scenes by option of `item`, of
    which at least `least` must hold.
    """

    code: str
    text: Text
    when: tuple[Mapping[str, Any], ...] = ()
    item: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    least: int = 1


@lru_cache(maxsize=8)
def rules_for(standard: str) -> tuple[ContradictionRule, ...]:
    """Return the rules for a standard by its code, none where nothing is written."""
    data = read_data(FILE).get(standard, ())
    return tuple(
        ContradictionRule(
            code=rule["code"],
            text=Text(zh=rule["text"][0], en=rule["text"][1]),
            when=tuple(rule.get("when", ())),
            item=rule.get("item", ""),
            pairs=tuple(rule.get("pairs", {}).items()),
            least=rule.get("least", 1),
        )
        for rule in data
    )


def contradictions(standard: Standard, answers: Answers) -> tuple[Contradiction, ...]:
    """Return what hardly goes together of these answers, in the order of the rules."""
    seen = _Seen(standard, answers)
    return tuple(found for rule in rules_for(standard.code) for found in _found(rule, seen))


@dataclass(frozen=True, slots=True)
class _Seen:
    """The answers as rules ask for them. What is not applicable has neither options nor a level."""

    standard: Standard
    answers: Answers

    def options(self, code: str) -> frozenset[str]:
        question = self.standard.question_by_code.get(code)
        found = chosen_keys(question, self.answers.questions.get(code)) if question else None
        return frozenset(found or ())

    @property
    def levels(self) -> Mapping[str, int]:
        return {code: one.level for code, one in self.answers.scenes.items() if isinstance(one, AtLevel)}


def _found(rule: ContradictionRule, seen: _Seen) -> Iterator[Contradiction]:
    if rule.when and all(_holds(condition, seen) for condition in rule.when):
        items = [code for condition in rule.when for code in _items(condition, seen)]
        yield Contradiction(code=rule.code, items=tuple(dict.fromkeys(items)))
    chosen, levels = seen.options(rule.item), seen.levels
    scenes = [scene for option, scene in rule.pairs if option in chosen and levels.get(scene) == 0]
    if rule.pairs and len(scenes) >= rule.least:
        yield Contradiction(code=rule.code, items=(rule.item, *scenes))


def _holds(condition: Mapping[str, Any], seen: _Seen) -> bool:
    levels = list(seen.levels.values())
    match condition:
        case {"item": item, "chosen": options}:
            return bool(seen.options(item) & set(options))
        case {"item": item, "without": options}:
            return not seen.options(item) & set(options)
        case {"scenes": count, "at_most": limit}:
            return sum(level <= int(limit) for level in levels) >= int(count)
        case {"any_at_least": limit}:
            return any(level >= int(limit) for level in levels)
        case {"alike": limit}:
            everything = len(levels) == len(seen.standard.scenes) > 1
            return everything and len(set(levels)) == 1 and levels[0] >= int(limit)
        case _:
            raise ValueError(f"unknown condition: {condition}")


def _items(condition: Mapping[str, Any], seen: _Seen) -> Sequence[str]:
    match condition:
        case {"item": item}:
            return [item]
        case {"at_most": limit}:
            return [code for code, level in seen.levels.items() if level <= limit]
        case {"any_at_least": limit}:
            return [code for code, level in seen.levels.items() if level >= limit]
        case _:
            return []
