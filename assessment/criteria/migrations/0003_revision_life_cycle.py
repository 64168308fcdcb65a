import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from assessment.criteria.freezing import freezes
from assessment.immutability import Freeze, Thaw

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
BEFORE = (
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
)
AFTER = (*BEFORE, "based_on_id", "change_note", "erratum_source", "same_person")
KEPT = ("id", "revision_id", "reason", "recorded_by_id", "recorded_at")


def _defect_update() -> str:
    changed = " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in KEPT)
    # The correction is linked once.
    return f"OLD.corrected_by_id IS NOT NULL OR {changed}"


class Migration(migrations.Migration):
    """Say what a revision was copied from and why it changed; record published mistakes."""

    dependencies = [
        ("criteria", "0002_freeze_published"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(Thaw(freeze) for freeze in freezes(PARTS, BEFORE)),
        migrations.AlterModelOptions(
            name="revision",
            options={
                "permissions": [
                    ("publish_revision", "发布、停用修订，登记勘误"),
                    ("verify_revision", "登记与官方原文的核对"),
                ],
                "verbose_name": "修订",
                "verbose_name_plural": "修订",
            },
        ),
        migrations.AddField(
            model_name="revision",
            name="based_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="criteria.revision",
                verbose_name="依据修订",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="change_note",
            field=models.TextField(blank=True, verbose_name="修改说明"),
        ),
        migrations.AddField(
            model_name="revision",
            name="erratum_source",
            field=models.TextField(blank=True, verbose_name="勘误依据"),
        ),
        migrations.AddField(
            model_name="revision",
            name="same_person",
            field=models.BooleanField(default=False, verbose_name="编写与发布为同一人"),
        ),
        migrations.AddField(
            model_name="standard",
            name="derives_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="criteria.revision",
                verbose_name="派生自",
            ),
        ),
        migrations.CreateModel(
            name="Defect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="错误说明")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("linked_at", models.DateTimeField(blank=True, null=True, verbose_name="更正登记时间")),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrects",
                        to="criteria.revision",
                        verbose_name="更正后的修订",
                    ),
                ),
                (
                    "linked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="更正登记人",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="defect",
                        to="criteria.revision",
                        verbose_name="修订",
                    ),
                ),
            ],
            options={
                "verbose_name": "勘误",
                "verbose_name_plural": "勘误",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrected_by", None), ("linked_at", None)),
                            models.Q(("corrected_by__isnull", False), ("linked_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="defect_corrected_with_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("corrected_by", models.F("revision")), _negated=True),
                        name="defect_not_corrected_by_itself",
                    ),
                ],
            },
        ),
        *freezes(PARTS, AFTER),
        Freeze("criteria_defect", update=_defect_update(), delete="TRUE"),
    ]
