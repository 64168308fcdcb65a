"""Several people who fill drafts at once, until so many answers are acknowledged: one process, to be killed.

`python -m tests.chaos.filler PORT ANSWERS FOLDER < drafts.json`. Started again it goes on with its ledgers,
as a browser does with what it has kept. One after the other it sends an answer alone or a whole section,
and again until it is acknowledged.
"""

import json
import random
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from tests.chaos.browser import Answered, ask
from tests.chaos.ledger import Ledger

PATIENCE = 10  # seconds, as the pages have
AGAIN = (0, 503)  # nothing came back, or the words that say so; anything else is a fault
PAUSE = 0.3  # seconds before it is sent again
WHOLE = 0.85  # of what is sent are whole sections


def main(port: int, answers: int, folder: Path) -> None:
    drafts = json.load(sys.stdin)
    with ThreadPoolExecutor(len(drafts)) as people:
        for done in [people.submit(fill, port, draft, answers, folder) for draft in drafts]:
            done.result()


def ledger_of(folder: Path, assessment: str) -> Ledger:
    return Ledger.read(folder / f"{assessment}.jsonl")


def fill(port: int, draft: Mapping[str, str], answers: int, folder: Path) -> None:
    choices: Mapping[str, Mapping[str, list[str]]] = json.loads(draft["choices"])
    ledger, chance = ledger_of(folder, draft["assessment"]), random.Random(draft["assessment"])
    while ledger.pending or ledger.acknowledged < answers:
        if not ledger.pending:
            ledger.send(*_next(choices, ledger, chance))
        begin = time.monotonic()
        while failure := _failure(_send(port, draft, ledger), ledger):
            ledger.note_failure(failure)
            time.sleep(PAUSE)
        ledger.acknowledge(time.monotonic() - begin)


def _next(
    choices: Mapping[str, Mapping[str, list[str]]], ledger: Ledger, chance: random.Random
) -> tuple[dict[str, str], str]:
    """Choose a section, or one item of it, and other values than those held."""
    section = chance.choices(list(choices), weights=[len(items) for items in choices.values()])[0]
    items, whole = choices[section], chance.random() < WHOLE
    codes = list(items) if whole else [chance.choice(list(items))]
    other = {
        code: chance.choice([value for value in items[code] if value != ledger.held.get(code, ("", 0))[0]])
        for code in codes
    }
    return other, section if whole else ""


def _send(port: int, draft: Mapping[str, str], ledger: Ledger) -> Answered:
    pending = ledger.pending or {}
    values: dict[str, str] = pending["values"]
    form = {**values, **{f"{code}-version": str(ledger.version(code)) for code in values}}
    address = f"/a/{draft['assessment']}/"
    if pending["section"]:
        form["then"] = "next"
        return ask(
            port, f"{address}section/{pending['section']}/", form, session=draft["session"], patience=PATIENCE
        )
    part = {"HX-Request": "true"}
    alone = f"{address}answer/{next(iter(values))}/"
    return ask(port, alone, form, session=draft["session"], headers=part, patience=PATIENCE)


def _failure(answered: Answered, ledger: Ledger) -> str:
    """Return nothing where all that was sent is said to be saved, else what came instead."""
    pending = ledger.pending or {}
    if answered.status in AGAIN:
        return str(answered.status)
    if pending["section"]:
        leads_on = urlsplit(answered.headers.get("location", "")).path.startswith("/a/")
        return "" if answered.status == 302 and leads_on else f"section {answered.status}"
    code = next(iter(pending["values"]))
    says = f'name="{code}-version" value="{ledger.version(code) + 1}"'
    return "" if answered.status == 200 and says in answered.text else f"answer {answered.status}"


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
