"""Exchange files: strict to read, the same bytes to write."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editing.domain.texts import Text
from standards.domain import exchange
from standards.domain.standard import Standard, Verification
from tests.standards.fixtures import FILE_2024, standard_2024

TEXT = FILE_2024.read_text(encoding="utf-8")
SMALL = """\
format: 1
code: small
revision: 1
origin: demonstration
name: {zh: 小}
scene_dimension: {zh: 经营}
rule:
  kind: weighted_scenes
  below: {zh: 未定级}
  thresholds:
    - {level: 1, name: {zh: 一级}, min_mean: 1}
dimensions: []
scene_groups:
  - code: O1
    name: {zh: 组}
    scenes:
      - code: S1
        name: {zh: 场景}
        constrained: false
        systems: []
        levels: [{level: 1, text: {zh: 有}}]
        weight: 100
figures: []
"""


def refusal(text: str) -> str:
    with pytest.raises(exchange.ExchangeError) as caught:
        exchange.load(text)
    return str(caught.value)


def test_a_small_standard_of_another_shape_is_read() -> None:
    standard = exchange.load(SMALL)
    assert standard.rule.thresholds[0].min_points is None
    assert exchange.load(exchange.dump(standard)) == standard


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format: 1", "format: 2", "format: must be 1"),
        ("format: 1", "format: true", "format: must be 1"),
        ("revision: 1", "revision: 1.5", "revision: 1.5 is not a whole number"),
        ("revision: 1", "revision: true", "revision: true is not a whole number"),
        ("revision: 1", "revision: '1'", "revision: '1' is not a whole number"),
        ("revision: 1", "revision: 0", "revision: must be at least 1"),
        ("revision: 1", "revision: 32768", "revision: 32768 is not a whole number from 0 to 32767"),
        ("revision: 1", "revision: -1", "revision: -1 is not a whole number from 0"),
        ("name: {zh: 小}", f"name: {{zh: {'长' * 4001}}}", "name.zh: a text is longer than 4000 characters"),
        ("revision: 1\n", "", "revision: missing"),
        ("revision: 1", "revision: 1\nsurprise: 1", "surprise: unknown key"),
        ("revision: 1", "revision: 1\nrevision: 2", "line 4, revision: a key occurs twice"),
        (
            "origin: demonstration",
            "origin: invented",
            "origin: must be one of official, local, demonstration",
        ),
        ("code: small", "code: so small", "code: 'so small' is no code"),
        ("code: small", "code: ''", "code: a text is empty"),
        ("name: {zh: 小}", "name: 小", "name: must be a mapping"),
        ("name: {zh: 小}", "name: {en: small}", "name.zh: missing"),
        ("name: {zh: 小}", "name: {zh: 小, fr: petit}", "name.fr: unknown key"),
        ("name: {zh: 小}", "name: &n {zh: *n}", "line 5, name.zh: aliases are not allowed"),
        ("name: {zh: 小}", "name: {zh: }", "line 5, name.zh: an empty value (null) is not allowed"),
        ("name: {zh: 小}", "name: {zh: ' 小'}", "name.zh: a text is empty or has spaces around it"),
        ("dimensions: []", "dimensions: {}", "dimensions: must be a list"),
        ("{zh: 有}", "{zh: 5}", "scene_groups[O1].scenes[S1].levels[1].text.zh: 5 is not text"),
        ("constrained: false", "constrained: no", "scenes[S1].constrained: 'no' is not true or false"),
        ("min_mean: 1", "min_mean: many", "thresholds[1].min_mean: 'many' is not a number"),
        ("min_mean: 1", "min_mean: -1", "thresholds[1].min_mean: -1 is not a number from 0 to 32767"),
        ("min_mean: 1", "min_mean: true", "thresholds[1].min_mean: true is not a number"),
        ("level: 1, text", "level: 2, text", "S1: needs the levels 1 to 1 in order"),
        ("revision: 1", "revision: 0.10", "revision: 0.10 is not a whole number"),
        ("revision: 1", "revision: [1, 2]", "revision: […] is not a whole number"),
        ("revision: 1", "revision: {a: 1}", "revision: {…} is not a whole number"),
        ("code: small", f"code: {'x' * 300}", f"code: '{'x' * 60}…' is no code"),
        ("figures: []", "figures: []\ndocument: {issued: 2024}", "document.issued: 2024 is not a date"),
        ("figures: []", "figures: []\ndocument: {issued: soon}", "document.issued: 'soon' is not a date"),
        ("figures: []", "figures: []\ndocument: {url: 'javascript:x'}", "document.url: 'javascript:x' is no"),
        ("format: 1", "- 1", "line 2:"),
    ],
)
def test_what_is_wrong_is_refused_with_its_path(old: str, new: str, said: str) -> None:
    assert old in SMALL
    assert said in refusal(SMALL.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "[]", "just text", "format: 1", "{"])
def test_what_is_no_standard_at_all_is_refused(text: str) -> None:
    assert refusal(text)


def test_a_constrained_set_is_written_sorted() -> None:
    with pytest.raises(
        exchange.ExchangeError, match=r"variants\[warehouse_not_constrained\].constrained: must"
    ):
        exchange.load(TEXT.replace("      - S01\n      - S03\n", "      - S03\n      - S01\n", 1))


def test_weights_that_do_not_add_up_are_refused_by_the_standard_itself() -> None:
    with pytest.raises(exchange.ExchangeError, match="dimensions: weights add to 101, not 100"):
        exchange.load(TEXT.replace("    weight: 50\n", "    weight: 51\n", 1))


LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")


@given(st.text(LETTERS | st.just("\n"), min_size=1).map(str.strip).filter(bool))
def test_any_text_survives_writing_and_reading(text: str) -> None:
    standard = replace(exchange.load(SMALL), name=Text(zh=text))
    written = exchange.dump(standard)
    assert exchange.load(written) == standard
    assert exchange.dump(exchange.load(written)) == written


@pytest.mark.parametrize(
    "text", ["08", "1.5", "true", "null", "no", "~", "2024-09-04", "- x", "a: b", "#", "*a"]
)
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    standard = replace(exchange.load(SMALL), name=Text(zh=text))
    assert exchange.load(exchange.dump(standard)) == standard


@given(st.decimals(min_value=0, max_value=100, places=6))
def test_any_number_survives_writing_and_reading(number: Decimal) -> None:
    outline = exchange.load_outline(SMALL)
    threshold = replace(outline.rule.thresholds[0], min_points=number)
    changed = replace(outline, rule=replace(outline.rule, thresholds=(threshold,)))
    assert exchange.load_outline(exchange.dump(changed)) == changed


def changed_words(standard: Standard) -> Standard:
    return replace(standard, name=replace(standard.name, en="Other words"))


def verified(standard: Standard) -> Standard:
    return replace(standard, verification=Verification(on=date(2026, 1, 2), by="王工", source="政府网"))


def with_official_name(standard: Standard) -> Standard:
    return exchange.with_official(standard, {"name": "官方名称"})


def with_spelled_out_weights(standard: Standard) -> Standard:
    dimensions = tuple(replace(d, weight=d.weight.quantize(Decimal("0.000001"))) for d in standard.dimensions)
    return replace(standard, dimensions=dimensions)


@pytest.mark.parametrize("change", [verified, with_official_name, with_spelled_out_weights])
def test_the_digest_stays_when_nothing_asked_or_graded_changes(change: Any) -> None:
    standard = standard_2024()
    assert exchange.standard_digest(change(standard)) == exchange.standard_digest(standard)


def test_the_digest_changes_with_our_words() -> None:
    standard = standard_2024()
    assert exchange.standard_digest(changed_words(standard)) != exchange.standard_digest(standard)


def test_official_texts_and_verification_are_exchanged() -> None:
    path = "dimensions[F].groups[F1].questions[F01].options[B].text"
    standard = exchange.with_official(verified(standard_2024()), {path: "原文"})
    again = exchange.load(exchange.dump(standard))
    assert again.question("F01").option("B").text.official == "原文"
    assert exchange.official_texts(again) == {path: "原文"}
    assert again.verification == standard.verification
    assert exchange.dump(again) == exchange.dump(standard)


def test_every_path_of_a_text_is_its_own() -> None:
    paths = exchange.texts(standard_2024())
    assert len(paths) > 400
    assert paths["scene_groups[O2].scenes[S06].levels[3].text"] == standard_2024().scene("S06").levels[2].text
    assert paths["terms[MES].explanation"].en.startswith("Manufacturing execution system")
