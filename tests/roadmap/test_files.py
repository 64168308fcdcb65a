"""The roadmap files: what they hold, that they are the exporter's own, and that all else is refused."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from editing.domain.schema import ExchangeError
from enterprises.domain.divisions import all_divisions
from enterprises.domain.sectors import GENERAL
from enterprises.domain.trade_search import search
from roadmap.domain.case import Case
from roadmap.domain.choosing import sector_map
from roadmap.domain.entries import Evidence
from roadmap.domain.exchange import DATA, content_digest, dump, files, load, read_library
from roadmap.domain.sector import UNPLACED_STAGE
from roadmap.domain.solution import Solution
from roadmap.domain.support import SupportMeasure
from tests.library import committed_library
from tests.roadmap.sectors import make_case, make_library, make_solution, make_support
from tests.standards.fixtures import standard_2024

LIBRARY = committed_library()
AUTO = (DATA / "auto.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


# id: old, new, message
REFUSED = {
    "another format": ("format: 1", "format: 2", "format: must be 1"),
    "unknown key": ("    order: 3\n", "    order: 3\n    colour: red\n", "sectors[auto].colour: unknown key"),
    "missing key": ("    order: 3\n", "", "sectors[auto].order: missing"),
    "empty text": (
        "zh: 汽车\n",
        "zh: ' '\n",
        "sectors[auto].name.zh: a text is empty or has spaces around it",
    ),
    "null": ("zh: 汽车\n", "zh:\n", "line 9, sectors[1].name.zh: an empty value (null) is not allowed"),
    "key twice": (
        "    order: 3\n",
        "    order: 3\n    order: 4\n",
        "line 8, sectors[1].order: a key occurs twice",
    ),
    "alias": (
        "zh: 汽车\n",
        "zh: &a 汽车\n      en: *a\n",
        "line 10, sectors[1].name.en: aliases are not allowed",
    ),
    "weight of the wrong type": (
        "scene: S07\n        weight: 5",
        "scene: S07\n        weight: true",
        "sectors[auto].priorities[S07].weight: true is not a whole number from 0 to 32767",
    ),
    "not a list": (
        "        scenes:\n          - S07\n          - S03\n          - S06\n",
        "        scenes: S07\n",
        "sectors[auto].stages[start].scenes: must be a list",
    ),
    "date that is no text": (
        "published: '",
        "published: 2027 #'",
        "sectors[auto].targets[1].published: 2027 is not text",
    ),
    "mark that is no yes or no": (
        "other_ruler: false",
        "other_ruler: nein",
        "sectors[auto].targets[1].other_ruler: 'nein' is not true or false",
    ),
    "unknown evidence": (
        "    evidence: G\n",
        "    evidence: X\n",
        "sectors[auto].evidence: must be one of V, V2, G",
    ),
    "estimate for a large firm": (
        "size: micro",
        "size: large",
        "sectors[auto].stages[start].estimates[large].size: must be one of micro, small, medium",
    ),
    "case of grade C": ("grade: A\n", "grade: C\n", "cases[C04].grade: must be one of A, A-, B"),
    "day that is none": (
        "    order: 3\n",
        "    order: 3\n    valid_until: soon\n",
        "sectors[auto].valid_until: 'soon' is not a date (YYYY-MM-DD)",
    ),
    "official wording": (
        "zh: 汽车\n",
        "zh: 汽车\n      official: 汽车\n",
        "sectors[auto].name.official: unknown key",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_with_file_path_and_reason(folder: Path, name: str) -> None:
    old, new, message = REFUSED[name]
    assert old in AUTO
    (folder / "auto.yaml").write_text(AUTO.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ExchangeError) as caught:
        read_library(folder)
    assert str(caught.value) == f"auto.yaml: {message}"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / "auto.yaml").write_bytes(b"\xff"), "auto.yaml: is not UTF-8"),
        (
            lambda folder: shutil.copy(folder / "auto.yaml", folder / "car.yaml"),
            "sectors[auto]: occurs twice",
        ),
        (
            lambda folder: [file.unlink() for file in folder.glob("*.yaml")],
            "data: there is no file",
        ),
        (
            lambda folder: ((folder / "auto.yaml").unlink(), (folder / "auto.yaml").mkdir()),
            "auto.yaml: cannot be read: Is a directory",
        ),
    ],
)
def test_unusable_files_are_named(folder: Path, spoil: Callable[[Path], object], message: str) -> None:
    spoil(folder)
    with pytest.raises(ExchangeError) as caught:
        read_library(folder)
    assert str(caught.value) == message


def test_the_committed_files_are_the_exporters_own() -> None:
    committed = {file.name: file.read_text(encoding="utf-8") for file in DATA.glob("*.yaml")}
    assert files(LIBRARY) == committed


def test_one_file_holds_the_same_as_many() -> None:
    whole = dump(LIBRARY)
    assert load(whole) == LIBRARY
    assert dump(load(whole)) == whole


def test_every_kind_survives_writing_and_reading() -> None:
    library = make_library(make_case(effect=None), make_solution(), make_support())
    assert load(dump(library)) == library


def test_the_digest_depends_on_every_word() -> None:
    auto = LIBRARY.sector_by_code["auto"]
    other = load(AUTO.replace("zh: 汽车\n", "zh: 车\n")).sector_by_code["auto"]
    assert content_digest(load(AUTO).sector_by_code["auto"]) == content_digest(auto)
    assert content_digest(other) != content_digest(auto)


def test_there_are_fourteen_sectors_and_the_general_one_last() -> None:
    assert [sector.name.zh for sector in LIBRARY.sectors] == [
        *["装备", "机械", "汽车", "能源", "电子", "冶金", "石化"],
        *["矿业", "纺织", "印刷", "轻工", "食品", "医药", "建材"],
        "通用",
    ]  # fmt: skip
    assert LIBRARY.sectors[-1].code == GENERAL


def test_every_division_of_industry_has_a_default_sector() -> None:
    defaults = sector_map(LIBRARY.sectors).defaults
    assert set(defaults) == {f"{number:02}" for number in range(6, 47)}
    assert defaults["34"] == "machinery"


def test_a_division_offers_its_sectors_in_the_order_of_their_ranks() -> None:
    known = sector_map(LIBRARY.sectors)
    plastics = [sector.code for sector in known.choices("29")]
    assert plastics == ["petrochem", "light", "auto", "electronics", GENERAL]
    assert [sector.code for sector in known.choices("47")] == [GENERAL, "building_materials"]
    assert all(known.choices(division.code) for division in all_divisions())


def test_scenes_and_levels_are_those_of_the_standard() -> None:
    assert all(sector.fits(standard_2024()) for sector in LIBRARY.sectors)


@pytest.mark.parametrize("code", [sector.code for sector in LIBRARY.sectors])
def test_every_weighted_scene_counts_in_a_stage(code: str) -> None:
    sector = LIBRARY.sector_by_code[code]
    counted = {scene for stage in sector.stages for scene in sector.scenes_of(stage.code)}
    assert sector.weights.keys() <= counted
    assert sector.stages[1].code == UNPLACED_STAGE


def test_a_sectors_measures_bring_scenes_from_the_stage_before_to_the_target_of_their_own() -> None:
    for measure in (measure for measure in LIBRARY.measures if measure.sector):
        levels = {"start": (0, 2), "integrate": (2, 3), "collaborate": (3, 4)}[measure.stage]
        assert {(step.from_level, step.to_level) for step in measure.steps} == {levels}, measure.code
        assert measure.evidence == Evidence.G


def test_a_near_case_stands_in_for_a_missing_one_and_only_where_one_fits() -> None:
    without = set()
    for sector in LIBRARY.sectors:
        own = bool(LIBRARY.cases_of(sector.code))
        assert not (own and sector.near), sector.code
        if not own and not sector.near:
            without.add(sector.code)
    # A weaving mill is near to no mine, a dye house to no cement works, a mould shop to no smelter.
    assert without == {"building_materials", "energy", "metallurgy", "mining"}


def test_no_text_refers_to_another_sector_instead_of_saying_it() -> None:
    for sector in LIBRARY.sectors:
        for target in sector.targets:
            assert not {"同装备", "同冶金", "同机械"} & {target.text.zh[:3], target.text.zh[-4:-1]}, (
                sector.code
            )


def test_five_level_scales_are_marked_as_another_ruler() -> None:
    for sector in LIBRARY.sectors:
        for target in sector.targets:
            assert target.other_ruler == ("成熟度" in target.text.zh), f"{sector.code}: {target.text.zh}"


def test_unshown_cases_are_not_there() -> None:
    older = [code for code in LIBRARY.case_by_code if code.startswith("C")]
    assert older == ["C01", "C03", "C04", "C05", "C06", "C07", "C08", "C13"]


def test_every_support_measure_names_its_source_with_a_date_and_was_checked() -> None:
    for support in LIBRARY.support_measures:
        assert support.evidence != Evidence.G
        assert re.search(r"〔20\d\d〕|20\d\d-\d\d", support.source.zh), support.code
        assert support.checked_on is not None


# Sites of authorities and of media that write themselves; others name the document and link nothing.
LINKED = (".gov.cn", ".gov.hk", "github.com", "www.nfnews.com")


def test_only_authorities_media_and_projects_are_linked() -> None:
    entries: Iterable[SupportMeasure | Case | Solution] = (
        *LIBRARY.support_measures,
        *LIBRARY.cases,
        *LIBRARY.solutions,
    )
    for entry in entries:
        host = entry.url.partition("://")[2].partition("/")[0]
        assert not host or f".{host}".endswith(LINKED), entry.code


def test_a_firm_finds_itself_by_the_words_of_every_city() -> None:
    sectors = sector_map(LIBRARY.sectors)
    for support in LIBRARY.support_measures:
        for trade in support.sub_sectors:
            found = search(trade.zh)
            assert found, trade.zh
            assert sectors.default(found[0].division.code) != GENERAL, trade.zh


def test_the_city_pilots_are_for_firms_on_a_citys_list_and_name_no_amount() -> None:
    pilots = [support for support in LIBRARY.support_measures if support.code.startswith("pilot-cities")]
    assert len(pilots) == 2
    for pilot in pilots:
        assert (pilot.region, len(pilot.programmes)) == ("", 1)
        assert pilot.tiers == ()
