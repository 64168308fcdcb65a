"""Fill drafts while web server, workers, database, broker and fillers are killed at random, then compare."""

import json
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from tests.chaos.filler import AGAIN, ledger_of
from tests.chaos.ledger import SAVED, Difference, Ledger, compare
from tests.chaos.people import Filling
from tests.chaos.site import EMBEDDED, Site, site
from tests.chaos.stored import Stored

# Shorter than a filler's patience; jobs of a dead worker are had again within seconds.
QUICK = {
    "SHUJIE_DB_POOL_SECONDS": "1",
    "SHUJIE_DB_CONNECT_SECONDS": "2",
    "SHUJIE_DB_STATEMENT_SECONDS": "3",
    "SHUJIE_JOB_TIME_SECONDS": "15",  # longer than anything hangs here
    "SHUJIE_JOB_LEASE_SECONDS": "25",
    "SHUJIE_JOB_SWEEP_SECONDS": "2",
}
FILLERS, DRAFTS = ("filler 0", "filler 1"), 6  # processes, and people in each
DONE = "done"
ALONE = 0.75  # of what happens: only once answers are acknowledged again
PATIENCE = 300  # seconds until they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a run. `faults`: answers by the server that are neither saved nor 503, by status."""

    acknowledged: int
    seconds: float
    torments: Counter[str]
    not_acknowledged: Counter[str]
    longest: float  # seconds until an answer was acknowledged
    differences: list[Difference]
    jobs: int
    jobs_not_once: list[str]
    worker_said: str  # its last words

    @property
    def faults(self) -> dict[str, int]:
        known = {str(status) for status in AGAIN}
        return {status: times for status, times in self.not_acknowledged.items() if status not in known}

    @property
    def is_sound(self) -> bool:
        return not (self.differences or self.jobs_not_once or self.faults)

    def kinds(self) -> Counter[str]:
        return Counter(one.kind for one in self.differences)


