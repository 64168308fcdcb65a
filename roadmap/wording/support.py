"""A support measure in sentences: for whom, on what conditions, when, how much, and where it says so."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.domain.decimals import plain
from editing.domain.texts import Text
from enterprises import wording as sizes
from enterprises.domain import regions
from roadmap.domain.support import SupportMeasure
from standards.wording.results import local

NOTICE = gettext_lazy("以当年申报通知为准")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences under one heading."""

    heading: str
    sentences: tuple[str, ...]


def paragraphs(
    measure: SupportMeasure, *, level: Callable[[int], str], sector: Callable[[str], str]
) -> tuple[Paragraph, ...]:
    """Return what a firm should know. `level` and `sector` name a level and a sector's code."""
    parts = (
        (_("对象"), _for_whom(measure, sector)),
        (_("条件"), _conditions(measure, level)),
        (_("时间"), _times(measure)),
        (_("金额"), _amounts(measure)),
        (_("来源"), [local(measure.source)]),
    )
    unsaid = (_("通知没有规定，或尚不清楚。"),)
    return tuple(Paragraph(heading=heading, sentences=tuple(found) or unsaid) for heading, found in parts)


def _for_whom(measure: SupportMeasure, sector: Callable[[str], str]) -> Iterator[str]:
    where = regions.full_name(measure.region) if measure.region else _("全国")
    yield _("%(where)s的企业") % {"where": where}
    if measure.sizes:
        yield _("规模：%(sizes)s") % {"sizes": _listed(sizes.size_name(size) for size in measure.sizes)}
    if measure.sectors:
        yield _("细分行业：%(sectors)s") % {"sectors": _listed(map(sector, measure.sectors))}
    if measure.sub_sectors:
        yield _("当地细分领域：%(names)s") % {"names": _texts(measure.sub_sectors)}
    if measure.programmes:
        yield _("须已入选：%(names)s") % {"names": _texts(measure.programmes)}


def _conditions(measure: SupportMeasure, level: Callable[[int], str]) -> Iterator[str]:
    low, high = measure.level_before_low, measure.level_before_high
    if low is not None:
        yield _("改造前不低于%(level)s") % {"level": level(low)}
    if high is not None:
        yield _("改造前不高于%(level)s") % {"level": level(high)}
    if measure.level_after_low is not None:
        yield _("改造后不低于%(level)s") % {"level": level(measure.level_after_low)}
    if measure.excludes_other_funding:
        yield _("不得与其他财政资金重复享受")


def _times(measure: SupportMeasure) -> Iterator[str]:
    for text, first, last in (
        (_("合同签订：%(days)s"), measure.contract_from, measure.contract_until),
        (_("付款：%(days)s"), measure.payment_from, measure.payment_until),
    ):
        if first or last:
            yield text % {"days": _days(first, last)}
    if measure.deadline:
        yield _("申报截止：%(day)s") % {"day": date_format(measure.deadline)}


def _amounts(measure: SupportMeasure) -> Iterator[str]:
    if share := _range(measure.percent_low, measure.percent_high):
        yield _("按投入的 %(share)s%% 计") % {"share": share}
    if amount := _range(measure.amount_low, measure.amount_high):
        yield _("单个企业最高 %(amount)s 万元") % {"amount": amount}
    if measure.quota_used_up:
        yield _("名额已用完")


def _range(low: Decimal | None, high: Decimal | None) -> str:
    """Return both ends, or the one that is known or both are; empty where neither is."""
    ends = dict.fromkeys(plain(end) for end in (low, high) if end is not None)
    return "–".join(ends)


def _days(first: date | None, last: date | None) -> str:
    given = {"first": date_format(first) if first else "", "last": date_format(last) if last else ""}
    if first and last:
        return _("%(first)s 至 %(last)s") % given
    return _("%(first)s 起") % given if first else _("截至 %(last)s") % given


def _texts(texts: Iterable[Text]) -> str:
    return _listed(map(local, texts))


def _listed(words: Iterable[str]) -> str:
    return _("、").join(words)
