"""What changed within a text."""

from hypothesis import given
from hypothesis import strategies as st

from editing.domain.text_changes import LONGEST, Pieces, text_changes

TEXTS = st.text(alphabet="设备联网 abc120%、，\n", max_size=60)


def marked(pieces: Pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


def test_chinese_is_compared_by_the_character() -> None:
    old, new = text_changes("已联网的设备台数", "已联网的机器台数")
    assert (marked(old), marked(new)) == ("已联网的[设备]台数", "已联网的[机器]台数")


def test_words_and_numbers_are_compared_whole() -> None:
    old, new = text_changes("at least 20 machines are connected", "at least 25 machines are connected")
    assert (marked(old), marked(new)) == (
        "at least [20] machines are connected",
        "at least [25] machines are connected",
    )


def test_a_text_written_anew_is_marked_whole() -> None:
    old, new = text_changes("车间工控网", "采购管理系统")
    assert (marked(old), marked(new)) == ("[车间工控网]", "[采购管理系统]")


def test_an_absent_text_has_no_pieces() -> None:
    assert text_changes("", "新的") == ((), text_changes("", "新的")[1])
    assert marked(text_changes("", "新的")[1]) == "[新的]"
    assert text_changes("", "") == ((), ())


def test_what_is_only_added_marks_nothing_of_the_old_text() -> None:
    old, new = text_changes("设备已联网", "设备均已联网")
    assert [piece.text for piece in old] == ["设备", "已联网"]
    assert marked(new) == "设备[均]已联网"


def test_a_very_long_text_is_not_compared_within() -> None:
    old, new = "长" * (LONGEST + 1), "长" * LONGEST
    assert marked(text_changes(old, new)[0]) == f"[{old}]"


@given(TEXTS, TEXTS)
def test_pieces_joined_are_the_texts_again(old: str, new: str) -> None:
    before, after = text_changes(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new
    assert all(piece.text for piece in (*before, *after))


@given(TEXTS)
def test_equal_texts_have_nothing_changed(text: str) -> None:
    assert not any(piece.changed for pieces in text_changes(text, text) for piece in pieces)
