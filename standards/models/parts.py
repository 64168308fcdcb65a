"""The standard as rows: a draft can be changed, a published revision is frozen by triggers (`freezing.py`).

Every part carries its revision, so that one condition guards all tables and codes are unique per revision.
Our own wording stands in columns `…_zh` and `…_en`. What is learned after publication lives in tables of its
own: the official wording and the verification, which stay writable, and a defect with its correction.
Who changed what and when is kept by django-simple-history, beside each table.
"""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editing.models.choices import choices_of
from standards.domain.standard import Change, QuestionKind
from standards.models.revision import Revision

KINDS = {
    QuestionKind.SINGLE: _("单选"),
    QuestionKind.MULTI: _("多选"),
    QuestionKind.RATIO: _("占比"),
    QuestionKind.CHANGE: _("变化"),
}


CHANGES = {Change.UP: _("增加"), Change.EQUAL: _("持平"), Change.DOWN: _("减少")}


def _weight() -> models.DecimalField:
    return models.DecimalField(_("权重（%）"), max_digits=12, decimal_places=6)


class Part(models.Model):
    """A row that belongs to a revision and is frozen with it."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+", verbose_name=_("修订"))
    position = models.PositiveSmallIntegerField(_("次序"))
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True


class Dimension(Part):
    """A dimension that is scored."""

    code = models.CharField(_("代码"), max_length=40)
    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)
    weight = _weight()

    class Meta:
        verbose_name = _("维度")
        verbose_name_plural = _("维度")
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="dimension_code_once"),
            UniqueConstraint(fields=["revision", "position"], name="dimension_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class Group(Part):
    """A group of questions."""

    dimension = models.ForeignKey(
        Dimension, on_delete=models.CASCADE, related_name="groups", verbose_name=_("维度")
    )
    code = models.CharField(_("代码"), max_length=40)
    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)
    weight = _weight()

    class Meta:
        verbose_name = _("指标组")
        verbose_name_plural = _("指标组")
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="group_code_once"),
            UniqueConstraint(fields=["dimension", "position"], name="group_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class Figure(Part):
    """A number that a firm states once, used by one or more questions."""

    code = models.CharField(_("代码"), max_length=40)
    label_zh = models.TextField(_("名称"))
    label_en = models.TextField(_("名称（英文）"), blank=True)
    unit_zh = models.TextField(_("单位"))
    unit_en = models.TextField(_("单位（英文）"), blank=True)
    whole = models.BooleanField(_("只填整数"), default=False)
    note_zh = models.TextField(_("说明"), blank=True)
    note_en = models.TextField(_("说明（英文）"), blank=True)

    class Meta:
        verbose_name = _("填报数值")
        verbose_name_plural = _("填报数值")
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="figure_code_once"),
            UniqueConstraint(fields=["revision", "position"], name="figure_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label_zh}"


class Question(Part):
    """A question that gives points. The figures of its formula answer it, or only check it (`decides`)."""

    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, related_name="questions", verbose_name=_("指标组")
    )
    code = models.CharField(_("代码"), max_length=40)
    number = models.PositiveSmallIntegerField(_("题号"))
    kind = models.CharField(_("题型"), max_length=10, choices=choices_of(KINDS))
    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)
    title_zh = models.TextField(_("题目"))
    title_en = models.TextField(_("题目（英文）"), blank=True)
    weight = _weight()
    help_zh = models.TextField(_("填写提示"), blank=True)
    help_en = models.TextField(_("填写提示（英文）"), blank=True)
    note_zh = models.TextField(_("说明"), blank=True)
    note_en = models.TextField(_("说明（英文）"), blank=True)
    evidence_zh = models.TextField(_("佐证材料"), blank=True)
    evidence_en = models.TextField(_("佐证材料（英文）"), blank=True)
    formula_text_zh = models.TextField(_("公式"), blank=True)
    formula_text_en = models.TextField(_("公式（英文）"), blank=True)
    part = models.ForeignKey(
        Figure, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("分子")
    )
    whole = models.ForeignKey(
        Figure, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("分母")
    )
    part_before = models.ForeignKey(
        Figure, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("前期分子")
    )
    whole_before = models.ForeignKey(
        Figure, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("前期分母")
    )
    decides = models.BooleanField(_("由数值决定选项"), default=True)

    class Meta:
        verbose_name = _("题目")
        verbose_name_plural = _("题目")
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="question_code_once"),
            UniqueConstraint(fields=["revision", "number"], name="question_number_once"),
            UniqueConstraint(fields=["group", "position"], name="question_position_once"),
            CheckConstraint(
                condition=Q(kind__in=["ratio", "change"], part__isnull=False)
                | Q(kind__in=["single", "multi"], part=None, whole=None)
                & Q(part_before=None, whole_before=None),
                name="question_figures_fit_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class Option(Part):
    """An option with its share of the question's points."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="options", verbose_name=_("题目")
    )
    key = models.CharField(_("选项"), max_length=40)
    weight = _weight()
    text_zh = models.TextField(_("内容"))
    text_en = models.TextField(_("内容（英文）"), blank=True)
    note_zh = models.TextField(_("说明"), blank=True)
    note_en = models.TextField(_("说明（英文）"), blank=True)
    excludes = models.BooleanField(_("与其他选项互斥"), default=False)
    range_low = models.DecimalField(
        _("区间下限（%）"), max_digits=12, decimal_places=6, null=True, blank=True
    )
    range_high = models.DecimalField(
        _("区间上限（%）"), max_digits=12, decimal_places=6, null=True, blank=True
    )
    range_low_closed = models.BooleanField(_("含下限"), default=False)
    change = models.CharField(_("变化方向"), max_length=10, choices=choices_of(CHANGES), blank=True)

    class Meta:
        verbose_name = _("选项")
        verbose_name_plural = _("选项")
        constraints = [
            UniqueConstraint(fields=["question", "key"], name="option_key_once"),
            UniqueConstraint(fields=["question", "position"], name="option_position_once"),
            CheckConstraint(condition=Q(weight__gte=0, weight__lte=100), name="option_weight_percent"),
            CheckConstraint(
                condition=Q(range_low=None, range_high=None, range_low_closed=False)
                | Q(range_low__isnull=False, range_high__isnull=False),
                name="option_range_has_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.text_zh}"


class SceneGroup(Part):
    """A group of scenes."""

    code = models.CharField(_("代码"), max_length=40)
    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)

    class Meta:
        verbose_name = _("场景组")
        verbose_name_plural = _("场景组")
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="scene_group_code_once"),
            UniqueConstraint(fields=["revision", "position"], name="scene_group_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class Scene(Part):
    """A scene that is rated by level and gives no points."""

    group = models.ForeignKey(
        SceneGroup, on_delete=models.CASCADE, related_name="scenes", verbose_name=_("场景组")
    )
    code = models.CharField(_("代码"), max_length=40)
    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)
    constrained = models.BooleanField(_("约束性场景"), default=False)
    # Percent of all scenes; only where the rule weights them.
    weight = models.DecimalField(_("权重（%）"), max_digits=12, decimal_places=6, null=True, blank=True)
    note_zh = models.TextField(_("说明"), blank=True)
    note_en = models.TextField(_("说明（英文）"), blank=True)

    class Meta:
        verbose_name = _("场景")
        verbose_name_plural = _("场景")
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="scene_code_once"),
            UniqueConstraint(fields=["group", "position"], name="scene_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class TypicalSystem(Part):
    """A kind of system typical for a scene; an example, not part of the standard."""

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="systems", verbose_name=_("场景"))
    name = models.TextField(_("名称"))

    class Meta:
        verbose_name = _("常见系统")
        verbose_name_plural = _("常见系统")
        constraints = [UniqueConstraint(fields=["scene", "position"], name="typical_system_position_once")]

    def __str__(self) -> str:
        return self.name


