"""The package: index, results, records and files in one zip."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from assessment.models import Snapshot
from assessment.services import correct, submit
from enterprises.models import Enterprise, private_storage
from jobs.models import Job, JobState
from jobs.tasks import run_job
from plans.domain.progress import StepState
from plans.models import EffectFigure, FileKind, KeptPlan, Note, Package, Step, Tick
from plans.presenters.acceptance.document import document
from plans.selectors.dossier import find_after, read_dossier
from plans.services.packages import request_package
from reports.models import Report
from tests.assessment.factories import DECLARATION, make_snapshot
from tests.people import AT
from tests.plans.factories import make_file, make_followed
from tests.reports.contents import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]

PICTURE = b"\x89PNG\r\n\x1a\n"
LATER = AT + timedelta(days=200)
BETTER = {"F05": "D", "M01": "E"}


@pytest.fixture
def plan(firm: Enterprise) -> KeptPlan:
    """A followed plan whose first step is done and proven."""
    plan = make_followed(enterprise=firm)
    step = plan.steps.get(position=1)
    Step.objects.filter(pk=step.pk).update(state=StepState.DONE, done_on=AT.date(), cost_real="1.5")
    Note.objects.create(step=step, text="系统已上线，三人会用。", by=firm.created_by, at=AT)
    Tick.objects.create(step=step, criterion=1, by=firm.created_by, at=AT)
    make_file(plan=plan, step=step, name="上线截图.png", content=PICTURE)
    make_file(plan=plan, step=step, kind=FileKind.CONTRACT, name="合同.pdf", content=b"%PDF-1 first")
    make_file(plan=plan, kind=FileKind.CONTRACT, name="合同.pdf", content=b"%PDF-2 second")
    EffectFigure.objects.create(
        plan=plan,
        name="交付周期",
        unit="天",
        before="45",
        after="30",
        basis="订单台账",
        entered_by=firm.created_by,
        entered_at=AT,
    )
    return plan


@pytest.mark.parametrize(
    ("state", "notes", "files", "proven"),
    [
        (StepState.DONE, 1, 1, True),
        (StepState.DONE, 1, 0, True),
        (StepState.DONE, 0, 1, True),
        (StepState.DONE, 0, 0, False),
        (StepState.DOING, 1, 1, False),
    ],
)
def test_a_done_step_is_proven_by_a_note_or_a_file(
    plan: KeptPlan, state: StepState, notes: int, files: int, proven: bool
) -> None:
    record = read_dossier(plan, code="general", after=None).steps[0]
    step = record.step
    step.state = state
    changed = replace(record, step=step, notes=record.notes[:notes], files=record.files[:files])
    assert (len(changed.notes), len(changed.files), changed.is_proven) == (notes, files, proven)


def later_result(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm, questions=BETTER, scenes={"S01": 3}, at=LATER)


def made(plan: KeptPlan, *, template: str = "general", after: Snapshot | None = None) -> Package:
    """Return a package whose job has been run."""
    package = request_package(plan=plan, template=template, after=after, by=plan.kept_by, at=LATER)
    run_job(job_id=package.job_id)
    return Package.objects.select_related("job").get(pk=package.pk)


def opened(package: Package) -> zipfile.ZipFile:
    content = private_storage().open(str(package.file.name)).read()
    assert hashlib.sha256(content).hexdigest() == package.sha256
    assert len(content) == package.size
    return zipfile.ZipFile(io.BytesIO(content))


def words(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace(" ", "")


def test_a_package_holds_everything_in_its_folder(firm: Enterprise, plan: KeptPlan) -> None:
    after = later_result(firm)
    archive = opened(made(plan, after=after))
    step = read_dossier(plan, code="general", after=None).steps[0]
    folder = f"03-实施记录/01-{step.measure.title.zh}"
    assert {
        "00-目录与对比.pdf",
        "缺少的材料.txt",
        "01-改造前/自评报告.pdf",
        "01-改造前/评测结果数据.json",
        "02-改造后/自评报告.pdf",
        "02-改造后/评测结果数据.json",
        f"{folder}/记录.txt",
        f"{folder}/上线截图.png",
        "05-合同/合同.pdf",
        "05-合同/合同 (2).pdf",
    } == set(archive.namelist())
    assert archive.read(f"{folder}/上线截图.png") == PICTURE
    assert archive.read("05-合同/合同 (2).pdf") == b"%PDF-2 second"
    assert "三人会用" in archive.read(f"{folder}/记录.txt").decode("utf-8-sig")
    assert json.loads(archive.read("02-改造后/评测结果数据.json")) == json.loads(after.payload)
    assert archive.read("01-改造前/自评报告.pdf").startswith(b"%PDF")


def _content(name: str) -> bytes:
    return (b"%PDF-1 " if name.lower().endswith(".pdf") else b"") + name.encode()


def test_no_two_files_share_a_place_and_each_keeps_its_suffix(plan: KeptPlan) -> None:
    step = plan.steps.get(position=1)
    for name in ("表.pdf", "表.PDF", "表 (2).pdf", "记录.txt", "CON.txt", f"{'长' * 60}.pdf"):
        make_file(plan=plan, step=step, name=name, content=_content(name))
    names = opened(made(plan)).namelist()
    assert len({name.casefold() for name in names}) == len(names)
    inside = {name.rsplit("/", 1)[1] for name in names if name.startswith("03-")}
    assert {"记录.txt", "记录 (2).txt", "_CON.txt", f"{'长' * 40}.pdf"} <= inside
    assert len({name for name in inside if name.startswith("表")}) == 3


def test_the_index_says_what_is_there_what_is_missing_and_what_changed(
    firm: Enterprise, plan: KeptPlan
) -> None:
    text = words(opened(made(plan, template="kunming", after=later_result(firm))).read("00-目录与对比.pdf"))
    assert "昆明市验收材料" in text
    assert "财务核查材料缺" in text.replace("\n", "")
    assert "合同已有05-合同" in text.replace("\n", "")
    assert "C.2个或更多环节D.超过80%的环节" in text.replace("\n", "")  # F05
    assert "交付周期45天30天−33.33%订单台账" in text.replace("\n", "")
    assert "2026-03-023.81.522" in text.replace("\n", "")  # planned 3.8, real 1.5, two files
    flat = text.replace("\n", "")
    assert flat.count("已做到：") == 1
    assert "（王爱丽，2026-03-02勾选）" in flat.replace(" ", "")
    assert "未勾选：" in flat
    assert "真实性承诺" in text


def test_the_index_is_sound_however_much_there_is(firm: Enterprise, plan: KeptPlan) -> None:
    for one, after in ((plan, later_result(firm)), (plan, None), (make_followed(), None)):
        dossier = read_dossier(one, code="general", after=after)
        assert faults(document(dossier, number="", at=LATER)) == []


def test_what_is_missing_is_a_file_of_its_own(plan: KeptPlan) -> None:
    archive = opened(made(plan))
    lines = archive.read("缺少的材料.txt").decode("utf-8-sig").split("\r\n")
    assert lines == [
        "改造后自评结果：缺",
        "改造前后对比：缺",
        "实施记录与佐证材料：不齐",
        "发票：缺",
        "付款凭证：缺",
        "",
    ]
    assert not any(name.startswith("02-") for name in archive.namelist())


def test_the_same_rows_give_the_same_bytes(firm: Enterprise, plan: KeptPlan) -> None:
    after = later_result(firm)
    first, second = made(plan, after=after), made(plan, after=after)
    assert first.pk != second.pk
    one, other = opened(first), opened(second)
    for name in one.namelist():
        if name != "00-目录与对比.pdf":  # it carries the number of the package
            assert one.read(name) == other.read(name)


def test_asked_for_twice_it_is_made_once(plan: KeptPlan) -> None:
    packages = {
        request_package(plan=plan, template="general", after=None, by=plan.kept_by, at=LATER).pk
        for _ in range(2)
    }
    assert len(packages) == 1
    assert Report.objects.count() == 1


def test_a_lost_file_fails_the_job_with_a_reason(plan: KeptPlan) -> None:
    stored = plan.files.first()
    assert stored is not None
    private_storage().delete(str(stored.file.name))
    package = made(plan)
    assert package.job.state == JobState.FAILED
    assert "找不到" in package.job.error_text
    assert package.file.name == ""
    assert Job.objects.filter(state=JobState.RUNNING).count() == 0


def test_the_result_after_is_a_later_one_of_the_same_standard(firm: Enterprise, plan: KeptPlan) -> None:
    assert find_after(plan) is None
    make_snapshot(at=LATER)  # somebody else's
    after = later_result(firm)
    assert find_after(plan) == after


def test_a_correction_of_the_result_before_is_none_after(plan: KeptPlan) -> None:
    by = plan.kept_by
    draft = correct(snapshot=plan.snapshot, reason="填错了", by=by, at=LATER)
    submit(assessment=draft, declaration=DECLARATION, by=by, at=LATER)
    assert find_after(plan) is None


def test_a_correction_of_the_result_after_takes_its_place(firm: Enterprise, plan: KeptPlan) -> None:
    by = plan.kept_by
    draft = correct(snapshot=later_result(firm), reason="填错了", by=by, at=LATER + timedelta(days=1))
    corrected = submit(assessment=draft, declaration=DECLARATION, by=by, at=LATER + timedelta(days=1))
    assert find_after(plan) == corrected
