"""Short names for file names: what people call the firm, never too little, never unsafe."""

import pytest

from reports.domain.short_name import LONGEST, for_file, short_name

ANHUI = ("安徽省", "合肥市", "肥西县")


@pytest.mark.parametrize(
    ("name", "places", "short"),
    [
        ("示例机械有限公司", (), "示例机械"),
        ("安徽省合肥市示例精密机械有限责任公司", ANHUI, "示例精密机械"),
        ("安徽示例机械股份有限公司", ANHUI, "示例机械"),
        ("合肥示例机械集团有限公司", ANHUI, "示例机械"),
        ("肥西示例电子厂", ANHUI, "示例电子"),
        ("示例（安徽）机械有限公司", ANHUI, "示例机械"),
        ("内蒙古示例乳业有限公司", ("内蒙古自治区",), "示例乳业"),
        ("上海滩服饰有限公司", ANHUI, "上海滩服饰"),
        ("北京市有限公司", ("北京市",), "北京市"),
        ("安徽甲乙有限公司", ANHUI, "甲乙"),
        ("安徽甲有限公司", ANHUI, "安徽甲"),
        ("有限公司", (), "有限公司"),
        ("厂", (), "厂"),
        ("Example Machinery Ltd", (), "Example Machinery Ltd"),
    ],
)
def test_place_and_legal_form_are_dropped_while_a_name_remains(
    name: str, places: tuple[str, ...], short: str
) -> None:
    assert short_name(name, places) == short


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("甲/乙\\丙:丁", "甲_乙_丙_丁"),
        ("..\x00甲\n乙", "甲乙"),
        ('"*?<>|', ""),
        ("甲" * 99, "甲" * LONGEST),
        ("Aux", "_Aux"),
    ],
)
def test_file_names_hold_what_every_system_allows(text: str, safe: str) -> None:
    assert for_file(text) == safe