class SceneLevel(Part):
    """What a scene is like at a level; its position is the level."""

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="levels", verbose_name=_("场景"))
    text_zh = models.TextField(_("内容"))
    text_en = models.TextField(_("内容（英文）"), blank=True)
    any_of = models.BooleanField(_("满足其一即可"), default=False)

    class Meta:
        verbose_name = _("场景等级")
        verbose_name_plural = _("场景等级")
        constraints = [
            UniqueConstraint(fields=["scene", "position"], name="scene_level_once"),
            CheckConstraint(condition=Q(position__gte=1), name="scene_level_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.text_zh}"


class Threshold(Part):
    """What a level asks for; its position is the level. Empty: the rule does not ask."""

    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)
    min_points = models.DecimalField(_("最低得分"), max_digits=12, decimal_places=6, null=True, blank=True)
    min_scenes = models.PositiveSmallIntegerField(_("最少场景数"), null=True, blank=True)
    min_constrained = models.PositiveSmallIntegerField(_("其中约束性场景"), null=True, blank=True)
    min_mean = models.DecimalField(
        _("最低场景加权平均等级"), max_digits=12, decimal_places=6, null=True, blank=True
    )

    class Meta:
        verbose_name = _("等级门槛")
        verbose_name_plural = _("等级门槛")
        constraints = [
            UniqueConstraint(fields=["revision", "position"], name="threshold_level_once"),
            CheckConstraint(condition=Q(position__gte=1), name="threshold_level_from_one"),
        ]

    def __str__(self) -> str:
        return self.name_zh


class Variant(Part):
    """A known doubt: the standard read another way."""

    code = models.CharField(_("代码"), max_length=40)
    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)
    source_zh = models.TextField(_("依据"))
    source_en = models.TextField(_("依据（英文）"), blank=True)
    other_constrained = models.BooleanField(_("另有约束性场景清单"), default=False)

    class Meta:
        verbose_name = _("存疑读法")
        verbose_name_plural = _("存疑读法")
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="variant_code_once"),
            UniqueConstraint(fields=["revision", "position"], name="variant_position_once"),
        ]

    def __str__(self) -> str:
        return self.name_zh


