"""What a standard may be called in front of firms: the one decision behind every place that says it."""

from enum import StrEnum

from standards.domain.standard import Origin


class Badge(StrEnum):
    NATIONAL = "national"  # published by the state, and a person compared this revision with it
    UNVERIFIED = "unverified"  # says that it is; nobody has compared it
    LOCAL = "local"
    DEMONSTRATION = "demonstration"


def badge(origin: Origin, *, verified: bool) -> Badge:
    """Return what a revision may be called. Only a comparison that still holds makes it national.

    What a file says of itself is not enough: `services.publishing` takes no comparison from foreign files,
    and drops one that was made before the content changed.
    """
    if origin is Origin.OFFICIAL:
        return Badge.NATIONAL if verified else Badge.UNVERIFIED
    return Badge(origin)
