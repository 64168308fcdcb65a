"""What stands beside a firm's name wherever its result is shown to others."""

from django.utils.translation import gettext as _

from assessment.models import SnapshotKind
from enterprises.models import VerifiedBy
from standards.domain.standard import Origin, Standard


def marks(standard: Standard, *, kind: str, demo: bool, verified: bool, domain: str = "") -> tuple[str, ...]:
    """Return what a reader must know first: whether firm, standard and rating are what they look like.

    `domain`: at which the firm reads mail, where that alone was shown.
    """
    found: list[str] = []
    if demo:
        found.append(_("演示企业，数据为虚构"))
    if standard.origin is Origin.DEMONSTRATION:
        found.append(_("演示指标，结果没有实际意义"))
    if standard.origin is Origin.LOCAL:
        found.append(_("本地评测指标，非国家公布"))
    if not verified and domain:
        found.append(_("仅核验了企业邮箱域名 %(domain)s，未对照执照") % {"domain": domain})
    elif not verified:
        found.append(_("企业身份未经核验"))
    if kind == SnapshotKind.SELF:
        found.append(_("企业自评，未经现场评定"))
    return tuple(found)


def verified_mark(how: str) -> str:
    """Say that name and code were compared with the licence, or that a register vouches for them."""
    if how == VerifiedBy.REGISTER:
        return _("企业身份已核验（登记信息）")
    return _("企业身份已核验（营业执照）")
