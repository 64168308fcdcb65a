"""The groups that come with the site and what each may do, declared here and nowhere else.

None reads what firms answer: nothing of `assessment` or `reports` is given away, and firms' pages know no
staff. A pattern stands for the permissions there are; a name without `*` must exist.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from audit.models import Action, Record
from audit.services import record
from enterprises.domain import powers

EDITING = ("add", "change", "delete", "view")
# What a draft consists of. Its verification and the official texts are the verifier's.
PARTS_OF_A_DRAFT = (
    "standard",
    "revision",
    "dimension",
    "group",
    "figure",
    "question",
    "option",
    "scenegroup",
    "scene",
    "typicalsystem",
    "scenelevel",
    "threshold",
    "variant",
    "variantscene",
    "variantquestion",
    "term",
    "notapplicablereason",
)
SEES_CRITERIA = ("standards.view_*",)


class UnknownPermission(LookupError):
    """A group is declared with a permission that does not exist; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A group by its name, and patterns of the permissions of its members (`app.codename`)."""

    name: str
    may: tuple[str, ...]


CRITERIA_EDITOR = Declared(
    name="指标编辑",
    may=(*SEES_CRITERIA, *(f"standards.{verb}_{part}" for part in PARTS_OF_A_DRAFT for verb in EDITING)),
)
ROADMAP_EDITOR = Declared(name="路线图编辑", may=tuple(f"roadmap.{verb}_*" for verb in EDITING))
PUBLISHER = Declared(
    name="发布员",
    may=(*SEES_CRITERIA, "standards.publish_revision", "roadmap.view_*", "roadmap.publish_*"),
)
VERIFIER = Declared(name="核对员", may=(*SEES_CRITERIA, "standards.verify_revision"))
# Which firms, and what of them: `enterprises.admin.firms`.
# Compares licences with names and codes; of a firm it sees no more than that.
IDENTITY_VERIFIER = Declared(
    name="企业核验员", may=("enterprises.view_verification", "enterprises.decide_verification")
)
SUPPORT_READER = Declared(name="支持人员", may=("enterprises.view_enterprise",))

# Reads who did what, and changes nothing anywhere.
AUDITOR = Declared(name=powers.AUDITOR, may=("audit.view_record",))
# Accounts of people and who of the staff may what, but their own; background jobs. No content, no firms.
SYSTEM_ADMINISTRATOR = Declared(
    name=powers.SYSTEM_ADMINISTRATOR,
    may=(
        *(f"enterprises.{verb}_user" for verb in ("add", "change", "view")),
        *(f"enterprises.{verb}_staffregion" for verb in EDITING),
        "jobs.view_job",
    ),
)

GROUPS = (
    CRITERIA_EDITOR,
    ROADMAP_EDITOR,
    PUBLISHER,
    VERIFIER,
    IDENTITY_VERIFIER,
    SUPPORT_READER,
    AUDITOR,
    SYSTEM_ADMINISTRATOR,
)


SWITCHES = (
    "FOUR_EYES",
    "VERIFY_FOUR_EYES",
    "STAFF_SECOND_FACTOR",
    "KEEP_LICENCES",
    "AUDIT_DAYS",
    "ERASE_DAYS",
    "LEFT_FIRM_DAYS",
)


@transaction.atomic
def load_groups() -> tuple[Group, ...]:
    """Make the declared groups, or bring them up to date; their members and other groups stay.

    Raises UnknownPermission.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    return tuple(_load(declared, known) for declared in GROUPS)


def record_settings(*, at: datetime) -> None:
    """Have the audit log know the switches of who may what, where they are others than last time."""
    now = " ".join(f"{name}={getattr(settings, name)}" for name in SWITCHES)
    last = Record.objects.filter(action=Action.SETTINGS).order_by("-day", "-number").first()
    if last is None or last.detail != now:
        record(Action.SETTINGS, by=None, at=at, detail=now)


def _load(declared: Declared, known: dict[str, Permission]) -> Group:
    group, _created = Group.objects.get_or_create(name=declared.name)
    group.permissions.set({known[name] for name in _meant(declared.may, known)})
    return group


def _meant(patterns: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Give the permissions that the patterns stand for; those of histories only to be looked at."""
    for pattern in patterns:
        found = [name for name in names if fnmatchcase(name, pattern)]
        if not found and "*" not in pattern:
            raise UnknownPermission(pattern)
        yield from (name for name in found if "_historical" not in name or ".view_" in name)
