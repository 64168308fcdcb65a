"""What changed within a text: both versions in pieces, each the same in both or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Chinese by the character, other scripts by the word.
_TOKEN = re.compile(r"[A-Za-z0-9.]+|.", re.DOTALL)
ALIKE = 0.4  # below this a text was written anew, and marks in it would only confuse
LONGEST = 2000  # tokens compared at most: the comparison takes the square of it


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    changed: bool


Pieces = tuple[Piece, ...]


def text_changes(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces; joined they give the texts again. An empty text has none."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return _whole(old), _whole(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole(old), _whole(new)
    blocks = matcher.get_opcodes()
    return (
        tuple(_pieces(before, [(tag, begin, end) for tag, begin, end, _begin, _end in blocks])),
        tuple(_pieces(after, [(tag, begin, end) for tag, _begin, _end, begin, end in blocks])),
    )


def _whole(text: str) -> Pieces:
    return (Piece(text, changed=True),) if text else ()


def _pieces(tokens: list[str], blocks: list[tuple[str, int, int]]) -> Iterator[Piece]:
    for tag, begin, end in blocks:
        if begin < end:
            yield Piece("".join(tokens[begin:end]), changed=tag != "equal")
