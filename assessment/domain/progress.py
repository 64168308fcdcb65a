"""Progress: what is answered and open per section, and whether the whole may be submitted."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from standards.domain.answers import Answers
from standards.domain.grading import unanswered
from standards.domain.standard import Section, Standard


class SectionState(StrEnum):
    TODO = "todo"
    PART = "part"
    DONE = "done"
    CONFIRM = "confirm"  # everything answered, but a shared figure changed since


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionProgress:
    section: Section
    open: tuple[str, ...]  # item codes without an answer
    unconfirmed: tuple[str, ...]  # item codes whose shared figures changed since
    is_begun: bool  # something is kept of one of its items, if only 不确定

    @property
    def total(self) -> int:
        return len(self.section.codes)

    @property
    def answered(self) -> int:
        return self.total - len(self.open)

    @property
    def state(self) -> SectionState:
        if self.unconfirmed:
            return SectionState.CONFIRM
        if not self.open:
            return SectionState.DONE
        return SectionState.PART if self.is_begun else SectionState.TODO


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    sections: tuple[SectionProgress, ...]

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(code for section in self.sections for code in section.open)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        return tuple(code for section in self.sections for code in section.unconfirmed)

    @property
    def total(self) -> int:
        return sum(section.total for section in self.sections)

    @property
    def answered(self) -> int:
        return self.total - len(self.open)

    @property
    def is_begun(self) -> bool:
        return any(section.is_begun for section in self.sections)

    @property
    def complete(self) -> bool:
        """Return whether the answers may be submitted: nothing open, nothing to confirm."""
        return not self.open and not self.unconfirmed


def progress(
    standard: Standard, answers: Answers, unconfirmed: Collection[str] = (), begun: Collection[str] = ()
) -> Progress:
    """Return the one count of progress that every page uses.

    `unconfirmed`: item codes to look at again; `begun`: those of which something is kept that is no answer.
    """
    missing = frozenset(unanswered(standard, answers))
    return Progress(
        sections=tuple(
            SectionProgress(
                section=section,
                open=tuple(code for code in section.codes if code in missing),
                unconfirmed=tuple(
                    code for code in section.codes if code in unconfirmed and code not in missing
                ),
                is_begun=any(code in begun or code not in missing for code in section.codes),
            )
            for section in standard.sections
        )
    )
