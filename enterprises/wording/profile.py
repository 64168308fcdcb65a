"""What the profile of a firm lacks, and what is wrong with a credit code."""

from django.utils.translation import gettext_lazy as _

from enterprises.domain.credit_code import Kind, Problem

UNKNOWN_REGION = _("没有这个地区代码。请填写省、市或区县的 6 位代码，如 340800。")
NAME_MISSING = _("请填写企业名称。")
DIVISION_MISSING = _("请选择所属行业。")
REGION_MISSING = _("请选择所在地区。")
CITY_MISSING = _("请选择城市。")
UNKNOWN_DIVISION = _("没有这个行业。请重新选择。")
SECTOR_OF_OTHERS = _("这个行业没有该路线图。请重新选择。")
REGION_PREFILLED = _("已按信用代码预填所在地区。请核对，再保存一次。")
UNKNOWN_PROVINCE = _("没有这个省份。请重新选择。")
UNKNOWN_COUNTY = _("请重新选择区县，也可以不选。")
JOIN_THE_VERIFIED = _(
    "这个统一社会信用代码已有一家核验过的企业。请不要另填一份，而是请那家企业的管理员在“成员”页邀请您。"
)
UNUSUAL_PREFIX = _("信用代码以 %(prefix)s 开头，企业通常以 91、92 或 93 开头。请确认没有填错。")

CREDIT_CODE_ERRORS = {
    Kind.EMPTY: _("请填写统一社会信用代码。"),
    Kind.IDENTITY: _("这像是身份证号。没有保存，也不再显示。请填写营业执照上的统一社会信用代码。"),
    Kind.LETTER: _("第 %(place)s 位是 %(letter)s，代码中没有这个字符。请对照营业执照逐位核对。"),
    Kind.LENGTH: _("应为 18 位，现在是 %(length)s 位。"),
    Kind.REGISTRATION_NUMBER: _(
        "这是 15 位，可能是旧的工商注册号。请填写营业执照上 18 位的统一社会信用代码；执照上还没有的，"
        "请先到登记机关换照，或在国家企业信用信息公示系统按企业名称查询。"
    ),
    Kind.ORGANISATION_CODE: _(
        "这是 9 位的组织机构代码，只是统一社会信用代码的一部分（第 9 至 17 位）。请填写营业执照上的 18 位。"
    ),
    Kind.PREFIX: _("第 %(place)s 位是 %(letter)s，这里应为数字。请对照营业执照逐位核对。"),
    Kind.AUTHORITY: _(
        "开头是 %(letter)s，没有这样的统一社会信用代码。企业以 91 开头，个体工商户以 92 开头，"
        "农民专业合作社以 93 开头。请对照营业执照逐位核对。"
    ),
    Kind.CHECK_DIGIT: _(
        "校验位不符，可能有一位输错。请对照营业执照逐位核对。如果执照上就是这样，请在下面勾选后再保存。"
    ),
}
LIKELY_LETTER = _(
    "第 %(place)s 位是 %(letter)s，代码中没有这个字母，可能是 %(likely)s。请对照营业执照逐位核对。"
)


def credit_code_error(problem: Problem) -> str:
    """Return the sentence that tells a person what is wrong with the code."""
    text = LIKELY_LETTER if problem.likely else CREDIT_CODE_ERRORS[problem.kind]
    return str(text) % {
        "place": problem.place,
        "letter": problem.letter,
        "likely": problem.likely,
        "length": problem.length,
    }
