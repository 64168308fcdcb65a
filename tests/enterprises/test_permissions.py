"""Who may look, fill in and manage."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from enterprises import permissions
from enterprises.models import Enterprise, User
from enterprises.selectors.firms import get_enterprise

TRUTH = [
    ("alice", True, True),
    ("bob", True, False),
    ("victor", False, False),
    ("charlie", False, False),
]


@pytest.mark.parametrize(("person", "edit", "manage"), TRUTH)
def test_each_role_may_do_what_the_table_says(
    person: str, edit: bool, manage: bool, firm: Enterprise, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(person)
    assert permissions.can_edit(user, firm) is edit
    assert permissions.can_manage(user, firm) is manage


def test_outsiders_get_404_from_every_check(firm: Enterprise, charlie: User) -> None:
    for user in (charlie, AnonymousUser()):
        for check in (permissions.check_can_edit, permissions.check_can_manage):
            with pytest.raises(Http404):
                check(user, firm)


def test_a_superuser_is_an_outsider_too(firm: Enterprise, charlie: User) -> None:
    charlie.is_superuser = True
    charlie.save()
    assert permissions.role_of(charlie, firm) is None


def test_a_deactivated_member_is_an_outsider(firm: Enterprise, bob: User) -> None:
    bob.is_active = False
    assert permissions.role_of(bob, firm) is None


def test_members_without_the_right_are_told_so(firm: Enterprise, bob: User, victor: User) -> None:
    permissions.check_can_edit(bob, firm)
    with pytest.raises(PermissionDenied, match="viewers"):
        permissions.check_can_edit(victor, firm)
    with pytest.raises(PermissionDenied, match="owner"):
        permissions.check_can_manage(bob, firm)


def test_an_enterprise_of_others_cannot_be_told_from_none(
    firm: Enterprise, alice: User, charlie: User
) -> None:
    assert get_enterprise(alice, firm.public_id) == firm
    with pytest.raises(Http404):
        get_enterprise(charlie, firm.public_id)
    with pytest.raises(Http404):
        get_enterprise(alice, uuid4())
