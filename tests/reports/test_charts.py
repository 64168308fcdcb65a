"""The pictures: valid, named, stable, and honest about what is missing."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reports.domain import charts
from reports.domain.charts import palette, svg

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(__file__).resolve().parents[2] / "static/css/app.css"
CORNERS = ("x", "y", "width", "height", "x1", "y1", "x2", "y2")
EVIL = "<b>&\"甲'\x00\x0b"


def make_badge(*, level: int | None = 2, levels: int = 4, name: str = "二级") -> charts.LevelBadge:
    return charts.LevelBadge(
        title="数字化水平", desc="四级中的二级", level=level, levels=levels, name=name, caption="企业自评"
    )


def make_amount(level: int = 1, *, value: Decimal | None = Decimal("51.3")) -> charts.Amount:
    return charts.Amount(
        start=Decimal(20 * (level - 1)), end=Decimal(20 * level), value=value, label=f"{20 * level} 分"
    )


def make_counted(*rows: tuple[int | None, int]) -> charts.Counted:
    return charts.Counted(rows=rows or ((5, 6), (3, 3)), label="6 个，★ 3 个")


def make_gauge(
    *marks: charts.Amount | charts.Counted,
    level: int | None = 0,
    levels: int = 1,
    note: str = "还需 1 个场景达到一级",
) -> charts.Gauge:
    """Return a gauge with a side for each mark, the same at every level; two sides if none is given."""
    sides = tuple(
        charts.Side(heading=f"第 {place} 侧", result="二级", marks=(mark,) * levels)
        for place, mark in enumerate(marks or (make_amount(), make_counted()), start=1)
    )
    names = tuple(f"{number} 级" for number in range(1, levels + 1))
    return charts.Gauge(
        title="得分侧与场景侧", desc="", names=names, sides=sides, level=level, holding=1, note=note
    )


def make_radar(shares: list[float | None], *, label: str = "设备系统") -> charts.Radar:
    axes = tuple(charts.Axis(label=f"{label}{i}", share=share) for i, share in enumerate(shares))
    return charts.Radar(title="指标组", desc="各组得分率", axes=axes, missing="未填写")


def make_row(
    state: charts.SceneState = charts.SceneState.RATED, *, level: int = 2, name: str = "产品设计"
) -> charts.SceneRow:
    return charts.SceneRow(
        group="产品生命周期数字化", name=name, constrained=True, state=state, level=level, result="结果"
    )


def make_map(*rows: charts.SceneRow) -> charts.HeatMap:
    return charts.HeatMap(
        title="场景",
        desc="16 个场景",
        level_names=("一级", "二级", "三级", "四级"),
        rows=rows,
        legend="★ 约束性场景",
    )


def make_bar(state: charts.BarState = charts.BarState.TO_DO, **changed: Any) -> charts.Bar:
    values = {"number": "1", "name": "建立设备联网与数据采集", "start": 0, "end": 61, "result": "待办"}
    return charts.Bar(state=state, **{**values, **changed})


def make_timeline(*bars: charts.Bar, length: int = 120, months: int = 4, **changed: Any) -> charts.Timeline:
    values: dict[str, Any] = {
        "title": "时间安排",
        "desc": "从开始到截止",
        "level_heading": "预计等级",
        "levels": 4,
        "stretches": (
            charts.Stretch(start=0, level=2, name="二级"),
            charts.Stretch(start=61, level=3, name="三级"),
        ),
        "today": (20, "今天"),
    }
    ticks = tuple(
        charts.Tick(at=length * place // months, label=f"{place % 12 + 1} 月", era=f"{2026 + place // 12} 年")
        for place in range(months)
    )
    return charts.Timeline(length=length, ticks=ticks, bars=bars or (make_bar(),), **{**values, **changed})


def every_picture(*, compact: bool) -> dict[str, str]:
    return {
        "timeline": charts.timeline(
            make_timeline(*(make_bar(state) for state in charts.BarState), make_bar(late_until=90)),
            prefix="a",
            compact=compact,
        )[0],
        "badge": charts.level_badge(make_badge(), prefix="a"),
        "gauge": charts.gauge(make_gauge(levels=4), prefix="a", compact=compact),
        "one side": charts.gauge(make_gauge(make_amount(), levels=4), prefix="a", compact=compact),
        "radar": charts.radar(make_radar([0.5, None, 1.0, 0.0]), prefix="a", compact=compact),
        "map": charts.heat_map(
            make_map(*(make_row(state) for state in charts.SceneState)), prefix="a", compact=compact
        ),
    }


PICTURES = [
    pytest.param(picture, id=f"{name}-{'compact' if compact else 'wide'}")
    for compact in (False, True)
    for name, picture in every_picture(compact=compact).items()
]


def texts(picture: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_valid_named_and_sized(picture: str) -> None:
    root = ET.fromstring(picture)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    ids = {node.get("id"): node.text for node in root if node.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) == set(ids)
    assert all(ids.values())
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_needs_no_inline_style_and_no_script(picture: str) -> None:
    assert "style" not in picture
    assert "<script" not in picture
    assert not re.search(r"\son\w+=", picture)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_uses_only_colours_of_the_palette(picture: str) -> None:
    known = {value for value in vars(palette).values() if isinstance(value, str)} | set(palette.LEVELS)
    assert set(re.findall(r"#[0-9a-f]{6}", picture)) <= known


@pytest.mark.parametrize("picture", PICTURES)
def test_coordinates_have_two_decimals_at_most(picture: str) -> None:
    assert not re.search(r"\d\.\d{3}", picture)


def corners(node: ET.Element) -> list[tuple[float, float]]:
    """Return the corners of a rectangle, the ends of a line and the points of a polygon; of others none."""
    of = {name: float(node.get(name, "0")) for name in CORNERS}
    if node.tag == f"{SVG}rect":
        return [(of["x"], of["y"]), (of["x"] + of["width"], of["y"] + of["height"])]
    if node.tag == f"{SVG}line":
        return [(of["x1"], of["y1"]), (of["x2"], of["y2"])]
    points = [float(number) for number in re.findall(r"-?[0-9.]+", node.get("points", ""))]
    return list(zip(points[::2], points[1::2], strict=True))


@pytest.mark.parametrize("picture", PICTURES)
def test_nothing_is_drawn_beside_the_picture(picture: str) -> None:
    root = ET.fromstring(picture)
    width, height = (float(root.get(name, "0")) for name in ("width", "height"))
    drawn = [corner for node in root.iter() for corner in corners(node)]
    assert drawn
    assert [(x, y) for x, y in drawn if not (0 <= x <= width and 0 <= y <= height)] == []


@pytest.mark.parametrize("picture", PICTURES)
def test_text_is_legible_on_a_phone(picture: str) -> None:
    sizes = {int(node.get("font-size", "0")) for node in ET.fromstring(picture).iter(f"{SVG}text")}
    assert min(sizes) >= 14


@pytest.mark.parametrize("name", ["badge", "gauge", "radar", "map", "timeline"])
def test_compact_pictures_fit_a_phone(name: str) -> None:
    root = ET.fromstring(every_picture(compact=True)[name])
    assert float(root.get("width", "999")) <= 328


def test_the_same_input_gives_the_same_bytes() -> None:
    assert every_picture(compact=False) == every_picture(compact=False)


def test_prefixes_keep_ids_apart() -> None:
    one, other = (charts.level_badge(make_badge(), prefix=prefix) for prefix in ("a", "b"))
    assert not set(re.findall(r' id="([^"]+)"', one)) & set(re.findall(r' id="([^"]+)"', other))


@pytest.mark.parametrize(
    "picture",
    [
        charts.level_badge(make_badge(name=EVIL), prefix="a"),
        charts.gauge(make_gauge(note=EVIL), prefix="a"),
        charts.radar(make_radar([0.1, None, 1.0], label=EVIL), prefix="a"),
        charts.heat_map(make_map(make_row(name=EVIL)), prefix="a"),
        charts.timeline(make_timeline(make_bar(name=EVIL)), prefix="a")[0],
    ],
    ids=["badge", "gauge", "radar", "map", "timeline"],
)
def test_text_is_escaped_and_cleaned(picture: str) -> None:
    assert "<b>&\"甲'" in "".join(ET.fromstring(picture).itertext())


# --- Level badge ------------------------------------------------------------------------------


def fills(picture: str, tag: str = "rect") -> list[str | None]:
    return [node.get("fill") for node in ET.fromstring(picture).iter(f"{SVG}{tag}")]


def test_the_badge_fills_the_steps_climbed() -> None:
    picture = charts.level_badge(make_badge(level=2), prefix="a")
    assert fills(picture) == [palette.LEVELS[1], palette.LEVELS[2], palette.SURFACE, palette.SURFACE]


def test_the_steps_of_the_badge_stand_side_by_side_and_before_its_name() -> None:
    root = ET.fromstring(charts.level_badge(make_badge(), prefix="a"))
    steps = [corners(node) for node in root.iter(f"{SVG}rect")]
    name = min(float(node.get("x", "0")) for node in root.iter(f"{SVG}text"))
    assert 0 <= steps[0][0][0] < 1
    assert all(0 < after[0][0] - before[1][0] < 6 for before, after in pairwise(steps))
    assert steps[-1][1][0] < name


@pytest.mark.parametrize("level", [0, None])
def test_without_a_level_the_badge_is_outlined(level: int | None) -> None:
    assert set(fills(charts.level_badge(make_badge(level=level), prefix="a"))) == {palette.SURFACE}


def test_a_level_not_to_be_told_yet_is_dashed_and_level_zero_is_not() -> None:
    assert "stroke-dasharray" in charts.level_badge(make_badge(level=None), prefix="a")
    assert "stroke-dasharray" not in charts.level_badge(make_badge(level=0), prefix="a")


@pytest.mark.parametrize("levels", [1, 3, 5, 9])
def test_any_number_of_levels_ends_in_the_darkest_colour(levels: int) -> None:
    filled = fills(charts.level_badge(make_badge(level=levels, levels=levels), prefix="a"))
    assert len(filled) == levels
    assert filled[-1] == palette.LEVELS[-1]
    assert len(set(filled)) == levels


# --- Timeline ---------------------------------------------------------------------------------


def boxes(picture: str) -> list[dict[str, str]]:
    """Return the rectangles of bars: they alone have round corners of 3."""
    return [dict(node.items()) for node in ET.fromstring(picture).iter(f"{SVG}rect") if node.get("rx") == "3"]


def heights(pictures: tuple[str, ...]) -> list[float]:
    return [float(ET.fromstring(picture).get("height", "0")) for picture in pictures]


def test_the_states_of_steps_differ_by_form() -> None:
    (picture,) = charts.timeline(make_timeline(*(make_bar(state) for state in charts.BarState)), prefix="a")
    forms = {(box["fill"], box.get("stroke-dasharray", "")) for box in boxes(picture)}
    assert forms == {
        (palette.SURFACE, ""),
        ("url(#a-1-hatch)", ""),
        (palette.ACCENT, ""),
        ("none", "3 3"),
    }
    assert 'id="a-1-hatch"' in picture


def test_a_bar_lies_where_its_time_is() -> None:
    bars = (make_bar(start=0, end=60), make_bar(start=60, end=120), make_bar(start=120, end=120))
    for compact in (False, True):
        (picture,) = charts.timeline(make_timeline(*bars), prefix="a", compact=compact)
        first, second, last = ((float(box["x"]), float(box["width"])) for box in boxes(picture))
        assert first[1] == second[1]
        assert first[0] + first[1] < second[0]
        assert last[1] == 3  # what takes no time is seen, within the lane
        assert last[0] + last[1] <= second[0] + second[1] + 1


@pytest.mark.parametrize("compact", [False, True])
def test_a_long_timeline_comes_in_parts_that_fit_on_paper(compact: bool) -> None:
    bars = tuple(make_bar(number=str(place), name="改" * 30) for place in range(1, 41))
    parts = charts.timeline(make_timeline(*bars), prefix="a", compact=compact)
    assert len(parts) > 2
    assert max(heights(parts)) <= 562
    assert sum(len(boxes(part)) for part in parts) == 40
    for place, part in enumerate(parts, start=1):
        assert f"时间安排 {place}/{len(parts)}" in part
        assert "预计等级" in texts(part)


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("steps", [16, 20, 33])
def test_the_parts_of_a_timeline_are_about_as_long(steps: int, compact: bool) -> None:
    bars = tuple(make_bar(number=str(place), name="上线排产系统") for place in range(1, steps + 1))
    parts = charts.timeline(make_timeline(*bars), prefix="a", compact=compact)
    counts = [len(boxes(part)) for part in parts]
    assert len(counts) > 1
    assert sum(counts) == steps
    assert max(counts) - min(counts) < len(counts)


def test_steps_that_each_fill_a_part_end() -> None:
    bars = tuple(make_bar(number=str(place), name="改" * 600) for place in range(3))
    assert len(charts.timeline(make_timeline(*bars), prefix="a")) == 3


@pytest.mark.parametrize("months", [1, 12, 30, 120])
def test_labels_of_months_do_not_run_into_each_other(months: int) -> None:
    for compact in (False, True):
        (picture,) = charts.timeline(
            make_timeline(length=30 * months, months=months, today=None), prefix="a", compact=compact
        )
        nodes = [
            (float(node.get("x", "0")), svg.width_of(node.text or "", 14))
            for node in ET.fromstring(picture).iter(f"{SVG}text")
            if (node.text or "").endswith("月") and node.get("y") == "34"
        ]
        assert nodes
        assert all(x + width < following for (x, width), (following, _) in pairwise(nodes))


def test_a_level_has_its_name_where_there_is_room_and_else_its_numeral() -> None:
    def said(*starts: int) -> list[str]:
        stretches = tuple(
            charts.Stretch(start=start, level=level, name=f"第{level}级")
            for level, start in enumerate(starts, start=1)
        )
        (picture,) = charts.timeline(make_timeline(stretches=stretches), prefix="a")
        return [text for text in texts(picture) if text in {"第1级", "第2级", "1", "2"}][-3:]

    assert {"第1级", "第2级"} <= set(said(0, 60))
    assert "2" in said(0, 113)
    assert {"2", "第2级"}.isdisjoint(said(0, 119))


@pytest.mark.parametrize(("at", "halves"), [(0, 1), (60, 0), (120, -1)])
def test_the_name_of_today_stands_over_its_line_and_at_the_ends_beside_it(at: int, halves: int) -> None:
    root = ET.fromstring(charts.timeline(make_timeline(today=(at, "今天")), prefix="a")[0])
    line = next(node for node in root.iter(f"{SVG}line") if node.get("stroke-dasharray") == "6 3")
    name = next(node for node in root.iter(f"{SVG}text") if node.text == "今天")
    beside = float(name.get("x", "0")) - float(line.get("x1", "0"))
    assert beside == pytest.approx(halves * svg.width_of("今天", 14) / 2)


def test_today_is_a_line_with_its_name_or_nothing() -> None:
    (picture,) = charts.timeline(make_timeline(today=None), prefix="a")
    assert "今天" not in texts(picture)
    (picture,) = charts.timeline(make_timeline(today=(120, "今天")), prefix="a", compact=True)
    label = next(n for n in ET.fromstring(picture).iter(f"{SVG}text") if n.text == "今天")
    assert float(label.get("x", "0")) + 14 <= 328


# --- Lines of text ----------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "size"), [(40, 18), (36, 18), (35, 16), (32, 16), (31, 14), (10, 14)])
def test_a_text_is_as_large_as_has_room(width: float, size: int) -> None:
    assert svg.fitting("二级", width=width, sizes=(18, 16, 14)) == size


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("设备系统", ["设备系统"]),
        ("数字化规划与管理机制", ["数字化规划", "与管理机制"]),
        ("二级，三级，四级", ["二级，三", "级，四级"]),
        ("Planning and scheduling", ["Planning", "and", "scheduling"]),
        ("", [""]),
    ],
)
def test_labels_break_evenly_and_never_before_punctuation(label: str, lines: list[str]) -> None:
    assert svg.wrap(label, width=80, size=14) == lines


# --- Gauge ------------------------------------------------------------------------------------


def accents(*marks: charts.Amount | charts.Counted, compact: bool = False) -> list[tuple[float, float]]:
    """Return where what the firm has begins, and how long it is."""
    picture = charts.gauge(make_gauge(*marks), prefix="a", compact=compact)
    rects = ET.fromstring(picture).iter(f"{SVG}rect")
    return [
        (float(rect.get("x", "0")), float(rect.get("width", "0")))
        for rect in rects
        if rect.get("fill") == palette.ACCENT
    ]


def lines_of_text(picture: str) -> dict[str, float]:
    """Return where each text stands; of equal ones the last."""
    return {node.text or "": float(node.get("y", "0")) for node in ET.fromstring(picture).iter(f"{SVG}text")}


def test_what_a_side_is_stands_above_its_result_and_that_above_its_rows() -> None:
    stands = lines_of_text(charts.gauge(make_gauge(), prefix="a"))
    assert 0 < stands["第 1 侧"] == stands["第 2 侧"] < stands["二级"] < stands["1 级"]


def test_a_long_label_is_broken_between_its_clauses() -> None:
    mark = charts.Counted(rows=((0, 10), (0, 6)), label="需 10 个，有 0 个；★ 需 6，有 0")
    both = make_amount(), mark

    def said(*, compact: bool) -> list[str]:
        picture = charts.gauge(make_gauge(*both), prefix="a", compact=compact)
        return [str(line.text) for line in ET.fromstring(picture).iter() if "有" in str(line.text)]

    assert said(compact=True) == ["需 10 个，有 0 个", "★ 需 6，有 0"]
    assert said(compact=False) == [mark.label]


def length(value: str) -> float:
    return accents(make_amount(value=Decimal(value)))[0][1]


def test_a_bar_is_full_where_the_threshold_is_reached_exactly() -> None:
    assert length("20") == length("99")
    assert length("19.99") < length("20")


def test_segments_stand_side_by_side_over_the_length_of_a_bar() -> None:
    ((start, whole),) = accents(make_amount(value=Decimal(20)))
    segments = accents(make_counted((6, 6)))
    gaps = [after - begin - width for (begin, width), (after, _width) in pairwise(segments)]
    assert gaps == pytest.approx([gaps[0]] * 5, abs=0.02)
    assert gaps[0] > 0
    assert segments[0][0] == start
    assert sum(segments[-1]) == pytest.approx(start + whole, abs=0.02)


def test_each_scene_is_a_segment() -> None:
    assert len(accents(make_counted((5, 6), (2, 3)))) == 7


def test_more_scenes_than_needed_do_not_overflow() -> None:
    assert len(accents(make_counted((16, 6), (10, 3)))) == 9


def test_an_unknown_side_is_empty() -> None:
    assert accents(make_amount(value=None), make_counted((None, 6), (None, 3))) == []


def test_a_standard_without_constrained_scenes_has_no_second_row() -> None:
    assert len(accents(make_counted((6, 6)))) == 6


def test_levels_that_start_at_the_same_amount_do_not_divide_by_zero() -> None:
    same = charts.Amount(start=Decimal(20), end=Decimal(20), value=Decimal(20), label="20 分")
    assert len(accents(same)) == 1


@pytest.mark.parametrize("compact", [False, True])
def test_two_sides_grow_away_from_the_names_and_one_side_has_all_the_room(compact: bool) -> None:
    full = make_amount(value=Decimal(20))
    (left, left_length), (right, right_length) = accents(full, full, compact=compact)
    assert left_length == right_length
    assert left < right
    [(start, alone)] = accents(full, compact=compact)
    assert start < right
    assert alone > left_length + right_length - 20


# --- Radar ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [3, 8, 20])
def test_a_complete_radar_is_one_closed_shape(count: int) -> None:
    picture = charts.radar(make_radar([0.5] * count), prefix="a")
    shapes = [
        node for node in ET.fromstring(picture).iter(f"{SVG}polygon") if node.get("stroke-width") == "2"
    ]
    assert len(shapes) == 1
    assert len((shapes[0].get("points") or "").split()) == count


def test_an_unanswered_axis_is_a_gap_and_not_a_zero() -> None:
    picture = charts.radar(make_radar([0.5, None, 1.0, 0.5]), prefix="a")
    root = ET.fromstring(picture)
    assert len(list(root.iter(f"{SVG}circle"))) == 3
    joins = [node for node in root.iter(f"{SVG}line") if node.get("stroke") == palette.ACCENT]
    assert len(joins) == 2, "no line leads to the axis without a value"
    assert texts(picture).count("未填写") == 1
    assert "0%" not in texts(picture)


def test_a_zero_is_a_point_in_the_middle() -> None:
    picture = charts.radar(make_radar([0.0, 0.5, 0.5]), prefix="a")
    assert len(list(ET.fromstring(picture).iter(f"{SVG}circle"))) == 3
    assert "0%" in texts(picture)


def test_an_empty_radar_has_no_shape() -> None:
    picture = charts.radar(make_radar([None] * 8), prefix="a")
    assert "circle" not in picture
    assert palette.ACCENT not in picture
    assert texts(picture).count("未填写") == 8


@pytest.mark.parametrize("shares", [[], [0.5, 0.5], [0.5, 0.5, 1.01], [-0.1, 0.5, 0.5]])
def test_a_radar_refuses_what_it_cannot_draw(shares: list[float | None]) -> None:
    with pytest.raises(ValueError, match=r"axes|share"):
        charts.radar(make_radar(shares), prefix="a")


@pytest.mark.parametrize("compact", [False, True])
def test_many_axes_are_numbered_and_listed_below(compact: bool) -> None:
    shares: list[float | None] = [0.5] * 19
    written = texts(charts.radar(make_radar([*shares, None]), prefix="a", compact=compact))
    assert written.count("20") == 2, "at the circle and in the list"
    assert "设备系统19" in written
    assert written.count("未填写") == 1


def test_long_words_on_a_phone_are_listed_below() -> None:
    chart = make_radar([0.5, 0.5, 0.5], label="Information systems")
    assert "Information systems1" in texts(charts.radar(chart, prefix="a", compact=True))


def test_axes_go_round_from_the_top_as_the_hands_of_a_clock() -> None:
    rim = next(ET.fromstring(charts.radar(make_radar([0.5] * 4), prefix="a")).iter(f"{SVG}polygon"))
    top, right, bottom, left = corners(rim)
    assert top[0] == bottom[0]
    assert top[1] < right[1] == left[1] < bottom[1]
    assert left[0] < top[0] < right[0]


# --- Heat map ---------------------------------------------------------------------------------


def test_reached_levels_are_filled_and_the_highest_bears_its_numeral() -> None:
    picture = charts.heat_map(make_map(make_row(level=2)), prefix="a")
    assert fills(picture) == [palette.LEVELS[1], palette.LEVELS[2], palette.SURFACE, palette.SURFACE]
    assert "2" in texts(picture)


def test_level_zero_not_applicable_and_unanswered_look_different() -> None:
    rows = [
        make_row(level=0),
        make_row(charts.SceneState.NOT_APPLICABLE, level=0),
        make_row(charts.SceneState.UNANSWERED, level=0),
    ]
    zero, not_applicable, unanswered = (charts.heat_map(make_map(row), prefix="a") for row in rows)
    assert "stroke-dasharray" not in zero
    assert "<rect" not in not_applicable
    assert unanswered.count("stroke-dasharray") == 4


def test_constrained_scenes_bear_a_star() -> None:
    assert texts(charts.heat_map(make_map(make_row()), prefix="a")).count("★") == 1


# --- Palette ----------------------------------------------------------------------------------

TOKENS = {
    "ink": palette.INK,
    "soft": palette.SOFT,
    "paper": palette.PAPER,
    "surface": palette.SURFACE,
    "line": palette.LINE,
    "edge": palette.EDGE,
    "accent": palette.ACCENT,
    "tint": palette.TINT,
    **{f"level-{level}": colour for level, colour in enumerate(palette.LEVELS)},
}


@pytest.mark.parametrize("token", TOKENS)
def test_pictures_and_pages_share_their_colours(token: str) -> None:
    found = re.search(rf"--c-{token}: (#[0-9a-f]{{6}});", CSS.read_text(encoding="utf-8"))
    assert found, f"app.css has no --c-{token}"
    assert found[1] == TOKENS[token]


@pytest.mark.parametrize("ground", [palette.PAPER, palette.SURFACE, palette.TINT])
@pytest.mark.parametrize("colour", [palette.INK, palette.SOFT, palette.ACCENT])
def test_text_stands_out(colour: str, ground: str) -> None:
    assert palette.contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("level", range(5))
def test_numerals_stand_out_on_every_level(level: int) -> None:
    fill = palette.level_fill(level, 4)
    assert palette.contrast(palette.text_on(fill), fill) >= 4.5


def test_levels_darken_step_by_step_in_grey_print() -> None:
    on_white = [palette.contrast("#ffffff", colour) for colour in palette.LEVELS]
    assert all(later > earlier * 1.3 for earlier, later in pairwise(on_white))
