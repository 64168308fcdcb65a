"""What is said of accounts: signing up and in, passwords, addresses."""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enterprises.domain.devices import Device
from enterprises.domain.keys import Change, GivenReason, ResetReason

NO_IDENTITY = _("邮箱和手机号至少填写一个。")
IDENTITY_TAKEN = _("不能使用这个邮箱或手机号。如果您已有账号，请直接登录。")
PASSWORD_HINT = _("至少 8 位，不能只有数字，也不要用常见密码。")
TOO_MANY_SIGN_UPS = _("刚才从您的网络注册的人很多，请一分钟后再试。填写的内容还在，密码需要重填。")
PASSWORDS_DIFFER = _("两次输入的密码不一致。")
PASSWORD_MISSING = _("请填写密码。")
PRIVACY_MISSING = _("同意隐私说明后才能注册。")
EMAIL_MISSING = _("请填写邮箱。")
NOT_AN_EMAIL = _("请填写邮箱，如 name@example.com。")
EMAIL_TAKEN = _("不能使用这个邮箱。")
MOBILE_TAKEN = _("不能使用这个手机号。")
KEEP_ONE_IDENTITY = _("邮箱和手机号至少保留一个，用于登录。")
WRONG_PASSWORD = _("密码不正确。")
IDENTITY_MISSING = _("请填写邮箱或手机号。")
PASSWORD_NEEDED = _("修改邮箱或手机号，请填写正确的当前密码。")
MISMATCH = _("账号或密码不正确。请核对后再试。")
DEACTIVATED = _("该账号已停用。")
WRONG_CURRENT_PASSWORD = _("当前密码不正确。")
LINK_EXPIRED = _("链接已失效。")
TOO_OFTEN = _("操作过于频繁，请稍后再试。")
NOT_A_MOBILE = _("请填写 11 位手机号，如 13800138000。")
NO_LOGIN_NAME = _("请填写邮箱，或 11 位手机号。")
PASSWORD_TOO_SHORT = _("密码太短，至少 %(length)d 位。")
ACCOUNT_DELETED = _("账号已注销。")
SAVED = _("已保存。")
CODE_MISSING = _("请填写验证码。")
WRONG_CODE = _("验证码不正确。请填写应用里现在显示的 6 位数字；手机时间要准。")
WRONG_SENT_CODE = _("验证码不正确。请核对收到的 6 位数字。")
CODE_USED_UP = _("这个验证码已经试了 5 次，不能再用。请重新发送。")
CODE_SENT_AGAIN = _("已重新发送，以前的验证码不再有效。")
TOO_MANY_CODES = _("验证码发送得太频繁：同一手机号或邮箱一分钟一次，一天最多 10 次。请稍后再试。")
CODE_GONE = _("验证码已过期，请重新发送。")
WRONG_PASSKEY = _("没有读到可用的通行密钥，请再试一次。")
POWERS_APART = _("系统管理员、审计员与其他各组不能由同一人兼任。")
NEEDS_SECOND_FACTOR = _("请先启用两步验证。")
STAFF_NEED_SECOND_FACTOR = _("进入管理后台需要两步验证，请先启用一种。")
SESSION_ENDED = _("已退出那台设备的登录。")
SESSION_GONE = _("那台设备的登录已经不在了。")
NO_OTHER_SESSION = _("没有其他设备登录。")

SYSTEMS: dict[str, Promise | str] = {
    "iphone": "iPhone",
    "ipad": "iPad",
    "harmony": _("鸿蒙设备"),
    "android": _("安卓手机或平板"),
    "windows": _("Windows 电脑"),
    "mac": _("苹果电脑"),
    "chromeos": "Chromebook",
    "linux": _("Linux 电脑"),
    "": _("不认识的设备"),
}
BROWSERS: dict[str, Promise | str] = {
    "wecom": _("企业微信"),
    "wechat": _("微信"),
    "dingtalk": _("钉钉"),
    "huawei": _("华为浏览器"),
    "xiaomi": _("小米浏览器"),
    "uc": _("UC 浏览器"),
    "qq": _("QQ 浏览器"),
    "360": _("360 浏览器"),
    "edge": "Edge",
    "opera": "Opera",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
}


CHANGES: dict[Change, Promise] = {
    Change.PASSWORD: _("密码已修改。"),
    Change.PASSWORD_GIVEN: _("运营者为您设置了新密码，原来的密码不再有效。登录后请在“账号”里改成自己的。"),
    Change.EMAIL: _("邮箱已修改。"),
    Change.PHONE: _("手机号已修改。"),
    Change.FACTOR_ADDED: _("两步验证增加了一种方式。"),
    Change.FACTOR_REMOVED: _("两步验证减少了一种方式。"),
    Change.FACTORS_RESET: _("运营者重设了您的两步验证，原来的验证方式和恢复码不再有效。登录后可以重新启用。"),
    Change.IDENTITY_ADDED: _("连接了统一身份认证，可以用它登录。"),
    Change.IDENTITY_REMOVED: _("取消了统一身份认证的连接。"),
}


RESET_REASONS: dict[ResetReason, Promise] = {
    ResetReason.LOST: _("设备丢失或损坏"),
    ResetReason.REPLACED: _("换了设备，旧设备不在手边"),
    ResetReason.MISLAID: _("误删了验证器或通行密钥，恢复码也找不到"),
    ResetReason.STOLEN: _("可能被他人使用"),
}
GIVEN_REASONS: dict[GivenReason, Promise] = {
    GivenReason.FORGOTTEN: _("忘记密码，本站不能发邮件或短信"),
    GivenReason.UNREACHABLE: _("忘记密码，账号里的邮箱或手机号已不能用"),
    GivenReason.STOLEN: _("可能被他人使用"),
}
SET = _("已设置")
NOT_SET = _("未设置")
NO_SECOND_FACTOR = _("这个账号没有启用两步验证，或刚刚已被重设。")
KEYS_GIVEN_BY_YOU = _("您在 7 天内改过这个账号的密码、邮箱或手机号。请由另一位系统管理员重设两步验证。")
FACTOR_RESET_BY_YOU = _("您在 7 天内重设过这个账号的两步验证。密码、邮箱和手机号请由另一位系统管理员修改。")


def say_device(device: Device) -> str:
    """Return what somebody is signed in on, in plain words."""
    names = (SYSTEMS[device.system], BROWSERS.get(device.browser, ""))
    return " · ".join(str(name) for name in names if name)


def say_sessions_ended(count: int) -> str:
    """Return that the other sessions ended."""
    text = ngettext("已退出其他 %(count)d 台设备的登录。", "已退出其他 %(count)d 台设备的登录。", count)
    return text % {"count": count}


def say_factor_reset(*, ended: int, told: bool) -> str:
    """Return that a second factor was reset, and what is left to be done where no mail could tell of it."""
    return _say_reset(gettext("两步验证已重设。"), ended=ended, told=told)


def say_password_given(*, ended: int, told: bool) -> str:
    """Return that a new password was given, and what is left to be done where no mail could tell of it."""
    return _say_reset(gettext("新密码已设置，请当面或电话告诉本人。"), ended=ended, told=told)


def _say_reset(done: str, *, ended: int, told: bool) -> str:
    said = [done]
    said += [gettext("本人的登录已全部退出。")] if ended else []
    said += [gettext("已发邮件告知本人。") if told else gettext("没有发出邮件，请另行告知本人。")]
    return "".join(said)
