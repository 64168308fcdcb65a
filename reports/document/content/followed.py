"""The plan that the firm follows: how far it is, what comes next, each step with its days."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editing.domain.decimals import plain
from reports.document.blocks import (
    Block,
    Column,
    Heading,
    Note,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
    Tone,
    entry,
)
from reports.document.content.facts import Facts, sentence
from reports.domain.followed import Followed, FollowedStep, StepState
from reports.wording.followed import NEXT_STEPS, STEP_STATES

FIRST = 3


def what_to_do(facts: Facts, found: Followed) -> Iterator[Block]:
    """Return what is due next and how far the plan is, as the overview of the result says it."""
    yield Heading(str(NEXT_STEPS), level=2)
    for number, step in enumerate(found.open[:FIRST], start=1):
        due = _("%(cost)s 万元，%(day)s 截止") % {"cost": plain(step.cost), "day": step.due_on.isoformat()}
        yield entry(Run(facts.say(step.title), Tone.LEAD), Run(due, Tone.QUIET), number=str(number))
    yield Paragraph(sentence(_progress(found)))


def chapter(facts: Facts, found: Followed) -> Iterator[Block]:
    """Return all steps of the plan with what became of them."""
    yield Heading(_("执行中的改进方案"), level=1)
    yield Paragraph(sentence(_progress(found)))
    yield Table(
        columns=(
            Column(_("步骤"), 12, Role.NUMBER, Tone.QUIET),
            Column(_("举措")),
            Column(_("计划（万元）"), 26, Role.NUMBER),
            Column(_("状态"), 20),
            Column(_("起止"), 46),
        ),
        rows=tuple(_row(facts, step, number) for number, step in enumerate(found.steps, start=1)),
    )
    yield Note(_("步骤的状态以生成报告时为准。"))


def _progress(found: Followed) -> str:
    told = {"name": found.name, "done": found.done, "counted": found.counted}
    return _("%(name)s：已完成 %(done)s 步，共 %(counted)s 步") % told


def _row(facts: Facts, step: FollowedStep, number: int) -> Row:
    days = _("%(first)s 至 %(last)s") % {"first": step.starts_on.isoformat(), "last": step.due_on.isoformat()}
    if step.state is StepState.DONE and step.done_on:
        days = _("%(day)s 完成") % {"day": step.done_on.isoformat()}
    title = Run(facts.say(step.title), Tone.STRONG)
    return Row((str(number), (title,), plain(step.cost), str(STEP_STATES[step.state]), days))
