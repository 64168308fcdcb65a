"""`manage.py assess`: the method without a browser."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.utils import translation

from assessment.models import Snapshot

pytestmark = pytest.mark.usefixtures("shared_library", "db")

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "firm.yaml"


def assess(*args: object) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr."""
    out, err = StringIO(), StringIO()
    try:
        with translation.override("zh-hans"):
            call_command("assess", *map(str, args), stdout=out, stderr=err, no_color=True)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def example(**changes: Any) -> dict[str, Any]:
    return yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")) | changes


def written(folder: Path, data: object, name: str = "firm.json") -> Path:
    file = folder / name
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def test_the_example_of_the_documentation_is_summarised() -> None:
    code, out, err = assess(EXAMPLE)
    assert (code, err) == (0, "")
    assert "等级：二级（企业自评）" in out
    assert "得分一侧：二级（51.3 分）" in out
    assert "还需 7 个场景达到三级，其中至少 4 个约束性" in out


def test_the_result_has_the_published_keys_and_values(tmp_path: Path) -> None:
    assert assess(EXAMPLE, "--json", tmp_path / "out.json")[0] == 0
    lines = (tmp_path / "out.json").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    result = json.loads(lines[0])
    gaps, alignment = result.pop("gaps"), result.pop("alignment")
    assert result == {
        "standard": "miit-sme-2024",
        "revision": 1,
        "complete": True,
        "unanswered": [],
        "points": {"total": "51.3", "F": "25.05", "M": "11.25", "R": "15"},
        "level": 2,
        "score_level": 2,
        "scene_level": 2,
        "scenes": {
            "1": {"reached": 14, "constrained": 10},
            "2": {"reached": 9, "constrained": 7},
            "3": {"reached": 1, "constrained": 1},
            "4": {"reached": 0, "constrained": 0},
        },
        "next_level": {
            "level": 3,
            "points_short": "8.7",
            "scenes_short": 7,
            "constrained_short": 4,
            "to_raise": 7,
        },
        "variants": [],
        "sector": "machinery",
        "size": "small",
    }
    assert alignment["start"] == "0.8846"  # (5×2 + 5×2 + 3×1) ÷ (13×2)
    assert gaps[0] == {"scene": "S12", "level": 1, "target": 2, "stage": "start", "weight": 3}


def test_an_incomplete_form_has_points_so_far_and_no_level(tmp_path: Path) -> None:
    file = written(tmp_path, {"answers": {"F01": ["B"]}, "scenes": {"S01": "na"}})
    code, out, _ = assess(file, "--json", tmp_path / "out.json")
    assert code == 0
    result = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (result["complete"], result["level"], result["next_level"]) == (False, None, None)
    assert result["points"]["total"] == "2"
    assert len(result["unanswered"]) == 14 + 15
    assert (result["sector"], result["size"], result["alignment"], result["gaps"]) == (
        None,
        "unknown",
        {},
        [],
    )
    assert out == ""
    assert "尚未答完，不能定级" in assess(file)[1]


