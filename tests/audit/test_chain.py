"""Records are chained: what is changed, removed or put in between shows, and where."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from audit.domain.chain import START, Break, Flaw, Recorded, digest_of, flaws

Chained = list[tuple[Recorded, str]]


def chain(per_day: tuple[int, ...] = (3, 2)) -> Chained:
    """Return records of so many per day."""
    made: Chained = []
    for day, count in enumerate(per_day):
        for number in range(1, count + 1):
            one = Recorded(
                day=date(2026, 3, 2) + timedelta(days=day),
                number=number,
                at=datetime(2026, 3, 2, 1, number, tzinfo=UTC) + timedelta(days=day),
                by=None if number == 2 else 7,
                action="signed_in",
                kind="user",
                subject="7",
                detail="",
                address="10.0.0.1",
                previous=made[-1][1] if made else START,
            )
            made.append((one, digest_of(one)))
    return made


def found(chained: Chained, *, last: str) -> list[Flaw]:
    return list(flaws(chained, before=START, last=last))


def test_what_was_written_is_whole() -> None:
    whole = chain()
    assert found(whole, last=whole[-1][1]) == []
    assert found([], last=START) == []


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize(
    "change",
    [
        {"by": 8},
        {"action": "published"},
        {"kind": "group"},
        {"subject": "8"},
        {"detail": "x"},
        {"address": "10.0.0.2"},
        {"at": datetime(2026, 3, 9, tzinfo=UTC)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_shows(number: int, change: dict[str, object]) -> None:
    chained = chain()
    last = chained[-1][1]
    one, digest = chained[number]
    chained[number] = (replace(one, **change), digest)  # type: ignore[arg-type]
    assert found(chained, last=last) == [Flaw(one.day, one.number, Break.CHANGED)]


def test_a_changed_entry_with_a_new_digest_shows_at_the_next_one() -> None:
    chained = chain()
    last = chained[-1][1]
    other = replace(chained[2][0], by=8)
    chained[2] = (other, digest_of(other))
    assert found(chained, last=last) == [Flaw(date(2026, 3, 3), 1, Break.BEFORE)]


@pytest.mark.parametrize(("number", "day", "at"), [(0, 2, 2), (1, 2, 3), (2, 3, 1), (3, 3, 2)])
def test_a_removed_entry_shows_at_the_next_one(number: int, day: int, at: int) -> None:
    chained = chain()
    last = chained[-1][1]
    del chained[number]
    assert found(chained, last=last)[0] == Flaw(date(2026, 3, day), at, Break.BEFORE)


def test_a_removed_day_shows() -> None:
    chained = chain((2, 2, 2))
    assert found(chained[:2] + chained[4:], last=chained[-1][1]) == [Flaw(date(2026, 3, 4), 1, Break.BEFORE)]


def test_a_removed_end_shows() -> None:
    chained = chain()
    assert found(chained[:-1], last=chained[-1][1]) == [Flaw(date(2026, 3, 3), 1, Break.END)]
    assert found([], last=chained[-1][1]) == [Flaw(None, 0, Break.END)]


def test_an_entry_with_the_wrong_number_shows() -> None:
    chained = chain((1,))
    other = replace(chained[0][0], number=2)
    assert found([(other, digest_of(other))], last=digest_of(other)) == [Flaw(other.day, 2, Break.BEFORE)]
