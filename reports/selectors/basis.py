"""Reads: what a report says beside its result, and what tells whether that has changed."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from assessment.models import Snapshot
from enterprises.selectors.firms import read_facts
from reports.domain.followed import Followed
from roadmap.selectors.quotes import list_quotes, rows_of


def followed_from(snapshot: Snapshot) -> Followed | None:
    """Return the plan that is followed from a result, None where none is: of the app of plans, which lies
    above."""
    find: Callable[[Snapshot], Followed | None] = import_string(settings.FOLLOWED_PLAN)
    return find(snapshot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a report says beside its result, as the columns of `Report` keep it."""

    said: list[Any]
    quotes: list[Any]
    followed: dict[str, Any]

    @property
    def digest(self) -> str:
        return digest_of([self.said, self.quotes, self.followed])


def digest_of(basis: object) -> str:
    """Return what the column `basis` of a report holds: another digest makes another report."""
    return hashlib.sha256(json.dumps(basis).encode()).hexdigest()


def basis_of(snapshot: Snapshot) -> Basis:
    """Return what a report asked for now would go by. Four queries at most."""
    enterprise, plan = snapshot.assessment.enterprise, followed_from(snapshot)
    return Basis(
        said=read_facts(enterprise).rows,
        quotes=rows_of(list_quotes(enterprise)),
        followed=plan.rows if plan else {},
    )
