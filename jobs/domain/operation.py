"""How background work stands at one moment, for those who operate it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Jobs of one kind that are not over."""

    kind: str
    queued: int
    running: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Jobs of one kind that ended within the last hour, and how long their last attempts took, in seconds.

    The times are None where none was done.
    """

    kind: str
    done: int
    failed: int
    mean: float | None
    longest: float | None


@dataclass(frozen=True, slots=True)
class Operation:
    """All of it. Ages are in seconds; None: nothing waits, no worker was ever there."""

    waiting: tuple[Waiting, ...]
    oldest: float | None  # since the job that waits longest was asked for
    ended: tuple[Ended, ...]
    heartbeat: float | None  # since a worker last said that it lives
    connections: int | None  # to the database, of all processes; None on SQLite
    connections_most: int | None  # that the server takes
