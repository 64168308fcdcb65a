"""How far a followed plan is, which files are taken, and by how much a figure changed. No database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans.domain.effects import change_percent
from plans.domain.progress import State, StepFacts, progress
from plans.domain.uploads import LONGEST_NAME, FileProblem, cleaned, mime, problem
from plans.models import StepState

TODAY = date(2026, 6, 1)


def facts(position: int, **given: Any) -> StepFacts:
    values: dict[str, Any] = {
        "code": f"step-{position}",
        "state": State.TO_DO,
        "starts_on": date(2026, 1, 1),
        "due_on": date(2026, 7, 1),
        "done_on": None,
        "cost_planned": Decimal(10),
        "cost_real": None,
    }
    return StepFacts(position=position, **(values | given))


def test_the_states_of_the_domain_are_those_of_the_table() -> None:
    assert [state.value for state in State] == StepState.values


def test_done_steps_are_counted_and_dropped_ones_are_told_apart() -> None:
    found = progress(
        [facts(1, state=State.DONE), facts(2, state=State.DOING), facts(3), facts(4, state=State.DROPPED)],
        TODAY,
    )
    assert (found.done, found.counted, found.dropped, found.open) == (1, 3, 1, 2)


def test_money_not_known_is_not_zero() -> None:
    nothing = progress([facts(1, state=State.DONE), facts(2)], TODAY)
    assert (nothing.spent, nothing.planned, nothing.unpriced) == (None, Decimal(20), 1)
    free = progress([facts(1, state=State.DONE, cost_real=Decimal(0))], TODAY)
    assert (free.spent, free.unpriced) == (Decimal(0), 0)


def test_money_spent_on_a_dropped_step_is_spent_but_no_longer_planned() -> None:
    found = progress([facts(1), facts(2, state=State.DROPPED, cost_real=Decimal("0.1"))], TODAY)
    assert (found.spent, found.planned) == (Decimal("0.1"), Decimal(10))


def test_the_longest_overdue_comes_first_and_the_next_due_is_not_overdue() -> None:
    found = progress(
        [
            facts(1, due_on=date(2026, 5, 31)),
            facts(2, due_on=date(2026, 4, 1), state=State.DOING),
            facts(3, due_on=date(2026, 3, 1), state=State.DONE),
            facts(4, due_on=date(2026, 6, 2)),
            facts(5, due_on=TODAY),
        ],
        TODAY,
    )
    assert found.late == (2, 1)
    assert found.next_due == 5


def test_nothing_is_due_once_all_is_done() -> None:
    found = progress([facts(1, state=State.DONE), facts(2, state=State.DROPPED)], TODAY)
    assert (found.late, found.next_due, found.open) == ((), None, 0)


@pytest.mark.parametrize(
    ("state", "due_on", "left"),
    [
        (State.TO_DO, date(2026, 6, 4), 3),
        (State.DOING, TODAY, 0),
        (State.DOING, date(2026, 5, 27), -5),
        (State.DONE, date(2026, 5, 27), None),
        (State.DROPPED, date(2026, 5, 27), None),
    ],
)
def test_days_left(state: State, due_on: date, left: int | None) -> None:
    step = facts(1, state=state, due_on=due_on)
    assert step.days_left(TODAY) == left
    assert step.is_overdue(TODAY) is (left is not None and left < 0)


# --- Figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("80", "92", "15"),
        ("82", "90", "9.76"),
        ("3", "2", "-33.33"),
        ("5", "5", "0"),
        ("0", "5", None),
        ("0.3", "0.1", "-66.67"),
        ("16", "16.0008", "0"),  # 0.005 %: half to even
        ("16", "16.0024", "0.02"),  # 0.015 %: half to even
    ],
)
def test_a_change_in_percent_is_exact_and_rounded_once(before: str, after: str, change: str | None) -> None:
    found = change_percent(Decimal(before), Decimal(after))
    assert found == (None if change is None else Decimal(change))


# --- Files ------------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("合同.PDF", b"%PDF-1.4"),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP"),
        ("a.docx", b"PK\x03\x04"),
        ("a.xls", OLE),
        ("a.wps", OLE),
        ("a.et", b"PK\x03\x04"),
        ("a.csv", "名称,数量".encode("gbk")),
    ],
)
def test_files_of_the_office_are_taken(name: str, head: bytes) -> None:
    assert problem(name, head) is None


@pytest.mark.parametrize(
    ("name", "head", "why"),
    [
        ("a.exe", b"MZ", FileProblem.TYPE),
        ("a.html", b"<html>", FileProblem.TYPE),
        ("a.svg", b"<svg>", FileProblem.TYPE),
        ("pdf", b"%PDF-1.4", FileProblem.TYPE),
        ("a.pdf.exe", b"%PDF-1.4", FileProblem.TYPE),
        ("a.pdf", b"MZ", FileProblem.CONTENT),
        ("a.png", b"<svg onload=alert(1)>", FileProblem.CONTENT),
        ("a.heic", b"ftypheic", FileProblem.CONTENT),
        ("a.txt", b"MZ\x00\x01", FileProblem.CONTENT),
        ("a.pdf", b"", FileProblem.EMPTY),
    ],
)
def test_other_files_are_not(name: str, head: bytes, why: FileProblem) -> None:
    assert problem(name, head) is why


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("合同 2026.pdf", "合同 2026.pdf"),
        ('a/b\\c:"d".pdf', "a_b_c__d_.pdf"),
        ("\u202efdp.txt", "fdp.txt"),  # a mark that turns the direction
        ("\x00\r\n.pdf", "_.pdf"),
        ("..", "_"),
        ("", "_"),
        ("x" * 300 + ".docx", "x" * (LONGEST_NAME - 5) + ".docx"),
        ("a." + "x" * 300, "_." + "x" * (LONGEST_NAME - 2)),
    ],
)
def test_names_are_cleaned_and_keep_their_ending(name: str, kept: str) -> None:
    assert cleaned(name) == kept
    assert len(kept) <= LONGEST_NAME


def test_what_is_sent_says_its_type() -> None:
    assert (mime("a.PDF"), mime("a.et")) == ("application/pdf", "application/octet-stream")
