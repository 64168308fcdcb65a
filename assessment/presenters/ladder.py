"""A scene asked level by level, as its row shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.ladder import Said
from assessment.domain.words import words_for
from assessment.forms.ladder import rung_name
from assessment.wording.items import SAID
from standards.domain.standard import Scene, Standard
from standards.wording.results import local


@dataclass(frozen=True, slots=True, kw_only=True)
class RungAnswer:
    value: str
    text: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One level: what it means, and the three answers. `field`: the name of its inputs."""

    field: str
    name: str
    ask: str
    example: str
    look: str
    answers: tuple[RungAnswer, ...]


def rungs_of(standard: Standard, scene: Scene, said: Sequence[Said | None]) -> tuple[Rung, ...]:
    """Return the levels from the first up, in our plain words where there are some for all of them."""
    words = words_for(standard.code).scenes.get(scene.code, ())
    plain = words if len(words) == len(scene.levels) else ()
    return tuple(
        Rung(
            field=rung_name(scene.code, place + 1),
            name=local(standard.rule.name(place + 1)),
            ask=local(plain[place].ask if plain else level.text),
            example=local(plain[place].example) if plain else "",
            look=local(plain[place].look) if plain else "",
            answers=_answers(said[place]),
        )
        for place, level in enumerate(scene.levels)
    )


def _answers(said: Said | None) -> tuple[RungAnswer, ...]:
    return tuple(
        RungAnswer(value=word.value, text=str(text), checked=word is said) for word, text in SAID.items()
    )
