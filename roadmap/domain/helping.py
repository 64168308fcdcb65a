"""What helps a firm with the scenes and questions that it works on: support measures, cases, solutions."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from roadmap.domain.case import Case
from roadmap.domain.firm import ShownCases, shown_cases
from roadmap.domain.library import Library
from roadmap.domain.matching import Applicant, Fit, Match, matches
from roadmap.domain.solution import Solution
from standards.domain.standard import Question, Scene, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    applicant: Applicant
    library: Library  # names what conditions speak of
    standard: Standard
    scenes: tuple[Scene, ...]  # that the firm works on
    questions: tuple[Question, ...]
    matches: tuple[Match, ...]  # of every support measure, what fits first
    cases: ShownCases
    solutions: tuple[Solution, ...]

    @property
    def support(self) -> tuple[Match, ...]:
        """Return what fits and what may fit."""
        return tuple(match for match in self.matches if match.fit is not Fit.DOES_NOT_FIT)

    def touched(self, codes: Collection[str]) -> tuple[Scene | Question, ...]:
        """Return which of these scenes and questions the firm works on."""
        items: tuple[Scene | Question, ...] = (*self.scenes, *self.questions)
        return tuple(item for item in items if item.code in codes)


def help_for(*, library: Library, applicant: Applicant, scenes: Collection[str], standard: Standard) -> Help:
    """Return what helps a firm with these scenes, and questions among them, of its standard.

    The library is that of the applicant's day (`Library.on`). Ordering: cases as `relevant_cases` says;
    solutions by the number of these that they serve, then by code. Raises KeyError for an unknown sector.
    """
    return Help(
        applicant=applicant,
        library=library,
        standard=standard,
        scenes=tuple(scene for scene in standard.scenes if scene.code in scenes),
        questions=tuple(question for question in standard.questions if question.code in scenes),
        matches=matches(library.support_measures, applicant),
        cases=relevant_cases(library, applicant.sector, scenes),
        solutions=_serving(library, scenes),
    )


def relevant_cases(library: Library, sector: str, scenes: Collection[str]) -> ShownCases:
    """Return the cases to show for a sector: SMEs first, then those with an effect, then by shared scenes."""
    found = shown_cases(library, sector)
    ordered = sorted(found.cases, key=lambda case: _case_place(case, scenes))
    return replace(found, cases=tuple(ordered))


def _case_place(case: Case, scenes: Collection[str]) -> tuple[bool, bool, int, str]:
    return not case.is_sme, not case.effect, -_shared(case, scenes), case.code


def _serving(library: Library, scenes: Collection[str]) -> tuple[Solution, ...]:
    found = (solution for solution in library.solutions if _shared(solution, scenes))
    return tuple(sorted(found, key=lambda solution: (-_shared(solution, scenes), solution.code)))


def _shared(entry: Case | Solution, scenes: Collection[str]) -> int:
    served = {*entry.scenes, *entry.questions} if isinstance(entry, Solution) else set(entry.scenes)
    return len(served.intersection(scenes))
