"""The library's files in the admin: who may, what is shown before it is written, what is written."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from editing.domain.texts import Text
from editing.models import Upload
from enterprises.models import User
from roadmap.domain.entries import Kind
from roadmap.domain.exchange import dump
from roadmap.domain.library import Library
from roadmap.models import State
from roadmap.models.mapping import versions
from roadmap.presenters.workbook import workbook_of
from roadmap.selectors.entries import published_library
from roadmap.services import load_library, new_draft
from standards.models import Revision
from tests.library import load_once
from tests.people import AT, make_user
from tests.roadmap.sectors import make_case, make_library, make_solution, make_support

pytestmark = pytest.mark.usefixtures("shared_2024")

UPLOAD = "/admin/roadmap/exchange/upload/"
CASE = make_case(sector="general")
LIBRARY = make_library(CASE, make_solution(), make_support())
CHANGED = LIBRARY.replacing([replace(CASE, what=Text(zh="换了做法")), make_solution("P02")])


@pytest.fixture(autouse=True)
def _loaded(load_2024: Revision) -> None:
    load_once("exchange", LIBRARY)


def person(*patterns: str, is_staff: bool = True) -> User:
    user = make_user(is_staff=is_staff)
    for pattern in patterns:
        found = Permission.objects.filter(content_type__app_label="roadmap", codename__startswith=pattern)
        user.user_permissions.add(*found)
    return user


@pytest.fixture
def editor(client: Client) -> User:
    user = person("view_", "change_")
    client.force_login(user)
    return user


def page(response: Any) -> str:
    return " ".join(response.content.decode().split())


def send(client: Client, content: bytes) -> Any:
    return client.post(UPLOAD, {"file": SimpleUploadedFile("路线图.xlsx", content)}, follow=True)


def drafts() -> set[tuple[str, str]]:
    return {(kind, row.code) for kind in Kind for row in versions(kind).filter(state=State.DRAFT)}


def test_the_library_is_downloaded_in_both_forms(client: Client, editor: User) -> None:
    workbook = client.get(reverse("roadmap_exchange:export_xlsx"))
    text = client.get(reverse("roadmap_exchange:export_yaml"))
    assert b"".join(workbook) == workbook_of(published_library())
    assert b"".join(text).decode() == dump(published_library())


@pytest.mark.parametrize("form", [workbook_of, lambda library: dump(library).encode()])
def test_new_and_changed_entries_become_drafts_and_nothing_else_does(
    client: Client, editor: User, form: Callable[[Library], bytes]
) -> None:
    response = send(client, form(CHANGED))
    assert "换了做法" in page(response)
    assert (response.context["preview"].new, response.context["preview"].changed) == (1, 1)
    assert drafts() == set()
    confirm = reverse("roadmap_exchange:confirm", args=[Upload.objects.get().pk])
    response = client.post(confirm, {"basis": response.context["basis"]}, follow=True)
    assert "已导入 2 个条目，作为草稿。" in page(response)
    assert drafts() == {(Kind.CASE, CASE.code), (Kind.SOLUTION, "P02")}
    assert published_library() == LIBRARY
    assert not Upload.objects.exists()


def test_entries_that_are_not_in_the_file_stay(client: Client, editor: User) -> None:
    response = send(client, workbook_of(Library.of([replace(CASE, what=Text(zh="换了做法"))])))
    assert response.context["preview"].removed == 0
    assert response.context["can_confirm"]


def test_an_export_brought_back_changes_nothing(client: Client, editor: User) -> None:
    response = send(client, workbook_of(published_library()))
    assert response.context["is_empty"]


def test_an_entry_that_is_not_sound_is_rejected_with_the_reason(client: Client, editor: User) -> None:
    response = send(client, workbook_of(LIBRARY.replacing([replace(CASE, scenes=("S99",))])))
    assert "评测指标里没有这个场景" in page(response)
    assert not response.context["can_confirm"]


def test_what_was_published_meanwhile_is_shown_first(client: Client, editor: User) -> None:
    response = send(client, workbook_of(CHANGED))
    load_library(library=LIBRARY.replacing([replace(CASE, year=2020)]), at=AT)
    confirm = reverse("roadmap_exchange:confirm", args=[Upload.objects.get().pk])
    response = client.post(confirm, {"basis": response.context["basis"]})
    assert response.status_code == 409
    assert "在此期间发布过别的内容" in page(response)
    assert drafts() == set()


def test_an_entry_with_a_draft_stops_the_file(client: Client, editor: User) -> None:
    new_draft(content=replace(CASE, year=2020), by=editor, at=AT)
    response = send(client, workbook_of(CHANGED))
    confirm = reverse("roadmap_exchange:confirm", args=[Upload.objects.get().pk])
    response = client.post(confirm, {"basis": response.context["basis"]})
    assert response.status_code == 409
    assert "已有草稿，请先发布或删除。" in page(response)


@pytest.mark.parametrize(
    ("patterns", "is_staff", "exports", "imports"),
    [
        ((), False, 302, 302),
        ((), True, 403, 403),
        (("view_",), True, 200, 403),
        (("view_", "change_case"), True, 200, 403),  # a file holds every kind
        (("publish_",), True, 200, 403),
        (("change_",), True, 200, 404),  # another editor's file is not found
    ],
)
def test_looking_exports_and_editing_imports_each_ones_own_files(
    client: Client, editor: User, patterns: tuple[str, ...], is_staff: bool, exports: int, imports: int
) -> None:
    send(client, workbook_of(CHANGED))
    waiting = Upload.objects.get()
    client.force_login(person(*patterns, is_staff=is_staff))
    for name in ("export_yaml", "export_xlsx"):
        assert client.get(reverse(f"roadmap_exchange:{name}")).status_code == exports
    assert client.get(UPLOAD).status_code == (200 if imports == 404 else imports)
    for method, name in (("get", "preview"), ("post", "confirm"), ("post", "discard")):
        address = reverse(f"roadmap_exchange:{name}", args=[waiting.pk])
        assert getattr(client, method)(address).status_code == imports


def test_files_of_standards_and_of_roadmaps_are_kept_apart(client: Client, editor: User) -> None:
    send(client, workbook_of(CHANGED))
    client.force_login(make_user(is_staff=True, is_superuser=True))
    Upload.objects.update(uploaded_by=User.objects.get(is_superuser=True))
    waiting = Upload.objects.get()
    assert client.get(reverse("roadmap_exchange:preview", args=[waiting.pk])).status_code == 200
    assert client.get(reverse("exchange:preview", args=[waiting.pk])).status_code == 404


@pytest.mark.parametrize(
    ("patterns", "exports", "imports"),
    [(("view_case",), False, False), (("view_",), True, False), (("change_",), True, True)],
)
def test_the_index_leads_only_to_what_one_may_open(
    client: Client, patterns: tuple[str, ...], exports: bool, imports: bool
) -> None:
    client.force_login(person(*patterns))
    index = page(client.get(reverse("admin:index")))
    assert "路线图" in index
    assert (reverse("roadmap_exchange:export_yaml") in index) is exports
    assert (UPLOAD in index) is imports
