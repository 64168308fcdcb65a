"""What is remembered of an erased firm: that its numbers were given out, and a digest of its results."""

import hashlib
from collections.abc import Iterable

# Columns of apps above, as the register of personal columns names them (app.Model.column).
NUMBERED = ("reports.Report.number", "reports.Statement.number")
SUBMITTED = "assessment.Snapshot.payload"


def number_digest(number: str) -> str:
    """Return what is kept of a number. 74 bits of it are drawn, so that nobody finds it by trying."""
    return hashlib.sha256(number.encode()).hexdigest()


def results_digest(payloads: Iterable[str]) -> str:
    """Return the digest over results as they were submitted: who still has all can show that they were these.

    SHA-256 over the sorted SHA-256 digests of the payloads, in hex, one a line.
    """
    each = sorted(hashlib.sha256(payload.encode()).hexdigest() for payload in payloads)
    return hashlib.sha256("\n".join(each).encode()).hexdigest()