def test_figures_that_hardly_fit_are_asked_about(tmp_path: Path) -> None:
    firm = example()
    firm["answers"]["R03"]["revenue_last"] = 56000000
    firm["enterprise"]["revenue"] = 56000000
    file = written(tmp_path, firm)
    out = assess(file)[1]
    assert "请核对这些数字：" in out
    assert "上年营业收入 56,000,000 万元是前年营业收入 5,100 万元的 10,980 倍，单位是万元吗？" in out
    assert "企业资料的营业收入 56,000,000 万元，企业资料的从业人员 120 人" in out
    assess(file, "--json", tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["oddities"]
    assert {"rule": "revenue_years", "values": {"revenue_last": "56000000", "revenue_prev": "5100"}} in found
    assert "请核对这些数字" not in assess(EXAMPLE)[1]


def test_a_chosen_sector_is_used(tmp_path: Path) -> None:
    assess(EXAMPLE, "--sector", "food", "--json", tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["sector"] == "food"


def test_several_files_give_json_lines() -> None:
    code, out, _ = assess(EXAMPLE, EXAMPLE)
    assert code == 0
    assert [json.loads(line)["level"] for line in out.splitlines()] == [2, 2]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "请给出一个或多个文件"),
        ([EXAMPLE, "--batch", EXAMPLE], "请给出一个或多个文件"),
        ([EXAMPLE, EXAMPLE, "--pdf", "x.pdf"], "--pdf 只用于一个文件"),
        ([EXAMPLE, "--sector", "nothing"], "没有这个细分行业"),
        (["missing.yaml"], "missing.yaml: No such file"),
        ([EXAMPLE, "--json", "/nowhere/out"], "/nowhere/out: No such file"),
        ([EXAMPLE, "--json", "/dev"], "/dev: Is a directory"),
        (["--batch", "missing.jsonl"], "missing.jsonl: No such file"),
        (["--batch", EXAMPLE, "--json", "/nowhere/out"], "/nowhere/out: No such file"),
    ],
)
def test_what_cannot_be_done_is_refused_with_exit_2(args: list[object], words: str) -> None:
    code, out, err = assess(*args)
    assert (code, out) == (2, "")
    assert words in err


def test_before_the_database_is_prepared_it_says_what_to_do(tmp_path: Path) -> None:
    own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite3'}", "SHUJIE_VAR_DIR": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "manage.py", "assess", str(EXAMPLE)],
        cwd=EXAMPLE.parents[2],
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "数据库还没有准备好：请先运行 manage.py prepare。\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("answers: {F05: C, F05: D}", "第 1 行 answers.F05: 键重复 (F05)"),
        ("answers:\n  F05:\n", "第 2 行 answers.F05: 不允许空值"),
        ("answers: {F05: Z}", "第 1 行 F05: 没有这个选项 (Z)"),
        ("answers: {F01: [A, B]}", "第 1 行 F01: 该选项不能与其他选项同时选择 (A)"),
        ("scenes: {S01: 2.0}", "第 1 行 S01: 此处应为整数"),
        ("scenes: {S01: true}", "第 1 行 S01: 此处应为整数"),
        ("enterprise: {division: 07}", "第 1 行 enterprise.division: 此处应为文字（代码请加引号）"),
        ('enterprise: {division: "00"}', "第 1 行 enterprise.division: 没有这个代码 00"),
        ("standard: nothing", "第 1 行 standard: 没有这个已发布的评测指标 nothing"),
        ("standard: miit-sme-2024@9", "第 1 行 standard: 没有这个已发布的评测指标 miit-sme-2024@9"),
        ("extra: 1", "第 1 行 extra: 不认识的键"),
        ("answers:\n  F05: C\n  F01:\n    - Z\n", "第 3 行 F01: 没有这个选项 (Z)"),
        ("enterprise:\n  name: A\n  employees: -1\n", "第 3 行 enterprise.employees: 数值不能为负"),
        ("- 1", "file: 此处应为“键: 值”的对照"),
    ],
)
def test_a_refused_file_is_named_with_line_item_and_reason(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "firm.yaml"
    file.write_text(content, encoding="utf-8")
    code, out, err = assess(EXAMPLE, file, "--json", tmp_path / "out.json")
    assert (code, out, err.strip()) == (2, "", f"{file}: {words}")
    assert not (tmp_path / "out.json").exists()


def test_a_json_file_is_named_with_line_item_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "firm.json"
    for content, words in (
        ('{"answers": {"F05": "C",\n\t"F01": null}}', "第 2 行 answers.F01: 不允许空值"),
        ('{"answers": {"F05": "C",\n\t"F01": ["Z"]}}', "第 2 行 F01: 没有这个选项 (Z)"),
    ):
        file.write_text(content, encoding="utf-8")
        assert assess(file)[2].strip() == f"{file}: {words}"


def test_bytes_that_are_no_text_and_huge_files_are_refused(tmp_path: Path) -> None:
    latin, huge = tmp_path / "latin.yaml", tmp_path / "huge.yaml"
    latin.write_bytes(b"standard: \xff")
    huge.write_bytes(b"#" * (1024 * 1024 + 1))
    assert assess(latin)[2].strip() == f"{latin}: 不是 UTF-8 编码"
    assert assess(huge)[2].strip() == f"{huge}: 超过 1 MiB"


def test_a_batch_that_ends_early_leaves_no_file_and_has_another_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_given: object) -> Iterator[tuple[int, str]]:
        yield 0, "{}\n"
        raise BrokenProcessPool

    monkeypatch.setattr("reports.management.commands.assess.assess_batch", ended)
    code, _, err = assess("--batch", EXAMPLE, "--json", tmp_path / "out.jsonl")
    assert (code, "结果不完整" in err) == (2, True)
    assert not list(tmp_path.iterdir())


