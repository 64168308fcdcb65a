"""Rules are changed by little, one place at a time, and the running program takes the change."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tools import mutate
from tools.mutations import compiled, mutations

RULES = '''
"""A module."""
from dataclasses import dataclass
from functools import cache, cached_property

LIMIT = 3


def fits(size: int, room: int = 5) -> bool:
    """Return whether it fits."""
    return size <= room


@cache
def doubled(number):
    return number * 2


@dataclass(frozen=True, slots=True)
class Span:
    low: int
    high: int

    def holds(self, value):
        return self.low < value and not value > self.high

    @property
    def length(self):
        def plus(number):
            return number + 1

        return plus(self.high - self.low)
'''


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("return a < b", {"a <= b", "a >= b", "return None"}),
        ("return a > b", {"a >= b", "a <= b", "return None"}),
        ("return a == 1", {"a != 1", "2", "0", "return None"}),
        ("return a is None", {"a is not None", "return None"}),
        (
            "return 0 < a <= b",
            {"0 <= a <= b", "0 >= a <= b", "0 < a < b", "0 < a > b", "1", "-1", "return None"},
        ),
        ("return a not in b", {"a in b", "return None"}),
        ("return a and b", {"a or b", "return None"}),
        ("return not a", {"a", "return None"}),
        ("return a + b * c", {"a - b * c", "b / c", "return None"}),
        ("flag = True", {"False"}),
        ("a: Literal[2] = 'words'", set()),  # neither an annotation nor a text is a rule
        ("return None", set()),
        ("return False", {"True"}),
        ("return 0", {"1", "-1", "return None"}),
        ("zip(a, b, strict=True)", set()),  # checks what we believe ourselves
        ("return", set()),
    ],
)
def test_a_line_is_changed_in_every_way(line: str, changes: set[str]) -> None:
    found = list(mutations(f"def rule(a, b, c):\n    {line}\n", "rule.py"))
    assert {mutation.after for mutation in found} == changes
    assert {mutation.line for mutation in found} <= {2}


def test_only_functions_are_changed_and_the_outermost_is_named() -> None:
    found = list(mutations(RULES, "rules.py"))
    assert {mutation.function for mutation in found} == {"fits", "doubled", "Span.holds", "Span.length"}
    assert "rules.py:11: size <= room -> size < room" in {str(mutation) for mutation in found}


def test_each_change_is_compiled_and_no_two_are_the_same() -> None:
    found = list(mutations(RULES, "rules.py"))
    codes = {compiled(RULES, mutation) for mutation in found}
    assert len(codes) == len(found)


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module, imported from a tree of its own."""
    monkeypatch.setattr(mutate, "ROOT", tmp_path)
    file = tmp_path / "changed_rules.py"
    file.write_text(RULES)
    spec = importlib.util.spec_from_file_location("changed_rules", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["changed_rules"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["changed_rules"]


def change(after: str) -> None:
    """Put a change into the running module."""
    found = [mutation for mutation in mutations(RULES, "changed_rules.py") if mutation.after == after]
    assert len(found) == 1
    mutate.put_in(found[0])


@pytest.mark.parametrize(
    ("after", "asked", "before", "changed"),
    [
        ("size < room", "fits(5)", True, False),
        ("number / 2", "doubled(4)", 8, 2),
        ("self.low <= value", "Span(1, 3).holds(1)", False, True),
        ("value > self.high", "Span(1, 3).holds(2)", True, False),
        ("number - 1", "Span(1, 3).length", 3, 1),
    ],
)
def test_a_running_module_takes_the_change(
    after: str, asked: str, before: object, changed: object, rules: ModuleType
) -> None:
    if "doubled" not in asked:  # what is kept was computed by the rule as it was
        assert eval(asked, vars(rules)) == before
    change(after)
    assert eval(asked, vars(rules)) == changed


def test_the_same_seed_draws_the_same_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutate, "ROOT", tmp_path)
    (tmp_path / "rules.py").write_text(RULES)
    first, again = (mutate.draw(["rules.py"], count=3, seed=1) for _ in range(2))
    assert first == again
    assert len({mutation.function for mutation in first}) == 3
    assert any(mutate.draw(["rules.py"], count=3, seed=seed) != first for seed in range(2, 9))
    assert len(mutate.draw(["rules.py"], count=None, seed=1)) == len(list(mutations(RULES, "rules.py")))


REACHING = (("a", ["a::one"]), ("b", ["b"]), ("c", ["c::one"]), ("d", ["d::one"]))


@pytest.mark.parametrize(
    ("codes", "by", "tried"),
    [
        ({"a::one": 0, "b": 1}, "b", 2),
        ({"a::one": 1}, "a", 1),
        (
            {"a::one": 0, "b": 5, "a": 0, "c::one d::one": 0},
            None,
            4,
        ),  # no test was chosen
        ({"a::one": -24}, "a", 1),  # lost in a loop
        ({"a::one": 2}, "a", 1),  # cannot even be read
        ({"a::one": 0, "b": 0, "a": 1}, "a", 2),  # another test of the file uses what this one computed
        ({"a::one": 0, "b": 0, "a": 0, "c::one d::one": 1, "c::one": 0, "d::one": 1}, "d", 4),  # far away
    ],
)
def test_a_change_is_noticed_by_the_first_run_that_fails(
    codes: dict[str, int], by: str | None, tried: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutate, "run", lambda tests, _mutation: codes[" ".join(tests)])
    monkeypatch.setattr(mutate.Tests, "reaching", lambda _self, _mutation: iter(REACHING))
    mutation = next(mutations(RULES, "rules.py"))
    assert mutate.judge(mutation, mutate.Tests(most=2)) == mutate.Outcome(mutation, by, tried)


def test_what_was_noticed_is_not_tried_again_until_the_test_changes(tmp_path: Path) -> None:
    first, second, *_ = mutations(RULES, "rules.py")

    def tests(text: str) -> mutate.Tests:
        found = mutate.Tests(most=2)
        found.__dict__.update(texts={"a": text}, _kept=tmp_path)
        return found

    for outcome in (mutate.Outcome(first, "a", 2), mutate.Outcome(second, None, 2)):
        tests("as it was").keep(outcome)
    assert tests("as it was").known(first) == mutate.Outcome(first, "a", 1)
    assert tests("as it was").known(second) is None
    assert tests("otherwise").known(first) is None


def test_the_nearest_tests_that_run_the_line_are_tried() -> None:
    """The area's before others, of these those first that name the function; none that fails as it is."""
    file = "plans/services/files.py"
    tests = mutate.Tests(most=3)
    tests.__dict__["texts"] = {
        "tests/plans/test_far.py": "",
        "tests/plans/test_near.py": "from plans.services.files import store_file",
        "tests/plans/test_other.py": "store_file",
        "tests/plans/test_passing_by.py": "",
        "tests/reports/test_away.py": "plans.services.files store_file",
    }
    ran = {file: {"7": ["test_one", "test_two"]}}
    tests.reached = dict.fromkeys(tests.texts, ran) | {
        "tests/plans/test_other.py": {},
        "tests/plans/test_far.py": {file: {"8": ["test_one"]}},
        "tests/plans/test_passing_by.py": {file: {"7": [mutate.AT_IMPORT, "test_one"]}},
    }
    found = next(mutations("\n" * 5 + "def store_file():\n    return 1\n", file))
    near, passing, away = (
        f"tests/{name}.py" for name in ("plans/test_near", "plans/test_passing_by", "reports/test_away")
    )
    assert list(tests.reaching(found)) == [
        (near, [f"{near}::test_one", f"{near}::test_two"]),
        (passing, [passing]),  # run when the file is read: all tests may depend on it
        (away, [f"{away}::test_one", f"{away}::test_two"]),
    ]


def test_nothing_waits_for_a_browser() -> None:
    items: list[Any] = [SimpleNamespace(fixturenames=names) for names in (["db", "chromium"], ["db"])]
    items.append(SimpleNamespace())  # of a plugin's own kind
    mutate.Hasty().pytest_collection_modifyitems(items)
    assert [getattr(item, "fixturenames", None) for item in items] == [["db"], None]


def test_the_four_layers_are_changed() -> None:
    files = mutate.sources()
    assert {"standards/domain/scoring.py", "plans/services/files.py", "reports/permissions.py"} <= {*files}
    assert [file for file in files if "tests" in file or "/views" in file or "/migrations" in file] == []
