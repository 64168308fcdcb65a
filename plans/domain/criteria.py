"""By what a step is done, criterion by criterion."""

import re

from editing.domain.texts import Text

BETWEEN = re.compile("[；;]")
ENDS = " 。."


def criteria(done_when: Text | None) -> tuple[Text, ...]:
    """Return the criteria of a measure, which its text parts with semicolons; none where it has no text.

    They are counted in Chinese, so that the number of one is the same in both languages. Where the English
    is parted otherwise, the whole text is one criterion.
    """
    if done_when is None:
        return ()
    zh, en = _parts(done_when.zh), _parts(done_when.en)
    if not done_when.en:
        return tuple(Text(zh=part) for part in zh)
    if len(zh) != len(en):
        return (done_when,)
    return tuple(Text(zh=one, en=other) for one, other in zip(zh, en, strict=True))


def _parts(text: str) -> list[str]:
    return [part.strip(ENDS) for part in BETWEEN.split(text) if part.strip(ENDS)]
