"""The roadmap files: what they must hold, and that everything else is refused with file, path and reason."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from enterprises.domain import divisions
from enterprises.domain.divisions import GENERAL
from roadmap.domain.model import UNPLACED_STAGE
from roadmap.exchange import DATA, SCENES, RoadmapFileError, content_digest, read_library
from tests.standards import standard_2024

LIBRARY = read_library()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")


# id: file, old, new, message
REFUSED = {
    "unknown key": (
        "sectors/auto.yaml", "evidence: G\n", "evidence: G\ncolour: red\n",
        "sectors/auto.yaml: unknown key colour",
    ),
    "missing key": ("sectors/auto.yaml", "order: 3\n", "", "sectors/auto.yaml: order is missing"),
    "missing English": (
        "sectors/auto.yaml", "name: {zh: 汽车, en: Automotive}", "name: {zh: 汽车}",
        "sectors/auto.yaml: name: en is missing",
    ),
    "empty text": (
        "sectors/auto.yaml", "name: {zh: 汽车, en: Automotive}", "name: {zh: 汽车, en: ' '}",
        "sectors/auto.yaml: name.en: must be text",
    ),
    "null": (
        "sectors/auto.yaml", "name: {zh: 汽车, en: Automotive}", "name: {zh: 汽车, en: }",
        "sectors/auto.yaml: line 3: an empty value (null) is not allowed",
    ),
    "weight out of range": (
        "sectors/auto.yaml", "weights: {S07: 5", "weights: {S07: 6",
        "sectors/auto.yaml: weights.S07: must be a whole number from 1 to 5",
    ),
    "weight of the wrong type": (
        "sectors/auto.yaml", "weights: {S07: 5", "weights: {S07: true",
        "sectors/auto.yaml: weights.S07: must be a whole number from 1 to 5",
    ),
    "weight of an unknown scene": (
        "sectors/auto.yaml", "weights: {S07: 5", "weights: {S77: 5",
        "sectors/auto.yaml: weights: unknown scene S77",
    ),
    "unknown scene": (
        "sectors/auto.yaml", "scenes: [S07, S03, S06]", "scenes: [S07, S03, S17]",
        "sectors/auto.yaml: stages.start.scenes[2]: unknown scene S17",
    ),
    "scene twice in a stage": (
        "sectors/auto.yaml", "scenes: [S07, S03, S06]", "scenes: [S07, S03, S06, S07]",
        "sectors/auto.yaml: auto: stage start: the scenes hold S07 2 times",
    ),
    "scene without a measure": (
        "sectors/auto.yaml", "scenes: [S07, S03, S06]", "scenes: [S07, S03, S06, S10]",
        "sectors/auto.yaml: auto: stage start: no measure serves S10",
    ),
    "measure for a scene of another stage": (
        "sectors/auto.yaml", "scenes: [S07, S03, S06]", "scenes: [S07, S06]",
        "sectors/auto.yaml: auto: stage start: a measure serves S03, which does not count in this stage",
    ),
    "measure for nothing": (
        "sectors/auto.yaml", "      - scenes: [S06, S07]", "      - scenes: []",
        "sectors/auto.yaml: stages.start.measures[0].scenes: a measure must serve a scene",
    ),
    "unknown system": (
        "sectors/auto.yaml", "systems: [mes_light]", "systems: [abacus]",
        "sectors/auto.yaml: stages.start.measures[0].systems[0]: unknown system abacus",
    ),
    "not a list": (
        "sectors/auto.yaml", "systems: [mes_light]", "systems: mes_light",
        "sectors/auto.yaml: stages.start.measures[0].systems: must be a list",
    ),
    "not a mapping": (
        "sectors/auto.yaml", "weights: {", "weights: [] #{",
        "sectors/auto.yaml: weights: must be a mapping",
    ),
    "a date that is no text": (
        "sectors/mining.yaml", 'published: "2020"', "published: 2020",
        "sectors/mining.yaml: targets[0].published: must be text",
    ),
    "a mark that is no yes or no": (
        "sectors/auto.yaml", "other_ruler: false", "other_ruler: nein",
        "sectors/auto.yaml: targets[0].other_ruler: must be true or false",
    ),
    "unknown evidence": (
        "sectors/auto.yaml", "evidence: G\n", "evidence: X\n",
        "sectors/auto.yaml: evidence: unknown evidence mark X",
    ),
    "code and file differ": (
        "sectors/auto.yaml", "code: auto\n", "code: car\n",
        "sectors/auto.yaml: code: the file of car must be named car.yaml",
    ),
    "estimate upside down": (
        "stages.yaml", "cost: [1, 8]", "cost: [8, 1]",
        "stages.yaml: start.estimates.micro.cost[1]: must be a whole number from 8 to 100000",
    ),
    "estimate without an end": (
        "stages.yaml", "cost: [1, 8]", "cost: [8]",
        "stages.yaml: start.estimates.micro.cost: must be [low, high]",
    ),
    "estimate for a large firm": (
        "stages.yaml", "    micro: {cost: [1, 8]", "    large: {cost: [1, 8]",
        "stages.yaml: start.estimates: unknown size large",
    ),
    "case of grade C": ("cases.yaml", "grade: A-", "grade: C", "cases.yaml: C06.grade: unknown grade C"),
    "case of an unknown sector": (
        "cases.yaml", "sector: food", "sector: feed", "data: case C13: unknown sector feed",
    ),
    "near case unknown": (
        "sectors/machinery.yaml", "case: C03", "case: C99", "data: machinery: unknown near case C99",
    ),
    "near case beside own ones": (
        "cases.yaml", "sector: food", "sector: pharma", "data: food: neither an own nor a near case",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_file_path_and_reason(folder: Path, name: str) -> None:
    file, old, new, message = REFUSED[name]
    edit(folder / file, old, new)
    with pytest.raises(RoadmapFileError) as caught:
        read_library(folder)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda folder: (folder / "cases.yaml").unlink(),
            "cases.yaml: cannot be read: No such file or directory",
        ),
        (lambda folder: (folder / "cases.yaml").write_bytes(b"\xff"), "cases.yaml: is not UTF-8"),
        (lambda folder: shutil.rmtree(folder / "sectors"), "sectors: there is no file"),
    ],
)
def test_unreadable_files_are_named(folder: Path, spoil: Callable[[Path], object], message: str) -> None:
    spoil(folder)
    with pytest.raises(RoadmapFileError) as caught:
        read_library(folder)
    assert str(caught.value) == message


def test_a_key_given_twice_is_refused_with_its_line(folder: Path) -> None:
    edit(folder / "sectors/auto.yaml", "order: 3\n", "order: 3\norder: 4\n")
    with pytest.raises(RoadmapFileError, match=r"^sectors/auto.yaml: line \d+: .*twice$"):
        read_library(folder)


def test_digest_depends_on_every_word(folder: Path) -> None:
    assert content_digest(read_library(folder)) == content_digest(LIBRARY)
    edit(folder / "systems.yaml", "CRM（客户关系管理）", "CRM（客户管理）")
    assert content_digest(read_library(folder)) != content_digest(LIBRARY)


def test_there_are_fourteen_sectors_and_the_general_one_last() -> None:
    assert [sector.name.zh for sector in LIBRARY.sectors] == [
        *["装备", "机械", "汽车", "能源", "电子", "冶金", "石化"],
        *["矿业", "纺织", "印刷", "轻工", "食品", "医药", "建材"],
        "通用",
    ]  # fmt: skip
    assert LIBRARY.sectors[-1].code == GENERAL


def test_every_division_leads_to_a_sector_that_exists() -> None:
    for division in divisions.all_divisions():
        for sector in divisions.candidate_sectors(division.code):
            assert sector in LIBRARY.sector_by_code, f"division {division.code}"


def test_sector_names_are_the_same_where_firms_choose_them() -> None:
    names = {code: (name.zh, name.en) for code, name in divisions.sectors().items()}
    assert names == {sector.code: (sector.name.zh, sector.name.en) for sector in LIBRARY.sectors}


def test_scenes_and_levels_are_those_of_the_standard() -> None:
    standard = standard_2024()
    assert standard.scene_by_code.keys() == SCENES
    assert all(sector.fits(standard) for sector in LIBRARY.sectors)


@pytest.mark.parametrize("code", [sector.code for sector in LIBRARY.sectors])
def test_every_weighted_scene_counts_in_a_stage(code: str) -> None:
    sector = LIBRARY.sector_by_code[code]
    counted = {scene for stage in sector.stages for scene in sector.scenes_of(stage.code)}
    assert sector.weights.keys() <= counted
    assert sector.stages[1].code == UNPLACED_STAGE


def test_every_system_is_used() -> None:
    used = {
        s.zh for sector in LIBRARY.sectors for st in sector.stages for m in st.measures for s in m.systems
    }
    listed = [
        line for line in (DATA / "systems.yaml").read_text(encoding="utf-8").splitlines() if "{zh: " in line
    ]
    assert len(listed) == len(used)


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
    assert list(LIBRARY.case_by_code) == ["C01", "C03", "C04", "C05", "C06", "C07", "C08", "C13"]
