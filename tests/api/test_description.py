"""The description of the interface says what is there, and what is there conforms to it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from api.presenters.reference import endpoints_of, shapes_of
from api.views.door import api
from api.wording import ABOUT
from tests.urls.api_table import ROWS

pytestmark = pytest.mark.django_db


def described(**headers: str) -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/v1/openapi.json", headers=headers).json()
    return found


def test_each_endpoint_is_described_in_both_languages() -> None:
    chinese, english = endpoints_of(described()), endpoints_of(described(**{"Accept-Language": "en"}))
    assert {(f"api:v1:{one.name}", one.method) for one in chinese} == {(r.name, r.method) for r in ROWS}
    assert {one.name for one in chinese} == ABOUT.keys()
    for one, other in zip(chinese, english, strict=True):
        assert re.search("[\u4e00-\u9fff]", one.about)
        assert other.about
        assert not re.search("[\u4e00-\u9fff]", other.about)


def test_every_refusal_is_problem_json() -> None:
    for methods in described()["paths"].values():
        for operation in methods.values():
            refusals = {s: r["content"] for s, r in operation["responses"].items() if int(s) >= 400}
            assert {"401", "403", "404", "422", "429"} <= refusals.keys()
            assert {tuple(content) for content in refusals.values()} == {("application/problem+json",)}


def test_the_page_shows_every_endpoint_and_shape() -> None:
    page = Client().get("/api/").content.decode()
    schema = api.get_openapi_schema()
    for one in endpoints_of(schema):
        assert f"{one.method} {one.path}" in page
    for shape in shapes_of(schema):
        assert f'id="shape-{shape.name}"' in page
    assert "<dt>需要的权限</dt>" in page
    assert "<dd>查看自评、结果、方案和报告（read）</dd>" in page
    answers = page.partition("<dt>回答</dt>")[2].partition("<dd>")[2]
    assert answers.startswith("200 "), "what comes when all is well stands first"


def test_it_is_written_once_in_each_language() -> None:
    """Anybody may ask for it, and writing it takes half a second."""
    with override("en"):
        english = api.get_openapi_schema()
        assert api.get_openapi_schema() is english
    with override("zh-hans"):
        assert api.get_openapi_schema() != english
