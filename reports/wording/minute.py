"""What the minute of a result says."""

from django.utils.translation import gettext_lazy as _

DO_FIRST = _("先做这几件")
NEXT = _("接下来")
AT_TOP = _("已是最高等级，没有更高的等级要规划。")
NOT_REACHED = _("现有的举措还到不了%(level)s，还缺什么见网上的“方案”。")
NO_ESTIMATES = _("这样规模的企业没有费用估算；在“方案”里填写报价，就能排出步骤。")
NO_SIZE = _("企业规模还无法判定，没有费用估算；补全企业资料，就能排出步骤。")
NO_MEASURES = _("举措库里还没有适用于这套评测指标的举措，做不出方案。")
SELF_RATED = _("企业自评，未经现场评定。")
SELF_RATED_WITH_COSTS = _("企业自评，未经现场评定；费用为参考估算。")