def run(
    setup: str, *, answers: int, seed: int, pause: tuple[float, float] = (5, 40), least: int = 0
) -> Outcome:
    """Have so many answers acknowledged under torments of this seed. `pause`: seconds between two of them.

    Where these were fewer than `least` (one alone may last longer than all answers), as many answers again.
    """
    with site(setup, **QUICK) as at:
        firms = at.firms(len(FILLERS) * DRAFTS)
        at.start_web()
        at.start_worker()
        asked = at.folder / "asked"
        at.start("asking", ["-m", "tests.chaos.asking", str(asked)])
        begin = time.monotonic()
        each = -(-answers // len(firms))
        _start_fillers(at, firms, each)

        def acknowledged() -> int:
            return sum(ledger.read_bytes().count(SAVED) for ledger in at.folder.glob("*.jsonl"))

        torments = Torments(at, setup, random.Random(seed), pause, acknowledged)
        torments.go_on_until(lambda: _are_done(at))
        while torments.done.total() < least:
            each *= 2
            _start_fillers(at, firms, each)
            torments.go_on_until(lambda: _are_done(at))
        seconds = time.monotonic() - begin
        at.servers["asking"].kill()
        names = asked.read_text().splitlines()
        torments.keep_alive_until(lambda: _jobs_are_over(at, names))
        stored = _after_the_last_crash(at)
        return _outcome(
            [ledger_of(at.folder, firm.assessment) for firm in firms],
            stored=stored,
            asked=names,
            seconds=seconds,
            torments=torments.done,
            worker_said=(at.folder / "worker.log").read_text(errors="replace")[-3000:],
        )


def _start_fillers(at: Site, firms: Sequence[Filling], answers: int) -> None:
    """Have each draft filled until so many of its answers are acknowledged, those of before among them."""
    for number, name in enumerate(FILLERS):
        drafts = at.folder / f"{name}.json"
        drafts.write_text(json.dumps([asdict(firm) for firm in firms[number * DRAFTS :][:DRAFTS]]))
        at.start(name, ["-m", "tests.chaos.filler", str(at.port), str(answers), str(at.folder)], given=drafts)


def _are_done(at: Site) -> bool:
    return all(at.servers[name].process.poll() == 0 for name in FILLERS)


class Torments:
    """What happens to the servers of a site. What has ended is started again.

    Mostly one thing happens after the other: once answers are acknowledged again, however slow the machine
    is. One in four comes on top of the one before.
    """

    def __init__(
        self,
        at: Site,
        setup: str,
        chance: random.Random,
        pause: tuple[float, float],
        acknowledged: Callable[[], int],
    ) -> None:
        self.done: Counter[str] = Counter()
        self._at, self._chance, self._pause, self._acknowledged = at, chance, pause, acknowledged
        self._ways: list[tuple[str, str]] = [
            *((name, "killed") for name in (*FILLERS, "worker", "web", "web")),
            *((name, "hung") for name in ("web", "worker")),
            ("web", "ended"),
        ]
        if setup == EMBEDDED:
            self._ways += [("broker", "emptied")]
        else:
            self._ways += [("database", how) for how in ("killed", "killed", "hung", "ended")]
            self._ways += [("broker", how) for how in ("killed", "hung")]

    def go_on_until(self, over: Callable[[], bool]) -> None:
        """Raises TimeoutError where nothing is acknowledged any more."""
        reached, since, waits = 0, time.monotonic(), True
        while not over():
            time.sleep(self._chance.uniform(*self._pause))
            self._revive()
            if waits and self._acknowledged() == reached:
                if time.monotonic() - since > PATIENCE:
                    raise TimeoutError(f"nothing is acknowledged after {dict(self.done)}")
                continue
            reached, since, waits = self._acknowledged(), time.monotonic(), self._chance.random() < ALONE
            name, how = self._chance.choice(self._ways)
            if name in self._at.servers and self._at.servers[name].process.poll() == 0:
                continue  # a filler that is through
            self._torment(name, how)
            self.done[f"{name.partition(' ')[0]} {how}"] += 1

    def keep_alive_until(self, over: Callable[[], bool], patience: float = 600) -> None:
        """Torment nothing any more, and return when it is over, or patience is."""
        deadline = time.monotonic() + patience
        while not over() and time.monotonic() < deadline:
            self._revive()
            time.sleep(5)

    def _torment(self, name: str, how: str) -> None:
        if how == "emptied":  # the messages of the file broker
            for message in (self._at.folder / "var" / "queue" / "messages").glob("*"):
                message.unlink(missing_ok=True)
            return
        server = self._at.servers[name]
        if how == "hung":
            server.hang()
            time.sleep(self._chance.uniform(0.5, 8))
            server.resume()
            return
        if how == "killed":
            server.kill()
        else:
            server.stop()
        time.sleep(self._chance.uniform(0, 3))
        server.restart()

    def _revive(self) -> None:
        """Start what has ended by itself, as whatever keeps services running does."""
        for name, server in self._at.servers.items():
            code = server.process.poll()
            through = name == "asking" or (name.startswith("filler") and code == 0)
            if code is not None and not through:
                self.done[f"{name.partition(' ')[0]} found ended"] += 1
                server.restart()


def _jobs_are_over(at: Site, names: list[str]) -> bool:
    try:
        jobs = at.stored()["jobs"]
    except subprocess.CalledProcessError:
        return False
    return all(name in jobs and jobs[name][0] in (DONE, "failed") for name in names)


def _after_the_last_crash(at: Site) -> Stored:
    """Kill everything once more and read what is left on the disk."""
    for server in at.servers.values():
        server.kill()
    if "database" in at.servers:
        at.servers["database"].restart()
    return at.stored()


def _outcome(
    ledgers: list[Ledger],
    *,
    stored: Stored,
    asked: list[str],
    seconds: float,
    torments: Counter[str],
    worker_said: str,
) -> Outcome:
    differences = list[Difference]()
    for ledger in ledgers:
        draft = ledger.file.stem
        differences += compare(draft, ledger.held, stored["answers"].get(draft, {}))
    jobs = stored["jobs"]
    wrong = [
        f"{name}: {state}, done {times} times"
        for name, (state, times) in jobs.items()
        if (state, times) != (DONE, 1)
    ]
    return Outcome(
        acknowledged=sum(ledger.acknowledged for ledger in ledgers),
        seconds=seconds,
        torments=torments,
        not_acknowledged=sum((ledger.tries for ledger in ledgers), Counter()),
        longest=max(ledger.longest for ledger in ledgers),
        differences=differences,
        jobs=len(jobs),
        worker_said=worker_said,
        jobs_not_once=[*wrong, *(f"{name}: lost" for name in asked if name not in jobs)],
    )
