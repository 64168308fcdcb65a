"""The readers of environment variables say which variable is wrong, and how."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

NAME = "SHUJIE_TESTED"


def test_text_falls_back_to_its_default() -> None:
    assert env.text(NAME, "otherwise") == "otherwise"


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush\n", encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.text(NAME) == "hush"


def test_a_file_and_a_value_contradict_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{NAME}_FILE", "secret")
    monkeypatch.setenv(NAME, "hush")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} and {NAME}_FILE are both set"):
        env.text(NAME)


def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "nothing"))
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}_FILE: cannot read .*nothing"):
        env.text(NAME)


@pytest.mark.parametrize("value", ["-1", "1.0", "1e3", "٣", "four", "2"])
def test_a_number_is_whole_and_large_enough(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is .*; write a whole number of at least 3"):
        env.integer(NAME, default=5, minimum=3)


def test_a_number_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.integer(NAME, default=5) == 5
    monkeypatch.setenv(NAME, "7")
    assert env.integer(NAME, default=5) == 7


def test_a_word_is_one_of_those_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.choice(NAME, ("one", "two")) == "one"
    monkeypatch.setenv(NAME, "three")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is 'three'; write one of: one, two"):
        env.choice(NAME, ("one", "two"))


def test_a_list_is_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a, b,,")
    assert env.listing(NAME) == ["a", "b"]


def test_an_address_is_one_that_programs_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.contact(NAME) == ""
    for value in ("mailto:security@example.com", "https://example.com/security", "tel:+86-10-0000"):
        monkeypatch.setenv(NAME, value)
        assert env.contact(NAME) == value
    monkeypatch.setenv(NAME, "security@example.com")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is 'security@example.com'; it begins with"):
        env.contact(NAME)


def test_what_secrets_are_sent_to_is_reached_by_https(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.secure_address(NAME, insecure=False) == ""
    monkeypatch.setenv(NAME, "https://id.example.cn/")
    assert env.secure_address(NAME, insecure=False) == "https://id.example.cn"
    monkeypatch.setenv(NAME, "http://127.0.0.1:8080")
    assert env.secure_address(NAME, insecure=True) == "http://127.0.0.1:8080"
    with pytest.raises(ImproperlyConfigured, match=f"{NAME} is .*; it begins with https://"):
        env.secure_address(NAME, insecure=False)
