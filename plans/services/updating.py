"""Giving a draft the answers that done steps lead to, as far as a person chose them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.models import Assessment
from assessment.services import StaleWrite, save_answer
from enterprises.models import User
from plans.domain.updates import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The items that were saved, and those that somebody else had changed meanwhile."""

    saved: tuple[str, ...]
    conflicts: tuple[str, ...]


def apply_offers(
    *, assessment: Assessment, offers: Iterable[Offer], versions: Mapping[str, int], by: User, at: datetime
) -> Applied:
    """Save what is offered for the items of `versions`, each if its answer is still at that version.

    Each item is a transaction of its own, so that one that somebody changed holds up no other.
    Raises NotDraft, OtherRevision: nothing more is written.
    """
    offered = {offer.code: offer for offer in offers}
    saved, conflicts = [], []
    for code, version in versions.items():
        offer = offered.get(code)
        try:
            if offer is None:
                raise StaleWrite(f"{code} is not offered any more")
            save_answer(assessment=assessment, code=code, value=offer.to, version=version, by=by, at=at)
        except StaleWrite:
            conflicts.append(code)
        else:
            saved.append(code)
    return Applied(saved=tuple(saved), conflicts=tuple(conflicts))
