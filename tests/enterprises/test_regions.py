"""Places: the cascade, the codes, the exceptions, and the product's list against its data file."""

import csv
from collections.abc import Iterator

import pytest

from enterprises.domain import regions

LINES = regions.FILE.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.reader(line for line in LINES if not line.startswith("#")))[1:]
IN_USE = {code: name for code, name, ended, _successors in ROWS if not ended}
UNLISTED = "370199"  # as of a functional area
WITHDRAWN = {code: successors.split() for code, _name, ended, successors in ROWS if ended}


def offered() -> Iterator[regions.Region]:
    """Everything that can be chosen, by the cascade alone."""
    for province in regions.provinces():
        yield province
        for city in regions.cities(province.code):
            yield city
            yield from regions.counties(city.code)


def names(found: tuple[regions.Region, ...]) -> list[str]:
    return [region.name for region in found]


def test_there_are_34_provinces() -> None:
    assert len(regions.provinces()) == 34


def test_cities_and_counties_follow() -> None:
    assert "安庆市" in names(regions.cities("340000"))
    assert "桐城市" in names(regions.counties("340800"))
    assert "市辖区" not in names(regions.counties("340800"))


def test_districts_of_a_direct_municipality_stand_where_cities_stand() -> None:
    assert "朝阳区" in names(regions.cities("110000"))
    assert {"万州区", "忠县"} <= set(names(regions.cities("500000")))
    assert not {"市辖区", "县"} & set(names(regions.cities("500000")))


@pytest.mark.parametrize(
    ("code", "digits"), [("340000", "34"), ("340800", "3408"), ("340881", "340881"), ("110105", "110105")]
)
def test_places_within_begin_with_the_digits_of_what_they_lie_in(code: str, digits: str) -> None:
    assert regions.is_place(code)
    assert regions.prefix(code) == digits


@pytest.mark.parametrize("code", ["999999", "340801", "", "3408", "422921"])
def test_headings_withdrawn_and_invented_codes_are_no_places(code: str) -> None:
    assert not regions.is_place(code)


def test_cities_directly_under_a_province_stand_among_its_cities() -> None:
    assert names(regions.cities("420000")).count("随州市") == 1
    assert names(regions.cities("420000")).count("神农架林区") == 1
    assert {"仙桃市", "武汉市"} <= set(names(regions.cities("420000")))
    assert "石河子市" in names(regions.cities("650000"))
    assert "济源市" in names(regions.cities("410000"))
    assert regions.counties("419001") == ()


def test_a_city_without_counties_has_none() -> None:
    assert regions.counties("441900") == ()
    assert regions.counties("440000") == regions.counties("999900") == ()  # no cities


def test_withdrawn_places_are_not_offered() -> None:
    assert "崇文区" not in names(regions.cities("110000"))
    assert not regions.is_valid("110103")


def test_no_level_offers_a_name_twice() -> None:
    for province in regions.provinces():
        cities = regions.cities(province.code)
        assert len(set(names(cities))) == len(cities), province
        for city in cities:
            assert len(set(names(regions.counties(city.code)))) == len(regions.counties(city.code)), city


def test_every_offered_place_is_valid_and_leads_back_to_itself() -> None:
    for province in regions.provinces():
        for city in regions.cities(province.code):
            assert regions.is_valid(city.code)
            assert regions.split(city.code) == (province.code, city.code, "")
            for county in regions.counties(city.code):
                assert regions.is_valid(county.code)
                assert regions.split(county.code) == (province.code, city.code, county.code)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("340801", ("340000", "340800", "")),
        ("340899", ("340000", "340800", "")),  # of no list, as a functional area's
        ("500903", ("500000", "", "")),
        ("100000", ("", "", "")),
        ("110100", ("110000", "", "")),
        ("810000", ("810000", "", "")),
        ("999999", ("", "", "")),
        ("34", ("", "", "")),
        ("", ("", "", "")),
        ("ABCDEF", ("", "", "")),
    ],
)
def test_old_and_odd_codes_lead_as_far_as_they_still_do(code: str, path: tuple[str, str, str]) -> None:
    assert regions.split(code) == path


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("340881", "安徽省安庆市桐城市"),
        ("340800", "安徽省安庆市"),
        ("110105", "北京市朝阳区"),
        ("419001", "河南省济源市"),
        ("810000", "香港特别行政区"),
        ("110103", "北京市崇文区"),
        ("330185", "浙江省杭州市临安市"),
        ("371202", "山东省莱芜市莱城区"),
        ("999999", "999999"),
    ],
)
def test_full_names_name_each_level_once(code: str, name: str) -> None:
    assert regions.full_name(code) == name


