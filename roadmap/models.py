"""The roadmaps as rows. They are written by `load_roadmaps` and read as one `Library` by the selectors.

Scenes are plain codes: they belong to a revision of the standard, not to a row that could be pointed to.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class LibraryVersion(models.Model):
    """One load of the library. The newest row tells processes whether what they hold is still current."""

    digest = models.CharField(_("内容摘要"), max_length=64)
    loaded_at = models.DateTimeField(_("载入时间"))

    class Meta:
        verbose_name = _("路线图版本")
        verbose_name_plural = _("路线图版本")
        get_latest_by = "pk"

    def __str__(self) -> str:
        return self.digest[:12]


class Sector(models.Model):
    """A sector and the digest of all that its roadmap says."""

    code = models.SlugField(_("代码"), max_length=30, unique=True)
    order = models.PositiveSmallIntegerField(_("次序"))
    name_zh = models.CharField(_("名称"), max_length=40)
    name_en = models.CharField(_("英文名称"), max_length=80)
    scope_zh = models.CharField(_("范围"), max_length=200)
    scope_en = models.CharField(_("英文范围"), max_length=300)
    evidence = models.CharField(_("依据标记"), max_length=2)  # of weights and measures; G: our own judgement
    near_case = models.ForeignKey(
        "Case", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("相近案例")
    )
    near_why_zh = models.CharField(_("相近理由"), max_length=200, blank=True)
    near_why_en = models.CharField(_("英文相近理由"), max_length=300, blank=True)
    digest = models.CharField(_("内容摘要"), max_length=64)

    class Meta:
        verbose_name = _("细分行业")
        verbose_name_plural = _("细分行业")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name_zh


class Pain(models.Model):
    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="pains")
    order = models.PositiveSmallIntegerField(_("次序"))
    text_zh = models.CharField(_("痛点"), max_length=200)
    text_en = models.CharField(_("英文痛点"), max_length=300)

    class Meta:
        verbose_name = _("痛点")
        verbose_name_plural = _("痛点")
        ordering = ["sector", "order"]
        constraints = [models.UniqueConstraint(fields=["sector", "order"], name="one_pain_each_place")]

    def __str__(self) -> str:
        return self.text_zh


class PriorityScene(models.Model):
    """How much a scene matters in a sector, from 1 to 5."""

    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="priorities")
    scene = models.CharField(_("场景"), max_length=10)
    weight = models.PositiveSmallIntegerField(
        _("权重"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        verbose_name = _("优先场景")
        verbose_name_plural = _("优先场景")
        ordering = ["sector", "-weight", "scene"]
        constraints = [
            models.UniqueConstraint(fields=["sector", "scene"], name="one_weight_each_scene"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=5), name="weight_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scene}: {self.weight}"


class Stage(models.Model):
    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="stages")
    code = models.SlugField(_("代码"), max_length=20)
    order = models.PositiveSmallIntegerField(_("次序"))
    name_zh = models.CharField(_("名称"), max_length=40)
    name_en = models.CharField(_("英文名称"), max_length=80)
    rule_zh = models.CharField(_("做法"), max_length=200)
    rule_en = models.CharField(_("英文做法"), max_length=300)
    target_level = models.PositiveSmallIntegerField(_("目标等级"))
    scenes = models.JSONField(_("场景"), default=list)  # list of scene codes, in order

    class Meta:
        verbose_name = _("阶段")
        verbose_name_plural = _("阶段")
        ordering = ["sector", "order"]
        constraints = [models.UniqueConstraint(fields=["sector", "code"], name="one_stage_each_code")]

    def __str__(self) -> str:
        return self.name_zh


class Measure(models.Model):
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField(_("次序"))
    scenes = models.JSONField(_("场景"), default=list)  # list of scene codes
    title_zh = models.CharField(_("举措"), max_length=60)
    title_en = models.CharField(_("英文举措"), max_length=120)
    how_zh = models.CharField(_("怎么做"), max_length=300)
    how_en = models.CharField(_("英文怎么做"), max_length=500)
    systems = models.JSONField(_("典型系统"), default=list)  # list of {"zh", "en"}

    class Meta:
        verbose_name = _("举措")
        verbose_name_plural = _("举措")
        ordering = ["stage", "order"]
        constraints = [models.UniqueConstraint(fields=["stage", "order"], name="one_measure_each_place")]

    def __str__(self) -> str:
        return self.title_zh


class Size(models.TextChoices):
    """The size classes that have estimates; large and unknown have none."""

    MICRO = "micro", _("微型")
    SMALL = "small", _("小型")
    MEDIUM = "medium", _("中型")


class Estimate(models.Model):
    """参考估算 of a stage for one size class."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="estimates")
    size = models.CharField(_("规模"), max_length=10, choices=Size.choices)
    cost_low = models.DecimalField(_("投入下限"), max_digits=10, decimal_places=2)  # 万元
    cost_high = models.DecimalField(_("投入上限"), max_digits=10, decimal_places=2)  # 万元
    months_low = models.PositiveSmallIntegerField(_("周期下限"))  # 月
    months_high = models.PositiveSmallIntegerField(_("周期上限"))  # 月

    class Meta:
        verbose_name = _("参考估算")
        verbose_name_plural = _("参考估算")
        ordering = ["stage", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "size"], name="one_estimate_each_size"),
            models.CheckConstraint(
                condition=models.Q(
                    cost_high__gte=models.F("cost_low"), months_high__gte=models.F("months_low")
                ),
                name="estimate_low_to_high",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_size_display()} {self.cost_low}–{self.cost_high}"


