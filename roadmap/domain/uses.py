"""What a level is good for: who asks for which, by what document, and when that was looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from editing.domain.texts import Text
from roadmap.domain.entries import Evidence
from roadmap.domain.support import SupportMeasure


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One thing for which a level is looked at, or is not."""

    code: str
    title: Text
    asks: Text  # in a few words: which level
    text: Text
    source: Text  # issuer or number of the document, and its day
    evidence: Evidence
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    uses: tuple[Use, ...]

    @property
    def checked_on(self) -> date:
        """Return the day on which the one that was not looked at for longest was."""
        return min(use.checked_on for use in self.uses)


def by_level_asked(measures: Iterable[SupportMeasure]) -> Mapping[int, tuple[SupportMeasure, ...]]:
    """Return the measures that ask for a level afterwards, by the lowest that will do, local ones first."""
    found: defaultdict[int, list[SupportMeasure]] = defaultdict(list)
    for measure in sorted(measures, key=lambda one: (one.region or "999999", one.code)):
        if measure.level_after_low is not None:
            found[measure.level_after_low].append(measure)
    return {level: tuple(found[level]) for level in sorted(found)}
