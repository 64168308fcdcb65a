"""What changed much since a firm's last result: rules as data, warnings and never more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from assessment.domain.contradictions import Contradiction
from editing.domain.texts import Text
from enterprises.domain.data_files import read_data
from standards.domain.answers import Answers, AtLevel
from standards.domain.figures import home_of
from standards.domain.standard import Standard

FILE = Path(__file__).parent.parent / "data" / "jumps.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpRule:
    """`text`: for people, {items} stands for the items. Either `up` or `times` is asked, the other is 0."""

    code: str
    text: Text
    up: int  # levels
    times: int
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a firm answered at one time."""

    answers: Answers
    figures: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A scene's level or a figure, then and now."""

    code: str
    before: Decimal | int
    now: Decimal | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Changes that a rule asks about, and what is kept of it with a snapshot."""

    kept: Contradiction
    changes: tuple[Change, ...]


@lru_cache(maxsize=1)
def jump_rules() -> tuple[JumpRule, ...]:
    """Return the rules."""
    return tuple(
        JumpRule(
            code=rule["code"],
            text=Text(zh=rule["text"][0], en=rule["text"][1]),
            up=rule.get("up", 0),
            times=rule.get("times", 0),
            least=rule.get("least", 0),
        )
        for rule in read_data(FILE)
    )


def jumps(standard: Standard, before: Given, now: Given) -> tuple[Jump, ...]:
    """Return what changed that much, in the order of the rules and of the standard.

    `before` may have been given under another revision: only what `standard` still asks for is compared.
    Not applicable is no level, and a figure that is or was 0 has no times.
    """
    return tuple(jump for rule in jump_rules() if (jump := _jump(rule, standard, before, now)))


def _jump(rule: JumpRule, standard: Standard, before: Given, now: Given) -> Jump | None:
    if rule.up:
        changes = tuple(_risen(standard, rule.up, before.answers, now.answers))
        items = tuple(change.code for change in changes)
    else:
        changes = tuple(_apart(standard, rule, before.figures, now.figures))
        items = tuple(dict.fromkeys(home_of(standard, change.code) for change in changes))
    return Jump(kept=Contradiction(code=rule.code, items=items), changes=changes) if changes else None


def _risen(standard: Standard, up: int, before: Answers, now: Answers) -> Iterator[Change]:
    for scene in standard.scenes:
        then, since = before.scenes.get(scene.code), now.scenes.get(scene.code)
        if isinstance(then, AtLevel) and isinstance(since, AtLevel) and since.level - then.level >= up:
            yield Change(code=scene.code, before=then.level, now=since.level)


def _apart(
    standard: Standard, rule: JumpRule, before: Mapping[str, Decimal], now: Mapping[str, Decimal]
) -> Iterator[Change]:
    for code in standard.figure_by_code:
        if code in before and code in now:
            low, high = sorted((before[code], now[code]))
            if low > 0 and high >= rule.least and high >= low * rule.times:
                yield Change(code=code, before=before[code], now=now[code])
