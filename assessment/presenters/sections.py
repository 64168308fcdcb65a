"""What a section's page shows around its rows, and a section's line in the task list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from assessment.domain.pace import TimeLeft, time_left
from assessment.domain.progress import Progress, SectionProgress
from assessment.forms.items import ItemsForm
from assessment.models import SectionWork
from assessment.presenters.layout import layout_of
from standards.domain.standard import Section, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A section in the task list. `left`: for what is still open; `remarks`: how many nobody dealt with."""

    part: SectionProgress
    work: SectionWork | None
    is_closed: bool
    left: TimeLeft
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
    standard: Standard,
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
            left=time_left(standard, part.open, paces),
            remarks=sum(code in part.section.codes for code in remarked),
        )
        for part in progress.sections
    )


def next_task(tasks: Sequence[Task], mine: Collection[Task]) -> Task | None:
    """Return where to go on: one's own part first, and what is to be looked at before what is open."""
    left = [task for task in tasks if task.is_left]
    return min(left, key=lambda task: (task not in mine, not task.part.unconfirmed), default=None)


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
