"""What editors of criteria are told, in the language of the page."""

from django.utils.translation import gettext, gettext_noop

from assessment.criteria.services.refusals import Reason, RefusedChange

REFUSALS = {
    Reason.OTHER_ORIGIN: gettext_noop("代码 %(code)s 已用于另一来源的评测指标。"),
    Reason.EXISTS: gettext_noop("%(revision)s 已存在。"),
    Reason.CODE_TAKEN: gettext_noop("代码 %(code)s 已被另一套评测指标使用，请换一个。"),
    Reason.TOO_PRECISE: gettext_noop("%(revision)s 中有数值的位数超出可保存的范围（小数最多 6 位）。"),
    Reason.NOT_DRAFT: gettext_noop("%(revision)s 不是草稿，不能再修改。"),
    Reason.NOT_PUBLISHED: gettext_noop("%(revision)s 不是已发布状态。"),
    Reason.NEVER_PUBLISHED: gettext_noop("%(revision)s 从未发布过。"),
    Reason.DRAFT_EXISTS: gettext_noop("已有草稿 %(revision)s，请先发布或删除它。"),
    Reason.NO_TEXT_THERE: gettext_noop("%(revision)s 中没有位置 %(path)s。"),
    Reason.EMPTY_OFFICIAL_TEXT: gettext_noop("%(path)s 的官方原文是空的。"),
    Reason.OTHER_CONTENT: gettext_noop("%(revision)s 已发布且内容不同，请在文件中改用新的修订号。"),
    Reason.OTHER_STANDARD: gettext_noop("文件是 %(found)s 的，不是 %(code)s 的。"),
    Reason.NOTE_MISSING: gettext_noop("请填写修改说明。"),
    Reason.FOUR_EYES: gettext_noop("您参与过这份草稿的编写，需由另一人发布。"),
    Reason.ERRATUM_MISSING: gettext_noop(
        "国家公布的评测指标，改动权重、定级规则或约束性场景须注明勘误依据；否则请另存为本地评测指标。涉及：%(codes)s。"
    ),
    Reason.CODE_REUSED: gettext_noop(
        "%(codes)s 在以前的修订中是另一个意思（名称和内容都变了）。新的内容请用新的代码。"
    ),
    Reason.NOTHING_CHANGED: gettext_noop("%(revision)s 与所依据的修订内容相同，没有可发布的修改。"),
    Reason.REASON_MISSING: gettext_noop("请说明错误在哪里。"),
    Reason.DEFECT_KNOWN: gettext_noop("%(revision)s 已登记过错误。"),
    Reason.CORRECTED: gettext_noop("%(revision)s 的更正已登记过。"),
    Reason.NO_CORRECTION: gettext_noop(
        "%(revision)s 不能作为更正：须是同一评测指标中更新的、已发布且没有登记错误的修订。"
    ),
}


def refusal_text(error: RefusedChange) -> str:
    """Return why a change is refused, and what to do."""
    return gettext(REFUSALS[error.reason]) % {name: str(value) for name, value in error.values.items()}
