"""Random answers to a standard, by Hypothesis. To make a strategy costs more than to draw: they are kept."""

from functools import cache

from hypothesis import strategies as st

from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable, QuestionAnswer, SceneAnswer
from standards.domain.standard import Question, Standard

NA = NotApplicable(reason="")


def question_answers(question: Question) -> st.SearchStrategy[QuestionAnswer]:
    alone = [Chosen(options=(o.key,)) for o in question.options if o.excludes or not question.several]
    if not question.several:
        return st.sampled_from([*alone, NA])
    keys = [option.key for option in question.options if not option.excludes]
    several = st.sets(st.sampled_from(keys), min_size=1).map(
        lambda chosen: Chosen(options=tuple(sorted(chosen)))
    )
    return st.one_of(several, st.sampled_from([*alone, NA]))


def scene_answers(standard: Standard) -> st.SearchStrategy[SceneAnswer]:
    return st.one_of(st.integers(0, standard.rule.top).map(lambda level: AtLevel(level=level)), st.just(NA))


@cache
def complete_answers(standard: Standard) -> st.SearchStrategy[Answers]:
    return st.builds(
        Answers,
        questions=st.fixed_dictionaries({q.code: question_answers(q) for q in standard.questions}),
        scenes=st.fixed_dictionaries({scene.code: scene_answers(standard) for scene in standard.scenes}),
    )


@cache
def partial_answers(standard: Standard) -> st.SearchStrategy[Answers]:
    return st.builds(_without, complete_answers(standard), st.sets(st.sampled_from(standard.item_codes)))


def _without(answers: Answers, dropped: set[str]) -> Answers:
    return Answers(
        questions={code: answer for code, answer in answers.questions.items() if code not in dropped},
        scenes={code: answer for code, answer in answers.scenes.items() if code not in dropped},
    )
