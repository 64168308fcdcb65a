"""What a section's page shows around its rows, and a section's line in the task list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from assessment.domain.links import minutes
from assessment.domain.pace import minutes_at
from assessment.domain.progress import Progress, SectionProgress
from assessment.forms.items import ItemsForm
from assessment.models import SectionWork
from assessment.presenters.layout import layout_of
from standards.domain.standard import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A section in the task list. `minutes`: for what is still open, 0 for nothing.

    `is_measured`: by what other firms took, not by our estimate. `remarks`: how many nobody has dealt with.
    """

    part: SectionProgress
    work: SectionWork | None
    is_closed: bool
    minutes: int
    is_measured: bool
    remarks: int

    @property
    def section(self) -> Section:
        return self.part.section

    @property
    def is_left(self) -> bool:
        """Whether there is something to fill in or to look at again, and it may be."""
        return not self.is_closed and bool(self.part.open or self.part.unconfirmed)

    @property
    def state(self) -> str:
        """The section's state as one word: what needs looking at goes before what was said of it."""
        if self.is_closed:
            return "closed"
        if self.work is None or self.work.state == "open" or self.part.unconfirmed:
            return self.part.state
        return self.work.state


def tasks_of(
    progress: Progress,
    works: Mapping[str, SectionWork],
    closed: Collection[str],
    remarked: Sequence[str],
    *,
    paces: Mapping[str, timedelta],
) -> tuple[Task, ...]:
    """Return the lines of the task list, in order.

    `remarked`: the item of each open remark. `paces`: what an item takes, by section, where that is known.
    """
    return tuple(
        Task(
            part=part,
            work=works.get(part.section.code),
            is_closed=part.section.code in closed,
            minutes=_minutes(part, paces.get(part.section.code)),
            is_measured=part.section.code in paces,
            remarks=sum(code in part.section.codes for code in remarked),
        )
        for part in progress.sections
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLeft:
    """Minutes for all that is open. `is_measured`: each section's by what other firms took."""

    minutes: int
    is_measured: bool


def time_left(tasks: Sequence[Task]) -> TimeLeft:
    open_ones = [task for task in tasks if task.minutes]
    return TimeLeft(
        minutes=sum(task.minutes for task in open_ones),
        is_measured=all(task.is_measured for task in open_ones),
    )


def _minutes(part: SectionProgress, each: timedelta | None) -> int:
    if not part.open:
        return 0
    if each is not None:
        return minutes_at(each, len(part.open))
    return minutes([item for item in part.section.items if item.code in part.open])


def section_page(form: ItemsForm, section: Section) -> dict[str, object]:
    """Return the context of a section's page: its place among the others, and whether ★ needs a word."""
    standard = form.sheet.standard
    sections = standard.sections
    place = sections.index(section)
    return {
        "section": section,
        "form": form,
        "layout": layout_of(form),
        "place": place + 1,
        "places": len(sections),
        "previous": sections[place - 1] if place else None,
        "next": sections[place + 1] if place + 1 < len(sections) else None,
        "has_constrained": any(item.code in standard.constrained for item in section.items),
    }
