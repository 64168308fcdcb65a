"""Answers as a browser posts them, and random ones that fit a standard."""

import random
from typing import Any

from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable, QuestionAnswer, SceneAnswer
from standards.domain.standard import Question, Section, Standard


def random_answers(standard: Standard, seed: int) -> Answers:
    """Return complete answers, rather good ones; now and then something is not applicable."""
    dice = random.Random(seed)
    return Answers(
        questions={question.code: _question(question, dice) for question in standard.questions},
        scenes={scene.code: _scene(standard.rule.top, dice) for scene in standard.scenes},
    )


def _question(question: Question, dice: random.Random) -> QuestionAnswer:
    keys = [option.key for option in question.options]
    if dice.random() < 0.05:
        return NotApplicable(reason="other")
    if question.several:
        chosen = [key for key in keys[1:] if dice.random() < 0.6]
        return Chosen(options=tuple(chosen or keys[:1]))
    return Chosen(options=(dice.choice(keys),))


def _scene(top: int, dice: random.Random) -> SceneAnswer:
    return NotApplicable(reason="other") if dice.random() < 0.05 else AtLevel(level=dice.randint(1, top))


def posted(section: Section, answers: Answers) -> dict[str, Any]:
    """Return the form of a section, filled in."""
    data: dict[str, Any] = {"then": "next"}
    for code in section.codes:
        answer = answers.questions.get(code) or answers.scenes[code]
        data[f"{code}-version"] = "0"
        match answer:
            case Chosen(options=keys):
                data[code] = list(keys)
            case AtLevel(level=level):
                data[code] = str(level)
            case NotApplicable(reason=reason):
                data |= {code: "na", f"{code}-reason": reason}
    return data