class Target(models.Model):
    """A published goal or baseline of the whole industry."""

    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="targets")
    order = models.PositiveSmallIntegerField(_("次序"))
    text_zh = models.CharField(_("目标"), max_length=300)
    text_en = models.CharField(_("英文目标"), max_length=500)
    source_zh = models.CharField(_("来源"), max_length=200)
    source_en = models.CharField(_("英文来源"), max_length=300)
    published = models.CharField(_("发布时间"), max_length=10)  # year, month or day
    seen = models.CharField(_("查阅处"), max_length=200)
    evidence = models.CharField(_("依据标记"), max_length=2)
    other_ruler = models.BooleanField(_("另一把尺"))  # a five-level scale, not our four levels

    class Meta:
        verbose_name = _("行业总体目标")
        verbose_name_plural = _("行业总体目标")
        ordering = ["sector", "order"]
        constraints = [models.UniqueConstraint(fields=["sector", "order"], name="one_target_each_place")]

    def __str__(self) -> str:
        return self.text_zh


class Case(models.Model):
    """A published case of grade A, A- or B."""

    code = models.CharField(_("编号"), max_length=10, unique=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="cases")
    firm_zh = models.CharField(_("企业"), max_length=80)
    firm_en = models.CharField(_("英文企业"), max_length=120)
    region_zh = models.CharField(_("地区"), max_length=40)
    region_en = models.CharField(_("英文地区"), max_length=80)
    is_sme = models.BooleanField(_("中小企业"))
    scenes = models.JSONField(_("场景"), default=list)  # list of scene codes
    what_zh = models.CharField(_("做法"), max_length=300)
    what_en = models.CharField(_("英文做法"), max_length=500)
    effect_zh = models.CharField(_("效果"), max_length=200, blank=True)  # blank: the source gives no figures
    effect_en = models.CharField(_("英文效果"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"))
    source = models.CharField(_("来源"), max_length=200)
    grade = models.CharField(_("级别"), max_length=2)
    self_reported = models.BooleanField(_("企业口述"))
    digest = models.CharField(_("内容摘要"), max_length=64)

    class Meta:
        verbose_name = _("案例")
        verbose_name_plural = _("案例")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.firm_zh}"
