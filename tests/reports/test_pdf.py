"""The PDF: everything is in it, literally, and the same every time."""

import resource
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from editing.domain.texts import Text
from reports.document.blocks import Block, Bullets, Column, Heading, PageBreak, Paragraph, Rank, Row, Table
from reports.document.cleaning import MISSING
from reports.document.typesetting import LAYOUT, TypesettingFailed, typeset
from reports.domain.charts import palette
from standards.domain.answers import AtLevel, Figures
from standards.domain.scoring import score
from standards.domain.standard import SceneLevel, Threshold
from standards.wording.results import points_text
from tests.library import committed_library
from tests.reports.contents import (
    NO_ADVICE,
    NUMBER,
    bare,
    make_content,
    make_document,
    make_pdf,
    pages,
    report_pdf,
    way,
    words,
)


def test_every_question_its_answer_and_its_points_are_there() -> None:
    content = make_content()
    text = words(make_pdf(content))
    card = score(content.standard, content.answers)
    for question in content.standard.questions:
        assert bare(question.title.zh) in text, question.code
        scored = card.questions[question.code]
        assert scored.points is not None
        assert bare(f"{points_text(scored.points)} / {points_text(scored.maximum)}") in text, question.code
        for part in scored.parts:
            assert bare(part.key + question.option(part.key).text.zh) in text, question.code + part.key
    for total in (*card.groups.values(), *card.dimensions.values(), card.total):
        assert points_text(total.points) in text


def test_every_scene_is_there_with_what_its_level_means() -> None:
    content = make_content(scenes={"S01": 4, "S02": 0})
    text = words(make_pdf(content))
    for scene in content.standard.scenes:
        answer = content.answers.scenes[scene.code]
        assert scene.name.zh in text, scene.code
        if isinstance(answer, AtLevel) and answer.level:
            assert bare(scene.levels[answer.level - 1].text.zh) in text, scene.code
    assert "尚未达到一级" in text
    assert "企业选择不涉及" in text


@pytest.mark.parametrize("sector", ["machinery", "auto", "general", "mining"])
def test_every_gap_target_and_case_is_there(sector: str) -> None:
    content = make_content()
    text = words(make_pdf(content, sector=sector))
    shown = way(content, sector)
    for stage in shown.stages:
        assert bare(stage.stage.name.zh) in text
        for advice in stage.advice:
            assert bare(advice.requirement.zh) in text, advice.scene.code
            assert all(bare(measure.how.zh) in text for measure in advice.all_measures)
    for target in shown.sector.targets:
        assert bare(target.text.zh) in text
        assert bare(target.source.zh) in text
    for case in shown.cases.cases:
        assert bare(case.what.zh) in text
        assert bare(case.source) in text
    assert "参考估算" in text
    assert "不是对单个企业的要求" in text


def test_the_standard_is_named_with_its_source() -> None:
    content = make_content()
    text = words(make_pdf(content))
    document = content.standard.document
    for part in (content.standard.name.zh, document.number, document.issuer, document.url, content.digest):
        assert bare(part) in text
    for variant in content.standard.variants:
        assert bare(variant.name.zh) in text
        assert bare(variant.source.zh) in text


def test_a_code_whose_check_digit_fails_is_marked_on_the_first_page() -> None:
    first = pages(make_pdf(make_content(uscc="91350211M000099990")))[0]
    assert "91350211M000099990（校验位不符）" in first
    assert "校验位" not in pages(make_pdf())[0]


def test_the_first_page_says_who_what_and_what_it_is_not() -> None:
    first = pages(make_pdf())[0]
    for part in (
        "示例精密机械有限公司",
        "91340800MAT0000420",
        "企业身份未经核验",
        "企业自评，未经现场评定",
        "二级",
        "李波（生产部经理）",
        "王爱丽（总经理）",
        "2026年11月22日",
        NUMBER,
        "不构成授信或认定依据",
        f"http://127.0.0.1:8000/check/{NUMBER}/可核验本文件",
        "第1版",
    ):
        assert part in first, part


def test_every_page_has_head_and_foot() -> None:
    found = pages(make_pdf())
    assert len(found) > 5
    for number, page in enumerate(found, start=1):
        assert page.startswith("企业自评，未经现场评定"), number
        assert f"{number}/{len(found)}" in page
        assert NUMBER in page


