"""How the text by which a step is done falls into criteria."""

import pytest

from editing.domain.texts import Text
from plans.domain.criteria import criteria
from tests.library import committed_library


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (None, ()),
        (Text(zh="制度已签发。"), (Text(zh="制度已签发"),)),
        (Text(zh="甲；乙。", en="A; b."), (Text(zh="甲", en="A"), Text(zh="乙", en="b"))),
        (Text(zh="甲；；乙; 。"), (Text(zh="甲"), Text(zh="乙"))),
        (Text(zh="甲，乙。", en="A; b."), (Text(zh="甲，乙。", en="A; b."),)),
        (Text(zh="甲；乙。", en="A and b."), (Text(zh="甲；乙。", en="A and b."),)),
    ],
)
def test_semicolons_part_criteria_alike_in_both_languages(text: Text | None, parts: tuple[Text, ...]) -> None:
    assert criteria(text) == parts


def test_the_library_parts_its_english_where_it_parts_its_chinese() -> None:
    texts = [measure.done_when for measure in committed_library().measures]
    several = [text for text in texts if text and "；" in text.zh]
    assert [text.zh for text in several if len(criteria(text)) < 2] == []
    assert len(several) > 50
