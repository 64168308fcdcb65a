"""What the form of a part says of itself and of what is posted."""

from django.utils.translation import gettext_lazy as _

ABOUT_FORMULA = _("占比题：分子 ÷ 分母。变化题：本期与前期相比，分母可都不选。")
ABOUT_THRESHOLD = _("各项都含本数；不要求的留空。要求哪几项由修订的定级方法决定。")
USED_HERE = _("这里已经有“%(value)s”，请换一个。")
CODE_FORM = _("请以字母开头，只用字母、数字、_ 和 -，最多 40 个字符，如 F01。")
NUMBER_USED = _("题号 %(value)s 已用于“%(other)s”。")
LEVEL_USED = _("第 %(value)s 级已是“%(other)s”。")
TERM_USED = _("术语“%(value)s”已经有了。")
NUMERATOR_MISSING = _("占比题和变化题由数值算出，请选择分子。")
NO_RANGE = _("没有区间时请勿勾选。")
OTHER_CONSTRAINED_MISSING = _("勾选了约束性场景，请同时勾选这一项；否则请清空勾选。")
CODE_USED = _("代码 %(code)s 已用于“%(other)s”。")
BOTH_BOUNDS = _("区间的上限和下限要么都填，要么都不填。")
NO_FIGURES = _("单选题和多选题不用数值，请清空。")
NO_SUCH_PART = _("这一项不存在。")
