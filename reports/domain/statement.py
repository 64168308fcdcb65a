"""One fact about a firm without the rest: what a statement says, and nothing from which more follows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

FORMAT = "shujie-statement-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """That a firm had reached at least a level on a day; `verified`: False where it does not say so."""

    issuer: str  # address of the site
    number: str  # under which the site tells whether it still stands
    firm: str
    standard: str  # code
    revision: int
    level_at_least: int
    kind: str  # self or on_site: who rated
    verified: bool  # that its licence or a register said who the firm is
    on: date
    demo: bool = False  # firm or standard are made up: it says so

    def claims(self) -> dict[str, Any]:
        """Return what is signed. Points, scenes, figures and the level itself have no place in it."""
        said: dict[str, Any] = {
            "typ": FORMAT,
            "iss": self.issuer,
            "jti": self.number,
            "firm": self.firm,
            "standard": f"{self.standard}/{self.revision}",
            "level_at_least": self.level_at_least,
            "rated_by": self.kind,
            "on": self.on.isoformat(),
        }
        marks = {"verified": self.verified, "demo": self.demo}
        return said | {name: True for name, holds in marks.items() if holds}