def test_an_invented_firm_is_marked_on_every_page() -> None:
    found = pages(make_pdf(demo=True))
    assert all(page.startswith("演示·企业自评，未经现场评定") for page in found)
    assert "演示企业，数据为虚构" in found[0]


def test_the_level_that_a_doubt_would_give_is_named() -> None:
    questions = {"F01": ["B", "C", "D", "E"], "F05": "E", "F06": ["B", "C", "D", "E"], "M01": "F"}
    threes = ("S01", "S03", "S06", "S07", "S12", "S02", "S04", "S05")
    content = make_content(
        questions=questions,
        scenes={f"S{number:02}": 3 if f"S{number:02}" in threes else 2 for number in range(1, 17)},
    )
    assert score(content.standard, content.answers).total.points >= 60
    text = words(make_pdf(content))
    assert "按此读法，本企业等级为二级" in text


def test_what_users_type_stays_literal() -> None:
    name = '#eval("1+1")*粗*_斜_$x^2$<标签>[链接](https://e.cn)`码`\\n//甲公司'
    pdf = make_pdf(make_content(name=name, filled_by="#panic()", position="*长* @引用"))
    text = words(pdf)
    assert bare(name) in text
    assert "#panic()（*长*@引用）" in text
    assert PdfReader(BytesIO(pdf)).metadata.title.startswith("#eval")  # type: ignore[union-attr]


def test_rare_characters_are_shown_and_what_no_font_has_is_marked() -> None:
    text = words(make_pdf(make_content(name="𠮷䶮机械有限公司", filled_by="王🎉\u202e五\u0000")))
    assert "𠮷䶮机械有限公司" in text
    assert f"王{MISSING}五" in text


@pytest.mark.parametrize(
    "name", ["长" * 100, "A" * 100, "Ｗ" * 100, "甲"], ids=["Chinese", "Latin", "wide", "one"]
)
def test_names_of_any_length_are_whole(name: str) -> None:
    pdf = make_pdf(make_content(name=name, filled_by=name[:40], position=name[:40]))
    first = pages(pdf)[0]
    assert bare(name) in first
    assert f"/check/{NUMBER}/可核验本文件" in first


@pytest.mark.parametrize("level", range(5))
def test_every_level_is_set(level: int) -> None:
    standard = make_content().standard
    answers = {
        question.code: [option.key for option in question.options if option.weight]
        if question.several
        else max(question.options, key=lambda option: option.weight).key
        for question in standard.questions
    }
    content = make_content(questions=answers, scenes={scene.code: level for scene in standard.scenes})
    first = pages(make_pdf(content))[0]
    assert (standard.rule.name(level).zh) in first


def test_a_firm_to_which_nothing_applies_has_a_report() -> None:
    standard = make_content().standard
    content = make_content(
        questions={question.code: {"na": "other"} for question in standard.questions},
        scenes={scene.code: {"na": "other"} for scene in standard.scenes},
    )
    text = words(make_pdf(content))
    assert "未定级" in text
    assert "场景均不涉及" in text


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sector_can_be_set(language: str) -> None:
    for sector in committed_library().sector_by_code:
        assert make_pdf(sector=sector, language=language).startswith(b"%PDF-")


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    assert make_pdf() == make_pdf()
    assert make_pdf(variant="with_figures") == make_pdf(variant="with_figures")
    assert make_pdf(language="en") == make_pdf(language="en")


