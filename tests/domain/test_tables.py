"""Dataclasses as tables: what is a column, what a table of its own, and how a row names its parent."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from editing.domain.schema import MISSING_VALUE, NOT_A_LIST, NOT_A_MAPPING, NOT_A_NUMBER, UNKNOWN_KEY
from editing.domain.stored_rows import dump_rows, load_rows
from editing.domain.table_changes import RowState, ValueChange, compare
from editing.domain.table_rows import NO_PARENT, TWICE, Row, examined, flatten, unflatten
from editing.domain.tables import POSITION, Shape, tables
from editing.domain.texts import Text
from standards.domain import exchange
from standards.domain.standard import Outline
from tests.standards.fixtures import standard_2024

TABLES = tables(Outline)
QUESTIONS = "dimensions.groups.questions"
BY_NAME = {table.name: table for table in TABLES}
DATA = exchange.to_data(standard_2024())


@dataclass(frozen=True, kw_only=True)
class Cost:
    size: str
    most: Decimal


@dataclass(frozen=True, kw_only=True)
class Stage:
    code: str
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sector:
    code: str
    pains: tuple[Text, ...] = ()
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Library:
    sectors: tuple[Sector, ...] = ()


LIBRARY: dict[str, Any] = {
    "sectors": [
        {"code": "food", "pains": [{"zh": "一"}, {"zh": "二"}], "stages": [{"code": "start"}]},
        {"code": "auto", "stages": [{"code": "start", "costs": [{"size": "micro", "most": Decimal("1.5")}]}]},
    ]
}
LOCAL = tables(Library, Shape(local=frozenset({"sectors.stages"}), left_out=frozenset({"official"})))


def rows_of(data: dict[str, Any]) -> tuple[Row, ...]:
    return examined(TABLES, flatten(TABLES, data))


def changed(table: str, key: str, **values: object) -> tuple[Row, ...]:
    """Return the rows of the 2024 standard with values of one row set; None takes one away."""

    def merged(row: Row) -> dict[str, Any]:
        if row.table != table or key not in map(str, row.reference(BY_NAME[table])):
            return dict(row.values)
        return {name: value for name, value in {**row.values, **values}.items() if value is not None}

    return tuple(replace(row, values=merged(row)) for row in flatten(TABLES, DATA))


def troubles(rows: tuple[Row, ...]) -> list[tuple[str, str, str]]:
    checked = examined(TABLES, rows)
    return [(row.table, trouble.column, trouble.reason) for row in checked for trouble in row.troubles]


def test_every_list_of_parts_is_a_table_and_all_else_a_column() -> None:
    assert [table.name for table in TABLES] == [
        "",
        "rule.thresholds",
        "dimensions",
        "dimensions.groups",
        "dimensions.groups.questions",
        "dimensions.groups.questions.options",
        "scene_groups",
        "scene_groups.scenes",
        "scene_groups.scenes.levels",
        "figures",
        "variants",
        "terms",
        "reasons",
    ]
    option = BY_NAME["dimensions.groups.questions.options"]
    assert [column.name for column in option.parent_columns] == ["questions.code"]
    assert {"range.low", "text.zh", "text.official"} <= {column.name for column in option.columns}


def test_the_2024_standard_survives_being_flattened() -> None:
    rows = rows_of(DATA)
    assert not [row for row in rows if row.troubles]
    assert unflatten(TABLES, rows) == DATA


def test_a_key_that_is_unique_within_its_parent_only_names_all_above_it() -> None:
    costs = next(table for table in LOCAL if table.name == "sectors.stages.costs")
    assert [column.name for column in costs.parent_columns] == ["sectors.code", "stages.code"]
    rows = examined(LOCAL, flatten(LOCAL, LIBRARY))
    assert not [row for row in rows if row.troubles]
    assert unflatten(LOCAL, rows) == LIBRARY
    assert next(row for row in rows if row.table == costs.name).parents == ("auto", "start")


def test_rows_without_a_name_are_known_by_their_place() -> None:
    pains = next(table for table in LOCAL if table.name == "sectors.pains")
    assert pains.key == POSITION
    assert [column.name for column in pains.columns] == ["zh", "en"]
    rows = [row for row in flatten(LOCAL, LIBRARY) if row.table == pains.name]
    assert [row.identity(pains) for row in rows] == [(pains.name, ("food", 1)), (pains.name, ("food", 2))]


@pytest.mark.parametrize(
    ("table", "key", "values", "said"),
    [
        ("dimensions", "F", {"weight": "many"}, ("dimensions", "weight", NOT_A_NUMBER)),
        ("dimensions", "F", {"weight": Decimal("-0.1")}, ("dimensions", "weight", NOT_A_NUMBER)),
        ("dimensions", "F", {"weight": None}, ("dimensions", "weight", MISSING_VALUE)),
        ("dimensions.groups", "F1", {"name.zh": None}, ("dimensions.groups", "name.zh", MISSING_VALUE)),
        ("reasons", "other", {"code": "outsourced"}, ("reasons", "code", TWICE)),
        (QUESTIONS, "F01", {"note.en": "x"}, (QUESTIONS, "note.zh", MISSING_VALUE)),
    ],
)
def test_what_is_wrong_with_a_row_is_said_at_the_row(
    table: str, key: str, values: dict[str, Any], said: tuple[str, str, str]
) -> None:
    assert said in troubles(changed(table, key, **values))


def test_a_row_whose_parent_is_gone_says_so() -> None:
    rows = tuple(row for row in flatten(TABLES, DATA) if row.values.get("code") != "F1")
    assert {(column, reason) for _table, column, reason in troubles(rows)} == {("groups.code", NO_PARENT)}


def test_a_row_is_named_by_its_code_or_its_number() -> None:
    rows = flatten(TABLES, {**DATA, "reasons": [{"code": "none"}, {}]})
    assert [row.place for row in rows if row.table == "reasons"] == ["reasons[none]", "reasons[2]"]


def test_all_troubles_of_a_file_are_found_at_once() -> None:
    data = {
        **DATA,
        "surprise": 1,
        "document": 5,
        "terms": {},
        "reasons": ["x", {"code": [1], "name": {"zh": "y"}}],
    }
    found = {(column, reason) for _table, column, reason in troubles(flatten(TABLES, data))}
    assert {("surprise", UNKNOWN_KEY), ("document", NOT_A_MAPPING), ("terms", NOT_A_LIST)} <= found
    assert ("", NOT_A_MAPPING) in found
    assert any(column == "code" for column, _reason in found)


def test_a_required_list_that_is_not_there_is_missed() -> None:
    data = {key: value for key, value in DATA.items() if key != "figures"}
    assert ("", "figures", MISSING_VALUE) in troubles(flatten(TABLES, data))


def test_rows_wait_as_text_without_loss() -> None:
    rows = examined(TABLES, flatten(TABLES, {**DATA, "terms": [{"word": "x"}], "figures": 1}))
    assert any(row.troubles for row in rows)
    assert load_rows(dump_rows(rows)) == rows


# --- comparing ---------------------------------------------------------------------------------


def compared(rows: tuple[Row, ...]) -> list[tuple[RowState, str, tuple[ValueChange, ...]]]:
    comparison = compare(TABLES, flatten(TABLES, DATA), examined(TABLES, rows))
    return [
        (change.state, str(change.row.key(BY_NAME[change.row.table])), change.changes)
        for change in comparison.rows
        if change.state is not RowState.UNCHANGED
    ]


def test_the_same_rows_change_nothing() -> None:
    comparison = compare(TABLES, rows_of(DATA), rows_of(DATA))
    assert comparison.is_empty
    assert comparison.count(RowState.UNCHANGED) == len(comparison.rows)


def test_a_changed_value_is_shown_before_and_after() -> None:
    weight = ValueChange(column="weight", old=50, new=49)
    assert compared(changed("dimensions", "F", weight=49)) == [(RowState.CHANGED, "F", (weight,))]


def test_a_question_in_another_group_is_changed_and_its_options_are_not() -> None:
    rows = tuple(
        replace(row, parents=("F2",), position=9) if row.values.get("code") == "F01" else row
        for row in flatten(TABLES, DATA)
    )
    moved = ValueChange(column="groups.code", old="F1", new="F2")
    assert compared(rows) == [(RowState.CHANGED, "F01", (moved,))]


def test_only_what_moved_is_moved() -> None:
    data = {**DATA, "reasons": [DATA["reasons"][-1], *DATA["reasons"][:-1]]}
    place = ValueChange(column=POSITION, old=6, new=1)
    assert compared(flatten(TABLES, data)) == [(RowState.CHANGED, "other", (place,))]


def test_what_is_new_moves_nothing_and_what_is_missing_is_removed() -> None:
    new = {"code": "fresh", "name": {"zh": "新"}}
    data = {**DATA, "reasons": [new, *DATA["reasons"][1:]]}
    comparison = compare(TABLES, rows_of(DATA), rows_of(data))
    assert [change.state for change in comparison.rows if change.row.table == "reasons"] == [
        RowState.NEW,
        *[RowState.UNCHANGED] * 5,
    ]
    assert [row.values["code"] for row in comparison.removed] == [DATA["reasons"][0]["code"]]
