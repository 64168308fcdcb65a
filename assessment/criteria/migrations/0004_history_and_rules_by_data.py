import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from assessment.criteria.freezing import freezes
from assessment.immutability import Thaw

PARTS = (
    "dimension",
    "group",
    "figure",
    "question",
    "option",
    "scenegroup",
    "scene",
    "typicalsystem",
    "scenelevel",
    "threshold",
    "variant",
    "variantscene",
    "variantquestion",
    "term",
    "notapplicablereason",
)
REVISION = (
    "id",
    "standard_id",
    "number",
    "name_zh",
    "name_en",
    "scene_dimension_zh",
    "scene_dimension_en",
    "document_number",
    "document_issuer",
    "document_issued",
    "document_url",
    "rule_kind",
    "below_zh",
    "below_en",
    "rule_source_zh",
    "rule_source_en",
    "digest",
    "created_by_id",
    "created_at",
    "published_by_id",
    "published_at",
    "based_on_id",
    "change_note",
    "erratum_source",
    "same_person",
)


class Migration(migrations.Migration):
    """Keep who changed what; let scenes have weights and levels ask for their mean."""

    dependencies = [
        ("criteria", "0003_revision_life_cycle"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(Thaw(freeze) for freeze in freezes(PARTS, REVISION)),
        migrations.AddField(
            model_name="scene",
            name="weight",
            field=models.DecimalField(
                blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="权重（%）"
            ),
        ),
        migrations.AddField(
            model_name="threshold",
            name="min_mean",
            field=models.DecimalField(
                blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="最低场景加权平均等级"
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="rule_kind",
            field=models.CharField(
                choices=[
                    ("lower_of_both", "得分与场景两方面取低"),
                    ("points", "只看得分"),
                    ("weighted_scenes", "场景等级加权平均"),
                ],
                max_length=20,
                verbose_name="定级方法",
            ),
        ),
        migrations.AlterField(
            model_name="scene",
            name="constrained",
            field=models.BooleanField(default=False, verbose_name="约束性场景"),
        ),
        migrations.CreateModel(
            name="HistoricalDimension",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("weight", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="权重（%）")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 维度",
                "verbose_name_plural": "historical 维度",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFigure",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("label_zh", models.TextField(verbose_name="名称")),
                ("label_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("unit_zh", models.TextField(verbose_name="单位")),
                ("unit_en", models.TextField(blank=True, verbose_name="单位（英文）")),
                ("whole", models.BooleanField(default=False, verbose_name="只填整数")),
                ("note_zh", models.TextField(blank=True, verbose_name="说明")),
                ("note_en", models.TextField(blank=True, verbose_name="说明（英文）")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 填报数值",
                "verbose_name_plural": "historical 填报数值",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGroup",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("weight", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="权重（%）")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "dimension",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.dimension",
                        verbose_name="维度",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 指标组",
                "verbose_name_plural": "historical 指标组",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNotApplicableReason",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 不涉及的原因",
                "verbose_name_plural": "historical 不涉及的原因",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOption",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("key", models.CharField(max_length=40, verbose_name="选项")),
                ("weight", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="权重（%）")),
                ("text_zh", models.TextField(verbose_name="内容")),
                ("text_en", models.TextField(blank=True, verbose_name="内容（英文）")),
                ("note_zh", models.TextField(blank=True, verbose_name="说明")),
                ("note_en", models.TextField(blank=True, verbose_name="说明（英文）")),
                ("excludes", models.BooleanField(default=False, verbose_name="与其他选项互斥")),
                (
                    "range_low",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="区间下限（%）"
                    ),
                ),
                (
                    "range_high",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="区间上限（%）"
                    ),
                ),
                ("range_low_closed", models.BooleanField(default=False, verbose_name="含下限")),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[("up", "增加"), ("equal", "持平"), ("down", "减少")],
                        max_length=10,
                        verbose_name="变化方向",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.question",
                        verbose_name="题目",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 选项",
                "verbose_name_plural": "historical 选项",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuestion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("number", models.PositiveSmallIntegerField(verbose_name="题号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "单选"),
                            ("multi", "多选"),
                            ("ratio", "占比"),
                            ("change", "变化"),
                        ],
                        max_length=10,
                        verbose_name="题型",
                    ),
                ),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("title_zh", models.TextField(verbose_name="题目")),
                ("title_en", models.TextField(blank=True, verbose_name="题目（英文）")),
                ("weight", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="权重（%）")),
                ("help_zh", models.TextField(blank=True, verbose_name="填写提示")),
                ("help_en", models.TextField(blank=True, verbose_name="填写提示（英文）")),
                ("note_zh", models.TextField(blank=True, verbose_name="说明")),
                ("note_en", models.TextField(blank=True, verbose_name="说明（英文）")),
                ("evidence_zh", models.TextField(blank=True, verbose_name="佐证材料")),
                ("evidence_en", models.TextField(blank=True, verbose_name="佐证材料（英文）")),
                ("formula_text_zh", models.TextField(blank=True, verbose_name="公式")),
                ("formula_text_en", models.TextField(blank=True, verbose_name="公式（英文）")),
                ("decides", models.BooleanField(default=True, verbose_name="由数值决定选项")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.group",
                        verbose_name="指标组",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.figure",
                        verbose_name="分子",
                    ),
                ),
                (
                    "part_before",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.figure",
                        verbose_name="前期分子",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
                (
                    "whole",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.figure",
                        verbose_name="分母",
                    ),
                ),
                (
                    "whole_before",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.figure",
                        verbose_name="前期分母",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 题目",
                "verbose_name_plural": "historical 题目",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRevision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("number", models.PositiveIntegerField(verbose_name="修订号")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("scene_dimension_zh", models.TextField(verbose_name="按场景评定的维度")),
                ("scene_dimension_en", models.TextField(blank=True, verbose_name="按场景评定的维度（英文）")),
                ("document_number", models.TextField(blank=True, verbose_name="文号")),
                ("document_issuer", models.TextField(blank=True, verbose_name="发布机关")),
                ("document_issued", models.DateField(blank=True, null=True, verbose_name="成文日期")),
                ("document_url", models.TextField(blank=True, verbose_name="官方文件")),
                (
                    "rule_kind",
                    models.CharField(
                        choices=[
                            ("lower_of_both", "得分与场景两方面取低"),
                            ("points", "只看得分"),
                            ("weighted_scenes", "场景等级加权平均"),
                        ],
                        max_length=20,
                        verbose_name="定级方法",
                    ),
                ),
                ("below_zh", models.TextField(verbose_name="未达一级时的名称")),
                ("below_en", models.TextField(blank=True, verbose_name="未达一级时的名称（英文）")),
                ("rule_source_zh", models.TextField(blank=True, verbose_name="定级规则的依据")),
                ("rule_source_en", models.TextField(blank=True, verbose_name="定级规则的依据（英文）")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="摘要")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("erratum_source", models.TextField(blank=True, verbose_name="勘误依据")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="依据修订",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立人",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.standard",
                        verbose_name="评测指标",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 修订",
                "verbose_name_plural": "historical 修订",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScene",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("constrained", models.BooleanField(default=False, verbose_name="约束性场景")),
                (
                    "weight",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="权重（%）"
                    ),
                ),
                ("note_zh", models.TextField(blank=True, verbose_name="说明")),
                ("note_en", models.TextField(blank=True, verbose_name="说明（英文）")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.scenegroup",
                        verbose_name="场景组",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 场景",
                "verbose_name_plural": "historical 场景",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSceneGroup",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 场景组",
                "verbose_name_plural": "historical 场景组",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSceneLevel",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("text_zh", models.TextField(verbose_name="内容")),
                ("text_en", models.TextField(blank=True, verbose_name="内容（英文）")),
                ("any_of", models.BooleanField(default=False, verbose_name="满足其一即可")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.scene",
                        verbose_name="场景",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 场景等级",
                "verbose_name_plural": "historical 场景等级",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTerm",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("word_zh", models.TextField(verbose_name="术语")),
                ("word_en", models.TextField(blank=True, verbose_name="术语（英文）")),
                ("explanation_zh", models.TextField(verbose_name="解释")),
                ("explanation_en", models.TextField(blank=True, verbose_name="解释（英文）")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 术语",
                "verbose_name_plural": "historical 术语",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalThreshold",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                (
                    "min_points",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="最低得分"
                    ),
                ),
                (
                    "min_scenes",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最少场景数"),
                ),
                (
                    "min_constrained",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="其中约束性场景"),
                ),
                (
                    "min_mean",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=12,
                        null=True,
                        verbose_name="最低场景加权平均等级",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 等级门槛",
                "verbose_name_plural": "historical 等级门槛",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTypicalSystem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("name", models.TextField(verbose_name="名称")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.scene",
                        verbose_name="场景",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 常见系统",
                "verbose_name_plural": "historical 常见系统",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVariant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("source_zh", models.TextField(verbose_name="依据")),
                ("source_en", models.TextField(blank=True, verbose_name="依据（英文）")),
                ("other_constrained", models.BooleanField(default=False, verbose_name="另有约束性场景清单")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 存疑读法",
                "verbose_name_plural": "historical 存疑读法",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVariantQuestion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.question",
                        verbose_name="题目",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.variant",
                        verbose_name="存疑读法",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 存疑读法的均分题目",
                "verbose_name_plural": "historical 存疑读法的均分题目",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVariantScene",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
                (
                    "scene",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.scene",
                        verbose_name="场景",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.variant",
                        verbose_name="存疑读法",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 存疑读法的约束性场景",
                "verbose_name_plural": "historical 存疑读法的约束性场景",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVerification",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="核对日期")),
                ("verified_by", models.TextField(blank=True, verbose_name="核对人")),
                ("source", models.TextField(blank=True, verbose_name="核对依据")),
                ("official_digest", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="criteria.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 核对",
                "verbose_name_plural": "historical 核对",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        *freezes(PARTS, REVISION),
    ]
