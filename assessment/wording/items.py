"""What stands beside a question or a scene that is filled in: what is wrong, what to confirm."""

from django.utils.translation import gettext_lazy as _

from assessment.domain.ladder import Said

CHANGED_BY_OTHERS = _("%(label)s 已被他人修改，请选择保留哪一个。")
NOT_APPLICABLE_ALONE = _("“不涉及”不能和其他选项一起选，请只留一种。")
CHOOSE_REASON = _("请选择不涉及的原因。")
OPTION_ALONE = _("“%(option)s”不能和其他选项一起选，请只留一种。")
READ_AS = _("%(label)s：已读作 %(amount)s。")
FIGURES_DECIDE = _("数字齐全时以数字为准。要直接选择，请先清空数字。")
FIGURES_WITHOUT_EFFECT = _("已选“不涉及”，所填数字不起作用。要按数字计算，请先清除本题，再填数字。")
FIGURES_MISSING = _("还差：%(figures)s。也可以直接选择。")
CONFIRM_RESULT = _("我已核对，以上结果无误。")
CONFIRM_ANSWER = _("我已核对，答案不变。")
UNSURE_ALONE = _("“不确定”不能和其他选项一起选，请只留一种。")
ANSWER_FIRST = _("请先回答%(level)s。")
SAID = {Said.YES: _("是"), Said.NO: _("还不是"), Said.UNSURE: _("不确定")}
