"""Which measures a sector's stage shows: the sector's own, and those for every sector where it has none."""

from dataclasses import replace
from typing import Any

import pytest

from roadmap.domain.exchange import files, load
from roadmap.domain.firm import FirmRoadmap, firm_roadmap
from roadmap.domain.library import Library, key_of
from roadmap.domain.measure import Measure, OptionStep, SceneStep
from tests.library import committed_library
from tests.roadmap.sectors import ALL, make_answers, make_library, make_measure, make_sector, make_stage, text
from tests.standards.fixtures import standard_2024

LIBRARY = committed_library()
STANDARD = standard_2024()
OWN = make_measure("own", "start", "S01", order=9, systems=(text("CAD"),))
GENERAL = make_measure("all", "start", "S01", "S02", sector="", systems=(text("CAPP"),))
OTHER = make_measure("other", "start", "S01", sector="other")
SECTOR = make_sector(stages=(make_stage("start", 2, "S01", "S02"), make_stage("integrate", 3, "S06")))


def shelf(*measures: Measure) -> Library:
    return make_library(SECTOR, *measures)


def codes(library: Library, *scenes: str) -> list[str]:
    return [measure.code for measure in library.measures_of("example", "start", scenes)]


def shown(library: Library, sector: str = "example") -> FirmRoadmap:
    return firm_roadmap(
        library=library, sector=sector, size="small", standard=STANDARD, answers=make_answers(STANDARD)
    )


def test_a_scene_with_measures_of_the_sector_shows_no_general_one() -> None:
    assert codes(shelf(OWN, GENERAL, OTHER), "S01") == ["own"]


def test_a_scene_without_measures_of_the_sector_shows_the_general_one() -> None:
    assert codes(shelf(OWN, GENERAL), "S02") == ["all"]
    assert codes(shelf(GENERAL), "S01") == ["all"]


def test_of_several_scenes_the_sectors_own_come_first_whatever_their_order() -> None:
    assert codes(shelf(OWN, GENERAL), "S01", "S02") == ["own", "all"]


def test_what_is_of_another_stage_or_serves_no_scene_is_not_there() -> None:
    later = make_measure("later", "integrate", "S01")
    assert codes(shelf(later, make_measure("nothing", "start", sector="")), "S01", "S06") == []


def test_a_firm_reads_the_general_measure_only_at_the_scene_that_has_no_own() -> None:
    stage = shown(shelf(OWN, GENERAL)).stages[0]
    assert [[m.code for m in advice.all_measures] for advice in stage.advice] == [["own"], ["all"]]
    assert [system.zh for system in stage.systems] == ["CAD", "CAPP"]


@pytest.mark.parametrize("code", [sector.code for sector in LIBRARY.sectors])
def test_general_measures_change_nothing_in_the_committed_sectors(code: str) -> None:
    without = LIBRARY.replacing([], without=[key_of(m) for m in LIBRARY.measures if not m.sector])
    assert shown(LIBRARY, code) == shown(without, code)


def test_general_measures_have_a_file_for_each_stage() -> None:
    later = make_measure("later", "integrate", *ALL, sector="")
    written = files(shelf(OWN, GENERAL, later))
    assert set(written) == {
        "example.yaml",
        "general.yaml",
        "measures-start.yaml",
        "measures-integrate.yaml",
    }
    assert load(written["measures-start.yaml"]).measures == (GENERAL,)
    assert load(written["example.yaml"]).measures == (OWN,)


@pytest.mark.parametrize(
    "raised",
    [
        {"steps": (SceneStep(scene="S17", from_level=0, to_level=1),)},
        {"steps": (SceneStep(scene="S01", from_level=4, to_level=5),)},
        {"options": (OptionStep(question="F05", option="Z"),)},
        {"options": (OptionStep(question="Z05", option="A"),)},
    ],
)
def test_a_measure_fits_a_standard_that_has_all_it_raises(raised: dict[str, Any]) -> None:
    steps = (SceneStep(scene="S01", from_level=0, to_level=4),)
    sound = replace(OWN, steps=steps, options=(OptionStep(question="F05", option="A"),))
    assert sound.fits(standard_2024())
    assert not replace(sound, **raised).fits(standard_2024())
