"""Places: the cascade, the codes, the exceptions."""

import pytest

from enterprises.domain import regions


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
        ("340824", ("340000", "340800", "")),  # 潜山县, withdrawn in 2018
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
        ("999999", "999999"),
    ],
)
def test_full_names_name_each_level_once(code: str, name: str) -> None:
    assert regions.full_name(code) == name


def test_a_province_alone_is_no_place_unless_it_lists_no_cities() -> None:
    assert not regions.is_valid("340000")
    assert regions.is_valid("710000")
