"""A published mistake as far as one result goes: what is wrong with its revision, and what corrects it."""

from dataclasses import dataclass
from datetime import datetime

from standards.domain.standard import Standard


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """What is wrong with a result's revision. `corrected`: None while no sound revision corrects it."""

    reason: str
    since: datetime
    corrected: Standard | None
