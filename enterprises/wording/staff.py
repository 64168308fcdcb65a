"""What the groups of the staff may do, for those who put people into them."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enterprises.domain import powers

GROUPS_MAY: dict[str, Promise] = {
    "指标编辑": _("起草和修改评测指标"),
    "路线图编辑": _("起草和修改细分行业、举措、案例、解决方案和支持政策"),
    "发布员": _("发布、停用评测指标和路线图，登记勘误；不起草"),
    "核对员": _("把评测指标与官方原文逐条核对并登记"),
    "企业核验员": _("对照营业执照核验企业；看不到填报的内容"),
    "支持人员": _("查看负责地区的企业，不含数字；解答问题用"),
    powers.AUDITOR: _("查看和导出审计日志，不能修改；不与其他组兼任"),
    powers.SYSTEM_ADMINISTRATOR: _("管理账号和分组，查看后台任务；不与其他组兼任"),
}


def group_text(name: str) -> str:
    """Return a group with what its members may do; one of the operator's own by its name alone."""
    return gettext("{name}：{what}").format(name=name, what=GROUPS_MAY[name]) if name in GROUPS_MAY else name
