"""The most memory that processes held, in MB.

    python -m tests.bench.peak COMMAND …    prints it of the largest process, beneath what the command prints

Linux counts to `ru_maxrss` of a process what the one that began it held: of a bench of 300 MB no command
would seem to take less. `VmHWM` begins anew with each program, and this module holds next to nothing.
"""

import resource
import subprocess
import sys
from pathlib import Path


def own_peak() -> int:
    """Return what this process held at most."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main(command: list[str]) -> int:
    done = subprocess.run(command, check=False)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)  # noqa: T201
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
