"""Sentences about tokens, and about what the interface refuses."""

from django.utils.translation import gettext_lazy as _

NAME_MISSING = _("请填写名称，例如使用它的系统。")
SCOPES_MISSING = _("请至少选择一项。")
DAYS_WRONG = _("请填 1 到 365 天。")
TOO_MANY_TOKENS = _("您在本企业已有 20 个有效令牌。请先停用不用的。")
ROLE_CHANGED = _("您的角色刚刚变了，请重新选择可以做什么。")
REVOKED = _("已停用令牌。用它的系统从现在起不能再访问。")

NOT_HTTPS = _("请填写 https:// 开头的公网地址，不带用户名和密码。")
SAVED = _("已保存。从现在起发生的事件会发往这个地址。")
REMOVED = _("已删除，不再发送。")
TRIED = _("已安排发送测试，几秒后刷新看结果。")
AGAIN = _("已安排重新发送，几秒后刷新看结果。")
NO_ENDPOINT = _("还没有填写地址，或刚刚被删除。")
EVENTS = {
    "result.submitted": _("提交了自评"),
    "result.corrected": _("更正了结果"),
    "report.ready": _("报告已生成"),
    "plan.finished": _("方案已完成"),
    "test": _("测试"),
}
# Of a try that brought no answer, by `api.services.sending.NotSent`.
NOT_SENT = {
    "name": _("域名解析不到"),
    "address": _("不是公网地址，没有发送"),
    "certificate": _("证书无效"),
    "timeout": _("超时没有应答"),
    "connection": _("连接不上"),
    "": _("发送中断"),
}

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
# What no endpoint was reached for, or broke it.
UNREACHED = {
    400: _("请求无法识别，请检查地址、标头和编码。"),
    404: _("没有这个地址。"),
    405: _("这个地址不支持这种方法，支持的见 Allow 标头。"),
    413: _("请求体太大。"),
    500: _("服务出错了，已记录。请稍后再试。"),
    503: _("服务暂时不可用，请按 Retry-After 的秒数稍后再试。"),
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
# What each endpoint is for, by the name of its view.
ABOUT = {
    "firm": _("令牌所属的企业，和令牌可以做什么"),
    "standards": _("可以开始自评的评测指标，默认的在最前"),
    "standard": _("一套评测指标的最新修订：全部题目、选项、权重和定级规则"),
    "revision": _("一套评测指标的某次已发布修订，内容不再变化"),
    "assessments": _("企业的自评，最近的在前；填报中的最多一份"),
    "assessment": _("一份自评和它的进度"),
    "check": _("还缺什么、哪些数字或答案不大相符、按现有答案的试算结果"),
    "answers": _("一份自评的全部题目和场景，填了的和没填的"),
    "answer": _("一道题目或一个场景的答案；它的 ETag 用于修改"),
    "put_answer": _("填写一项：If-Match 给出读到的 ETag，期间别人改过则返回 412 和现在的答案"),
    "start": _("开始一份自评，空白的，或沿用以前的结果"),
    "submit": _("提交一份填完的自评，附填报人、负责人和承诺；提交后不再变化"),
    "correct": _("更正一份结果：带着原来的答案开始填，提交后取代它"),
    "results": _("已提交的结果，最近的在前；更正后原来的仍在"),
    "result": _("一份结果：等级、得分，和每一分的来历"),
    "plan": _("从一份结果出发的推荐方案，按目标、预算和时间现算，不保存"),
    "plans": _("企业保存的方案，最近的在前"),
    "kept_plan": _("一份保存的方案；执行中的，另有各步骤的负责人、日期和费用"),
    "reports": _("一份结果的报告，最近的在前"),
    "ask_for_report": _("生成报告；同样的报告只有一份，再要就是它"),
    "report": _("报告生成到哪一步"),
    "report_file": _("报告的 PDF 文件，完成后才有"),
    "measures": _("举措：怎么做、前提、参考费用和时间"),
    "support": _("支持政策：补多少、条件、期限和来源"),
    "cases": _("案例：谁做了什么，有什么成效，出处"),
}
