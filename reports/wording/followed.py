"""What is said of a plan that is followed."""

from django.utils.translation import gettext_lazy as _

from reports.domain.followed import StepState

NEXT_STEPS = _("现在做这几件")
STEP_STATES = {
    StepState.TO_DO: _("待办"),
    StepState.DOING: _("进行中"),
    StepState.DONE: _("已完成"),
    StepState.DROPPED: _("不做了"),
}