def test_a_province_alone_is_no_place_unless_it_lists_no_cities() -> None:
    assert not regions.is_valid("340000")
    assert regions.is_valid("710000")


def test_what_can_be_chosen_is_the_list_in_use() -> None:
    assert {region.code: region.name for region in offered()} == IN_USE
    assert len(list(offered())) == len(IN_USE)


def test_the_list_has_as_many_places_as_there_were_at_the_end_of_2024() -> None:
    assert LINES[0].startswith("# GB/T 2260 codes in use at the end of 2024, and")
    provinces = [code for code in IN_USE if code.endswith("0000")]
    cities = [code for code in IN_USE if code.endswith("00") and not code.endswith("0000")]
    assert (len(provinces), len(cities), len(IN_USE)) == (34, 333, 3213)


@pytest.mark.parametrize(
    ("code", "count"),
    [("330100", 13), ("110000", 16), ("310000", 16), ("500000", 38), ("440300", 9), ("441900", 0)],
)
def test_districts_and_counties_are_complete(code: str, count: int) -> None:
    below = regions.cities(code) if code.endswith("0000") else regions.counties(code)
    assert len(below) == count


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("330113", "浙江省杭州市临平区"),
        ("330114", "浙江省杭州市钱塘区"),
        ("330112", "浙江省杭州市临安区"),
        ("460400", "海南省儋州市"),
        ("659012", "新疆维吾尔自治区白杨市"),
        ("441303", "广东省惠州市惠阳区"),
    ],
)
def test_districts_of_recent_years_have_their_names(code: str, name: str) -> None:
    assert regions.is_valid(code)
    assert regions.full_name(code) == name
    assert code in regions.split(code)


@pytest.mark.parametrize(
    ("code", "now"),
    [
        ("120222", "120114"),
        ("110228", "110118"),
        ("630122", "630106"),
        ("330185", "330112"),
        ("310230", "310151"),
        ("340824", "340882"),  # 潜山县, withdrawn in 2018
        ("341402", "340181"),  # to another city
        ("510202", "500103"),  # to another province
        ("422921", "429021"),
        ("469003", "460400"),  # a county that became a city
        ("130103", "130100"),  # divided among districts of one city
        ("371200", "370100"),  # a city without its own successor: what holds those of its counties
        ("341400", "340000"),  # a city divided among three
        ("632100", "630200"),  # a prefecture that became a city, years after a county of it had left
        ("422100", "421100"),
        ("512301", "500102"),  # by way of 511402, which is another city's district now
        ("422422", "421087"),
        ("411219", "411281"),
        ("500105", "500105"),  # districts that a functional area uses
        ("500112", "500112"),
        ("320594", "320500"),  # a functional area
    ],
)
def test_a_withdrawn_code_leads_to_what_came_after_it(code: str, now: str) -> None:
    assert regions.current(code) == now


def test_every_withdrawn_code_leads_to_a_place_of_today_and_keeps_its_name() -> None:
    assert len(WITHDRAWN) > 3000
    for code, successors in WITHDRAWN.items():
        assert regions.current(code) in IN_USE, code
        assert not regions.is_place(code)
        assert regions.full_name(code) != code
        assert successors
        assert IN_USE.keys() >= set(successors), code
        held = regions.current(code)
        assert all(regions.lies_within(successor, held) for successor in successors), code
        assert len(successors) > 1 or held == successors[0]


@pytest.mark.parametrize(
    ("code", "other", "within"),
    [
        ("330113", "330100", True),
        ("330100", "330113", False),
        ("330113", "", True),
        ("", "330100", False),
        ("330185", "330112", True),  # an old code of the firm
        ("330112", "330185", True),  # an old code of the measure
        ("371202", "370100", True),
        ("130102", "130103", False),  # 桥东区 was divided: not the whole city
        ("130103", "130100", True),
        ("130103", "130103", True),
    ],
)
def test_a_place_lies_within_another_by_todays_codes_too(code: str, other: str, within: bool) -> None:
    assert regions.lies_within(code, other) is within


@pytest.mark.parametrize(
    "place", ["340000", "370100", "500000", "330112", "330185", "130102", "371200", "999999"]
)
def test_a_query_finds_the_places_that_lie_within_another(place: str) -> None:
    begins = regions.beginnings(place)
    for code in (*IN_USE, *WITHDRAWN):
        assert code.startswith(begins) is regions.lies_within(code, place), code
    for digits in begins:
        whole = regions.whole_codes(digits)
        assert bool(whole) is (len(digits) > 2)
        for code in (*IN_USE, *WITHDRAWN, UNLISTED) if whole else ():
            assert (code in whole) is code.startswith(digits), code
