"""What questions and levels mean in plain words: beside a standard, for whoever fills it; never graded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from editing.domain.texts import NO_TEXT, Text
from enterprises.domain.data_files import read_data

FOLDER = Path(__file__).parent.parent / "data" / "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    means: Text = NO_TEXT
    example: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelWords:
    """One level of a scene. `ask`: a statement that is so or not; `look`: what an assessor may look at."""

    ask: Text
    example: Text = NO_TEXT
    look: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words for one standard; what is not there is shown in the words of the standard itself."""

    questions: Mapping[str, QuestionWords] = field(default_factory=dict)
    scenes: Mapping[str, tuple[LevelWords, ...]] = field(default_factory=dict)
    sectors: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)  # by sector and scene

    def of_question(self, code: str) -> QuestionWords:
        return self.questions.get(code, QuestionWords())

    def in_sector(self, sector: str, scene: str) -> Text:
        """Return what a scene looks like in a sector, no text where nothing is written."""
        return self.sectors.get(sector, {}).get(scene, NO_TEXT)


@lru_cache(maxsize=8)
def words_for(standard: str) -> Words:
    """Return the words for a standard by its code."""
    for file in sorted(FOLDER.glob("*.yaml")):
        data = read_data(file)
        if data["standard"] == standard:
            return _words(data)
    return Words()


def _words(data: Mapping[str, Any]) -> Words:
    return Words(
        questions={code: QuestionWords(**_texts(entry)) for code, entry in data["questions"].items()},
        scenes={
            code: tuple(LevelWords(**_texts(level)) for level in levels)
            for code, levels in data["scenes"].items()
        },
        sectors={sector: _texts(scenes) for sector, scenes in data["sectors"].items()},
    )


def _texts(entry: Mapping[str, list[str]]) -> dict[str, Text]:
    return {key: Text(zh=zh, en=en) for key, (zh, en) in entry.items()}
