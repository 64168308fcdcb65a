"""Sentences about what helps a firm: how a support measure fits it, and what it must check itself."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from enterprises.domain import regions
from roadmap.domain.helping import Help
from roadmap.domain.matching import Check, Fit, Match
from roadmap.domain.solution import Solution
from roadmap.wording.support import NOTICE, Paragraph, ending, paragraphs
from standards.wording.results import local

FITS: Mapping[Fit, Promise] = {
    Fit.FITS: gettext_lazy("符合已知条件"),
    Fit.MAY_FIT: gettext_lazy("可能适用"),
    Fit.DOES_NOT_FIT: gettext_lazy("不适用"),
}
CHECKS: Mapping[Check, Promise] = {
    Check.REGION: gettext_lazy("注册地是否在所列地区。"),
    Check.SIZE: gettext_lazy("企业规模还无法判定：请补全企业资料。"),
    Check.LEVEL_AFTER: gettext_lazy("改造后须达到所列等级。"),
    Check.OWNERSHIP: gettext_lazy("所有制是否在所列之内。"),
    Check.TAG: gettext_lazy("是否有所列资质之一。"),
    Check.PARK: gettext_lazy("是否在所列园区内。"),
    Check.SUB_SECTOR: gettext_lazy("是否属于当地所列的细分领域。"),
    Check.PROGRAMME: gettext_lazy("是否已入选所列名单。"),
    Check.CONTRACT: gettext_lazy("合同签订日期是否在所列期间内。"),
    Check.PAYMENT: gettext_lazy("付款日期是否在所列期间内。"),
    Check.OTHER_FUNDING: gettext_lazy("同一项目是否已享受其他财政资金。"),
}


def fit_text(match: Match) -> str:
    """Say how a support measure fits."""
    return str(FITS[match.fit])


def check_sentences(match: Match) -> tuple[str, ...]:
    """Say what the firm must check itself; that nobody knows a deadline is said once for all measures."""
    return tuple(str(CHECKS[check]) for check in match.checks if check is not Check.DEADLINE)


def support_notice() -> str:
    """Return what holds for all support measures of a page."""
    return gettext("%(notice)s；没有写申报截止日期的，请向发布机关查询。") % {"notice": NOTICE}


def support_paragraphs(given: Help, match: Match) -> tuple[Paragraph, ...]:
    """Return what a firm should know of a support measure, with levels and sectors by name."""
    return paragraphs(
        match.measure,
        level=lambda level: local(given.standard.rule.name(level)),
        sector=lambda code: _sector_name(given, code),
    )


def no_support(given: Help) -> str:
    """Say that no support measure fits firms like this one, and whom to ask."""
    place = {"place": regions.full_name(given.applicant.region)}
    return gettext("没有查到适用于%(place)s这类企业的支持政策；可向当地工信部门咨询。") % place


def touched(given: Help, codes: Collection[str]) -> str:
    """Name the scenes and questions among these that the firm works on; empty where it works on none."""
    return gettext("、").join(local(item.name) for item in given.touched(codes))


def served(given: Help, solution: Solution) -> str:
    """Name what a solution serves of what the firm works on."""
    return touched(given, (*solution.scenes, *solution.questions))


def ends_soon(given: Help, match: Match) -> str:
    """Say that a support measure ends soon; empty where it does not."""
    return ending(match.measure, given.applicant.day)


def price_lines(solution: Solution) -> tuple[str, ...]:
    """Say what a solution costs and what its licence is, as published; nothing where nothing is."""
    licence = gettext("许可证：%(name)s") % {"name": solution.licence} if solution.licence else ""
    return tuple(filter(None, (local(solution.price) if solution.price else "", licence)))


def _sector_name(given: Help, code: str) -> str:
    sector = given.library.sector_by_code.get(code)
    return local(sector.name) if sector else code  # one of several may have ended
