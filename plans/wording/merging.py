"""What is said where two entries of one firm are merged."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from plans.services.merging import Hindrance

MERGED = gettext_lazy("已合并，全部结果、方案、文件和成员都在这里。")
HINDRANCES: dict[Hindrance, Promise] = {
    Hindrance.NOT_THE_SAME: gettext_lazy("只能合并统一社会信用代码相同、且都由您管理的企业。"),
    Hindrance.TO_BE_ERASED: gettext_lazy("其中一份正在等待删除，请先取消删除。"),
    Hindrance.VERIFIED: gettext_lazy("本企业已核验，请到另一家企业的页面，把它并入本企业。"),
    Hindrance.DRAFTS: gettext_lazy("两家各有一份没提交的自评，请先提交或放弃其中一份。"),
    Hindrance.PLANS: gettext_lazy("两家各有一份执行中的方案，请先结束其中一份。"),
}
