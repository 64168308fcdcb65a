"""What was acknowledged is kept, once: a short run. The long one is `dev.py chaos`."""

from pathlib import Path

import pytest

from tests.chaos.ledger import Ledger, compare
from tests.chaos.running import run
from tests.chaos.site import SETUPS


@pytest.mark.slow
@pytest.mark.parametrize("setup", SETUPS)
def test_no_acknowledged_answer_is_lost_wrong_or_doubled(setup: str) -> None:
    outcome = run(setup, answers=240, seed=1, pause=(0.2, 1), least=2)
    assert outcome.is_sound, outcome
    assert outcome.acknowledged >= 240
    assert outcome.torments.total() >= 2
    assert outcome.jobs > 0


@pytest.mark.parametrize(
    ("stored", "kind"),
    [
        ({"F01": ("B", 2)}, None),
        ({}, "lost"),
        ({"F01": ("A", 1)}, "lost"),
        ({"F01": ("B", 3)}, "doubled"),
        ({"F01": ("A", 2)}, "wrong"),
        ({"F01": ("B", 2), "F05": ("A", 1)}, "wrong"),  # which nobody gave
    ],
)
def test_each_difference_is_named(stored: dict[str, tuple[str, int]], kind: str | None) -> None:
    found = compare("draft", {"F01": ("B", 2)}, stored)
    assert [one.kind for one in found] == ([kind] if kind else [])


def test_a_filler_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    ledger = Ledger.read(tmp_path / "draft.jsonl")
    ledger.send({"F01": "A"})
    ledger.acknowledge(0.1)
    ledger.send({"F01": "B", "F05": "C"}, "F1")
    ledger.note_failure("503")
    with ledger.file.open("ab") as torn:
        torn.write(b'{"sav')
    again = Ledger.read(ledger.file)
    assert again.pending == {"section": "F1", "values": {"F01": "B", "F05": "C"}}
    assert (again.held, again.acknowledged, dict(again.tries)) == ({"F01": ("A", 1)}, 1, {"503": 1})
    again.acknowledge(2)
    last = Ledger.read(ledger.file)
    assert last.held == {"F01": ("B", 2), "F05": ("C", 1)}
    assert (last.pending, last.acknowledged, last.longest) == (None, 3, 2)
