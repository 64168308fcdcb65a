"""What is said once a step of an assessment is done, or why it is not."""

from django.utils.translation import gettext_lazy as _

CLOSED = _("这份自评已提交，不能再修改。")
NOT_SAVED_MOVED = _("未保存：这份自评刚刚改用了另一修订，请查看后再填。")
FIGURES_CHANGED = _("数字已有变化，请再核对一遍。")
SUBMITTED = _("这份自评已提交。")
NOT_SUBMITTED_MOVED = _("没有提交：这份自评刚刚改用了另一修订，请再核对一遍。")
NOT_COMPLETE = _("还不能提交：有题目未填或需要核对，已列在下面。")
STANDARD_RETIRED = _("这套评测指标已停用，请选择另一套，从空白开始。")
ALREADY_BEGUN = _("已有一份填报中的自评，请接着填写。")
SUBMIT_BEFORE_CORRECTING = _("已有一份填报中的自评。请先提交它，再更正以前的结果。")
ALREADY_CORRECTED = _("这份结果已被更正，请更正最新的一份。")
NOT_DELETED_MOVED = _("没有删除：这份自评刚刚改用了另一修订，请重新查看。")
DRAFT_DELETED = _("草稿已删除。")
NOT_MOVED_CHANGED = _("没有改用：这份自评刚刚有了变化，请重新查看。")
MOVED = _("已改用修订 %(number)s。提交前可以撤销。")
NOT_UNDONE_ANSWERS = _("没有撤销：刚刚有人修改了答案，或者关闭、打开了部分，请再看一遍。")
NOT_UNDONE_CHANGED = _("没有撤销：这份自评刚刚有了变化，请重新查看。")
DRAFTS_ONLY = _("只能对草稿测算。")
DRAFT_HAS_PROBLEMS = _("草稿还有问题，请先解决。")
