"""What is added where it applies: a published mistake with what follows, and how a local standard differs."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessment.domain.snapshot import SnapshotContent
from reports.document.blocks import Block, Bullets, Heading, Notice, paragraphs
from reports.document.content.facts import Facts
from reports.domain.flaw import Flaw
from reports.presenters.erratum import Line, Recalculation, recalculation
from reports.presenters.local import local_differences
from reports.wording.results import reworded_sentence


def erratum_notice(facts: Facts) -> Notice | None:
    """Return what the first page says of a published mistake, with the values recalculated beside."""
    if facts.flaw is None:
        return None
    lines = (*_standings(_recalculated(facts.content, facts.flaw)), _("详见末尾“勘误”一节。"))
    return Notice(lines, title=_opening(facts, facts.flaw))


def erratum(facts: Facts) -> Iterator[Block]:
    """Return the section on a published mistake."""
    if facts.flaw is None:
        return
    found = _recalculated(facts.content, facts.flaw)
    yield Heading(_("勘误"), level=1)
    yield from paragraphs(
        (
            _opening(facts, facts.flaw),
            _("错误说明：%(reason)s") % {"reason": facts.flaw.reason},
            *_standings(found),
            _("本报告其余部分按提交时的修订列出，保持原样。"),
        )
    )
    if found:
        yield from _list(_("引起变化的更正"), found.causes)
        yield from _list(_("不能直接读取的答案"), found.unread)


def _list(title: str, items: tuple[str, ...]) -> Iterator[Block]:
    if items:
        yield Heading(title, level=2)
        yield Bullets(items)


def _recalculated(content: SnapshotContent, flaw: Flaw) -> Recalculation | None:
    return recalculation(content, flaw.corrected) if flaw.corrected else None


def _opening(facts: Facts, flaw: Flaw) -> str:
    return _("勘误：所依据的修订 %(number)s 已于 %(date)s 登记有误。") % {
        "number": facts.standard.revision,
        "date": date_format(timezone.localtime(flaw.since), "DATE_FORMAT"),
    }


def _standings(found: Recalculation | None) -> tuple[str, ...]:
    if found is None:
        return (_("更正后的修订尚未发布。"),)
    before = _("提交时（修订 %(number)s）：%(standing)s") % _values(found.before)
    if found.after is None:
        return before, _("有答案在更正后的修订下不能直接读取，无法重算。")
    return before, _("按更正后口径重算（修订 %(number)s）：%(standing)s") % _values(found.after)


def _values(line: Line) -> dict[str, object]:
    standing = _("%(points)s 分，%(level)s") % {"points": line.points, "level": line.level_name}
    return {"number": line.revision, "standing": standing if line.points else line.level_name}


def local(facts: Facts) -> Iterator[Block]:
    """Return how a local standard differs from the one it was made from."""
    if facts.source is None:
        return
    found = local_differences(facts.standard, facts.source)
    values = {"source": found.source, "number": found.source_revision}
    opening = _(
        "所用为本地评测指标，不是国家公布的指标。它由《%(source)s》修订 %(number)s 派生，不同之处如下。"
    )
    yield Heading(found.title, level=1)
    yield from paragraphs((opening % values, reworded_sentence(found.reworded) if found.reworded else ""))
    for part in found.parts:
        yield from _list(part.title, part.items)
