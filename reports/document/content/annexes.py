"""What is added where it applies: a published mistake with what follows, and how a local standard differs."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.document.content.facts import Facts
from reports.document.content.shapes import Annex, AnnexPart, CoverNotice
from reports.domain.flaw import Flaw
from reports.presenters.erratum import Line, Recalculation, recalculation
from reports.presenters.local import local_differences, reworded_sentence


def erratum_notice(facts: Facts) -> CoverNotice | None:
    """Return what the first page says of a published mistake, with the values recalculated beside."""
    if facts.flaw is None:
        return None
    found = _recalculated(facts)
    return CoverNotice(
        title=_opening(facts, facts.flaw),
        lines=(*(_standings(found) if found else (_not_corrected(),)), _("详见末尾“勘误”一节。")),
    )


def erratum(facts: Facts) -> Annex | None:
    """Return the section on a published mistake."""
    if facts.flaw is None:
        return None
    found = _recalculated(facts)
    return Annex(
        title=_("勘误"),
        paragraphs=(
            _opening(facts, facts.flaw),
            _("错误说明：%(reason)s") % {"reason": facts.flaw.reason},
            *(_standings(found) if found else (_not_corrected(),)),
            _("本报告其余部分按提交时的修订列出，保持原样。"),
        ),
        parts=_reasons(found) if found else (),
    )


def _recalculated(facts: Facts) -> Recalculation | None:
    if facts.flaw is None or facts.flaw.corrected is None:
        return None
    return recalculation(facts.content, facts.flaw.corrected)


def _opening(facts: Facts, flaw: Flaw) -> str:
    return _("勘误：所依据的修订 %(number)s 已于 %(date)s 登记有误。") % {
        "number": facts.standard.revision,
        "date": date_format(timezone.localtime(flaw.since), "DATE_FORMAT"),
    }


def _not_corrected() -> str:
    return _("更正后的修订尚未发布。")


def _standings(found: Recalculation) -> tuple[str, ...]:
    before = _("提交时（修订 %(number)s）：%(standing)s") % _values(found.before)
    if found.after is None:
        return before, _("有答案在更正后的修订下不能直接读取，无法重算。")
    return before, _("按更正后口径重算（修订 %(number)s）：%(standing)s") % _values(found.after)


def _values(line: Line) -> dict[str, object]:
    standing = _("%(points)s 分，%(level)s") % {"points": line.points, "level": line.level_name}
    return {"number": line.revision, "standing": standing if line.points else line.level_name}


def _reasons(found: Recalculation) -> tuple[AnnexPart, ...]:
    parts = (
        AnnexPart(title=_("引起变化的更正"), items=found.causes),
        AnnexPart(title=_("不能直接读取的答案"), items=found.unread),
    )
    return tuple(part for part in parts if part.items)


def local(facts: Facts) -> Annex | None:
    """Return how a local standard differs from the one it was made from."""
    if facts.source is None:
        return None
    found = local_differences(facts.standard, facts.source)
    values = {"source": found.source, "number": found.source_revision}
    opening = _(
        "所用为本地评测指标，不是国家公布的指标。它由《%(source)s》修订 %(number)s 派生，不同之处如下。"
    )
    return Annex(
        title=found.title,
        paragraphs=(opening % values, *((reworded_sentence(found.reworded),) if found.reworded else ())),
        parts=tuple(AnnexPart(title=part.title, items=part.items) for part in found.parts),
    )
