"""A firm's situation from the library: the measures of its sector with their effort for its size."""

from collections.abc import Mapping
from types import MappingProxyType

from roadmap.domain.library import Library
from roadmap.domain.planning.effects import with_option
from roadmap.domain.planning.inputs import Effort, PriorityAim, Situation, efforts
from roadmap.domain.sector import Sector
from standards.domain.answers import Answers
from standards.domain.standard import Standard

NOTHING_EXPECTED: Mapping[str, str] = MappingProxyType({})
AT_ONCE: Mapping[str, int] = MappingProxyType({"micro": 2, "small": 3, "medium": 4, "large": 5})
AT_ONCE_UNKNOWN = 3
NO_QUOTES: Mapping[str, Effort] = MappingProxyType({})


def firm_situation(
    *,
    library: Library,
    sector: str,
    size: str,
    standard: Standard,
    answers: Answers,
    expected: Mapping[str, str] = NOTHING_EXPECTED,
    quotes: Mapping[str, Effort] = NO_QUOTES,
) -> Situation:
    """Return where a firm stands, with the measures for its sector that speak of its standard.

    `expected`: options by question that the firm expects to reach by itself (outcomes, spending): the plan
    takes them as given, at no cost. `quotes`: the firm's own, by code of measure. For an unknown sector there
    are only the measures for every sector, and nothing to be near to.
    Raises ValueError while something is unanswered, KeyError for an unknown question or option.
    """
    known = library.measures if library.speaks_of(standard) else ()
    measures = tuple(m for m in known if m.serves(sector) and m.fits(standard))
    given = answers
    for question, option in expected.items():
        given = with_option(standard, given, question, option)
    return Situation(
        standard=standard,
        answers=given,
        measures=measures,
        efforts=efforts(measures, size=size, quotes=quotes),
        priorities=_priorities(library.sector_by_code.get(sector), standard),
        at_once=AT_ONCE.get(size, AT_ONCE_UNKNOWN),
    )


def _priorities(sector: Sector | None, standard: Standard) -> tuple[PriorityAim, ...]:
    """Return the sector's priority scenes with what its stages ask of them; none where it does not fit."""
    if sector is None or not sector.fits(standard):
        return ()
    return tuple(
        PriorityAim(
            scene=priority.scene,
            weight=priority.weight,
            targets=tuple(
                stage.target_level if priority.scene in sector.scenes_of(stage.code) else None
                for stage in sector.stages
            ),
        )
        for priority in sector.priorities
    )
