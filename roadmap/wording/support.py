"""A support measure in sentences: for whom, on what conditions, when, how much, and where it says so."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editing.domain.decimals import plain
from editing.domain.texts import Text
from enterprises.domain import regions
from enterprises.wording.firms import OWNERSHIPS, TAGS, size_name
from roadmap.domain.support import SupportKind, SupportMeasure, Tier
from standards.wording.results import local

NOTICE = gettext_lazy("以发布机关原文和当年申报通知为准")
SOON = timedelta(days=60)  # a measure that ends within these days says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences under one heading."""

    heading: str
    sentences: tuple[str, ...]


def paragraphs(
    measure: SupportMeasure, *, level: Callable[[int], str], sector: Callable[[str], str]
) -> tuple[Paragraph, ...]:
    """Return what a firm should know; what the notice does not say has no heading.

    `level` and `sector` name a level and a sector's code.
    """
    parts = (
        (_("对象"), _for_whom(measure, sector)),
        (_("条件"), _conditions(measure, level)),
        (_("时间"), _times(measure)),
        (_("金额"), _amounts(measure, level)),
        (_("电话"), [measure.telephone] if measure.telephone else []),
        (_("来源"), _source(measure)),
    )
    told = ((heading, tuple(found)) for heading, found in parts)
    return tuple(Paragraph(heading=heading, sentences=found) for heading, found in told if found)


def ending(measure: SupportMeasure, day: date) -> str:
    """Say that a measure ends soon; empty where it does not."""
    last = measure.valid_until
    if last is None or last - day > SOON:
        return ""
    left = (last - day).days
    return ngettext("还有 %(left)s 天，%(last)s止", "还有 %(left)s 天，%(last)s止", left) % {
        "left": left,
        "last": date_format(last),
    }


def _for_whom(measure: SupportMeasure, sector: Callable[[str], str]) -> Iterator[str]:
    where = regions.full_name(measure.region) if measure.region else _("全国")
    yield _("%(where)s的企业") % {"where": where}
    if measure.park:
        yield _("只限园区：%(park)s") % {"park": local(measure.park)}
    if measure.ownerships:
        owners = _listed(str(OWNERSHIPS[one]) for one in measure.ownerships)
        yield _("所有制：%(names)s") % {"names": owners}
    if measure.tags:
        tags = _listed(str(TAGS[tag]) for tag in measure.tags)
        yield _("资质（有其一即可）：%(names)s") % {"names": tags}
    if measure.sizes:
        yield _("规模：%(sizes)s") % {"sizes": _listed(size_name(size) for size in measure.sizes)}
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
    if measure.min_investment is not None:
        yield _("投入不低于 %(amount)s 万元") % {"amount": plain(measure.min_investment)}
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
    if measure.valid_until:
        yield _("政策到期：%(day)s") % {"day": date_format(measure.valid_until)}


def _amounts(measure: SupportMeasure, level: Callable[[int], str]) -> Iterator[str]:
    for tier in measure.tiers:
        yield tier_text(measure, tier, level=level)
    if measure.counts:
        yield _("计入投入的：%(what)s") % {"what": local(measure.counts)}
    if advance := _advance(measure):
        yield advance
    if measure.quota_used_up:
        yield _("名额已用完")


def tier_text(measure: SupportMeasure, tier: Tier, *, level: Callable[[int], str]) -> str:
    """Say what a tier pays, as 二级：按投入的 30%，最高 15 万元."""
    who = [local(tier.batch)] if tier.batch else []
    if tier.reached is not None:
        who.append(_("达到%(level)s") % {"level": level(tier.reached)})
    if tier.done_from or tier.done_until:
        who.append(_("完成时间：%(days)s") % {"days": _days(tier.done_from, tier.done_until)})
    pays = _("，").join(_pays(measure, tier))
    if tier.clause:
        pays = _("%(pays)s（%(clause)s）") % {"pays": pays, "clause": local(tier.clause)}
    return _("%(who)s：%(pays)s") % {"who": _("，").join(who), "pays": pays} if who else pays


def _pays(measure: SupportMeasure, tier: Tier) -> Iterator[str]:
    if tier.percent is not None:
        share = {"share": plain(tier.percent), "years": measure.loan_years}
        if measure.type is SupportKind.LOAN and measure.loan_years:
            yield _("按贷款本金每年贴息 %(share)s 个百分点，最多 %(years)s 年") % share
        elif measure.type is SupportKind.LOAN:
            yield _("按利息的 %(share)s%% 贴息") % share
        else:
            yield _("按投入的 %(share)s%% 计") % share
    if tier.fixed is not None:
        yield _("定额 %(amount)s 万元") % {"amount": plain(tier.fixed)}
    if tier.cap is not None:
        yield _("单个企业最高 %(amount)s 万元") % {"amount": plain(tier.cap)}


def _advance(measure: SupportMeasure) -> str:
    if measure.advance_percent is None:
        return ""
    share = {"share": plain(measure.advance_percent)}
    if measure.advance_cap is None:
        return _("可先拨首付款的 %(share)s%%") % share
    amount = {"amount": plain(measure.advance_cap)}
    return _("可先拨首付款的 %(share)s%%，最高 %(amount)s 万元") % {**share, **amount}


def _source(measure: SupportMeasure) -> Iterator[str]:
    yield local(measure.source)
    if measure.checked_on:
        yield _("核对于 %(day)s") % {"day": date_format(measure.checked_on)}


def _days(first: date | None, last: date | None) -> str:
    given = {"first": date_format(first) if first else "", "last": date_format(last) if last else ""}
    if first and last:
        return _("%(first)s 至 %(last)s") % given
    return _("%(first)s 起") % given if first else _("截至 %(last)s") % given


def _texts(texts: Iterable[Text]) -> str:
    return _listed(map(local, texts))


def _listed(words: Iterable[str]) -> str:
    return _("、").join(words)
