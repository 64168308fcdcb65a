"""Posted rows renumbered where somebody else deleted one of them."""

import pytest
from django.http import QueryDict

from editing.admin.vanished import with_vanished_as_new

POSTED = (
    "name=x&o-TOTAL_FORMS=4&o-INITIAL_FORMS=3&o-0-id=7&o-0-key=A&o-1-id=8&o-1-key=B&o-2-id=9&o-2-key=C"
    "&o-3-id=&o-3-key=D&o-__prefix__-key="
)


def test_a_row_that_is_gone_becomes_a_new_one_behind_those_that_are_there() -> None:
    data = with_vanished_as_new(QueryDict(POSTED), "o", {"7", "9"})
    assert data["o-INITIAL_FORMS"] == "2"
    assert [(data[f"o-{n}-id"], data[f"o-{n}-key"]) for n in range(4)] == [
        ("7", "A"),
        ("9", "C"),
        ("", "B"),
        ("", "D"),
    ]
    assert (data["name"], data["o-TOTAL_FORMS"], data["o-__prefix__-key"]) == ("x", "4", "")


@pytest.mark.parametrize(
    "posted",
    [POSTED, "", "o-TOTAL_FORMS=x&o-INITIAL_FORMS=1", "o-TOTAL_FORMS=4", "o-TOTAL_FORMS=³&o-INITIAL_FORMS=1"],
)
def test_where_nothing_is_gone_or_readable_nothing_changes(posted: str) -> None:
    data = QueryDict(posted)
    assert with_vanished_as_new(data, "o", {"7", "8", "9"}) is data
