import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editing.models.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [("enterprises", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [CreateModels([
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("ending", models.CharField(max_length=4)),
                ("scopes", models.JSONField(verbose_name="可以做什么")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("expires_at", models.DateTimeField(verbose_name="有效至")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="最近使用")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="停用时间")),
                ("membership", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="api_tokens", to="enterprises.membership")),
                ("revoked_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "接口令牌",
                "verbose_name_plural": "接口令牌",
                "ordering": ["-made_at", "-pk"],
            },
        ),
    ])]
