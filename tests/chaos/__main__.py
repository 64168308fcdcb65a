"""`python3 dev.py chaos`: what survives. Tells of each run; ends with 1 where anything did not."""

import argparse
import json
import sys
from collections import Counter

from tests.chaos.running import Outcome, run
from tests.chaos.site import SETUPS, site
from tools.environment import say


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py chaos", description=__doc__)
    parser.add_argument("--setup", choices=SETUPS, action="append", help="default: both, one after the other")
    parser.add_argument("--answers", type=int, default=50_000, help="to be acknowledged in each (50000)")
    parser.add_argument("--requests", type=int, default=10_000, help="nobody would send (10000)")
    parser.add_argument("--seed", type=int, default=1, help="of what happens")
    given = parser.parse_args()
    sound = True
    for setup in given.setup or SETUPS:
        if given.answers:
            outcome = run(setup, answers=given.answers, seed=given.seed)
            say(f"{setup}, seed {given.seed}: {told(outcome)}")
            sound = sound and outcome.is_sound
        if given.requests:
            sound = find_faults(setup, given.requests, given.seed) and sound
    return int(not sound)


def find_faults(setup: str, requests: int, seed: int) -> bool:
    """Send requests that nobody would send; return whether there was no fault."""
    with site(setup) as at:
        found = json.loads(at.run("-m", "tests.urls.fuzzing", str(requests), str(seed)))
    statuses = ", ".join(f"{status} {times}" for status, times in found["statuses"].items())
    say(f"{setup}, seed {seed}: {requests} requests, {found['addresses']} addresses, {found['forms']} forms")
    say(f"  answered {statuses}; {len(found['faults'])} kinds of fault")
    for fault, request in found["faults"].items():
        say(f"  {fault}\n    {request}")
    return not found["faults"]


def told(outcome: Outcome) -> str:
    kinds = outcome.kinds()
    lines = [
        f"{outcome.acknowledged} answers acknowledged in {outcome.seconds:.0f} s",
        f"lost {kinds['lost']}, wrong {kinds['wrong']}, doubled {kinds['doubled']}; faults {outcome.faults}",
        f"jobs {outcome.jobs}, not done exactly once {len(outcome.jobs_not_once)}",
        f"torments {sum(outcome.torments.values())}: {_listed(outcome.torments)}",
        f"sent again {_listed(outcome.not_acknowledged)}; longest wait {outcome.longest:.1f} s",
        *(str(one) for one in (*outcome.differences, *outcome.jobs_not_once)),
        *([outcome.worker_said] if outcome.jobs_not_once else []),
    ]
    return "\n  ".join(lines)


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {times}" for name, times in sorted(counted.items()))


if __name__ == "__main__":
    sys.exit(main())
