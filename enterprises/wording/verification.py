"""What is said of the verification of a firm, to the firm and to the staff who decide."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import Verification
from enterprises.services.verifying import Obstacle

LICENCE_MISSING = gettext_lazy("请选择营业执照的照片或扫描件。")
ASKED = gettext_lazy("已提交，等待核验。")
CODE_SENT = gettext_lazy("核验码已发送，请在下面填写。")
NOT_SENT = gettext_lazy("邮件没有发出，请稍后再试。")
TOO_OFTEN = gettext_lazy("操作太频繁，请稍后再试。")
VERIFIED = gettext_lazy("核验已完成。")
OBSTACLES: dict[Obstacle, Promise] = {
    Obstacle.EMPTY: gettext_lazy("这个文件是空的，请重新选择。"),
    Obstacle.LARGE: gettext_lazy("文件超过 8 MB，请压缩或重拍后再上传。"),
    Obstacle.KIND: gettext_lazy("请上传 JPG、PNG 图片或 PDF 文件。"),
    Obstacle.WAITING: gettext_lazy("已有一份申请在核验中，请等待结果。"),
    Obstacle.VERIFIED: gettext_lazy("企业已经核验过了。"),
    Obstacle.TAKEN: gettext_lazy("这个统一社会信用代码已有一家核验过的企业，请加入那家企业。"),
    Obstacle.DECIDED: gettext_lazy("这份申请已经有结果，或已作废。"),
    Obstacle.OWN: gettext_lazy("您是这家企业的成员或申请人，不能核验它。"),
    Obstacle.SAME_PERSON: gettext_lazy("初核是您做的，复核要由另一位核验人员来做。"),
    Obstacle.PUBLIC_MAIL: gettext_lazy("这是公共邮箱，请填写企业自有域名的邮箱。"),
    Obstacle.WRONG_CODE: gettext_lazy("核验码不对或已过期，请核对，或重新发送。"),
    Obstacle.NOT_REGISTERED: gettext_lazy("登记信息中没有相符的企业，或您不是它的办理人。"),
    Obstacle.UNREACHABLE: gettext_lazy("登记信息暂时查不到，请稍后再试，或上传营业执照。"),
    Obstacle.PAST: gettext_lazy("核验有效期不能早于今天。"),
}


def obstacle_text(obstacle: Obstacle) -> str:
    """Say why a verification is not asked for, or not decided."""
    return str(OBSTACLES[obstacle])


def decided_text(verification: Verification) -> str:
    """Say what became of a request."""
    return _("已记录：%(state)s。") % {"state": verification.get_state_display()}
