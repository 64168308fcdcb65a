"""Reads: what proves the items of an assessment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import Http404

from assessment.domain.snapshot import KeptProof
from assessment.models import Assessment, Proof
from standards.domain.standard import Standard


def load_proofs(assessment: Assessment) -> Mapping[str, Sequence[Proof]]:
    """Return the present proof of all items with its files, by item, the oldest first. One query."""
    found: defaultdict[str, list[Proof]] = defaultdict(list)
    present = Proof.objects.filter(assessment=assessment, replaced_by=None)
    for proof in present.select_related("file", "added_by"):
        found[proof.code].append(proof)
    return found


def load_earlier(assessment: Assessment, code: str) -> Mapping[int, Sequence[Proof]]:
    """Return what each present proof of an item took the place of, by its key, newest first. One query."""
    found: defaultdict[int, list[Proof]] = defaultdict(list)
    earlier = Proof.objects.filter(assessment=assessment, code=code, replaced_by__isnull=False)
    heads: dict[int, int] = {}
    for proof in earlier.select_related("file", "added_by").reverse():
        newer = int(proof.replaced_by_id or 0)
        heads[proof.pk] = heads.get(newer, newer)
        found[heads[proof.pk]].append(proof)
    return found


def chain_of(proof: Proof) -> tuple[Proof, ...]:
    """Return a proof with all that it took the place of."""
    return (proof, *load_earlier(proof.assessment, proof.code).get(proof.pk, ()))


def get_proof(assessment: Assessment, public_id: UUID) -> Proof:
    """Return one proof of an assessment with its file. Raises Http404."""
    found = Proof.objects.filter(assessment=assessment, public_id=public_id).select_related("file").first()
    if found is None:
        raise Http404
    return found


def proves_more(proof: Proof) -> bool:
    """Return whether a file that goes with a proof proves something else too."""
    chain = chain_of(proof)
    others = Proof.objects.exclude(pk__in=[one.pk for one in chain])
    return others.filter(file__in=[one.file_id for one in chain]).exists()


def kept_proofs(assessment: Assessment, standard: Standard) -> tuple[KeptProof, ...]:
    """Return what a snapshot keeps of it, in the order of the standard. One query."""
    proofs = load_proofs(assessment)
    return tuple(
        KeptProof(item=code, name=proof.file.name, size=proof.file.size, sha256=proof.file.sha256)
        for code in standard.item_codes
        for proof in proofs.get(code, ())
    )
