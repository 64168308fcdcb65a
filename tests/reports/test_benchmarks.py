"""A firm's own figures beside public ones: whose they are shown to, and never without the firm's own."""

from decimal import Decimal

import pytest

from editing.domain.texts import Text
from enterprises.domain.sectors import GENERAL
from reports.domain.benchmarks import Benchmark, compared
from reports.selectors.benchmarks import benchmarks
from tests.library import committed_library
from tests.standards.fixtures import standard_2024

FIGURES = {"equip_digital": Decimal(3), "equip_total": Decimal(8)}


def benchmark(*sectors: str) -> Benchmark:
    return Benchmark(
        part="equip_digital",
        whole="equip_total",
        percent=Decimal(50),
        sectors=sectors,
        scope=Text(zh="全国"),
        as_of="2025",
        source=Text(zh="年鉴"),
    )


@pytest.mark.parametrize(
    ("sectors", "figures", "own"),
    [
        ((), FIGURES, [Decimal("37.5")]),
        (("textile",), FIGURES, [Decimal("37.5")]),
        (("food",), FIGURES, []),
        ((), {"equip_digital": Decimal(3)}, []),
        ((), FIGURES | {"equip_total": Decimal(0)}, []),
        ((), FIGURES | {"equip_digital": Decimal(0)}, [Decimal(0)]),
    ],
)
def test_a_share_is_compared_where_the_firm_has_its_own(
    sectors: tuple[str, ...], figures: dict[str, Decimal], own: list[Decimal]
) -> None:
    assert [row.own for row in compared([benchmark(*sectors)], figures, "textile")] == own


def test_every_benchmark_names_its_source_and_what_the_standard_asks() -> None:
    sectors = {sector.code for sector in committed_library().sectors} | {GENERAL}
    for one in benchmarks():
        assert {one.part, one.whole} <= standard_2024().figure_by_code.keys()
        assert sectors >= set(one.sectors)
        assert one.source.zh
        assert one.source.en
        assert one.as_of[:2] == "20"
        assert 0 < one.percent < 100
