"""A standard taken out as a workbook, changed and brought back, in Chromium."""

import pytest
from playwright.sync_api import FilePayload, expect

from editing.models import State
from standards.models import Revision
from standards.presenters.file import read_standard
from standards.presenters.workbook import workbook_of
from standards.selectors import revisions as selectors
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.people import make_user
from tests.standards.test_uploads import EDITS, outline

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_workbook_goes_out_and_comes_back_changed(welcome: Welcome) -> None:
    editor = make_user(is_staff=True, is_superuser=True)
    visitor = welcome(width=1440)
    steps.sign_in(visitor, str(editor.email))
    page = visitor.page
    published = Revision.objects.get()

    page.goto("/admin/standards/exchange/upload/")
    with page.expect_download() as download:
        page.evaluate(f"location.href = '/admin/standards/exchange/revision/{published.pk}/xlsx/'")
    assert download.value.suggested_filename == "中小企业数字化水平评测指标（2024年版）-修订1.xlsx"
    assert read_standard(download.value.path().read_bytes()) == selectors.compiled(published.pk)

    changed = workbook_of(outline(*EDITS))
    file = FilePayload(name="改.xlsx", mimeType="application/octet-stream", buffer=changed)
    page.set_input_files("#id_file", files=[file])
    page.get_by_role("button", name="读取并预览").click()
    expect(page.get_by_text("换一种说法").first).to_be_visible()
    assert not Revision.objects.filter(state=State.DRAFT).exists()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_text("已导入到草稿 miit-sme-2024@2。")).to_be_visible()
    draft = Revision.objects.get(state=State.DRAFT)
    assert selectors.outline(draft.pk).question("F01").option("B").text.zh == "换一种说法"