class VariantScene(Part):
    """A scene that is constrained in the variant's reading."""

    variant = models.ForeignKey(
        Variant, on_delete=models.CASCADE, related_name="scenes", verbose_name=_("存疑读法")
    )
    scene = models.ForeignKey(Scene, on_delete=models.RESTRICT, related_name="+", verbose_name=_("场景"))

    class Meta:
        verbose_name = _("存疑读法的约束性场景")
        verbose_name_plural = _("存疑读法的约束性场景")
        constraints = [UniqueConstraint(fields=["variant", "scene"], name="variant_scene_once")]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.scene_id}"


class VariantQuestion(Part):
    """A question whose scoring options share equally in the variant's reading."""

    variant = models.ForeignKey(
        Variant, on_delete=models.CASCADE, related_name="questions", verbose_name=_("存疑读法")
    )
    question = models.ForeignKey(
        Question, on_delete=models.RESTRICT, related_name="+", verbose_name=_("题目")
    )

    class Meta:
        verbose_name = _("存疑读法的均分题目")
        verbose_name_plural = _("存疑读法的均分题目")
        constraints = [UniqueConstraint(fields=["variant", "question"], name="variant_question_once")]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.question_id}"


class Term(Part):
    """A word explained in one sentence."""

    word_zh = models.TextField(_("术语"))
    word_en = models.TextField(_("术语（英文）"), blank=True)
    explanation_zh = models.TextField(_("解释"))
    explanation_en = models.TextField(_("解释（英文）"), blank=True)

    class Meta:
        verbose_name = _("术语")
        verbose_name_plural = _("术语")
        constraints = [
            UniqueConstraint(fields=["revision", "word_zh"], name="term_word_once"),
            UniqueConstraint(fields=["revision", "position"], name="term_position_once"),
        ]

    def __str__(self) -> str:
        return self.word_zh


class NotApplicableReason(Part):
    """A reason that may be given for 不涉及."""

    code = models.CharField(_("代码"), max_length=40)
    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)

    class Meta:
        verbose_name = _("不涉及的原因")
        verbose_name_plural = _("不涉及的原因")
        constraints = [
            UniqueConstraint(fields=["revision", "code"], name="reason_code_once"),
            UniqueConstraint(fields=["revision", "position"], name="reason_position_once"),
        ]

    def __str__(self) -> str:
        return self.name_zh
