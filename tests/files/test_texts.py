"""YAML files from outside: another encoding, another size, another YAML than ours."""

import time

import pytest

from editing.files.refusals import FileRefused
from standards.presenters.file import read_file
from tests.standards.fixtures import FILE_2024

TEXT = FILE_2024.read_text(encoding="utf-8")


def refusal(content: bytes | str) -> str:
    with pytest.raises(FileRefused) as caught:
        read_file(content if isinstance(content, bytes) else content.encode())
    return str(caught.value)


def test_the_mark_that_editors_put_before_utf8_is_no_harm() -> None:
    assert read_file(TEXT.encode("utf-8-sig")) == read_file(TEXT.encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.encode("utf-16"), "文件的编码是 UTF-16 或 UTF-32"),
        (TEXT.encode("utf-32"), "文件的编码是 UTF-16 或 UTF-32"),
        (TEXT.encode("gb18030"), "第 8 行不是 UTF-8 编码（可能是 GBK）"),
        (TEXT.encode().replace("数字化基础".encode(), b"\xff", 1), "行不是 UTF-8 编码"),
        (TEXT.encode() + b"\0", "其中有空字符"),
        (TEXT + "\x07", "含有不允许的字符"),
        (
            TEXT.replace("revision: 1", "revision: &r 1").replace("format: 1", "format: *r"),
            "第 3 行，format：不允许使用别名",
        ),
        (TEXT.replace("code: F\n", "code: F\n    code: F\n", 1), "键重复 (code)"),
        (
            TEXT.replace("revision: 1", "revision: !!python/object/apply:os.system [x]"),
            "第 5 行，revision：不允许使用标签",
        ),
        (TEXT.replace("revision: 1", "revision: "), "第 5 行，revision：不允许空值"),
        (TEXT.replace("revision: 1", "revision: " + "9" * 41), "第 5 行，revision：数字过长"),
        ("a: " + "[" * 5000, "嵌套过深"),
        ("a: [" + "1, " * 50_001 + "1]", "内容过多"),
        ("#" * (2**20 + 1), "超过 1 MiB"),
        ("format: [", "不是有效的 YAML"),
        ("just words", "文件不是评测指标"),
        ("- 1", "文件不是评测指标"),
        ("code: x", "文件不是评测指标"),
        ("format: 2", "格式版本不对"),
        ("format: true", "格式版本不对"),
        ("题目,选项\nF01,A\n", "文件不是评测指标"),
    ],
)
def test_what_is_not_our_yaml_is_refused_with_its_line(content: bytes | str, said: str) -> None:
    assert said in refusal(content)


@pytest.mark.parametrize(
    "text",
    ["[" * 2**20, "- " * 2**19, "a: [" + "1," * 2**18, "a " * 2**19, "? " * 2**18, "".join("\n" * 2**20)],
)
def test_no_file_keeps_the_server_busy(text: str) -> None:
    begin = time.process_time()
    refusal(text[: 2**20])
    assert time.process_time() - begin < 10
