"""What can be wrong with a standard, as values: where, of which kind, with which numbers.

The English sentences here are for files, commands and logs; what admins read stands in
`standards.wording.problems`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# Places that are no part with a code of its own.
WHOLE = "standard"  # the revision itself: its names, its document
DIMENSIONS = "dimensions"  # all of them together
SCENES = "scenes"
RULE = "rule"  # a level of it is rule.1, rule.2 …


class ProblemKind(StrEnum):
    NOTHING_ASKED = "nothing_asked"
    NO_QUESTIONS = "no_questions"
    NO_SCENES = "no_scenes"
    EMPTY_PART = "empty_part"

    CODE_TWICE = "code_twice"
    BAD_CODE = "bad_code"
    NUMBER_TWICE = "number_twice"
    OPTION_TWICE = "option_twice"
    FIGURE_TWICE = "figure_twice"
    TERM_TWICE = "term_twice"
    REASON_TWICE = "reason_twice"
    VARIANT_TWICE = "variant_twice"

    EMPTY_TEXT = "empty_text"
    SPACES_AROUND = "spaces_around"
    TOO_LONG = "too_long"
    NO_ADDRESS = "no_address"
    OUT_OF_RANGE = "out_of_range"

    WEIGHT_NOT_POSITIVE = "weight_not_positive"
    WEIGHTS_NOT_100 = "weights_not_100"
    OPTION_WEIGHT = "option_weight"
    BEST_NOT_100 = "best_not_100"
    EXCLUDING_OPTION = "excluding_option"
    KIND_AND_FORMULA = "kind_and_formula"
    FORMULA_INCOMPLETE = "formula_incomplete"
    UNKNOWN_FIGURE = "unknown_figure"
    RANGES_NOT_CLOSED = "ranges_not_closed"
    RANGES_END = "ranges_end"
    CHANGE_OPTIONS = "change_options"

    SCENE_LEVELS = "scene_levels"
    SCENE_WEIGHT_MISSING = "scene_weight_missing"
    SCENE_WEIGHT_UNUSED = "scene_weight_unused"
    CONSTRAINED_UNUSED = "constrained_unused"

    RULE_LEVELS = "rule_levels"
    VALUE_MISSING = "value_missing"
    VALUE_UNUSED = "value_unused"
    VALUE_FALLS = "value_falls"
    ASKS_NO_MORE = "asks_no_more"
    OUT_OF_REACH = "out_of_reach"

    UNKNOWN_SCENE = "unknown_scene"
    NO_MULTI_CHOICE = "no_multi_choice"


SENTENCES: Mapping[ProblemKind, str] = {
    ProblemKind.NOTHING_ASKED: "{where}: asks no question and rates no scene",
    ProblemKind.NO_QUESTIONS: "{where}: the rule {rule} goes by points, and there is no question",
    ProblemKind.NO_SCENES: "{where}: the rule {rule} goes by scenes, and there is no scene",
    ProblemKind.EMPTY_PART: "{where}: has no parts",
    ProblemKind.CODE_TWICE: "code {code!r} occurs {count} times",
    ProblemKind.BAD_CODE: "{where}: {field} {code!r} is no code (letters, digits, _ and -, at most 40)",
    ProblemKind.NUMBER_TWICE: "question number {number} occurs {count} times",
    ProblemKind.OPTION_TWICE: "{question} option {key!r} occurs {count} times",
    ProblemKind.FIGURE_TWICE: "figure {code!r} occurs {count} times",
    ProblemKind.TERM_TWICE: "term {code!r} occurs {count} times",
    ProblemKind.REASON_TWICE: "reason {code!r} occurs {count} times",
    ProblemKind.VARIANT_TWICE: "variant {code!r} occurs {count} times",
    ProblemKind.EMPTY_TEXT: "{where}: {field} is empty",
    ProblemKind.SPACES_AROUND: "{where}: {field} has spaces around it",
    ProblemKind.TOO_LONG: "{where}: {field} is longer than {most} characters",
    ProblemKind.NO_ADDRESS: "{where}: {field} is no web address",
    ProblemKind.OUT_OF_RANGE: "{where}: {field} is {value}, not from 0 to {most}",
    ProblemKind.WEIGHT_NOT_POSITIVE: "{where}: a weight is not above 0",
    ProblemKind.WEIGHTS_NOT_100: "{where}: weights add to {sum}, not 100",
    ProblemKind.OPTION_WEIGHT: "{question}: an option weight is outside 0 to 100",
    ProblemKind.BEST_NOT_100: "{where}: the best answer gives {best} %, not 100 %",
    ProblemKind.EXCLUDING_OPTION: "{question}{key}: an excluding option is for multi choice and gives 0",
    ProblemKind.KIND_AND_FORMULA: "{where}: kind {kind} and formula do not fit",
    ProblemKind.FORMULA_INCOMPLETE: "{where}: the formula does not name the figures that kind {kind} needs",
    ProblemKind.UNKNOWN_FIGURE: "{where}: unknown figure {code!r}",
    ProblemKind.RANGES_NOT_CLOSED: "{question}{key}: ranges must cover 0 to 100 without gap or overlap",
    ProblemKind.RANGES_END: "{where}: ranges end at {end}, not 100",
    ProblemKind.CHANGE_OPTIONS: "{where}: needs one option each for up, equal and down",
    ProblemKind.SCENE_LEVELS: "{where}: needs the levels 1 to {top} in order",
    ProblemKind.SCENE_WEIGHT_MISSING: "{where}: needs a weight, since the rule weighs the scenes",
    ProblemKind.SCENE_WEIGHT_UNUSED: "{where}: has a weight, and the rule does not weigh the scenes",
    ProblemKind.CONSTRAINED_UNUSED: "{where}: is constrained, and no level asks for constrained scenes",
    ProblemKind.RULE_LEVELS: "{where}: levels must be 1, 2, 3 …",
    ProblemKind.VALUE_MISSING: "{where}: kind {kind} needs {field}",
    ProblemKind.VALUE_UNUSED: "{where}: kind {kind} does not use {field}",
    ProblemKind.VALUE_FALLS: "rule: {field} falls from one level to the next",
    ProblemKind.ASKS_NO_MORE: "{where}: asks for nothing more than the level below",
    ProblemKind.OUT_OF_REACH: "{where}: {field} {value} can never be reached, the most is {most}",
    ProblemKind.UNKNOWN_SCENE: "variant {where}: unknown scene {code!r}",
    ProblemKind.NO_MULTI_CHOICE: "variant {where}: {code!r} is no multi-choice question",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a standard.

    `where`: the code of the part (`F`, `F1`, `F01`, `F01.B` for an option, `S01`, `S01.2` for a level, that
    of a variant, reason or figure, the word of a term), or one of the places named above. `values`: what the
    sentences name; `field` among them is the column that the admin shows (`title_zh`, `min_points`).
    """

    kind: ProblemKind
    where: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return SENTENCES[self.kind].format(where=self.where, **self.values)


def problem(kind: ProblemKind, where: str, /, **values: object) -> Problem:
    """Return a problem with its values as text."""
    return Problem(kind=kind, where=where, values={name: str(value) for name, value in values.items()})
