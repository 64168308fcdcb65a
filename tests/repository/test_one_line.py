"""What is shown on one line is kept on one line, by the field of every form, whoever posts."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.test import RequestFactory

from enterprises.domain.lines import one_line
from enterprises.models import User

OURS = (
    *("api", "assessment", "audit", "editing", "enterprises"),
    *("jobs", "plans", "reports", "roadmap", "standards"),
)
POSTED = ("a\nb\u2028c", "a\r\nb", "a\rb", "a\x85b", "a\vb", "a\fb", "a\u2029b", "\na", "a\tb")
NEVER_SHOWN = (forms.PasswordInput, forms.Textarea)


def all_of(cls: type[Any]) -> Iterator[type[Any]]:
    for below in cls.__subclasses__():
        yield below
        yield from all_of(below)


def written_forms() -> Iterator[tuple[str, dict[str, forms.Field]]]:
    """Return the fields of every form class of ours, by its name."""
    import_module("config.urls")
    for form in all_of(forms.BaseForm):
        if form.__module__.startswith(OURS):
            fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
            yield f"{form.__module__}.{form.__name__}", fields


def admin_forms() -> Iterator[tuple[str, dict[str, forms.Field]]]:
    """Return the fields of every form that the admin makes, for pages and for the rows on them."""
    import_module("config.urls")
    request = RequestFactory().get("/")
    request.user = User(is_staff=True, is_superuser=True)
    for model, page in admin.site._registry.items():
        if not model.__module__.startswith(OURS):
            continue
        for shown in (page, *(inline(model, admin.site) for inline in page.inlines)):
            if shown.has_change_permission(request):
                yield type(shown).__name__, dict(columns_of(shown, request))


def columns_of(shown: Any, request: HttpRequest) -> Iterator[tuple[str, forms.Field]]:
    """Return the fields that a page, or the rows on one, makes of the columns of its table."""
    classes = getattr(getattr(shown.form, "Meta", None), "field_classes", {})
    for column in shown.model._meta.fields:
        if column.editable and column.name not in {*shown.form.declared_fields, *shown.readonly_fields}:
            chosen = {"form_class": classes[column.name]} if column.name in classes else {}
            if field := shown.formfield_for_dbfield(column, request, **chosen):
                yield column.name, field


def single_lines() -> list[tuple[str, forms.Field]]:
    found = {
        f"{form}.{name}": field
        for forms_ in (written_forms(), admin_forms())
        for form, fields in forms_
        for name, field in fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field.widget, NEVER_SHOWN)
    }
    return sorted(found.items())


def test_there_are_fields_to_look_at() -> None:
    names = {name for name, _field in single_lines()}
    for expected in (
        "enterprises.forms.enterprises.EnterpriseForm.name",
        "enterprises.forms.accounts.AccountForm.name",
        "plans.forms.keeping.KeepForm.name",
        "plans.forms.steps.StepForm.owner_name",
    ):
        assert expected in names
    assert len(names) > 30


def test_no_field_of_one_line_keeps_a_break() -> None:
    broken = set()
    for name, field in single_lines():
        for text in POSTED:
            try:
                kept = field.clean(text)
            except ValidationError:
                continue
            if len(str(kept).splitlines()) > 1 or "\t" in str(kept):
                broken.add(name)
    assert broken == set()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\nb\u2028c", "a b c"),
        (" 合肥\r\n\r\n 示例 ", " 合肥 示例 "),
        ("\n\u2028", ""),
        ("a\x1cb", "a b"),
        ("a  b", "a  b"),
    ],
)
def test_each_break_becomes_one_blank(text: str, line: str) -> None:
    assert one_line(text) == line
