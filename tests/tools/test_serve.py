"""The supervisor starts a service again, after a pause that grows with its failures."""

import socket
import sys
import time
from collections.abc import Iterator

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