def test_the_file_is_archivable_tagged_and_named() -> None:
    pdf = make_pdf()
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    xmp = root["/Metadata"].get_data().decode("utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert reader.metadata is not None
    assert reader.metadata.title == "示例精密机械有限公司 数字化水平自评报告"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date().isoformat() == "2026-11-22"


def test_the_list_beside_the_pages_numbers_chapters_alone() -> None:
    """As they are on the pages: a number before each section, without a point between, read 641."""
    outline: Any = PdfReader(BytesIO(make_pdf())).outline
    first, below, second, *_ = outline
    assert (first.title[:2], second.title[:2]) == ("1 ", "2 ")
    assert below
    assert not any(entry.title[0].isdigit() for entry in below)


def test_a_full_report_is_small_enough_to_send_on_a_telephone() -> None:
    """One weight, whose bold is a stroke, and objects that are packed: 404 KB without both."""
    assert len(make_pdf()) < 190_000


def test_operating_figures_are_left_out_unless_asked_for() -> None:
    figures: dict[str, dict[str, float]] = {
        "M04": {"invest_total_3y": 7654321, "revenue_total_3y": 98765432},
        "R03": {"revenue_prev": 5111.5, "staff_prev": 7771, "revenue_last": 5683.25, "staff_last": 7781},
        "R04": {"cost_prev": 4333.25, "revenue_prev": 5111.5, "cost_last": 4555.75, "revenue_last": 5683.25},
    }
    decimals = {
        code: {name: Decimal(str(value)) for name, value in values.items()}
        for code, values in figures.items()
    }
    content = make_content(questions=decimals, employees=7781)
    stated = {str(value) for values in figures.values() for value in values.values()} | {"4219.75"}
    without, with_them = (
        words(make_pdf(content, variant=asked)).replace(",", "") for asked in ("standard", "with_figures")
    )
    for value in stated:
        assert value not in without, value
        assert value in with_them, value
    assert "含经营数据" not in without
    assert "含经营数据" in pages(make_pdf(content, variant="with_figures"))[0]


def test_figures_answer_their_question_in_both_variants() -> None:
    content = make_content()
    assert isinstance(content.answers.questions["F02"], Figures)
    assert "选项由企业填报的数值判定" in words(make_pdf(content))


@pytest.mark.parametrize("levels", [1, 2, 6])
def test_a_standard_may_have_any_number_of_levels(levels: int) -> None:
    standard = make_content().standard
    thresholds = tuple(
        Threshold(
            level=level,
            name=Text(zh=f"第{level}档"),
            min_points=Decimal(10 * level),
            min_scenes=level,
            min_constrained=1,
        )
        for level in range(1, levels + 1)
    )
    groups = tuple(
        replace(
            group,
            scenes=tuple(
                replace(
                    scene,
                    levels=tuple(
                        SceneLevel(level=t.level, text=Text(zh=f"说明{t.level}")) for t in thresholds
                    ),
                )
                for scene in group.scenes
            ),
        )
        for group in standard.scene_groups
    )
    other = replace(
        standard, scene_groups=groups, rule=replace(standard.rule, thresholds=thresholds), variants=()
    )
    content = make_content(standard=other, scenes={scene.code: levels for scene in other.scenes})
    text = words(report_pdf(content=content, advice=NO_ADVICE, language="zh", number=NUMBER))
    assert f"第{levels}档" in text


def test_an_unfit_standard_has_a_report_without_roadmap() -> None:
    text = words(report_pdf(content=make_content(), advice=NO_ADVICE, language="zh", number=NUMBER))
    assert "细分行业路线图" not in text


def test_only_web_and_mail_addresses_become_links() -> None:
    evil = replace(make_content().standard)
    # No standard has such an address; whoever gets round the checks still makes no link.
    object.__setattr__(evil, "document", replace(evil.document, url="javascript:alert(1)"))
    reader = PdfReader(BytesIO(make_pdf(make_content(standard=evil))))
    read: Any = reader.pages
    uris = {
        annotation.get_object()["/A"]["/URI"]
        for page in read
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get_object().get("/A", {})
    }
    assert not uris


def test_a_layout_error_is_told_to_the_log() -> None:
    document = make_document()
    with pytest.raises(TypesettingFailed, match="out of bounds"):
        typeset(replace(document, ramp=document.ramp[:1]))


@pytest.mark.parametrize("lines", range(31, 36))
def test_a_table_has_its_heading_and_what_leads_to_it_on_its_page(lines: int) -> None:
    # However much stands before it: for some of these numbers the page ends between them.
    before = tuple(Paragraph(f"第 {number} 行") for number in range(lines))
    table = Table((Column("栏目"),), (Row(("首行",)), Row(("次行",))))
    document = replace(
        make_document(), blocks=(Heading("前文", 1), *before, Heading("标题", 2), Paragraph("引言"), table)
    )
    read = [page.extract_text() for page in PdfReader(BytesIO(typeset(document))).pages]
    [page] = [text for text in read if "标题" in text]
    assert ("引言" in page, "首行" in page, "前文" in read[0]) == (True, True, True)


@pytest.mark.parametrize("lines", range(33, 38))
def test_no_page_begins_with_a_single_row_of_a_table_or_in_a_short_list(lines: int) -> None:
    # However much stands before them: for some of these numbers the page ends within.
    before = tuple(Paragraph(f"第 {number} 行") for number in range(lines))
    table = Table((Column("栏目"),), (Row(("首行",)), Row(("中间",)), Row(("次末",)), Row(("末行",))))
    items = Bullets(("要点甲", "要点乙", "要点丙"))
    for last, together in ((table, ("次末", "末行")), (items, ("要点甲", "要点丙"))):
        document = replace(make_document(), blocks=(Heading("前文", 1), *before, last))
        read = [page.extract_text() for page in PdfReader(BytesIO(typeset(document))).pages]
        assert any(all(text in page for text in together) for page in read)


@pytest.mark.parametrize("lines", range(31, 38))
def test_the_sum_of_a_single_row_stands_on_its_page(lines: int) -> None:
    before = tuple(Paragraph(f"第 {number} 行") for number in range(lines))
    table = Table((Column("栏目"),), (Row(("首行",)), Row(("总和",), Rank.SUM)))
    document = replace(make_document(), blocks=(Heading("前文", 1), *before, Heading("标题", 2), table))
    read = [page.extract_text() for page in PdfReader(BytesIO(typeset(document))).pages]
    [page] = [text for text in read if "总和" in text]
    assert ("标题" in page, "首行" in page) == (True, True)


@pytest.mark.parametrize(("lines", "pages"), [(12, 2), (24, 2), (35, 2), (50, 2), (60, 3)])
def test_a_chapter_begins_a_page_but_where_what_runs_over_would_leave_one_nearly_empty(
    lines: int, pages: int
) -> None:
    before = tuple(Paragraph(f"第 {number} 行") for number in range(lines))
    blocks: tuple[Block, ...] = (
        Heading("前文", 1),
        *before,
        PageBreak(),
        Heading("后文", 1),
        Paragraph("末行"),
    )
    read = [
        page.extract_text()
        for page in PdfReader(BytesIO(typeset(replace(make_document(), blocks=blocks)))).pages
    ]
    assert len(read) == pages
    assert "后文" in read[-1]
    assert "末行" in read[-1]


@pytest.mark.parametrize("rows", [1, 2])
def test_a_table_may_have_few_rows_and_end_with_a_title_and_one(rows: int) -> None:
    few = Table((Column("栏目"),), (Row(("首行",)), Row(("次行",)))[:rows])
    titled = Table((Column("栏目"),), (Row(("前",)), Row(("组名",), rank=Rank.TITLE), Row(("组员",))))
    text = words(typeset(replace(make_document(), blocks=(Heading("前文", 1), few, titled))))
    assert text.index("首行") < text.index("组名") < text.index("组员")


@pytest.mark.slow
def test_many_reports_do_not_eat_the_memory() -> None:
    """The first ones load the font and fill the caches of the typesetter; after them nothing grows."""
    document = make_document()

    def grown(numbers: range) -> int:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for number in numbers:
            typeset(replace(document, title=f"第{number}家有限公司", head_left=f"第{number}家"))
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    assert grown(range(20)) < 120 * 1024  # kilobytes on Linux
    assert grown(range(20, 40)) < 20 * 1024


def test_the_report_has_the_colours_of_the_page() -> None:
    look = (LAYOUT / "look.typ").read_text(encoding="utf-8")
    named = {"ink": palette.INK, "soft": palette.SOFT, "line-colour": palette.LINE}
    for name, colour in (named | {"panel": palette.PAPER, "accent": palette.ACCENT}).items():
        assert f'#let {name} = rgb("{colour}")' in look


def test_a_source_is_a_document_not_where_it_was_read() -> None:
    content = make_content()
    said = bare(str(make_document(content).blocks))
    for target in way(content).sector.targets:
        assert bare(target.source.zh) in said
        assert bare(target.published) in said
        assert bare(target.seen) not in said
