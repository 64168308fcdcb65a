"""`assess --pdf`: a report from a file, without rows, number or signatures."""

from pathlib import Path

import pytest

from assessment.models import Snapshot
from jobs.models import Job
from reports.models import Report
from standards.models import Revision
from standards.services import mark_defective
from tests.people import AT
from tests.reports.contents import pages, words
from tests.reports.test_assess import EXAMPLE, assess, example, written

pytestmark = pytest.mark.usefixtures("shared_library", "db")


def test_a_file_gives_a_report_and_no_rows(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    code, out, err = assess(EXAMPLE, "--pdf", target)
    assert (code, out, err) == (0, "", "")
    text = words(target.read_bytes())
    for part in ("企业自评，未经现场评定", "二级", "未编号", "生成日期", "细分行业路线图"):
        assert part in text, part
    assert "提交日期" not in text
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
    assert not any(model.objects.exists() for model in (Snapshot, Report, Job))


def test_a_file_without_a_firm_gives_a_report(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    assert assess(written(tmp_path, example(enterprise={})), "--pdf", target)[0] == 0
    assert "未填写企业名称" in words(target.read_bytes())


def test_an_incomplete_file_is_refused_naming_what_is_missing(tmp_path: Path) -> None:
    answers = {code: answer for code, answer in example()["answers"].items() if code != "F01"}
    file, target = written(tmp_path, example(answers=answers)), tmp_path / "report.pdf"
    code, _out, err = assess(file, "--pdf", target)
    assert code == 2
    assert err.strip().endswith("答案不完整，不能生成报告，还缺 F01")
    assert not target.exists()


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    code, _out, err = assess(EXAMPLE, "--pdf", tmp_path / "nowhere" / "report.pdf")
    assert code == 2
    assert "nowhere" in err


def test_a_published_mistake_is_said_on_the_first_page(tmp_path: Path) -> None:
    mark_defective(revision=Revision.objects.get(), reason="权重写反了", by=None, at=AT)
    target = tmp_path / "report.pdf"
    assert assess(EXAMPLE, "--pdf", target)[0] == 0
    assert "勘误：所依据的修订1已于2026年3月2日登记有误" in pages(target.read_bytes())[0]
