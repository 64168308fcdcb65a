"""The groups that come with the site: whole, repeatable, and none of them reads what firms answer."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from config import groups
from config.groups import GROUPS, PARTS_OF_A_DRAFT, Declared, UnknownPermission, load_groups
from standards.models import Part
from tests.people import make_user

ANSWERS = {"assessment", "reports"}


def permissions(declared: Declared) -> set[str]:
    rows = Group.objects.get(name=declared.name).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app}.{codename}" for app, codename in rows}


def test_every_part_of_a_draft_is_the_criteria_editors() -> None:
    assert {model.__name__.lower() for model in Part.__subclasses__()} <= set(PARTS_OF_A_DRAFT)


@pytest.mark.django_db
def test_loading_again_changes_nothing_but_what_somebody_changed() -> None:
    load_groups()
    before = {declared.name: permissions(declared) for declared in GROUPS}
    member = make_user()
    group = Group.objects.get(name=groups.VERIFIER.name)
    member.groups.add(group)
    group.permissions.set(Permission.objects.filter(codename="delete_user"))
    other = Group.objects.create(name="自己的一组")
    call_command("load_groups", verbosity=0)
    assert {declared.name: permissions(declared) for declared in GROUPS} == before
    assert list(member.groups.all()) == [group]
    assert Group.objects.filter(pk=other.pk).exists()


@pytest.mark.django_db
def test_a_permission_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "GROUPS", (Declared(name="x", may=("standards.fly_revision",)),))
    with pytest.raises(UnknownPermission, match=r"standards\.fly_revision"):
        load_groups()
    assert not Group.objects.exists()


@pytest.mark.django_db
def test_who_writes_who_publishes_and_who_verifies_are_different_people() -> None:
    load_groups()
    may = {
        "change": "standards.change_question",
        "publish": "standards.publish_revision",
        "verify": "standards.verify_revision",
    }
    for declared, allowed in (
        (groups.CRITERIA_EDITOR, {"change"}),
        (groups.PUBLISHER, {"publish"}),
        (groups.VERIFIER, {"verify"}),
        (groups.ROADMAP_EDITOR, set()),
        (groups.IDENTITY_VERIFIER, set()),
        (groups.SUPPORT_READER, set()),
    ):
        assert {what for what, name in may.items() if name in permissions(declared)} == allowed, declared


@pytest.mark.django_db
def test_no_group_is_given_anything_of_what_firms_answer() -> None:
    load_groups()
    assert not Permission.objects.filter(group__isnull=False, content_type__app_label__in=ANSWERS).exists()
    of_firms = Permission.objects.filter(group__isnull=False, content_type__app_label="enterprises")
    assert set(of_firms.values_list("codename", flat=True)) == {
        "view_enterprise",
        "view_verification",
        "decide_verification",
        *(f"{verb}_user" for verb in ("add", "change", "view")),
        *(f"{verb}_staffregion" for verb in groups.EDITING),
    }


@pytest.mark.django_db
def test_histories_are_only_looked_at() -> None:
    load_groups()
    of_histories = Permission.objects.filter(group__isnull=False, codename__contains="_historical")
    assert {codename.partition("_")[0] for codename in of_histories.values_list("codename", flat=True)} == {
        "view"
    }
