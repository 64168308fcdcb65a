"""What people read when a change of the library is refused: one sentence per reason."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editing.services.refusals import Refusal, RefusedChange
from roadmap.domain.problems import Problem, Reason
from roadmap.services import LibraryRefusal

REASONS: dict[Reason, Promise] = {
    Reason.MALFORMED: _("内容不完整或格式不对"),
    Reason.CODE_TWICE: _("代码重复"),
    Reason.CODE_TOO_LONG: _("细分行业的代码最多 30 个字符"),
    Reason.DAYS_REVERSED: _("起始日期晚于终止日期"),
    Reason.LOW_OVER_HIGH: _("下限大于上限"),
    Reason.TWICE: _("重复填写"),
    Reason.UNKNOWN_SCENE: _("评测指标里没有这个场景"),
    Reason.UNKNOWN_QUESTION: _("评测指标里没有这道题"),
    Reason.UNKNOWN_OPTION: _("这道题没有这个选项"),
    Reason.UNKNOWN_DIVISION: _("没有这个国民经济行业大类"),
    Reason.UNKNOWN_REGION: _("没有这个地区代码"),
    Reason.UNKNOWN_SECTOR: _("没有这个已发布的细分行业"),
    Reason.UNKNOWN_STAGE: _("该细分行业没有这个阶段"),
    Reason.UNKNOWN_CASE: _("没有这个已发布的案例"),
    Reason.UNKNOWN_MEASURE: _("没有这项已发布的举措"),
    Reason.LEVEL_OUT_OF_RANGE: _("评测指标里没有这个等级"),
    Reason.LEVELS_DO_NOT_RISE: _("等级应当逐步提高"),
    Reason.WEIGHT_OUT_OF_RANGE: _("权重应为 1 到 5"),
    Reason.RANK_OUT_OF_RANGE: _("排位从 1 开始"),
    Reason.UNKNOWN_SUPPORT: _("没有这项已发布的支持政策"),
    Reason.SHARE_AND_FIXED: _("补助档次须都按比例，或都是定额"),
    Reason.PERCENT_OUT_OF_RANGE: _("比例不能超过 100%"),
    Reason.NO_UNPLACED_STAGE: _("缺少安放未列入阶段的场景的阶段"),
    Reason.SERVES_NOTHING: _("没有对应任何场景或选项"),
    Reason.SOURCE_MISSING: _("事实应当注明来源"),
    Reason.SCENE_UNSERVED: _("该场景没有举措"),
    Reason.SCENE_NOT_IN_STAGE: _("该场景不属于这个阶段"),
    Reason.PREREQUISITE_OF_ANOTHER_SECTOR: _("前置举措属于其他细分行业"),
    Reason.PREREQUISITE_CYCLE: _("举措互为前置"),
    Reason.TWO_DEFAULTS: _("该大类有两个默认细分行业"),
    Reason.NO_GENERAL_SECTOR: _("缺少通用行业"),
    Reason.GENERAL_SECTOR_ENDS: _("通用行业不设生效和失效日期"),
}
REFUSALS: Mapping[StrEnum, Promise] = {
    Refusal.NOT_SOUND: _("内容有以下问题，未写入："),
    Refusal.NOT_DRAFT: _("它已不是草稿。"),
    Refusal.NOT_PUBLISHED: _("它不在已发布状态。"),
    Refusal.DRAFT_EXISTS: _("已有草稿，请先发布或删除。"),
    Refusal.NOTE_MISSING: _("请填写修改说明。"),
    Refusal.OWN_WORK: _("编写或修改过的人不能发布，请由另一位同事发布。"),
    LibraryRefusal.REFERRED_TO: _("其他条目引用了它，不能删除。"),
    LibraryRefusal.GENERAL_STAYS: _("通用行业不能停用。"),
    LibraryRefusal.NO_STANDARD: _("还没有已发布的评测指标可供核对。"),
    Refusal.ROWS_REJECTED: _("文件里有不能导入的行，请改正后重新上传。"),
    Refusal.PREVIEW_OUTDATED: _("在此期间发布过别的内容。请重新核对下面的变化，再确认导入。"),
    Refusal.NOT_EXACT: _("有数值的位数超过可保存的范围。"),
}


def problem_sentence(problem: Problem) -> str:
    """Return what is wrong and with what, in the active language; the entry and field stand beside it."""
    text = str(REASONS[problem.reason])
    return f"{text} ({problem.detail})" if problem.detail else text


def refusal_sentence(error: RefusedChange) -> str:
    """Return why a change is refused, with the entries concerned, in the active language."""
    text = str(REFUSALS[error.reason])
    return f"{text} ({', '.join(map(str, error.about))})" if error.about else text
