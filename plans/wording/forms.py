"""What the forms of plans lack."""

from django.utils.translation import gettext_lazy as _

EFFECT_NAME_MISSING = _("请填写指标名称。")
EFFECT_SOURCE_MISSING = _("请填写数据来源，验收时会核对。")
NOT_A_DAY = _("请填写日期，如 2026-03-02。")
NUMBER_MISSING = _("请填写一个数，没有时填 0。")
DAY_OUT_OF_RANGE = _("请填写 2000 年至 2099 年之间的日期。")
PLAN_NAME_MISSING = _("请给方案起个名称。")
UNKNOWN_GOAL = _("没有这个目标，请从列出的目标中选择。")
UNKNOWN_CHOICE = _("没有这个选项，请从列出的选项中选择。")
MEMBER_AND_NAME = _("已选了成员，请清空姓名，或者不选成员。")
ENDS_BEFORE_BEGIN = _("截止不能早于开始。")
NOTE_MISSING = _("请写下要记录的内容。")
DONE_IN_FUTURE = _("完成日期不能晚于今天。")
UNKNOWN_KIND = _("没有这种方案，请从列出的方案中选择。")
