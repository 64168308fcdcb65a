"""What a mail says of what waits for somebody."""

from django.utils.translation import gettext_lazy as _

ASKED = _("%(firm)s：%(who)s 请您确认“%(item)s”：%(text)s")
GIVEN = _("%(firm)s：“%(section)s”交给您填写，约 %(minutes)s 分钟")
GIVEN_ANSWERED = _("%(firm)s：“%(section)s”交给您填写")
RETURNED = _("%(firm)s：%(who)s 退回了“%(section)s”：%(text)s")
WANTS_TO_JOIN = _("%(firm)s：%(who)s 申请成为成员，请同意或拒绝：%(url)s")
