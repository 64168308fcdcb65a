"""The frame and its parts: what every page relies on."""

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static/css/app.css").read_text(encoding="utf-8")
ALONE = (
    ROOT / "templates/reports/verifier.html"
)  # sent as a file with a policy of its own, shown by no address
TEMPLATES = sorted(path for path in ROOT.glob("templates/**/*.html") if path != ALONE)


class FirmForm(forms.Form):
    name = forms.CharField(label="企业名称", help_text="与营业执照一致")
    size = forms.ChoiceField(label="规模", choices=[("a", "小型")], widget=forms.RadioSelect)
    note = forms.CharField(label="备注", required=False)

    def clean(self) -> None:
        raise forms.ValidationError("两处不一致。")


def render_form(form: forms.Form) -> str:
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_obey_the_content_security_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    scripts = r"<script(?![^>]*(?:\ssrc=|application/json))"  # data for scripts is none
    forbidden = r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:|hx-vals='js:|" + scripts
    assert not re.search(forbidden, text)


@pytest.mark.parametrize("feature", [":has(", "@container", "color-mix", "inset:", "@layer", "dvh", "&:"])
def test_the_stylesheet_stays_within_the_oldest_browsers(feature: str) -> None:
    assert feature not in CSS


def test_every_token_used_is_defined() -> None:
    used = set(re.findall(r"var\((--(?:c|t|s)-[a-z0-9-]+|--[a-z-]+)", CSS))
    assert {name for name in used if not name.startswith("--bs-") and f"{name}:" not in CSS} == set()


def test_the_error_summary_links_to_each_field_once() -> None:
    page = render_to_string("components/error_summary.html", {"form": FirmForm({})})
    assert "有内容需要修改" in page
    assert re.findall(r'href="#([^"]+)"', page) == ["id_name", "id_size_0"]
    assert page.count("两处不一致。") == 1


def test_without_errors_there_is_no_summary() -> None:
    assert "error-summary" not in render_to_string("components/error_summary.html", {"form": FirmForm()})


def test_hint_and_error_are_tied_to_their_field() -> None:
    page = render_form(FirmForm({}))
    described = re.search(r'name="name"[^>]*aria-describedby="([^"]+)"', page)
    assert described
    assert all(f'id="{part}"' in page for part in described[1].split())
    assert len(described[1].split()) == 2


def test_optional_fields_say_so_and_required_ones_bear_no_asterisk() -> None:
    page = render_form(FirmForm())
    assert page.count("（选填）") == 1
    assert "*" not in page


@pytest.mark.parametrize("attrs", [{}, {"id": "id_x", "class": "a b", "required": True, "disabled": False}])
def test_a_list_of_choices_is_the_one_that_django_writes(attrs: dict[str, object]) -> None:
    groups = [("", "—"), ("组 <1>", [("a", "甲 & 乙"), (None, "无")]), (0, "零"), ("'\"", "引号")]
    for value in ("a", 0, None, "x"):
        widget = forms.Select(attrs, choices=groups)
        ours, own = (
            widget.render("x", value, renderer=renderer)
            for renderer in (get_default_renderer(), DjangoTemplates())
        )
        assert re.sub(r"\s*(<|$)", r"\1", ours.strip()) == re.sub(r"\s*(<|$)", r"\1", own.strip())


def test_an_empty_value_and_a_zero_are_two_things() -> None:
    assert "未填写" in render_to_string("components/summary_row.html", {"label": "人数", "value": None})
    assert "未填写" not in render_to_string("components/summary_row.html", {"label": "人数", "value": 0})


@pytest.mark.parametrize(("language", "offered"), [("zh-hans", "en"), ("en", "zh-hans")])
def test_the_frame_offers_the_other_language(language: str, offered: str) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with translation.override(language):
        page = render_to_string("base.html", {}, request)
    assert f'<html lang="{language}">' in page
    assert f'name="language" value="{offered}"' in page


def test_the_footer_names_the_operator() -> None:
    page = render_to_string(
        "components/site_footer.html",
        {"operator": {"name": "某中心", "contact": "a@b.cn", "filing": "某备1号"}},
    )
    assert "某中心" in page
    assert "a@b.cn" in page
    assert "某备1号" in page
