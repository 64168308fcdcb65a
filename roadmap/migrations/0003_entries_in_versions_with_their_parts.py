import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Entries and their parts, each with the history of its changes."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("roadmap", "0002_drop_tables_rewritten_by_each_load"),
    ]

    operations = [
        migrations.CreateModel(
            name="LibraryVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "路线图版本",
                "verbose_name_plural": "路线图版本",
                "get_latest_by": "pk",
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("sector", models.CharField(max_length=40, verbose_name="细分行业")),
                ("firm_zh", models.TextField(verbose_name="企业")),
                ("firm_en", models.TextField(blank=True, verbose_name="企业（英文）")),
                ("region_zh", models.TextField(verbose_name="地区")),
                ("region_en", models.TextField(blank=True, verbose_name="地区（英文）")),
                ("is_sme", models.BooleanField(default=False, verbose_name="中小企业")),
                ("what_zh", models.TextField(verbose_name="做法")),
                ("what_en", models.TextField(blank=True, verbose_name="做法（英文）")),
                ("effect_zh", models.TextField(blank=True, verbose_name="效果")),
                ("effect_en", models.TextField(blank=True, verbose_name="效果（英文）")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("source", models.TextField(verbose_name="来源")),
                (
                    "grade",
                    models.CharField(
                        choices=[("A", "A"), ("A-", "A-"), ("B", "B")], max_length=2, verbose_name="级别"
                    ),
                ),
                ("self_reported", models.BooleanField(default=False, verbose_name="企业口述")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立人",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                    ),
                ),
            ],
            options={
                "verbose_name": "案例",
                "verbose_name_plural": "案例",
                "ordering": ["code", "-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="case_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("code",), name="case_one_draft"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("code",),
                        name="case_one_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="case_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("digest", ""),
                                ("published_at", None),
                                ("published_by", None),
                                ("state", "draft"),
                            ),
                            models.Q(
                                models.Q(("digest", ""), _negated=True),
                                models.Q(("state", "draft"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="case_published_with_time_and_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", False), ("state", "retired")),
                            models.Q(
                                models.Q(("state", "retired"), _negated=True),
                                ("retired_at", None),
                                ("retired_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="case_retired_with_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseScene",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenes",
                        to="roadmap.case",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "案例场景",
                "verbose_name_plural": "案例场景",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("entry", "scene"), name="case_scene_once")],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="细分行业")),
                ("stage", models.CharField(max_length=40, verbose_name="阶段")),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("title_zh", models.TextField(verbose_name="举措")),
                ("title_en", models.TextField(blank=True, verbose_name="举措（英文）")),
                ("how_zh", models.TextField(verbose_name="怎么做")),
                ("how_en", models.TextField(blank=True, verbose_name="怎么做（英文）")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("source_zh", models.TextField(blank=True, verbose_name="来源")),
                ("source_en", models.TextField(blank=True, verbose_name="来源（英文）")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立人",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                    ),
                ),
            ],
            options={
                "verbose_name": "举措",
                "verbose_name_plural": "举措",
                "ordering": ["code", "-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="measure_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("code",), name="measure_one_draft"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("code",),
                        name="measure_one_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="measure_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("digest", ""),
                                ("published_at", None),
                                ("published_by", None),
                                ("state", "draft"),
                            ),
                            models.Q(
                                models.Q(("digest", ""), _negated=True),
                                models.Q(("state", "draft"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="measure_published_with_time_and_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", False), ("state", "retired")),
                            models.Q(
                                models.Q(("state", "retired"), _negated=True),
                                ("retired_at", None),
                                ("retired_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="measure_retired_with_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "size",
                    models.CharField(
                        choices=[("micro", "微型"), ("small", "小型"), ("medium", "中型")],
                        max_length=10,
                        verbose_name="规模",
                    ),
                ),
                (
                    "cost_low",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="投入下限（万元）"),
                ),
                (
                    "cost_high",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="投入上限（万元）"),
                ),
                ("months_low", models.PositiveSmallIntegerField(verbose_name="周期下限（月）")),
                ("months_high", models.PositiveSmallIntegerField(verbose_name="周期上限（月）")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="costs",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "举措的参考估算",
                "verbose_name_plural": "举措的参考估算",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "size"), name="measure_size_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cost_high__gte", models.F("cost_low")),
                            ("months_high__gte", models.F("months_low")),
                        ),
                        name="measurecost_low_to_high",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("question", models.CharField(max_length=40, verbose_name="题目")),
                ("option", models.CharField(max_length=40, verbose_name="选项")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "可选的选项",
                "verbose_name_plural": "可选的选项",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "question", "option"), name="measure_option_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
                ("from_level", models.PositiveSmallIntegerField(verbose_name="起始等级")),
                ("to_level", models.PositiveSmallIntegerField(verbose_name="达到等级")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "提升的场景",
                "verbose_name_plural": "提升的场景",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "scene"), name="measure_scene_once"),
                    models.CheckConstraint(
                        condition=models.Q(("to_level__gt", models.F("from_level"))),
                        name="measure_step_rises",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureSystem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="典型系统")),
                ("name_en", models.TextField(blank=True, verbose_name="典型系统（英文）")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="systems",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "典型系统",
                "verbose_name_plural": "典型系统",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Prerequisite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("measure", models.CharField(max_length=40, verbose_name="前置举措")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prerequisites",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "前置举措",
                "verbose_name_plural": "前置举措",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "measure"), name="prerequisite_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Sector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("scope_zh", models.TextField(verbose_name="范围")),
                ("scope_en", models.TextField(blank=True, verbose_name="范围（英文）")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("near_case", models.CharField(blank=True, max_length=40, verbose_name="相近案例")),
                ("near_why_zh", models.TextField(blank=True, verbose_name="相近理由")),
                ("near_why_en", models.TextField(blank=True, verbose_name="相近理由（英文）")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立人",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                    ),
                ),
            ],
            options={
                "verbose_name": "细分行业",
                "verbose_name_plural": "细分行业",
                "ordering": ["code", "-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="sector_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("code",), name="sector_one_draft"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("code",),
                        name="sector_one_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="sector_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("digest", ""),
                                ("published_at", None),
                                ("published_by", None),
                                ("state", "draft"),
                            ),
                            models.Q(
                                models.Q(("digest", ""), _negated=True),
                                models.Q(("state", "draft"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sector_published_with_time_and_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", False), ("state", "retired")),
                            models.Q(
                                models.Q(("state", "retired"), _negated=True),
                                ("retired_at", None),
                                ("retired_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="sector_retired_with_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityScene",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="权重",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "优先场景",
                "verbose_name_plural": "优先场景",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "scene"), name="one_weight_each_scene"),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1), ("weight__lte", 5)), name="weight_from_1_to_5"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("text_zh", models.TextField(verbose_name="痛点")),
                ("text_en", models.TextField(blank=True, verbose_name="痛点（英文）")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pains",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "痛点",
                "verbose_name_plural": "痛点",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SectorDivision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("division", models.CharField(max_length=4, verbose_name="国民经济行业大类")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="排位（1 为默认）",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="divisions",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "对应行业大类",
                "verbose_name_plural": "对应行业大类",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "division"), name="sector_division_once"),
                    models.CheckConstraint(
                        condition=models.Q(("rank__gte", 1)), name="division_rank_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Solution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("provider_zh", models.TextField(verbose_name="服务商")),
                ("provider_en", models.TextField(blank=True, verbose_name="服务商（英文）")),
                ("what_zh", models.TextField(verbose_name="能做什么")),
                ("what_en", models.TextField(blank=True, verbose_name="能做什么（英文）")),
                (
                    "deployment",
                    models.CharField(
                        choices=[
                            ("cloud", "云上使用"),
                            ("on_premises", "本地部署"),
                            ("hybrid", "云上与本地结合"),
                        ],
                        max_length=20,
                        verbose_name="部署方式",
                    ),
                ),
                (
                    "price_model",
                    models.CharField(
                        choices=[
                            ("subscription", "按期订阅"),
                            ("licence", "一次性买断"),
                            ("usage", "按用量计费"),
                            ("project", "按项目报价"),
                            ("free", "免费"),
                        ],
                        max_length=20,
                        verbose_name="计价方式",
                    ),
                ),
                ("price_zh", models.TextField(blank=True, verbose_name="价格说明")),
                ("price_en", models.TextField(blank=True, verbose_name="价格说明（英文）")),
                ("contact", models.TextField(verbose_name="联系方式")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("source", models.TextField(verbose_name="来源")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立人",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                    ),
                ),
            ],
            options={
                "verbose_name": "解决方案",
                "verbose_name_plural": "解决方案",
                "ordering": ["code", "-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="solution_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")), fields=("code",), name="solution_one_draft"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("code",),
                        name="solution_one_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="solution_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("digest", ""),
                                ("published_at", None),
                                ("published_by", None),
                                ("state", "draft"),
                            ),
                            models.Q(
                                models.Q(("digest", ""), _negated=True),
                                models.Q(("state", "draft"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="solution_published_with_time_and_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", False), ("state", "retired")),
                            models.Q(
                                models.Q(("state", "retired"), _negated=True),
                                ("retired_at", None),
                                ("retired_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="solution_retired_with_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SolutionScene",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenes",
                        to="roadmap.solution",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "适用场景",
                "verbose_name_plural": "适用场景",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "scene"), name="solution_scene_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("rule_zh", models.TextField(verbose_name="做法")),
                ("rule_en", models.TextField(blank=True, verbose_name="做法（英文）")),
                ("target_level", models.PositiveSmallIntegerField(verbose_name="目标等级")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "阶段",
                "verbose_name_plural": "阶段",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "code"), name="one_stage_each_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="StageEstimate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "size",
                    models.CharField(
                        choices=[("micro", "微型"), ("small", "小型"), ("medium", "中型")],
                        max_length=10,
                        verbose_name="规模",
                    ),
                ),
                (
                    "cost_low",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="投入下限（万元）"),
                ),
                (
                    "cost_high",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="投入上限（万元）"),
                ),
                ("months_low", models.PositiveSmallIntegerField(verbose_name="周期下限（月）")),
                ("months_high", models.PositiveSmallIntegerField(verbose_name="周期上限（月）")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stage_estimates",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="estimates",
                        to="roadmap.stage",
                        verbose_name="阶段",
                    ),
                ),
            ],
            options={
                "verbose_name": "阶段的参考估算",
                "verbose_name_plural": "阶段的参考估算",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("stage", "size"), name="stage_size_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cost_high__gte", models.F("cost_low")),
                            ("months_high__gte", models.F("months_low")),
                        ),
                        name="stageestimate_low_to_high",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageScene",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stage_scenes",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenes",
                        to="roadmap.stage",
                        verbose_name="阶段",
                    ),
                ),
            ],
            options={
                "verbose_name": "阶段场景",
                "verbose_name_plural": "阶段场景",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("stage", "scene"), name="stage_scene_once")],
            },
        ),
        migrations.CreateModel(
            name="SupportMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("subsidy", "补助"),
                            ("loan", "贷款"),
                            ("voucher", "服务券"),
                            ("training", "培训"),
                        ],
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("issuer_zh", models.TextField(verbose_name="发布机关")),
                ("issuer_en", models.TextField(blank=True, verbose_name="发布机关（英文）")),
                ("region", models.CharField(blank=True, max_length=6, verbose_name="地区代码")),
                ("terms_zh", models.TextField(verbose_name="内容")),
                ("terms_en", models.TextField(blank=True, verbose_name="内容（英文）")),
                (
                    "level_before_low",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="改造前等级不低于"),
                ),
                (
                    "level_before_high",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="改造前等级不高于"),
                ),
                (
                    "level_after_low",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="改造后等级不低于"),
                ),
                ("contract_from", models.DateField(blank=True, null=True, verbose_name="合同签订起")),
                ("contract_until", models.DateField(blank=True, null=True, verbose_name="合同签订止")),
                ("payment_from", models.DateField(blank=True, null=True, verbose_name="付款起")),
                ("payment_until", models.DateField(blank=True, null=True, verbose_name="付款止")),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="申报截止")),
                (
                    "percent_low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="补助比例下限（%）",
                    ),
                ),
                (
                    "percent_high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="补助比例上限（%）",
                    ),
                ),
                (
                    "amount_low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="单企最高金额下限（万元）",
                    ),
                ),
                (
                    "amount_high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="单企最高金额上限（万元）",
                    ),
                ),
                ("excludes_other_funding", models.BooleanField(default=False, verbose_name="不得重复享受")),
                ("quota_used_up", models.BooleanField(default=False, verbose_name="名额已用完")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("source_zh", models.TextField(verbose_name="来源")),
                ("source_en", models.TextField(blank=True, verbose_name="来源（英文）")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立人",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                (
                    "retired_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="停用人",
                    ),
                ),
            ],
            options={
                "verbose_name": "支持政策",
                "verbose_name_plural": "支持政策",
                "ordering": ["code", "-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("code", "version"), name="supportmeasure_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("code",),
                        name="supportmeasure_one_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("code",),
                        name="supportmeasure_one_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="supportmeasure_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("digest", ""),
                                ("published_at", None),
                                ("published_by", None),
                                ("state", "draft"),
                            ),
                            models.Q(
                                models.Q(("digest", ""), _negated=True),
                                models.Q(("state", "draft"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="supportmeasure_published_with_time_and_digest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", False), ("state", "retired")),
                            models.Q(
                                models.Q(("state", "retired"), _negated=True),
                                ("retired_at", None),
                                ("retired_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="supportmeasure_retired_with_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportProgramme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="入选名单")),
                ("name_en", models.TextField(blank=True, verbose_name="入选名单（英文）")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programmes",
                        to="roadmap.supportmeasure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "入选名单",
                "verbose_name_plural": "入选名单",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportSector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("sector", models.CharField(max_length=40, verbose_name="细分行业")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sectors",
                        to="roadmap.supportmeasure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "适用细分行业",
                "verbose_name_plural": "适用细分行业",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "sector"), name="support_sector_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportSize",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "size",
                    models.CharField(
                        choices=[("large", "大型"), ("medium", "中型"), ("small", "小型"), ("micro", "微型")],
                        max_length=10,
                        verbose_name="规模",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sizes",
                        to="roadmap.supportmeasure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "适用规模",
                "verbose_name_plural": "适用规模",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("entry", "size"), name="support_size_once")],
            },
        ),
        migrations.CreateModel(
            name="SupportSubSector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="细分领域")),
                ("name_en", models.TextField(blank=True, verbose_name="细分领域（英文）")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sub_sectors",
                        to="roadmap.supportmeasure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "当地细分领域",
                "verbose_name_plural": "当地细分领域",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("text_zh", models.TextField(verbose_name="目标")),
                ("text_en", models.TextField(blank=True, verbose_name="目标（英文）")),
                ("source_zh", models.TextField(verbose_name="来源")),
                ("source_en", models.TextField(blank=True, verbose_name="来源（英文）")),
                ("published", models.CharField(max_length=10, verbose_name="发布时间")),
                ("seen", models.TextField(verbose_name="查阅处")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("other_ruler", models.BooleanField(default=False, verbose_name="另一把尺")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "行业总体目标",
                "verbose_name_plural": "行业总体目标",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalCase",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("sector", models.CharField(max_length=40, verbose_name="细分行业")),
                ("firm_zh", models.TextField(verbose_name="企业")),
                ("firm_en", models.TextField(blank=True, verbose_name="企业（英文）")),
                ("region_zh", models.TextField(verbose_name="地区")),
                ("region_en", models.TextField(blank=True, verbose_name="地区（英文）")),
                ("is_sme", models.BooleanField(default=False, verbose_name="中小企业")),
                ("what_zh", models.TextField(verbose_name="做法")),
                ("what_en", models.TextField(blank=True, verbose_name="做法（英文）")),
                ("effect_zh", models.TextField(blank=True, verbose_name="效果")),
                ("effect_en", models.TextField(blank=True, verbose_name="效果（英文）")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("source", models.TextField(verbose_name="来源")),
                (
                    "grade",
                    models.CharField(
                        choices=[("A", "A"), ("A-", "A-"), ("B", "B")], max_length=2, verbose_name="级别"
                    ),
                ),
                ("self_reported", models.BooleanField(default=False, verbose_name="企业口述")),
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
            ],
            options={
                "verbose_name": "historical 案例",
                "verbose_name_plural": "historical 案例",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCaseScene",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.case",
                        verbose_name="条目",
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
            ],
            options={
                "verbose_name": "historical 案例场景",
                "verbose_name_plural": "historical 案例场景",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasure",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("sector", models.CharField(blank=True, max_length=40, verbose_name="细分行业")),
                ("stage", models.CharField(max_length=40, verbose_name="阶段")),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("title_zh", models.TextField(verbose_name="举措")),
                ("title_en", models.TextField(blank=True, verbose_name="举措（英文）")),
                ("how_zh", models.TextField(verbose_name="怎么做")),
                ("how_en", models.TextField(blank=True, verbose_name="怎么做（英文）")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("source_zh", models.TextField(blank=True, verbose_name="来源")),
                ("source_en", models.TextField(blank=True, verbose_name="来源（英文）")),
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
            ],
            options={
                "verbose_name": "historical 举措",
                "verbose_name_plural": "historical 举措",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSector",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("scope_zh", models.TextField(verbose_name="范围")),
                ("scope_en", models.TextField(blank=True, verbose_name="范围（英文）")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("near_case", models.CharField(blank=True, max_length=40, verbose_name="相近案例")),
                ("near_why_zh", models.TextField(blank=True, verbose_name="相近理由")),
                ("near_why_en", models.TextField(blank=True, verbose_name="相近理由（英文）")),
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
            ],
            options={
                "verbose_name": "historical 细分行业",
                "verbose_name_plural": "historical 细分行业",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSolution",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("provider_zh", models.TextField(verbose_name="服务商")),
                ("provider_en", models.TextField(blank=True, verbose_name="服务商（英文）")),
                ("what_zh", models.TextField(verbose_name="能做什么")),
                ("what_en", models.TextField(blank=True, verbose_name="能做什么（英文）")),
                (
                    "deployment",
                    models.CharField(
                        choices=[
                            ("cloud", "云上使用"),
                            ("on_premises", "本地部署"),
                            ("hybrid", "云上与本地结合"),
                        ],
                        max_length=20,
                        verbose_name="部署方式",
                    ),
                ),
                (
                    "price_model",
                    models.CharField(
                        choices=[
                            ("subscription", "按期订阅"),
                            ("licence", "一次性买断"),
                            ("usage", "按用量计费"),
                            ("project", "按项目报价"),
                            ("free", "免费"),
                        ],
                        max_length=20,
                        verbose_name="计价方式",
                    ),
                ),
                ("price_zh", models.TextField(blank=True, verbose_name="价格说明")),
                ("price_en", models.TextField(blank=True, verbose_name="价格说明（英文）")),
                ("contact", models.TextField(verbose_name="联系方式")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("source", models.TextField(verbose_name="来源")),
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
            ],
            options={
                "verbose_name": "historical 解决方案",
                "verbose_name_plural": "historical 解决方案",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupportMeasure",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("published", "已发布"), ("retired", "已停用")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("change_note", models.TextField(blank=True, verbose_name="修改说明")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("same_person", models.BooleanField(default=False, verbose_name="编写与发布为同一人")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("subsidy", "补助"),
                            ("loan", "贷款"),
                            ("voucher", "服务券"),
                            ("training", "培训"),
                        ],
                        max_length=10,
                        verbose_name="类型",
                    ),
                ),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("issuer_zh", models.TextField(verbose_name="发布机关")),
                ("issuer_en", models.TextField(blank=True, verbose_name="发布机关（英文）")),
                ("region", models.CharField(blank=True, max_length=6, verbose_name="地区代码")),
                ("terms_zh", models.TextField(verbose_name="内容")),
                ("terms_en", models.TextField(blank=True, verbose_name="内容（英文）")),
                (
                    "level_before_low",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="改造前等级不低于"),
                ),
                (
                    "level_before_high",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="改造前等级不高于"),
                ),
                (
                    "level_after_low",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="改造后等级不低于"),
                ),
                ("contract_from", models.DateField(blank=True, null=True, verbose_name="合同签订起")),
                ("contract_until", models.DateField(blank=True, null=True, verbose_name="合同签订止")),
                ("payment_from", models.DateField(blank=True, null=True, verbose_name="付款起")),
                ("payment_until", models.DateField(blank=True, null=True, verbose_name="付款止")),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="申报截止")),
                (
                    "percent_low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="补助比例下限（%）",
                    ),
                ),
                (
                    "percent_high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="补助比例上限（%）",
                    ),
                ),
                (
                    "amount_low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="单企最高金额下限（万元）",
                    ),
                ),
                (
                    "amount_high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="单企最高金额上限（万元）",
                    ),
                ),
                ("excludes_other_funding", models.BooleanField(default=False, verbose_name="不得重复享受")),
                ("quota_used_up", models.BooleanField(default=False, verbose_name="名额已用完")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("source_zh", models.TextField(verbose_name="来源")),
                ("source_en", models.TextField(blank=True, verbose_name="来源（英文）")),
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
            ],
            options={
                "verbose_name": "historical 支持政策",
                "verbose_name_plural": "historical 支持政策",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPrerequisite",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("measure", models.CharField(max_length=40, verbose_name="前置举措")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 前置举措",
                "verbose_name_plural": "historical 前置举措",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasureSystem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="典型系统")),
                ("name_en", models.TextField(blank=True, verbose_name="典型系统（英文）")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 典型系统",
                "verbose_name_plural": "historical 典型系统",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasureStep",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
                ("from_level", models.PositiveSmallIntegerField(verbose_name="起始等级")),
                ("to_level", models.PositiveSmallIntegerField(verbose_name="达到等级")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 提升的场景",
                "verbose_name_plural": "historical 提升的场景",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasureOption",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("question", models.CharField(max_length=40, verbose_name="题目")),
                ("option", models.CharField(max_length=40, verbose_name="选项")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 可选的选项",
                "verbose_name_plural": "historical 可选的选项",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasureCost",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "size",
                    models.CharField(
                        choices=[("micro", "微型"), ("small", "小型"), ("medium", "中型")],
                        max_length=10,
                        verbose_name="规模",
                    ),
                ),
                (
                    "cost_low",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="投入下限（万元）"),
                ),
                (
                    "cost_high",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="投入上限（万元）"),
                ),
                ("months_low", models.PositiveSmallIntegerField(verbose_name="周期下限（月）")),
                ("months_high", models.PositiveSmallIntegerField(verbose_name="周期上限（月）")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.measure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 举措的参考估算",
                "verbose_name_plural": "historical 举措的参考估算",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("text_zh", models.TextField(verbose_name="目标")),
                ("text_en", models.TextField(blank=True, verbose_name="目标（英文）")),
                ("source_zh", models.TextField(verbose_name="来源")),
                ("source_en", models.TextField(blank=True, verbose_name="来源（英文）")),
                ("published", models.CharField(max_length=10, verbose_name="发布时间")),
                ("seen", models.TextField(verbose_name="查阅处")),
                (
                    "evidence",
                    models.CharField(
                        choices=[("V", "据公开转载核对"), ("V2", "据二手资料"), ("G", "本平台判断")],
                        max_length=2,
                        verbose_name="依据标记",
                    ),
                ),
                ("other_ruler", models.BooleanField(default=False, verbose_name="另一把尺")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 行业总体目标",
                "verbose_name_plural": "historical 行业总体目标",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStage",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("name_zh", models.TextField(verbose_name="名称")),
                ("name_en", models.TextField(blank=True, verbose_name="名称（英文）")),
                ("rule_zh", models.TextField(verbose_name="做法")),
                ("rule_en", models.TextField(blank=True, verbose_name="做法（英文）")),
                ("target_level", models.PositiveSmallIntegerField(verbose_name="目标等级")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 阶段",
                "verbose_name_plural": "historical 阶段",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSectorDivision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("division", models.CharField(max_length=4, verbose_name="国民经济行业大类")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="排位（1 为默认）",
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 对应行业大类",
                "verbose_name_plural": "historical 对应行业大类",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPriorityScene",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="权重",
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 优先场景",
                "verbose_name_plural": "historical 优先场景",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPain",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("text_zh", models.TextField(verbose_name="痛点")),
                ("text_en", models.TextField(blank=True, verbose_name="痛点（英文）")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 痛点",
                "verbose_name_plural": "historical 痛点",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSolutionScene",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.solution",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 适用场景",
                "verbose_name_plural": "historical 适用场景",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStageScene",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("scene", models.CharField(max_length=40, verbose_name="场景")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.stage",
                        verbose_name="阶段",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 阶段场景",
                "verbose_name_plural": "historical 阶段场景",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStageEstimate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "size",
                    models.CharField(
                        choices=[("micro", "微型"), ("small", "小型"), ("medium", "中型")],
                        max_length=10,
                        verbose_name="规模",
                    ),
                ),
                (
                    "cost_low",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="投入下限（万元）"),
                ),
                (
                    "cost_high",
                    models.DecimalField(decimal_places=2, max_digits=10, verbose_name="投入上限（万元）"),
                ),
                ("months_low", models.PositiveSmallIntegerField(verbose_name="周期下限（月）")),
                ("months_high", models.PositiveSmallIntegerField(verbose_name="周期上限（月）")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.sector",
                        verbose_name="条目",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.stage",
                        verbose_name="阶段",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 阶段的参考估算",
                "verbose_name_plural": "historical 阶段的参考估算",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupportSubSector",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="细分领域")),
                ("name_en", models.TextField(blank=True, verbose_name="细分领域（英文）")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.supportmeasure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 当地细分领域",
                "verbose_name_plural": "historical 当地细分领域",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupportSize",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                (
                    "size",
                    models.CharField(
                        choices=[("large", "大型"), ("medium", "中型"), ("small", "小型"), ("micro", "微型")],
                        max_length=10,
                        verbose_name="规模",
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.supportmeasure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 适用规模",
                "verbose_name_plural": "historical 适用规模",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupportSector",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("sector", models.CharField(max_length=40, verbose_name="细分行业")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.supportmeasure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 适用细分行业",
                "verbose_name_plural": "historical 适用细分行业",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupportProgramme",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                ("name_zh", models.TextField(verbose_name="入选名单")),
                ("name_en", models.TextField(blank=True, verbose_name="入选名单（英文）")),
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
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="roadmap.supportmeasure",
                        verbose_name="条目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 入选名单",
                "verbose_name_plural": "historical 入选名单",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
