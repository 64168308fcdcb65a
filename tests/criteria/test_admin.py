"""The admin shows a standard and changes nothing."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from assessment.criteria.models import Dimension, Group, Question, Revision, Scene, SceneGroup, Variant
from tests.people import make_user

MODELS = apps.get_app_config("criteria").get_models()
REGISTERED = [model for model in MODELS if admin.site.is_registered(model)]


@pytest.fixture
def staff(client: Client, load_2024: Revision) -> Client:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("model", REGISTERED)
def test_lists_and_pages_open_and_cannot_be_changed(staff: Client, model: type[Model]) -> None:
    name = model._meta.model_name
    assert staff.get(reverse(f"admin:criteria_{name}_changelist")).status_code == 200
    page = reverse(f"admin:criteria_{name}_change", args=[model._default_manager.order_by("pk")[0].pk])
    assert staff.get(page).status_code == 200
    assert staff.post(page, {"code": "x"}).status_code == 403
    assert staff.get(reverse(f"admin:criteria_{name}_add")).status_code == 403


@pytest.mark.parametrize(
    ("model", "code", "shown"),
    [
        (Dimension, "F", "设备系统"),
        (Group, "F1", "网络建设"),
        (Question, "F01", "车间工控网"),
        (SceneGroup, "O1", "工艺设计"),
        (Scene, "S06", "MES"),
        (Variant, "warehouse_not_constrained", "采购管理"),
    ],
)
def test_a_part_shows_what_it_holds(staff: Client, model: type[Model], code: str, shown: str) -> None:
    page = reverse(
        f"admin:criteria_{model._meta.model_name}_change", args=[model._default_manager.get(code=code).pk]
    )
    assert shown in staff.get(page).content.decode()


def test_a_revision_shows_rule_terms_and_doubts(staff: Client, load_2024: Revision) -> None:
    text = staff.get(reverse("admin:criteria_revision_change", args=[load_2024.pk])).content.decode()
    for shown in ("数字化基础", "产品生命周期", "四级", "OEE", "仓储物流不算约束性场景", "已外包给其他单位"):
        assert shown in text
