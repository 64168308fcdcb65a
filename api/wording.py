"""Sentences about tokens, and about what the interface refuses."""

from django.utils.translation import gettext_lazy as _

NAME_MISSING = _("请填写名称，例如使用它的系统。")
SCOPES_MISSING = _("请至少选择一项。")
DAYS_WRONG = _("请填 1 到 365 天。")
TOO_MANY_TOKENS = _("您在本企业已有 20 个有效令牌。请先停用不用的。")
ROLE_CHANGED = _("您的角色刚刚变了，请重新选择可以做什么。")
REVOKED = _("已停用令牌。用它的系统从现在起不能再访问。")

NO_TOKEN = _("请在 Authorization 标头里给出有效的令牌：Bearer sj_…。它可能已过期或被停用。")
LACKS_RIGHT = _("这个令牌不能做这件事，或令牌所属成员的角色不能做。")
NOT_FOUND = _("没有这个对象，或它不属于令牌所属的企业。")
INVALID = _("请求里有不能用的值，见 errors。")
TOO_OFTEN = _("请求过于频繁，请按 Retry-After 的秒数稍后再试。")
CHANGED_MEANWHILE = _("没有保存：别人刚刚改了这个答案。现在的答案见 current，请核对后按它的版本再试。")
VERSION_MISSING = _('请在 If-Match 标头里给出读到的 ETag，从未填过的写 "0"。')
FAILED = {
    400: _("请求体不是可读的 JSON。"),
    401: NO_TOKEN,
    403: LACKS_RIGHT,
    404: NOT_FOUND,
    422: INVALID,
    429: TOO_OFTEN,
}
# By pydantic's type of error.
WRONG = {
    "missing": _("缺少这一项。"),
    "extra_forbidden": _("没有这一项。"),
    "string_type": _("应为文本。"),
    "string_too_long": _("太长。"),
    "string_too_short": _("不能为空。"),
    "int_type": _("应为整数。"),
    "int_parsing": _("应为整数。"),
    "bool_type": _("应为 true 或 false。"),
    "greater_than_equal": _("太小。"),
    "less_than_equal": _("太大。"),
    "literal_error": _("不是可选的值。"),
    "enum": _("不是可选的值。"),
    "union_tag_invalid": _("不是可选的值。"),
    "union_tag_not_found": _("缺少 kind。"),
    "uuid_parsing": _("应为 UUID。"),
    "json_invalid": _("不是可读的 JSON。"),
}
OTHERWISE_WRONG = _("类型或格式不对。")
