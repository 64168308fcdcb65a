"""How columns become fields of forms: texts that grow, plain numbers, days, and what to know of them."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editing.admin.drafts import DraftPermissions
from editing.admin.fields import DraftFields
from roadmap import permissions
from roadmap.wording.tables import UNITS

LONG = ("how", "done_when", "proof", "effect", "what", "terms", "rule", "near_why", "change_note")
HELP = {
    "order": _("在同类中排第几。"),
    "done_when_zh": _("做到什么程度、看什么就能确认做完。"),
    "proof_zh": _("评定人员会要求看的记录、截图、合同或单据。"),
    "effect_zh": _("可以期待的变化；没有可靠依据时不填。"),
    "near_case": _("本行业没有案例时显示，并注明是相近行业的。"),
    "valid_from": _("从这一天起显示；不填为发布后马上显示。"),
    "valid_until": _("最后一天；不填为长期。"),
    "change_note": _("改了什么、为什么改。发布前须填写。"),
    "published": _("年、年-月或年-月-日，知道多少写多少。"),
    "seen": _("在哪里查到的，如网址或报刊。"),
    "other_ruler": _("按五级的智能制造能力成熟度等其他标准衡量时勾选。"),
    "sectors": _("一个都不选，为不限细分行业。"),
    "sizes": _("一个都不选，为不限规模。"),
    "region": _("不选为全国。"),
    "park_zh": _("只限一个园区时填写。"),
    "ownerships": _("一个都不选，为不限所有制。"),
    "tags": _("有其中之一即可；一个都不选，为不限。"),
    "excludes": _("同一笔投入只能享受其中一项的，选在这里。"),
    "checked_on": _("最近一次对照来源核对的日期。"),
    "reached": _("改造后达到的等级；不选为不论等级。"),
    "cap": _("单个企业最多拿多少。"),
    "clause_zh": _("通知的哪一条这样写。"),
    "counts_zh": _("通知认作投入的，如软件、云服务、网关。"),
    "loan_years": _("只用于贷款：贴息几年。比例为每年的百分点。"),
    "url": _("发布机关或可靠媒体的网址；转载、抓取站点不填，写明文号即可。"),
    "cost": _("企业自己付了多少；来源没写就不填。"),
    "self_reported": _("数字来自企业自己时勾选。"),
}


class EntryFields(DraftPermissions, DraftFields):
    """What the page of an entry and the rows on it have in common."""

    units = UNITS

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_view(request.user, self.drafted())

    def text_widget(self, name: str, attrs: dict[str, Any]) -> forms.Widget:
        is_long = name.removesuffix("_zh").removesuffix("_en") in LONG
        return forms.Textarea(attrs={"rows": 3 if is_long else 1, **attrs})

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("help_text", HELP.get(db_field.name, ""))
        if isinstance(db_field, models.DateField):
            kwargs |= {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        return super().formfield_for_dbfield(db_field, request, **kwargs)
