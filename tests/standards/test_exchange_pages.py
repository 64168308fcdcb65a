"""Files in and out in the admin: who may, what is downloaded, what is shown before it is written."""

from dataclasses import replace
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from editing.models import State, Upload
from enterprises.models import User
from standards.models import Revision
from standards.presenters.workbook import export_workbook, workbook_of
from standards.selectors import revisions as selectors
from standards.services import copy_revision, replace_draft
from tests.domain.edits import setting
from tests.files.test_hostile_workbooks import with_sheet
from tests.files.test_workbooks import edited
from tests.people import AT, make_user
from tests.standards.test_uploads import EDITS, outline

pytestmark = pytest.mark.usefixtures("shared_2024")

UPLOAD = "/admin/standards/exchange/upload/"


def person(*permissions: str, is_staff: bool = True) -> User:
    """Return a new user with these permissions on criteria."""
    user = make_user(is_staff=is_staff)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="standards", codename__in=permissions)
    )
    return user


@pytest.fixture
def editor(load_2024: Revision) -> User:
    return person("view_revision", "change_revision")


@pytest.fixture
def client_of_editor(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def send(client: Client, content: bytes, name: str = "指标.xlsx") -> Any:
    """Upload a file; return the page that follows."""
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def page(response: Any) -> str:
    """Return the page's text with single spaces."""
    return " ".join(response.content.decode().split())


def addresses(revision: Revision, upload: Upload) -> dict[str, tuple[str, str]]:
    """Return method and address of every page about files."""
    return {
        "export_yaml": ("get", reverse("exchange:export_yaml", args=[revision.pk])),
        "export_xlsx": ("get", reverse("exchange:export_xlsx", args=[revision.pk])),
        "upload": ("get", reverse("exchange:upload")),
        "upload of a revision": ("get", reverse("exchange:upload", args=[revision.pk])),
        "preview": ("get", reverse("exchange:preview", args=[upload.pk])),
        "confirm": ("post", reverse("exchange:confirm", args=[upload.pk])),
        "discard": ("post", reverse("exchange:discard", args=[upload.pk])),
    }


EXPORTS = ("export_yaml", "export_xlsx")


@pytest.fixture
def waiting(client_of_editor: Client) -> Upload:
    send(client_of_editor, workbook_of(outline(*EDITS)))
    return Upload.objects.get()


@pytest.mark.parametrize(
    ("permissions", "is_staff", "exports", "imports"),
    [
        ((), False, 302, 302),
        (("view_revision", "change_revision"), False, 302, 302),
        ((), True, 403, 403),
        (("view_revision",), True, 200, 403),
        (("publish_revision", "view_revision"), True, 200, 403),
        (("change_revision",), True, 200, 404),  # another editor's file is not found
    ],
)
def test_looking_exports_and_changing_imports_each_ones_own_files(
    load_2024: Revision,
    waiting: Upload,
    client: Client,
    permissions: tuple[str, ...],
    is_staff: bool,
    exports: int,
    imports: int,
) -> None:
    client.force_login(person(*permissions, is_staff=is_staff))
    for name, (method, address) in addresses(load_2024, waiting).items():
        expected = (
            exports if name in EXPORTS else 200 if name.startswith("upload") and imports == 404 else imports
        )
        assert getattr(client, method)(address).status_code == expected, name
    assert Upload.objects.filter(pk=waiting.pk).exists()


def test_nobody_signed_in_sees_nothing(load_2024: Revision, waiting: Upload) -> None:
    for method, address in addresses(load_2024, waiting).values():
        assert getattr(Client(), method)(address).status_code == 302


def test_what_is_not_there_is_not_found(client_of_editor: Client) -> None:
    assert client_of_editor.get(reverse("exchange:export_xlsx", args=[999])).status_code == 404
    assert client_of_editor.get(reverse("exchange:preview", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["confirm", "discard"])
def test_nothing_is_written_by_a_get(client_of_editor: Client, waiting: Upload, name: str) -> None:
    assert client_of_editor.get(reverse(f"exchange:{name}", args=[waiting.pk])).status_code == 405


# --- out -----------------------------------------------------------------------------------------


def test_a_revision_is_downloaded_in_both_forms(client_of_editor: Client, load_2024: Revision) -> None:
    workbook = client_of_editor.get(reverse("exchange:export_xlsx", args=[load_2024.pk]))
    text = client_of_editor.get(reverse("exchange:export_yaml", args=[load_2024.pk]))
    assert b"".join(workbook) == export_workbook(load_2024.pk)
    assert b"".join(text).decode() == selectors.export(load_2024.pk)
    name = "中小企业数字化水平评测指标（2024年版）-修订1.xlsx"
    assert name in unquote(workbook.headers["Content-Disposition"])


def test_a_draft_that_contradicts_itself_is_downloaded_too(
    client_of_editor: Client, load_2024: Revision, editor: User
) -> None:
    draft = copy_revision(revision=load_2024, by=editor, at=AT)
    replace_draft(revision=draft, standard=outline(setting("F", weight=1)), by=editor, at=AT)
    Revision.objects.filter(pk=draft.pk).update(name_zh='a/b\\c:"<>')
    response = client_of_editor.get(reverse("exchange:export_xlsx", args=[draft.pk]))
    assert "a_b_c____-修订2-草稿.xlsx" in unquote(response.headers["Content-Disposition"])


# --- in ------------------------------------------------------------------------------------------


def test_a_file_is_shown_row_by_row_and_written_on_confirmation(
    client_of_editor: Client, load_2024: Revision
) -> None:
    response = send(client_of_editor, workbook_of(outline(*EDITS)))
    shown = page(response)
    assert "将写入一份新草稿，它以 miit-sme-2024@1 为底稿" in shown
    assert "换一种说法" in shown
    assert "车间工控网已通" in shown  # the old text beside it
    assert "第 4 行" in shown
    assert not Revision.objects.filter(state=State.DRAFT).exists()
    confirm = reverse("exchange:confirm", args=[Upload.objects.get().pk])
    response = client_of_editor.post(confirm, {"basis": response.context["basis"]}, follow=True)
    draft = Revision.objects.get(state=State.DRAFT)
    assert response.redirect_chain == [(reverse("admin:standards_revision_change", args=[draft.pk]), 302)]
    assert "已导入到草稿 miit-sme-2024@2。" in page(response)
    assert selectors.outline(draft.pk).revision == 2


def test_a_file_is_discarded(client_of_editor: Client, waiting: Upload) -> None:
    response = client_of_editor.post(reverse("exchange:discard", args=[waiting.pk]), follow=True)
    assert "已放弃文件 指标.xlsx，没有写入任何内容。" in page(response)
    assert not Upload.objects.exists()


def test_an_outdated_confirmation_shows_the_preview_anew(client_of_editor: Client, waiting: Upload) -> None:
    response = client_of_editor.post(reverse("exchange:confirm", args=[waiting.pk]), {"basis": "old"})
    assert response.status_code == 409
    assert "草稿在此期间被修改过" in page(response)
    assert response.context["basis"] != "old"


def test_a_rejected_row_says_why_and_cannot_be_confirmed(client_of_editor: Client) -> None:
    text = selectors.export(Revision.objects.get().pk).replace("    weight: 50\n", "    weight: half\n", 1)
    response = send(client_of_editor, text.encode(), "指标.yaml")
    assert "有 1 行不能导入" in page(response)
    assert "权重（%）：应为 0 到 32767 之间的数 (&#x27;half&#x27;)" in page(response)
    assert "dimensions[F]" in page(response)


def test_a_rejected_row_of_a_workbook_names_the_cell(client_of_editor: Client) -> None:
    def spoil(sheets: dict[str, list[list[Any]]]) -> None:
        sheets["维度"][2][4] = "half"
        sheets["题目"][2][2] = 1.5

    response = send(client_of_editor, edited(spoil))
    assert "E3 权重（%）：应为 0 到 32767 之间的数 (&#x27;half&#x27;)" in page(response)
    assert "C3 题号：应为 0 到 32767 之间的整数" in page(response)
    assert reverse("exchange:confirm", args=[Upload.objects.get().pk]) not in page(response)


def test_problems_of_the_whole_are_said_at_their_rows(client_of_editor: Client) -> None:
    response = send(client_of_editor, workbook_of(outline(setting("F", weight=49))))
    assert "导入后还有 1 处问题" in page(response)
    assert response.context["can_confirm"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Excel 文件（.xls）"),
        (with_sheet('<row r="2"><c r="C2"><f>1+1</f></c></row>'), "工作表“填写说明”的 C2 是公式"),
        ("格式".encode("gbk"), "第 1 行不是 UTF-8 编码"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    client_of_editor: Client, content: bytes, said: str
) -> None:
    response = send(client_of_editor, content)
    assert response.status_code == 400
    assert said in page(response)
    assert not Upload.objects.exists()


def test_beside_a_revision_only_its_own_standard_is_taken(
    client_of_editor: Client, load_2024: Revision
) -> None:
    page_of_it = reverse("exchange:upload", args=[load_2024.pk])
    other = workbook_of(replace(outline(), code="other"))
    response = client_of_editor.post(page_of_it, {"file": SimpleUploadedFile("a.xlsx", other)})
    assert "文件是 other 的，不是 miit-sme-2024 的。" in page(response)
    own = SimpleUploadedFile("a.xlsx", workbook_of(outline(*EDITS)))
    assert client_of_editor.post(page_of_it, {"file": own}).status_code == 302


def test_files_that_wait_are_found_again_by_who_chose_them(client_of_editor: Client, waiting: Upload) -> None:
    address = reverse("exchange:preview", args=[waiting.pk])
    assert address in page(client_of_editor.get(UPLOAD))
    client_of_editor.force_login(person("change_revision"))
    assert address not in page(client_of_editor.get(UPLOAD))


def test_no_file_at_all_is_asked_for(client_of_editor: Client) -> None:
    response = client_of_editor.post(UPLOAD, {})
    assert response.status_code == 400
    assert "请先选择文件。" in page(response)


@pytest.mark.parametrize(("size", "status"), [(3 * 2**20, 400), (9 * 2**20, 413)])
def test_only_the_upload_takes_large_files(client_of_editor: Client, size: int, status: int) -> None:
    assert send(client_of_editor, b"#" * size).status_code == status
    assert client_of_editor.post("/admin/logout/", {"x": "y" * 2 * 2**20}).status_code == 413
