"""What people read when an answer or an answer file is refused: one sentence per reason of the domain."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessment.domain import answer_file, answers, schema, strict_data, table_rows

SENTENCES: dict[str, Promise] = {
    answers.UNKNOWN_ITEM: _("评测指标里没有这一项"),
    answers.UNKNOWN_OPTION: _("没有这个选项"),
    answers.NO_OPTION: _("没有选择任何选项"),
    answers.DUPLICATE_OPTION: _("同一选项写了两次"),
    answers.ONE_OPTION_ONLY: _("只能选一项"),
    answers.EXCLUDING_OPTION: _("该选项不能与其他选项同时选择"),
    answers.UNKNOWN_REASON: _("没有这个不涉及原因"),
    answers.UNKNOWN_FIGURE: _("本题不用这个数"),
    answers.NO_FIGURES: _("本题不填数值"),
    answers.NOT_DECIDED_BY_FIGURES: _("本题由您选择，数值只作核对"),
    answers.NEGATIVE_FIGURE: _("数值不能为负"),
    answers.NOT_WHOLE: _("此处应填整数"),
    answers.ZERO_DENOMINATOR: _("总数不能为 0"),
    answers.PART_OVER_WHOLE: _("部分数不能大于总数"),
    answers.LEVEL_OUT_OF_RANGE: _("没有这个等级"),
    answer_file.UNKNOWN_KEY: _("不认识的键"),
    answer_file.UNKNOWN_QUESTION: _("评测指标里没有这道题"),
    answer_file.UNKNOWN_SCENE: _("评测指标里没有这个场景"),
    answer_file.BAD_STANDARD_NAME: _("请写成“代码”或“代码@修订号”"),
    answer_file.NOT_A_MAPPING: _("此处应为“键: 值”的对照"),
    answer_file.NOT_TEXT: _("此处应为文字（代码请加引号）"),
    answer_file.BAD_TEXT: _("含有不允许的字符或过长"),
    answer_file.NOT_A_NUMBER: _("此处应为数字"),
    answer_file.NOT_A_WHOLE_NUMBER: _("此处应为整数"),
    answer_file.NUMBER_TOO_LONG: _("数值最多 14 位整数、4 位小数"),
    answer_file.NEGATIVE: _("数值不能为负"),
    answer_file.GIVEN_TWICE: _("同一个数在两处给出了不同的值"),
    answer_file.FIGURES_INCOMPLETE: _("数值不全，还缺"),
    answer_file.WRITE_A_LIST: _("多选题请写成列表，如 [B, C]"),
    answer_file.WRITE_ONE_OPTION: _("单选题请写一个选项，如 C"),
    answer_file.OPTION_NOT_TEXT: _("选项应为文字"),
    strict_data.ALIAS: _("不允许使用别名"),
    strict_data.KEY_NOT_TEXT: _("键应为文字"),
    strict_data.KEY_TWICE: _("键重复"),
    strict_data.EMPTY_VALUE: _("不允许空值"),
    strict_data.TOO_LONG_NUMBER: _("数字过长"),
    strict_data.TAG: _("不允许使用标签"),
    strict_data.NOT_YAML: _("不是有效的 YAML"),
    strict_data.NOT_JSON: _("不是有效的 JSON"),
    strict_data.FORBIDDEN_CHARACTER: _("含有不允许的字符"),
    strict_data.TOO_DEEP: _("嵌套过深"),
    strict_data.NOT_PLAIN_NUMBER: _("数字请只用数码和一个小数点"),
    strict_data.TOO_MANY_VALUES: _("内容过多"),
    schema.NOT_A_LIST: _("此处应为列表"),
    schema.NOT_A_MAPPING: _("此处应为“键: 值”的对照"),
    schema.UNKNOWN_KEY: _("不认识的键"),
    schema.MISSING_VALUE: _("没有填写"),
    schema.NOT_SORTED: _("须按代码排序且不重复"),
    schema.UNKNOWN_CHOICE: _("只能是以下之一"),
    schema.NOT_A_NUMBER: _("应为 0 到 32767 之间的数"),
    schema.NOT_WHOLE: _("应为 0 到 32767 之间的整数"),
    schema.NOT_YES_OR_NO: _("应为“是”或“否”"),
    schema.NOT_A_DATE: _("应为日期，如 2024-09-04"),
    schema.NOT_TEXT: _("应为文字"),
    schema.BLANK_TEXT: _("文字为空，或前后有空格"),
    schema.LONG_TEXT: _("文字超过 4000 个字符"),
    schema.CONTROL_CHARACTER: _("含有不允许的字符"),
    schema.NO_CODE: _("不是代码：以字母开头，只用字母、数字、下划线和连字符，最多 40 个字符"),
    schema.NO_ADDRESS: _("不是网址"),
    table_rows.NO_PARENT: _("所属的上一级不存在"),
    table_rows.TWICE: _("出现了不止一次"),
}


def sentence(reason: str, detail: str = "") -> str:
    """Return the reason in the active language, with its detail in brackets."""
    text = str(SENTENCES[reason])
    return f"{text} ({detail})" if detail else text
