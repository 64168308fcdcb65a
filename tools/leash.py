"""Keeps one service of the supervisor: ends it, children included, when the supervisor is gone.

Called as `leash.py FD COMMAND…`: leader of its own process group, it holds the reading end of a pipe
whose writing end only the supervisor has. However that end closes (asked to stop, killed -9, crashed), the
service gets SIGTERM, and after six seconds the whole group SIGKILL. Works where the kernel cannot tie a
child to its parent.
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

PATIENCE = 6  # seconds


def main() -> None:
    pipe, command = int(sys.argv[1]), sys.argv[2:]
    service = subprocess.Popen(command)
    stopping = threading.Event()

    def report_end() -> None:
        code = service.wait()
        if not stopping.is_set():
            os._exit(code & 0xFF)

    threading.Thread(target=report_end, daemon=True).start()
    os.read(pipe, 1)  # nothing is ever written: returns when the other end is closed
    stopping.set()
    service.terminate()  # it knows best how to end its children
    with suppress(subprocess.TimeoutExpired):
        service.wait(PATIENCE)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
