"""What helps a firm with the scenes that it works on: support measures, cases and solutions."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from roadmap.domain.case import Case
from roadmap.domain.firm import ShownCases, shown_cases
from roadmap.domain.library import Library
from roadmap.domain.matching import Applicant, Fit, Match, matches
from roadmap.domain.solution import Solution
from standards.domain.standard import Scene, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    applicant: Applicant
    library: Library  # names what conditions speak of
    standard: Standard
    scenes: tuple[Scene, ...]  # that the firm works on
    matches: tuple[Match, ...]  # of every support measure, what fits first
    cases: ShownCases
    solutions: tuple[Solution, ...]

    @property
    def support(self) -> tuple[Match, ...]:
        """Return what fits and what may fit."""
        return tuple(match for match in self.matches if match.fit is not Fit.DOES_NOT_FIT)

    def touched(self, scenes: Collection[str]) -> tuple[Scene, ...]:
        """Return which of these scenes the firm works on."""
        return tuple(scene for scene in self.scenes if scene.code in scenes)


def help_for(*, library: Library, applicant: Applicant, scenes: Collection[str], standard: Standard) -> Help:
    """Return what helps a firm with these scenes of its standard.

    The library is that of the applicant's day (`Library.on`). Ordering: cases as `relevant_cases` says;
    solutions by the number of scenes that they serve, then by code. Raises KeyError for an unknown sector.
    """
    return Help(
        applicant=applicant,
        library=library,
        standard=standard,
        scenes=tuple(scene for scene in standard.scenes if scene.code in scenes),
        matches=matches(library.support_measures, applicant),
        cases=relevant_cases(library, applicant.sector, scenes),
        solutions=_serving(library, scenes),
    )


def relevant_cases(library: Library, sector: str, scenes: Collection[str]) -> ShownCases:
    """Return the cases to show for a sector: SMEs first, of them those that share the most scenes."""
    found = shown_cases(library, sector)
    ordered = sorted(found.cases, key=lambda case: (not case.is_sme, -_shared(case, scenes), case.code))
    return replace(found, cases=tuple(ordered))


def _serving(library: Library, scenes: Collection[str]) -> tuple[Solution, ...]:
    found = (solution for solution in library.solutions if _shared(solution, scenes))
    return tuple(sorted(found, key=lambda solution: (-_shared(solution, scenes), solution.code)))


def _shared(entry: Case | Solution, scenes: Collection[str]) -> int:
    return len(set(entry.scenes).intersection(scenes))
