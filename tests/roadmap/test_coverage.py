"""Which sectors divisions have, before anything is published."""

from roadmap.domain.coverage import Coverage, coverage
from roadmap.domain.sector import SectorDivision
from tests.roadmap.sectors import make_sector


def claim(code: str, order: int, **ranks: int) -> object:
    """Make a sector that claims divisions (`d23=1`: division 23 with rank 1)."""
    held = tuple(SectorDivision(division=name[1:], rank=rank) for name, rank in ranks.items())
    return make_sector(code=code, order=order, divisions=held)


def found(*sectors: object) -> dict[str, Coverage]:
    return {one.division.code: one for one in coverage(sectors)}  # type: ignore[arg-type]


def test_all_divisions_are_there_in_the_order_of_the_standard() -> None:
    codes = list(found())
    assert codes[:2] == ["01", "02"]
    assert {"K701", "K702"} <= set(codes) or len(codes) >= 97
    assert codes.index("13") < codes.index("43")


def test_a_division_that_nobody_claims_is_a_gap() -> None:
    assert found(claim("a", 1, d23=2))["23"].is_gap
    assert not found(claim("a", 1, d23=1))["23"].is_gap


def test_two_defaults_are_a_double() -> None:
    one = found(claim("a", 1, d23=1), claim("b", 2, d23=1))["23"]
    assert (one.defaults, one.is_double) == (("a", "b"), True)


def test_candidates_stand_by_rank_then_by_the_order_of_sectors() -> None:
    one = found(claim("b", 1, d23=3), claim("a", 2, d23=3), claim("c", 3, d23=2))["23"]
    assert one.candidates == ("c", "b", "a")
