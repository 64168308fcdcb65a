"""What people read when a file is refused: one sentence per reason of the domain."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editing.domain import schema, strict_data, table_rows

SENTENCES: dict[str, Promise] = {
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
    return with_detail(SENTENCES[reason], detail)


def with_detail(text: Promise, detail: str) -> str:
    """Return the text in the active language, with the detail in brackets where there is one."""
    return f"{text} ({detail})" if detail else str(text)
