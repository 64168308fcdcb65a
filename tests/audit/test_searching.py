"""Parts of texts are found as `icontains` finds them, on PostgreSQL by an index."""

import pytest
from django.db import connection

from audit.models.searching import HasInCode, has
from enterprises.models import Enterprise, User
from tests.people import make_enterprise, make_user

pytestmark = pytest.mark.django_db
NAMES = ("安庆华康机械有限公司", "合肥 100% Steel_Works 厂", "华安机电", "械机厂", "机")


@pytest.mark.parametrize(
    "asked",
    ["机械", "华康机", "有限公司", "机", "%", "0%", "_W", "steel", "STEEL", "械有限", "没有", "康机械厂"],
)
def test_what_has_finds_is_what_icontains_finds(asked: str) -> None:
    for name in NAMES:
        make_enterprise(name=name)
    found = Enterprise.objects.filter(**{has("name"): asked})
    assert set(found) == set(Enterprise.objects.filter(name__icontains=asked))


@pytest.mark.parametrize(("asked", "seen"), [("LICE@", 1), ("example.com", 1), ("ali", 1), ("al", 0)])
def test_a_code_is_found_by_three_of_its_characters(asked: str, seen: int) -> None:
    alice = make_user(email="alice@example.com")
    make_user(email="bob@elsewhere.org")
    assert list(User.objects.filter(**{has("email", HasInCode): asked})) == seen * [alice]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite reads the rows")
@pytest.mark.parametrize(
    ("query", "index"),
    [
        (Enterprise.objects.filter(**{has("name"): "机械"}), "search_enterprises_enterprise_name"),
        (Enterprise.objects.filter(**{has("uscc", HasInCode): "9134"}), "search_enterprises_enterprise_uscc"),
        (User.objects.filter(**{has("email", HasInCode): "@firm"}), "search_enterprises_user_email"),
    ],
)
def test_the_index_answers(query: object, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan TO off")
    assert index in query.explain()  # type: ignore[attr-defined]
