"""What editors of criteria are told, in the language of the page: why a change is refused, what is wrong.

A problem is said in one sentence per kind, with columns named as in the admin.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from editing.domain.table_rows import Trouble
from editing.services.refusals import Refusal, RefusedChange
from editing.wording.labels import column
from standards.domain import tables
from standards.domain.standard import Problem, ProblemKind
from standards.models import KINDS, RULE_KINDS, Revision, TypicalSystem
from standards.models.mapping import PARTS
from standards.selectors import preview
from standards.services.refusals import StandardRefusal
from standards.wording.refusals import sentence

REFUSALS: Mapping[StrEnum, str] = {
    StandardRefusal.OTHER_ORIGIN: gettext_noop("代码 %(code)s 已用于另一来源的评测指标。"),
    StandardRefusal.EXISTS: gettext_noop("%(revision)s 已存在。"),
    StandardRefusal.CODE_TAKEN: gettext_noop("代码 %(code)s 已被另一套评测指标使用，请换一个。"),
    Refusal.NOT_EXACT: gettext_noop("%(revision)s 中有数值的位数超出可保存的范围（小数最多 6 位）。"),
    Refusal.NOT_DRAFT: gettext_noop("%(revision)s 不是草稿，不能再修改。"),
    Refusal.NOT_PUBLISHED: gettext_noop("%(revision)s 不是已发布状态。"),
    StandardRefusal.NEVER_PUBLISHED: gettext_noop("%(revision)s 从未发布过。"),
    Refusal.DRAFT_EXISTS: gettext_noop("已有草稿 %(revision)s，请先发布或删除它。"),
    StandardRefusal.NO_TEXT_THERE: gettext_noop("%(revision)s 中没有位置 %(path)s。"),
    StandardRefusal.EMPTY_OFFICIAL_TEXT: gettext_noop("%(path)s 的官方原文是空的。"),
    StandardRefusal.OTHER_CONTENT: gettext_noop("%(revision)s 已发布且内容不同，请在文件中改用新的修订号。"),
    StandardRefusal.OTHER_STANDARD: gettext_noop("文件是 %(found)s 的，不是 %(code)s 的。"),
    Refusal.NOT_SOUND: gettext_noop("%(revision)s 还有问题没有解决，请先按修订页上的提示改好。"),
    Refusal.NOTE_MISSING: gettext_noop("请填写修改说明。"),
    Refusal.OWN_WORK: gettext_noop("您参与过这份草稿的编写，需由另一人发布。"),
    StandardRefusal.ERRATUM_MISSING: gettext_noop(
        "国家指标改动权重、定级规则或约束性场景须注明勘误依据；否则请另存为本地评测指标。涉及：%(codes)s。"
    ),
    StandardRefusal.ERRATUM_VAGUE: gettext_noop(
        "勘误依据没有写明文件。请写网址或文号，如 工信厅企业〔2024〕23号；"
        "没有这样的文件，请另存为本地评测指标。"
    ),
    StandardRefusal.SOURCE_UNCONFIRMED: gettext_noop(
        "请先对照勘误依据，确认改动与它一致，再勾选。涉及：%(codes)s。"
    ),
    StandardRefusal.OWN_ERRATUM: gettext_noop(
        "国家指标的评分或定级有变化，须由没有参与编写的另一人对照来源后发布。请让同事发布；"
        "没有更正文件的，请另存为本地评测指标。涉及：%(codes)s。"
    ),
    StandardRefusal.MAKES_IT_LOCAL: gettext_noop(
        "增加、删除或改写了计分的内容，就不再是国家指标。请另存为本地评测指标，"
        "或把这些内容改回原样。涉及：%(codes)s。"
    ),
    StandardRefusal.OWN_COMPARISON: gettext_noop("您参与过 %(revision)s 的编写，核对须由另一人登记。"),
    StandardRefusal.CODE_REUSED: gettext_noop(
        "%(codes)s 在以前的修订中是另一个意思（名称和内容都变了）。新的内容请用新的代码。"
    ),
    StandardRefusal.NOTHING_CHANGED: gettext_noop("%(revision)s 与所依据的修订内容相同，没有可发布的修改。"),
    StandardRefusal.REASON_MISSING: gettext_noop("请说明错误在哪里。"),
    StandardRefusal.DEFECT_KNOWN: gettext_noop("%(revision)s 已登记过错误。"),
    StandardRefusal.CORRECTED: gettext_noop("%(revision)s 的更正已登记过。"),
    Refusal.ROWS_REJECTED: gettext_noop("文件里有不能导入的行，请改正后重新上传。"),
    Refusal.PREVIEW_OUTDATED: gettext_noop("草稿在此期间被修改过。请重新核对下面的变化，再确认导入。"),
    StandardRefusal.NOTHING_TO_IMPORT: gettext_noop("文件与 %(revision)s 的内容相同，没有可导入的变化。"),
    StandardRefusal.NO_CORRECTION: gettext_noop(
        "%(revision)s 不能作为更正：须是同一评测指标中更新的、已发布且没有登记错误的修订。"
    ),
}


# Why a row of a file cannot be taken, beside what any file may have wrong (`standards.wording.refusals`).
TROUBLES: Mapping[str, Promise] = {
    tables.TOO_PRECISE: _("小数最多 6 位"),
    tables.FROM_ONE: _("应从 1 开始"),
    preview.OTHER_ORIGIN: _("来源不能经文件修改"),
}


def trouble_text(trouble: Trouble) -> str:
    """Return why a row of a file cannot be taken, without its column."""
    if trouble.reason in TROUBLES:
        return str(TROUBLES[trouble.reason])
    return sentence(trouble.reason, trouble.detail)


def refusal_text(error: RefusedChange) -> str:
    """Return why a change is refused, and what to do."""
    return gettext(REFUSALS[error.reason]) % {"revision": ", ".join(map(str, error.about)), **error.values}


PROBLEMS: Mapping[ProblemKind, Promise] = {
    ProblemKind.NOTHING_ASKED: _("还没有任何题目或场景。"),
    ProblemKind.NO_QUESTIONS: _("定级方法“%(rule)s”要看得分，但还没有题目。"),
    ProblemKind.NO_SCENES: _("定级方法“%(rule)s”要看场景，但还没有场景。"),
    ProblemKind.EMPTY_PART: _("下面还没有内容。请添加，或删除这一项。"),
    ProblemKind.CODE_TWICE: _("代码 %(code)s 用了 %(count)s 次，每个代码只能用一次。"),
    ProblemKind.BAD_CODE: _(
        "%(field)s“%(code)s”不合规则：以字母开头，只用字母、数字、_ 和 -，最多 40 个字符。"
    ),
    ProblemKind.NUMBER_TWICE: _("题号 %(number)s 用了 %(count)s 次。"),
    ProblemKind.OPTION_TWICE: _("选项 %(key)s 出现了 %(count)s 次。"),
    ProblemKind.FIGURE_TWICE: _("填报数值的代码 %(code)s 用了 %(count)s 次。"),
    ProblemKind.TERM_TWICE: _("术语“%(code)s”出现了 %(count)s 次。"),
    ProblemKind.REASON_TWICE: _("不涉及原因的代码 %(code)s 用了 %(count)s 次。"),
    ProblemKind.VARIANT_TWICE: _("存疑读法的代码 %(code)s 用了 %(count)s 次。"),
    ProblemKind.EMPTY_TEXT: _("“%(field)s”没有填写。"),
    ProblemKind.SPACES_AROUND: _("“%(field)s”前后有空格或空行，请去掉。"),
    ProblemKind.TOO_LONG: _("“%(field)s”超过 %(most)s 个字符。"),
    ProblemKind.NO_ADDRESS: _("“%(field)s”应为以 https:// 或 http:// 开头的网址。"),
    ProblemKind.OUT_OF_RANGE: _("“%(field)s”为 %(value)s，应在 0 至 %(most)s 之间。"),
    ProblemKind.WEIGHT_NOT_POSITIVE: _("权重应大于 0。"),
    ProblemKind.WEIGHTS_NOT_100: _("权重合计为 %(sum)s，应为 100。"),
    ProblemKind.OPTION_WEIGHT: _("选项的权重应在 0 至 100 之间。"),
    ProblemKind.BEST_NOT_100: _("最好的回答得 %(best)s%%，应为 100%%：单选看最高的一项，多选看各项合计。"),
    ProblemKind.EXCLUDING_OPTION: _("互斥选项只用于多选题，权重应为 0。"),
    ProblemKind.KIND_AND_FORMULA: _("题型“%(kind)s”与公式不符：占比题和变化题要有公式，其他题型不能有。"),
    ProblemKind.FORMULA_INCOMPLETE: _(
        "公式不完整：占比题要有分子和分母；变化题要有两期的分子，分母要么两期都有，要么都没有。"
    ),
    ProblemKind.UNKNOWN_FIGURE: _("公式用到的填报数值 %(code)s 不存在。"),
    ProblemKind.RANGES_NOT_CLOSED: _("各选项的区间应从 0 到 100 首尾相接，不重叠，也不留空。"),
    ProblemKind.RANGES_END: _("区间到 %(end)s 为止，应到 100。"),
    ProblemKind.CHANGE_OPTIONS: _("变化题应有增加、持平、减少各一个选项。"),
    ProblemKind.SCENE_LEVELS: _("应依次写明 1 至 %(top)s 级的要求。"),
    ProblemKind.SCENE_WEIGHT_MISSING: _("定级方法要求场景有权重，这里没有填写。"),
    ProblemKind.SCENE_WEIGHT_UNUSED: _("这种定级方法不用场景权重，请清空。"),
    ProblemKind.CONSTRAINED_UNUSED: _("标为约束性场景，但没有任何等级要求约束性场景的数量。"),
    ProblemKind.RULE_LEVELS: _("等级应从 1 起连续编号。"),
    ProblemKind.VALUE_MISSING: _("定级方法“%(kind)s”要求填写“%(field)s”。"),
    ProblemKind.VALUE_UNUSED: _("定级方法“%(kind)s”不用“%(field)s”，请清空。"),
    ProblemKind.VALUE_FALLS: _("“%(field)s”比下一级的要求还低。"),
    ProblemKind.ASKS_NO_MORE: _("要求不比低一级的等级高，这一级与低一级没有区别。"),
    ProblemKind.OUT_OF_REACH: _("“%(field)s”为 %(value)s，最多只能达到 %(most)s，任何企业都达不到这一级。"),
    ProblemKind.UNKNOWN_SCENE: _("场景 %(code)s 不存在。"),
    ProblemKind.NO_MULTI_CHOICE: _("%(code)s 不是多选题，不能均分。"),
}

_MODELS: tuple[type[Model], ...] = (Revision, *PARTS)
# A problem names a column, not its table: where two tables have one of the name, that of the parts counts.
COLUMNS: Mapping[str, "str | Promise"] = {
    **{field.name: field.verbose_name for model in _MODELS for field in model._meta.concrete_fields},
    "revision": column(Revision, "number"),
    "systems": TypicalSystem._meta.verbose_name or "",
    "level": _("等级"),
}


def problem_text(problem: Problem) -> str:
    """Return the problem in the active language, without its place: the page shows it there."""
    return str(PROBLEMS[problem.kind]) % {name: _shown(name, value) for name, value in problem.values.items()}


def _shown(name: str, value: str) -> str:
    if name == "field":
        return str(COLUMNS[value])
    if name in ("kind", "rule"):
        return str(_LABELS[value])
    return value


_LABELS: Mapping[str, Promise] = {str(kind): name for kind, name in (*RULE_KINDS.items(), *KINDS.items())}
