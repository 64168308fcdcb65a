"""What a filler has sent and what was acknowledged, in a file that outlives it. Plain Python."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAVED = b'"saved"'  # in the line of an acknowledgement, for who only counts them


@dataclass(slots=True)
class Ledger:
    """The journal of one draft. Of each item: the value held, and how often it was changed so far."""

    file: Path
    held: dict[str, tuple[str, int]] = field(default_factory=dict)
    pending: dict[str, Any] | None = None  # {"section": code or "", "values": {item: value}}
    acknowledged: int = 0
    tries: Counter[str] = field(default_factory=Counter)  # by status, of what was not acknowledged
    longest: float = 0.0  # seconds until something was acknowledged

    @classmethod
    def read(cls, file: Path) -> "Ledger":
        """Return the journal as it was left. A line that was not finished is none: nothing had been sent."""
        ledger = cls(file)
        if not file.exists():
            return ledger
        content = file.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if whole != content:
            file.write_bytes(whole)
        for line in whole.splitlines():
            ledger._take(json.loads(line))
        return ledger

    def version(self, code: str) -> int:
        return self.held[code][1] if code in self.held else 0

    def send(self, values: Mapping[str, str], section: str = "") -> None:
        """Note what will be sent now, and again until it is acknowledged."""
        self._note({"send": {"section": section, "values": dict(values)}})

    def acknowledge(self, seconds: float) -> None:
        """Note that the server has said that it is saved."""
        self._note({"saved": round(seconds, 2)})

    def note_failure(self, status: str) -> None:
        self._note({"failed": status})

    def _note(self, entry: dict[str, Any]) -> None:
        with self.file.open("ab") as journal:  # one write: whole or not at all
            journal.write(json.dumps(entry).encode() + b"\n")
        self._take(entry)

    def _take(self, entry: Mapping[str, Any]) -> None:
        if "send" in entry:
            self.pending = entry["send"]
        elif "failed" in entry:
            self.tries[entry["failed"]] += 1
        elif self.pending:
            for code, value in self.pending["values"].items():
                self.held[code] = (value, self.version(code) + 1)
            self.acknowledged += len(self.pending["values"])
            self.longest = max(self.longest, entry["saved"])
            self.pending = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not as it was acknowledged: lost, wrong or doubled."""

    kind: str
    assessment: str
    code: str
    acknowledged: tuple[str, int]
    stored: tuple[str, int] | None


def compare(
    assessment: str, held: Mapping[str, tuple[str, int]], stored: Mapping[str, tuple[str, int]]
) -> list[Difference]:
    """Hold what is stored of a draft against what was acknowledged: each change counts one version."""
    found = []
    for code, (value, version) in held.items():
        there = stored.get(code)
        if there is None or there[1] < version:
            kind = "lost"
        elif there[1] > version:
            kind = "doubled"
        elif there[0] != value:
            kind = "wrong"
        else:
            continue
        found.append(Difference(kind, assessment, code, (value, version), there))
    unasked = stored.keys() - held.keys()
    return found + [Difference("wrong", assessment, code, ("", 0), stored[code]) for code in unasked]
