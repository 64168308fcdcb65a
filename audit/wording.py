"""What the details of the log say to auditors (the export keeps them as written), and how long lists are."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FIELDS_APART = ", "
WORD = re.compile(r"\b(?:True|False|[a-z]+(?:_[a-z]+)*)\b")

# The words that writers of records use; settings, fields of forms and groups stand as they are called.
WORDS: dict[str, Promise] = {
    "False": _("否"),
    "True": _("是"),
    "added": _("新增"),
    "address": _("地址"),
    "answer": _("填写"),
    "api": _("接口"),
    "changed": _("修改"),
    "code": _("验证码"),
    "deleted": _("删除"),
    "editor": _("填报员"),
    "email": _("邮箱"),
    "erased": _("已删除"),
    "factor_added": _("增加两步验证方式"),
    "factor_removed": _("移除两步验证方式"),
    "factors_reset": _("重设两步验证"),
    "forgotten": _("忘记密码"),
    "identity_added": _("增加登录身份"),
    "identity_removed": _("移除登录身份"),
    "into": _("并入"),
    "is_staff": _("可进入管理后台"),
    "is_superuser": _("超级用户"),
    "licence": _("营业执照"),
    "list": _("列表"),
    "lost": _("设备丢失或损坏"),
    "mail": _("企业邮箱"),
    "mfa": _("两步验证"),
    "mislaid": _("误删或找不到"),
    "off": _("自动停用"),
    "owner": _("管理员"),
    "passkey": _("通行密钥"),
    "password": _("密码"),
    "password_given": _("设置新密码"),
    "password_reset": _("重设密码"),
    "phone": _("手机号"),
    "read": _("读取"),
    "recovery_codes": _("恢复码"),
    "refused": _("未通过"),
    "register": _("外部登记"),
    "removed": _("移除"),
    "replaced": _("换了设备"),
    "report": _("报告"),
    "results": _("份结果"),
    "secret": _("密钥"),
    "slowed": _("须等待"),
    "socialaccount": _("单点登录"),
    "stolen": _("可能被他人使用"),
    "submit": _("提交"),
    "totp": _("动态验证码"),
    "unreachable": _("邮箱或手机号已不能用"),
    "user": _("用户"),
    "user_permissions": _("个别权限"),
    "verified": _("已核验"),
    "viewer": _("查看者"),
    "webauthn": _("通行密钥"),
}


def say(detail: str) -> str:
    """Return a detail with the words of ours in the reader's language; all else stands as it is.

    Fields of a form are named as Django notes them: their labels, untranslated.
    """
    parts = [gettext(part) if part else "" for part in detail.split(FIELDS_APART)]
    return WORD.sub(lambda found: str(WORDS.get(found[0], found[0])), FIELDS_APART.join(parts))


def say_about(rows: int) -> str:
    """Return a number of rows that is only known about, to three digits."""
    step = 10 ** max(0, len(str(rows)) - 3)
    return gettext("约 {count:,}").format(count=rows // step * step)


def say_more_than(rows: int) -> str:
    """Return that there are more rows than are counted and led to."""
    return gettext("{count:,} 以上").format(count=rows)
