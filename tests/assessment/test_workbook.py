"""The questionnaire as a workbook there and back: what comes back, what is refused, what is never lost."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from assessment import services
from assessment.domain.working import SectionStep
from assessment.models import Answer, Assessment, FigureValue
from assessment.selectors.answers import load_sheet
from enterprises.models import Enterprise, Role, User
from standards.domain.answers import AtLevel, Chosen, NotApplicable, QuestionAnswer, Undecided
from tests.assessment.factories import make_assessment
from tests.assessment.round_trips import lost, random_sheet, written
from tests.pages import words_of
from tests.people import AT, make_member
from tests.standards.fixtures import standard_2024

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
Cells = list[list[Any]]
NAME, VALUE, REASON, VERSION = 0, 4, 5, 6


@pytest.fixture
def full(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm)


@pytest.fixture
def owner(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client


def downloaded(client: Client, assessment: Assessment) -> Cells:
    content = client.get(reverse("assessment:workbook", args=[assessment.public_id])).content
    book = CalamineWorkbook.from_object(BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def packed(cells: Cells) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("whatever")
        for row, line in enumerate(cells):
            for column, cell in enumerate(line):
                sheet.write(row, column, cell)
    return file.getvalue()


def filled(cells: Cells, values: Mapping[str, Any]) -> Cells:
    """Return the cells with other answers; a pair is an answer and a reason."""
    for line in cells[3:]:
        if line[NAME] in values:
            value = values[line[NAME]]
            line[VALUE], reason = value if isinstance(value, tuple) else (value, line[REASON])
            line[REASON] = reason
    return cells


def send(client: Client, assessment: Assessment, cells: Cells) -> Any:
    file = SimpleUploadedFile("book.xlsx", packed(cells))
    return client.post(reverse("assessment:workbook_upload", args=[assessment.public_id]), {"file": file})


def confirm(client: Client, page: Any, assessment: Assessment, *, ticked: bool = False) -> Any:
    """Post the fields of a preview, with or without its boxes."""
    data: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page.content.decode()):
        found = {key: re.search(rf'{key}="([^"]*)"', tag) for key in ("type", "name", "value")}
        kind, name, value = (match[1] if match else "" for match in found.values())
        if kind == "hidden" or (kind == "checkbox" and ticked):
            data.setdefault(name, []).append(value)
    return client.post(reverse("assessment:workbook_upload", args=[assessment.public_id]), data, follow=True)


def words(page: Any) -> str:
    return words_of(page.content.decode().partition("<main")[2])


def test_what_was_not_changed_comes_back_the_same(owner: Client, full: Assessment) -> None:
    before = load_sheet(full)
    page = send(owner, full, downloaded(owner, full))
    assert "工作簿里的答案与现在的相同，没有要保存的。" in words(page)
    assert load_sheet(full).held == before.held


def test_all_answers_of_a_workbook_are_written(owner: Client, firm: Enterprise) -> None:
    full = make_assessment(enterprise=firm)
    cells, expected = downloaded(owner, full), load_sheet(full)
    full.delete()
    empty = make_assessment(enterprise=firm, answered="none")
    cells[0][VERSION] = downloaded(owner, empty)[0][VERSION]
    for line in cells[3:]:
        line[VERSION] = 0.0
    done = confirm(owner, send(owner, empty, cells), empty)
    assert "已从工作簿保存 31 项。" in words(done)
    now = load_sheet(empty)
    assert {code: held.value for code, held in now.held.items()} == {
        code: held.value for code, held in expected.held.items()
    }
    assert now.figures == expected.figures


def test_random_answers_survive_the_round_trip() -> None:
    """A hundred of those of `python -m tests.bench.round_trips`."""
    dice = random.Random(1)
    for _one in range(100):
        sheet = random_sheet(standard_2024(), dice)
        assert list(lost(sheet, written(sheet))) == []


def test_what_a_round_trip_loses_is_named() -> None:
    sheet = random_sheet(standard_2024(), random.Random(1))
    code, figure = next(iter(sheet.held)), next(iter(sheet.figures))
    others = {one: held for one, held in sheet.held.items() if one != code}
    fewer = {one: number for one, number in sheet.figures.items() if one != figure}
    assert len(list(lost(sheet, written(replace(sheet, held=others))))) == 1
    assert len(list(lost(sheet, written(replace(sheet, figures=fewer))))) >= 1


def test_nothing_is_written_before_it_is_confirmed(owner: Client, full: Assessment) -> None:
    page = send(owner, full, filled(downloaded(owner, full), {"F05": "D", "S01": "三级"}))
    shown = words(page)
    assert "2 项将写入" in shown
    assert "二级：" in shown
    assert load_sheet(full).at("F05").value == Chosen(options=("C",))
    confirm(owner, page, full)
    now = load_sheet(full)
    assert now.at("F05").value == Chosen(options=("D",))
    assert now.at("S01").value == AtLevel(level=3)
    assert Answer.objects.filter(changed_by__email="alice@example.com").exists()


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("F01", "BC", Chosen(options=("B", "C"))),
        ("F01", "b，c", Chosen(options=("B", "C"))),
        ("F01", "Ｃ\nＢ", Chosen(options=("B", "C"))),
        ("F01", "D、B、D", Chosen(options=("B", "D"))),
        ("F01", "B. 车间工控网\nC、应用系统网", Chosen(options=("B", "C"))),
        ("F05", "D. 随便什么说明", Chosen(options=("D",))),
        ("F05", " d ", Chosen(options=("D",))),
        ("F05", "（Ｄ）", Chosen(options=("D",))),
        ("F05", "√D.", Chosen(options=("D",))),
        ("F01", "B+C", Chosen(options=("B", "C"))),
        ("F01", "B√ C✓", Chosen(options=("B", "C"))),
        ("F01", "B）和（C）", Chosen(options=("B", "C"))),
        ("F05", "不确定", Undecided()),
        ("S01", 3, AtLevel(level=3)),
        ("S01", "0", AtLevel(level=0)),
        ("S01", "3级", AtLevel(level=3)),
        ("S01", "三级。", AtLevel(level=3)),
        ("S01", "未达到一级", AtLevel(level=0)),
        ("S01", ("不涉及", "已外包给其他单位"), NotApplicable(reason="outsourced")),
    ],
)
def test_an_answer_is_read_as_people_write_it(
    owner: Client, full: Assessment, code: str, text: Any, value: QuestionAnswer | Undecided
) -> None:
    confirm(owner, send(owner, full, filled(downloaded(owner, full), {code: text})), full)
    assert load_sheet(full).at(code).value == value


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"F05": "Z"}, "“Z”不是这一题可以填的。可以填：A、B、C、D"),
        ({"F05": "A、B"}, "这一题只能选一项。"),
        ({"F01": "B、Z"}, "“B、Z”不是这一题可以填的。"),
        ({"F01": "BZ"}, "“BZ”不是这一题可以填的。"),
        ({"F01": "B C√ D"}, "“B C√ D”不是这一题可以填的。"),
        ({"F01": "A、B"}, "以下都还没有"),
        ({"S01": "七级"}, "“七级”不是这一题可以填的。可以填：未达到一级、一级"),
        ({"S01": ("不涉及", "没空")}, "“没空”不是可以选的原因。"),
        ({"S01": ("不涉及", "")}, "请选择不涉及的原因"),
        ({"S01": ("", "已外包给其他单位")}, "请在那里写“不涉及”"),
        ({"F02-equip_total": "一百多"}, "“一百多”请"),
        ({"F02-equip_digital": 500}, "不能大于“生产"),
    ],
)
def test_what_is_not_taken_is_named_with_its_cell(
    owner: Client, full: Assessment, values: dict[str, Any], said: str
) -> None:
    cells = filled(downloaded(owner, full), values | {"R01": "B"})
    row = next(number for number, line in enumerate(cells, start=1) if line[NAME] == next(iter(values)))
    page = send(owner, full, cells)
    assert page.status_code == 422
    shown = words(page)
    assert "1 处没有读进来" in shown
    assert re.search(rf"[EF]{row} ", shown)
    assert said in shown
    confirm(owner, page, full)  # the rest can be saved
    now = load_sheet(full)
    assert now.at("R01").value == Chosen(options=("B",))
    code = next(iter(values)).partition("-")[0]
    assert now.at(code).version == 1


def test_an_empty_cell_changes_nothing(owner: Client, full: Assessment) -> None:
    before = load_sheet(full)
    cells = filled(downloaded(owner, full), {"F01": "", "S01": "", "S16": "", "F02-equip_total": ""})
    assert "没有要保存的" in words(send(owner, full, cells))
    assert load_sheet(full).figures == before.figures


def test_what_somebody_changed_meanwhile_is_asked(owner: Client, full: Assessment, alice: User) -> None:
    cells = filled(downloaded(owner, full), {"F05": "D", "R01": "B"})
    services.save_answer(
        assessment=full, code="F05", value=Chosen(options=("B",)), version=1, by=alice, at=AT
    )
    page = send(owner, full, cells)
    assert "1 项下载以后有人改过" in words(page)
    confirm(owner, page, full)
    assert load_sheet(full).at("F05").value == Chosen(options=("B",))
    assert load_sheet(full).at("R01").value == Chosen(options=("B",))
    confirm(owner, page, full, ticked=True)
    assert load_sheet(full).at("F05").value == Chosen(options=("D",))


def test_what_changes_between_preview_and_confirmation_is_shown_again(
    owner: Client, full: Assessment, alice: User
) -> None:
    page = send(owner, full, filled(downloaded(owner, full), {"F05": "D", "R01": "B"}))
    services.save_answer(
        assessment=full, code="F05", value=Chosen(options=("B",)), version=1, by=alice, at=AT
    )
    again = confirm(owner, page, full)
    assert "已从工作簿保存 1 项。" in words(again)
    assert "1 项下载以后有人改过" in words(again)
    assert load_sheet(full).at("F05").value == Chosen(options=("B",))


def test_a_closed_section_is_named_and_the_rest_is_written(
    owner: Client, full: Assessment, alice: User
) -> None:
    """Closed before the preview, or between it and the confirmation."""
    close, reopen = (
        partial(services.take_step, assessment=full, section="F3", step=step, by=alice, at=AT)
        for step in (SectionStep.CLOSE, SectionStep.REOPEN)
    )
    cells = filled(downloaded(owner, full), {"F05": "D", "R01": "B"})
    close()
    page = words(send(owner, full, cells))
    assert ("已由管理员关闭" in page, "1 项将写入" in page) == (True, True)
    reopen()
    open_page = send(owner, full, cells)
    assert "2 项将写入" in words(open_page)
    close()
    again = words(confirm(owner, open_page, full))
    assert ("已从工作簿保存 1 项。" in again, "已由管理员关闭" in again, "项将写入" in again) == (
        True,
        True,
        False,
    )
    assert load_sheet(full).at("F05").version == 1


def test_a_workbook_of_another_questionnaire_is_refused(
    owner: Client, full: Assessment, firm: Enterprise
) -> None:
    cells = downloaded(owner, full)
    cells[0][VERSION] = f"{full.public_id} miit-sme-2024 99"
    assert "改用了新的修订" in words(send(owner, full, cells))
    cells[0][VERSION] = f"{firm.public_id} miit-sme-2024 1"
    assert "属于另一份自评" in words(send(owner, full, cells))
    cells[0][VERSION] = ""
    assert "不是从任务清单下载的工作簿" in words(send(owner, full, cells))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda cells: cells.append(["X99", "", "", "", "A", "", 0]), "没有编号为“X99”的题目。"),
        (lambda cells: cells.append(list(cells[3])), "出现了两次，请只留一行。"),
        (lambda cells: cells[3].__setitem__(VERSION, "x"), "“版本”列被改动了"),
        (lambda cells: cells[3].__setitem__(VERSION, "9" * 11), "“版本”列被改动了"),
    ],
    ids=["unknown", "twice", "no version", "no such version"],
)
def test_lines_that_were_tampered_with_are_named(
    owner: Client, full: Assessment, change: Callable[[Cells], Any], said: str
) -> None:
    cells = downloaded(owner, full)
    change(cells)
    assert said in words(send(owner, full, cells))


def test_what_is_typed_stays_text_and_no_formula(owner: Client, full: Assessment) -> None:
    content = owner.get(reverse("assessment:workbook", args=[full.public_id])).content
    assert b"<f>" not in content
    response = owner.get(reverse("assessment:workbook", args=[full.public_id]))
    assert ".xlsx" in response["Content-Disposition"]


def test_no_line_of_what_may_be_written_is_cut_off(owner: Client, full: Assessment) -> None:
    content = owner.get(reverse("assessment:workbook", args=[full.public_id])).content
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    heights = {
        int(row): float(height) for row, height in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', sheet)
    }
    cells = downloaded(owner, full)
    for number, line in enumerate(cells[3:], start=4):
        assert heights[number] >= 18 * len(str(line[3]).split("\n")), line[NAME]


def test_a_viewer_downloads_and_does_not_upload(client: Client, full: Assessment, firm: Enterprise) -> None:
    client.force_login(make_member(enterprise=firm, role=Role.VIEWER).user)
    assert client.get(reverse("assessment:workbook", args=[full.public_id])).status_code == 200
    assert client.get(reverse("assessment:workbook_upload", args=[full.public_id])).status_code == 403


def test_a_workbook_with_a_picture_pasted_in_is_read(owner: Client, full: Assessment) -> None:
    content = owner.get(reverse("assessment:workbook", args=[full.public_id])).content
    heavy = BytesIO(content)
    with ZipFile(heavy, "a") as archive:
        archive.writestr("xl/media/image1.png", random.Random(1).randbytes(3 * 2**20))
    url = reverse("assessment:workbook_upload", args=[full.public_id])
    page = owner.post(url, {"file": SimpleUploadedFile("book.xlsx", heavy.getvalue())})
    assert "没有要保存的" in words(page)


def test_a_number_of_many_digits_comes_back_whole(owner: Client, full: Assessment) -> None:
    FigureValue.objects.filter(code="revenue_total_3y").update(value=Decimal("987654321.0125"))
    assert "没有要保存的" in words(send(owner, full, downloaded(owner, full)))
