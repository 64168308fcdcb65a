"""Reads: what proves the items of an assessment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import Http404

from assessment.domain.snapshot import KeptProof
from assessment.models import Assessment, Proof
from standards.domain.standard import Standard


def load_proofs(assessment: Assessment) -> Mapping[str, Sequence[Proof]]:
    """Return the proof of all items with its files, by item, the oldest first. One query."""
    found: defaultdict[str, list[Proof]] = defaultdict(list)
    for proof in Proof.objects.filter(assessment=assessment).select_related("file", "added_by"):
        found[proof.code].append(proof)
    return found


def get_proof(assessment: Assessment, public_id: UUID) -> Proof:
    """Return one proof of an assessment with its file. Raises Http404."""
    found = Proof.objects.filter(assessment=assessment, public_id=public_id).select_related("file").first()
    if found is None:
        raise Http404
    return found


def proves_more(proof: Proof) -> bool:
    """Return whether the file of a proof proves something else too."""
    return Proof.objects.filter(file=proof.file_id).exclude(pk=proof.pk).exists()


def kept_proofs(assessment: Assessment, standard: Standard) -> tuple[KeptProof, ...]:
    """Return what a snapshot keeps of it, in the order of the standard. One query."""
    proofs = load_proofs(assessment)
    return tuple(
        KeptProof(item=code, name=proof.file.name, size=proof.file.size, sha256=proof.file.sha256)
        for code in standard.item_codes
        for proof in proofs.get(code, ())
    )
