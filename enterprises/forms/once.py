"""The token of a form that makes something, and what tells one sending of it from another."""

import hashlib
import re

from django.http import HttpRequest

TOKEN = "once"  # noqa: S105 (the name of a field)
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)
NOT_TYPED = frozenset({"csrfmiddlewaretoken"})  # another after signing in


def form_key(request: HttpRequest) -> str | None:
    """Return the digest of address, token and all that was sent, files too; None without a token."""
    if not WELL_FORMED.fullmatch(request.POST.get(TOKEN, "")):
        return None
    digest = hashlib.sha256()
    values = sorted((name, value) for name, values in request.POST.lists() for value in values)
    for part in (request.path, *(text for pair in values if pair[0] not in NOT_TYPED for text in pair)):
        digest.update(f"{len(part)}:{part}".encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"{name}:{file.name}:{file.size}:".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()
