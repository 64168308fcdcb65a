"""The people of the tests: alice owns a firm, bob fills in, victor looks, charlie is an outsider."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import Group

from config.groups import Declared, load_groups
from enterprises.domain.privacy import VERSION
from enterprises.models import Enterprise, Membership, Role, User

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PASSWORD = "correct-horse-7"
_numbers = count(1)


def make_user(
    *,
    email: str | None = "",
    phone: str | None = None,
    name: str = "",
    password: str = PASSWORD,
    privacy_version: str = VERSION,
    is_staff: bool = False,
    is_superuser: bool = False,
) -> User:
    """Return a saved user who agreed to the privacy notice. An empty e-mail becomes a new one, None none."""
    if email == "":
        email = f"person{next(_numbers)}@example.com"
    return User.objects.create_user(
        email=email,
        phone=phone,
        name=name,
        password=password,
        privacy_version=privacy_version,
        is_staff=is_staff,
        is_superuser=is_superuser,
    )


def make_staff(*groups: Declared, **account: Any) -> User:
    """Return a saved member of these groups, as `load_groups` makes them."""
    user = make_user(is_staff=True, **account)
    load_groups()
    user.groups.set(Group.objects.filter(name__in=[group.name for group in groups]))
    return user


def make_enterprise(
    *,
    owner: User | None = None,
    name: str = "示例机械有限公司",
    uscc: str = "91340800MAT0000420",
    division: str = "34",
    sector: str = "",
    region: str = "340800",
    employees: int | None = 120,
    revenue: Decimal | None = Decimal("5600.00"),
    assets: Decimal | None = Decimal("4200.00"),
    at: datetime = AT,
) -> Enterprise:
    """Return a saved firm with its owner (a new one if none is given)."""
    owner = owner or make_user()
    firm = Enterprise.objects.create(
        name=name,
        uscc=uscc,
        division=division,
        sector=sector,
        region=region,
        employees=employees,
        revenue=revenue,
        assets=assets,
        created_by=owner,
        created_at=at,
    )
    make_member(enterprise=firm, user=owner, role=Role.OWNER, added_by=owner, at=at)
    return firm


def make_member(
    *,
    enterprise: Enterprise,
    user: User | None = None,
    role: str = Role.EDITOR,
    added_by: User | None = None,
    at: datetime = AT,
) -> Membership:
    """Return the membership of the user (a new one if none is given) in the enterprise."""
    return Membership.objects.create(
        enterprise=enterprise,
        user=user or make_user(),
        role=role,
        added_by=added_by or enterprise.created_by,
        added_at=at,
    )


@pytest.fixture
def alice(db: None) -> User:
    return make_user(email="alice@example.com", name="王爱丽")


@pytest.fixture
def firm(alice: User) -> Enterprise:
    """Alice's firm."""
    return make_enterprise(owner=alice)


@pytest.fixture
def bob(firm: Enterprise) -> User:
    """An editor of the firm."""
    user = make_user(email="bob@example.com", phone="13800138000", name="李波")
    make_member(enterprise=firm, user=user, role=Role.EDITOR)
    return user


@pytest.fixture
def victor(firm: Enterprise) -> User:
    """A viewer of the firm."""
    user = make_user(email="victor@example.com", name="赵伟")
    make_member(enterprise=firm, user=user, role=Role.VIEWER)
    return user


@pytest.fixture
def charlie(db: None) -> User:
    """An outsider: registered, in no firm."""
    return make_user(email="charlie@example.com", name="陈查理")
