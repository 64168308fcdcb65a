"""Names of files that people send and save, and the header that carries them."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.domain.file_names import DEVICES, LONGEST_NAME, clean_name, disposition


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("合同 2026.pdf", "合同 2026.pdf"),
        ('a/b\\c:"d".pdf', "a_b_c__d_.pdf"),
        ("\u202efdp.txt", "fdp.txt"),  # a mark that turns the direction
        ("\x00\r\n.pdf", "_.pdf"),
        ("a\u2028b\x85.pdf", "ab.pdf"),
        ("..", "_"),
        ("", "_"),
        ("合同.pdf.", "合同.pdf"),
        ("合同.pdf . ", "合同.pdf"),
        ("合同.pdf\u3000", "合同.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        ("NUL", "_NUL"),
        ("x" * 300 + ".docx", "x" * (LONGEST_NAME - 5) + ".docx"),
        ("a." + "x" * 300, "_." + "x" * (LONGEST_NAME - 2)),
    ],
)
def test_names_are_cleaned_and_keep_their_ending(name: str, kept: str) -> None:
    assert clean_name(name) == kept
    assert len(kept) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("name", "plain", "readable"),
    [
        ("合同 2026.pdf", "", "2026.pdf"),
        ("合同.pdf", "", "file.pdf"),
        ("合同.pdf", "R-1", "R-1.pdf"),
        ('a"b%20;.pdf', "", "a_b_20.pdf"),
        ("Ünïcode.zip", "", "U_ni_code.zip"),
        ("合同", "", "file"),
        ("ＡＢ.ｐｄｆ", "", "AB"),
        ("名.con", "con", "_con.con"),
    ],
)
def test_a_download_has_its_name_in_plain_letters_and_in_full(name: str, plain: str, readable: str) -> None:
    kind, old, new = disposition(name, plain=plain).split("; ")
    assert (kind, old) == ("attachment", f'filename="{readable}"')
    assert unquote(new.removeprefix("filename*=UTF-8''")) == clean_name(name)


def test_what_may_be_shown_is_inline() -> None:
    assert disposition("a.pdf", as_attachment=False).startswith('inline; filename="a.pdf"; ')


@given(st.text(max_size=200), st.text(max_size=30))
def test_no_name_breaks_out_of_the_header_or_the_folder(name: str, plain: str) -> None:
    header = disposition(name, plain=plain)
    assert re.fullmatch(r"attachment; filename=\"[\w.() -]+\"; filename\*=UTF-8''[\w.~%-]+", header, re.ASCII)
    for kept in (clean_name(name), header.split('"')[1]):
        assert kept == kept.rstrip(" .")
        assert kept.partition(".")[0].casefold() not in DEVICES
        assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', kept)
        assert 0 < len(kept) <= LONGEST_NAME
