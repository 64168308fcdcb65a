"""What may prove an item, and which files of the assessment are there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.domain.words import words_for
from assessment.models import Proof
from standards.domain.answers import AtLevel, Value
from standards.domain.standard import Standard
from standards.wording.answers import label
from standards.wording.results import local


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherProof:
    """A file that proves another item. `label`: of that item."""

    proof: Proof
    label: str


def other_proofs(
    standard: Standard, proofs: Mapping[str, Sequence[Proof]], code: str
) -> tuple[OtherProof, ...]:
    """Return the files that prove other items and not yet this one, each once, in the standard's order."""
    seen = {proof.file_id for proof in proofs.get(code, ())}
    found = []
    for other in standard.item_codes:
        for proof in proofs.get(other, ()):
            if proof.file_id not in seen:
                seen.add(proof.file_id)
                found.append(OtherProof(proof=proof, label=label(standard, other)))
    return tuple(found)


def proof_advice(standard: Standard, code: str, value: Value | None) -> tuple[str, ...]:
    """Return what is fit to prove an item: of a scene what an assessor looks at, level by level claimed."""
    question = standard.question_by_code.get(code)
    if question is not None:
        return (local(question.evidence),) if question.evidence.zh else ()
    level = value.level if isinstance(value, AtLevel) else 0
    words = words_for(standard.code).scenes.get(code, ())
    return tuple(local(one.look) for one in words[:level] if one.look.zh)
