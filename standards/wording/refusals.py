"""What people read when an answer or an answer file is refused: one sentence per reason of the domain."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editing.wording import refusals
from standards.domain import answer_file, answers

SENTENCES: dict[str, Promise] = {
    **refusals.SENTENCES,
    answers.UNKNOWN_ITEM: _("评测指标里没有这一项"),
    answers.UNKNOWN_OPTION: _("没有这个选项"),
    answers.NO_OPTION: _("没有选择任何选项"),
    answers.DUPLICATE_OPTION: _("同一选项写了两次"),
    answers.ONE_OPTION_ONLY: _("只能选一项"),
    answers.EXCLUDING_OPTION: _("该选项不能与其他选项同时选择"),
    answers.UNKNOWN_REASON: _("没有这个不涉及原因"),
    answers.NO_REASON: _("没有说明不涉及的原因"),
    answers.UNKNOWN_FIGURE: _("本题不用这个数"),
    answers.NO_FIGURES: _("本题不填数值"),
    answers.NOT_DECIDED_BY_FIGURES: _("本题由您选择，数值只作核对"),
    answers.NEGATIVE_FIGURE: _("数值不能为负"),
    answers.NOT_WHOLE: _("此处应填整数"),
    answers.ZERO_DENOMINATOR: _("总数不能为 0"),
    answers.PART_OVER_WHOLE: _("部分数不能大于总数"),
    answers.IMPOSSIBLE_FIGURE: _("数值不可能有这么大"),
    answers.FIXED_FIGURE: _("已关闭的部分也用这个数，管理员重新打开后才能改"),
    answers.LEVEL_OUT_OF_RANGE: _("没有这个等级"),
    answer_file.UNKNOWN_KEY: _("不认识的键"),
    answer_file.UNKNOWN_QUESTION: _("评测指标里没有这道题"),
    answer_file.UNKNOWN_SCENE: _("评测指标里没有这个场景"),
    answer_file.BAD_STANDARD_NAME: _("请写成“代码”或“代码@修订号”"),
    answer_file.NOT_A_MAPPING: _("此处应为“键: 值”的对照"),
    answer_file.NOT_TEXT: _("此处应为文字（代码请加引号）"),
    answer_file.BAD_TEXT: _("含有不允许的字符或过长"),
    answer_file.NOT_A_NUMBER: _("此处应为数字"),
    answer_file.SEVERAL_NUMBERS: _("这里不止一个数，请只写一个"),
    answer_file.OTHER_UNIT: _("单位不对，请换算后填写"),
    answer_file.NOT_A_WHOLE_NUMBER: _("此处应为整数"),
    answer_file.NUMBER_TOO_LONG: _("数值最多 14 位整数、4 位小数"),
    answer_file.NEGATIVE: _("数值不能为负"),
    answer_file.GIVEN_TWICE: _("同一个数在两处给出了不同的值"),
    answer_file.FIGURES_INCOMPLETE: _("数值不全，还缺"),
    answer_file.WRITE_A_LIST: _("多选题请写成列表，如 [B, C]"),
    answer_file.WRITE_ONE_OPTION: _("单选题请写一个选项，如 C"),
    answer_file.OPTION_NOT_TEXT: _("选项应为文字"),
    answer_file.PERSONS_NUMBER: _("这像是身份证号，请写统一社会信用代码"),
}


def sentence(reason: str, detail: str = "") -> str:
    """Return the reason in the active language, with its detail in brackets."""
    return refusals.with_detail(SENTENCES[reason], detail)