def test_who_watches_a_batch_is_told_how_far_it_is(tmp_path: Path) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    batch, file, seen = tmp_path / "in.jsonl", StringIO(), Terminal()
    batch.write_text("{}\n\n{}\n{}\n", encoding="utf-8")
    with translation.override("zh-hans"):
        call_command("assess", batch=batch, stdout=file, stderr=seen, no_color=True)
        assert seen.getvalue() == "已处理 3 行\r\n"
        shown = Terminal()
        call_command("assess", batch=batch, stdout=shown, stderr=shown, no_color=True)
        assert "已处理" not in shown.getvalue()  # among the results


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
def test_a_full_disk_is_told_by_the_name_of_the_output(tmp_path: Path) -> None:
    batch = written(tmp_path, example())
    assert assess("--batch", batch, "--json", "/dev/full")[::2] == (2, "/dev/full: No space left on device\n")


def test_a_batch_goes_on_after_a_refused_line(tmp_path: Path) -> None:
    batch = tmp_path / "in.jsonl"
    lines = [
        json.dumps(example(id="a")),
        "",
        '{"id": 7, "answers": {"F05": "Z"}}',
        "{broken",
        '{"answers": {"F01": [null]}}',
        '{"scenes": {"S01": 1}}',
        '{"id": [1.5], "scenes": {"S01": 1}}',
    ]
    batch.write_text("\n".join(lines), encoding="utf-8")
    code, _, err = assess("--batch", batch, "--json", tmp_path / "out.jsonl")
    results = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert code == 1
    assert "有 4 行未被接受" in err
    assert (results[0]["id"], results[0]["level"]) == ("a", 2)
    assert results[1] == {"line": 3, "id": 7, "error": "第 3 行 F05: 没有这个选项 (Z)"}
    assert (results[2]["line"], results[2]["id"]) == (4, None)
    assert results[2]["error"].startswith("第 4 行: 不是有效的 JSON")
    assert results[3]["error"] == "第 5 行 answers.F01[1]: 不允许空值"
    assert "id" not in results[4]
    assert (results[5]["line"], results[5]["id"]) == (7, None)  # what is no id is not repeated


def test_no_rows_are_written(tmp_path: Path) -> None:
    assess(EXAMPLE, "--json", tmp_path / "out.json")
    assert not Snapshot.objects.exists()


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert assess(EXAMPLE, "--json", pipe)[0] == 0
        assert json.loads(os.read(reader, 1 << 16))["level"] == 2
    finally:
        os.close(reader)
    assert pipe.is_fifo()


HEAVY = ("highspy", "numpy", "psycopg", "typst", "pyhanko", "openpyxl", "roadmap.admin", "config.urls")


def test_assessing_a_file_loads_nothing_heavy(tmp_path: Path) -> None:
    """What is not used is not imported: it took more than half of the time of the command."""
    program = (
        "import sys, django; django.setup()\n"
        "from reports.management.commands.assess import TEXTS\n"
        "TEXTS.get_template('reports/assess_summary.txt')\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules))\n"
    )
    own = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    own |= {"DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}", "SHUJIE_VAR_DIR": str(tmp_path)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
