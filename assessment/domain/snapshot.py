"""What a snapshot says, and its canonical form: the same content gives the same bytes years later."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from assessment.domain.contradictions import Contradiction
from editing.domain.canonical import canonical_json
from enterprises.domain.plausibility import Oddity, RuleKind
from standards.domain.answer_file import read_answers, write_answers
from standards.domain.answers import Answers
from standards.domain.result import result
from standards.domain.standard import Standard

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """Who filled the form, who is responsible for it, and which text both stand by."""

    filled_by: Person
    responsible: Person
    pledge_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOddity:
    """Figures that hardly fit, as submitted, with who stood by them; empty and None: nobody did."""

    oddity: Oddity
    confirmed_by: str = ""
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProof:
    """A file that was named as proof of an item. `size`: bytes."""

    item: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotContent:
    """A submitted assessment as it was. `enterprise` and `result` are the plain data of the payload."""

    kind: str
    standard: Standard
    digest: str
    enterprise: Mapping[str, Any]
    answers: Answers
    figures: Mapping[str, Decimal]  # every number the firm gave, those that only check included
    result: Mapping[str, Any]
    declaration: Declaration
    at: datetime
    oddities: tuple[KeptOddity, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    proofs: tuple[KeptProof, ...] = ()

    def proofs_of(self, item: str) -> tuple[str, ...]:
        """Return the names of the files that prove an item."""
        return tuple(proof.name for proof in self.proofs if proof.item == item)


def write(content: SnapshotContent) -> str:
    """Return the payload: canonical JSON. `result` is computed anew, so it can be compared with the old.

    `oddities`, `contradictions` and `proofs` are there only where there are some: without them the bytes are
    those of before.
    """
    declaration = content.declaration
    apart = [_apart(one) for one in content.contradictions]
    return canonical_json(
        {
            "format": FORMAT,
            "kind": content.kind,
            "standard": {
                "code": content.standard.code,
                "revision": content.standard.revision,
                "digest": content.digest,
                "name": content.standard.name.zh,
            },
            "enterprise": dict(content.enterprise),
            "answers": write_answers(content.standard, content.answers),
            "figures": dict(content.figures),
            "result": result(content.standard, content.answers),
            "declaration": {
                "filled_by": _person(declaration.filled_by),
                "responsible": _person(declaration.responsible),
                "pledge_version": declaration.pledge_version,
            },
            "submitted_at": _moment(content.at),
            **({"oddities": [_kept(one) for one in content.oddities]} if content.oddities else {}),
            **({"contradictions": apart} if apart else {}),
            **({"proofs": [asdict(one) for one in content.proofs]} if content.proofs else {}),
        }
    )


def read(payload: str, standard: Standard) -> SnapshotContent:
    """Return the content of a payload written under this standard."""
    data = json.loads(payload, parse_float=Decimal)
    declaration = data["declaration"]
    return SnapshotContent(
        kind=data["kind"],
        standard=standard,
        digest=data["standard"]["digest"],
        enterprise=data["enterprise"],
        answers=read_answers(standard, data["answers"]["answers"], data["answers"]["scenes"]),
        figures={code: Decimal(value) for code, value in data["figures"].items()},
        result=data["result"],
        declaration=Declaration(
            filled_by=Person(**declaration["filled_by"]),
            responsible=Person(**declaration["responsible"]),
            pledge_version=declaration["pledge_version"],
        ),
        at=datetime.fromisoformat(data["submitted_at"]),
        oddities=tuple(_oddity(kept) for kept in data.get("oddities", ())),
        contradictions=tuple(
            Contradiction(code=one["rule"], items=tuple(one["items"]))
            for one in data.get("contradictions", ())
        ),
        proofs=tuple(KeptProof(**one) for one in data.get("proofs", ())),
    )


def _kept(kept: KeptOddity) -> dict[str, Any]:
    oddity, at = kept.oddity, kept.confirmed_at
    return {
        "rule": oddity.code,
        "kind": oddity.kind.value,
        "limit": oddity.limit,
        "values": [[name, value] for name, value in oddity.values],
        "confirmed_by": kept.confirmed_by,
        "confirmed_at": "" if at is None else _moment(at),
    }


def _apart(found: Contradiction) -> dict[str, Any]:
    return {"rule": found.code, "items": list(found.items)}


def _oddity(data: Mapping[str, Any]) -> KeptOddity:
    at = data["confirmed_at"]
    return KeptOddity(
        oddity=Oddity(
            code=data["rule"],
            kind=RuleKind(data["kind"]),
            limit=Decimal(data["limit"]),
            values=tuple((name, Decimal(value)) for name, value in data["values"]),
        ),
        confirmed_by=data["confirmed_by"],
        confirmed_at=datetime.fromisoformat(at) if at else None,
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _person(person: Person) -> dict[str, str]:
    return {"name": person.name, "position": person.position}
