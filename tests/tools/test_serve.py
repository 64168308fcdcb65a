"""The supervisor starts a service again, after a pause that grows with its failures."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tools import serve
from tools.serve import Service

pytestmark = pytest.mark.slow


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
    yield service
    service.release()
    service.wait(time.monotonic() + 1)


def test_a_killed_service_is_started_again(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    service.tend()
    assert service.process is not None
    service.process.kill()
    service.process.wait()
    service.tend()
    assert "sleeper ended (exit -9); it starts again in 1.0 s" in capsys.readouterr().out
    service.due = 0.0
    service.tend()
    assert service.process.poll() is None


def test_a_service_that_keeps_failing_is_given_time(service: Service) -> None:
    pauses = []
    for _ in range(6):
        service.due = 0.0
        service.tend()
        assert service.process is not None
        service.process.kill()
        service.process.wait()
        service.tend()
        pauses.append(service.pause)
    assert pauses == [1, 3, 7, 15, 30, 30]


def test_a_service_that_is_released_ends(service: Service) -> None:
    service.tend()
    begin = time.monotonic()
    service.release()
    service.wait(begin + serve.STOP_SECONDS)
    assert service.process is None
    assert time.monotonic() - begin < serve.STOP_SECONDS


def test_a_taken_port_gives_way_to_the_next() -> None:
    first = serve._free_port(18300)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert serve._free_port(first) > first


@pytest.fixture
def web(tmp_path: Path) -> Iterator[int]:
    """Yield the port of a web server with the limits of `dev.py run`."""
    (tmp_path / "plain.py").write_text(
        "def application(environ, start_response):\n"
        "    start_response('200 OK', [('Content-Type', 'text/plain')])\n"
        "    return [b'here']\n"
    )
    port = serve._free_port(18400)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "plain:application"]
    limits = ["--host", "127.0.0.1", "--port", str(port), *serve.WEB_LIMITS]
    process = subprocess.Popen([*command, *limits], cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        _answer(port, patience=20)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answer(port: int, *, patience: float) -> bytes:
    deadline = time.monotonic() + patience
    while True:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=patience) as page:
            return bytes(page.read())
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


def test_idle_connections_keep_nobody_waiting(web: int) -> None:
    with ExitStack() as idle:
        for _ in range(100):
            connection = idle.enter_context(socket.create_connection(("127.0.0.1", web), timeout=10))
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")  # answered, then kept open
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        assert _answer(web, patience=10) == b"here"
