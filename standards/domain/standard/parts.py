"""The parts of a standard as frozen values: what is asked, and in which words.

Plain Python without Django; nothing is checked here (`checks.py`), nothing is looked up (`outline.py`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from editing.domain.decimals import EXACT
from editing.domain.texts import NO_TEXT, Text


class Origin(StrEnum):
    OFFICIAL = "official"
    LOCAL = "local"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Where the standard was published."""

    number: str = ""
    issuer: str = ""
    issued: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Who compared this revision with the official text, when and against what; empty until done."""

    on: date | None = None
    by: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word a workshop manager may not know, explained in one sentence."""

    word: Text
    explanation: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A coded reason for 不涉及."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number the firm states. Stored once per assessment and shared by the questions that use it."""

    code: str
    label: Text
    unit: Text
    whole: bool = False  # only whole numbers (machines, people)
    note: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A range of percentages, closed on the right; open on the left unless it starts at zero."""

    low: Decimal
    high: Decimal
    low_closed: bool = False

    def contains(self, part: Decimal, whole: Decimal) -> bool:
        """Return whether a part lies in the range as an exact percentage of the whole, which is above 0."""
        hundredfold = EXACT.multiply(100, part)
        if hundredfold > EXACT.multiply(self.high, whole):
            return False
        low = EXACT.multiply(self.low, whole)
        return hundredfold >= low if self.low_closed else hundredfold > low


class Change(StrEnum):
    UP = "up"
    EQUAL = "equal"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    key: str
    weight: Decimal  # percent of the question's points
    text: Text
    note: Text = NO_TEXT
    excludes: bool = False  # an option such as 没有 that stands alone
    range: Range | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPoints:
    """One chosen option's part: `weight` percent of the question's points."""

    key: str
    weight: Decimal
    points: Decimal


class QuestionKind(StrEnum):
    SINGLE = "single"
    MULTI = "multi"
    RATIO = "ratio"  # figures decide a range
    CHANGE = "change"  # figures of two periods decide up, equal or down


@dataclass(frozen=True, kw_only=True)
class Formula:
    """Which figures answer a question.

    RATIO: part / whole, `part` and `whole` are figure codes. CHANGE: the quotient `part` / `whole` of the
    later period against `part_before` / `whole_before`; without `whole` the parts are compared.
    `decides` False: the figures only check the option that the firm chose.
    """

    part: str
    whole: str = ""
    part_before: str = ""
    whole_before: str = ""
    decides: bool = True

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """Return the figure codes in the order in which they are asked."""
        if self.part_before:
            return tuple(
                code for code in (self.part_before, self.whole_before, self.part, self.whole) if code
            )
        return (self.whole, self.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    code: str
    number: int  # position in the official form
    kind: QuestionKind
    name: Text  # short: 网络建设
    title: Text  # the question itself
    weight: Decimal  # percent of its group
    options: tuple[Option, ...]
    help: Text = NO_TEXT
    note: Text = NO_TEXT
    evidence: Text = NO_TEXT
    formula: Formula | None = None
    formula_text: Text = NO_TEXT

    def option(self, key: str) -> Option:
        """Return the option with this key. Raises KeyError."""
        for option in self.options:
            if option.key == key:
                return option
        raise KeyError(key)

    @property
    def several(self) -> bool:
        """Return whether more than one option may be chosen."""
        return self.kind is QuestionKind.MULTI


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    code: str
    name: Text
    weight: Decimal  # percent of its dimension
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    code: str
    name: Text
    weight: Decimal  # percent of the whole
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLevel:
    level: int
    text: Text
    any_of: bool = False  # meeting either side of the text is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    code: str
    name: Text
    constrained: bool
    systems: tuple[str, ...]  # typical examples, not part of the standard
    levels: tuple[SceneLevel, ...]
    note: Text = NO_TEXT
    weight: Decimal | None = None  # percent of all scenes; only where the rule weights them


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneGroup:
    code: str
    name: Text
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A known doubt: the same standard read another way."""

    code: str
    name: Text
    source: Text
    constrained: frozenset[str] | None = None  # another constrained set
    equal_split: tuple[str, ...] = ()  # questions whose scoring options share equally


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is filled on one page: the questions of a group, or the scenes of a scene group."""

    code: str
    title: Text
    parent: Text
    questions: tuple[Question, ...] = ()
    scenes: tuple[Scene, ...] = ()

    @property
    def items(self) -> tuple[Question | Scene, ...]:
        return self.questions or self.scenes

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items)
