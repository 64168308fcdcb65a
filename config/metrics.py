"""Figures for Prometheus: what each process counts, and what the database says.

Requests are counted by the web process that answers them. Where `SHUJIE_METRICS_TOKEN` is set, the processes
of one machine count in files of `SHUJIE_VAR_DIR/metrics` (the multiprocess mode of prometheus-client), and
whichever of them is asked adds them up; machines are told apart by Prometheus' own label `instance`. What is
read from the database is the same on every machine.
"""

import os
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from jobs.domain.operation import Operation

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}  # others are made up without end

_counted = CollectorRegistry()
_requests = Counter(
    "shujie_requests_total", "Requests answered.", ["method", "route", "status"], registry=_counted
)
_seconds = Histogram(
    "shujie_request_seconds",
    "Time that a request took.",
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    registry=_counted,
)


def count_request(*, method: str, route: str, status: int, seconds: float) -> None:
    """Count a request that was answered. `route`: as the log has it, "" where there is none."""
    known = method if method in METHODS else "other"
    _requests.labels(method=known, route=route, status=str(status)).inc()
    _seconds.observe(seconds)


def exposition(operation: Operation) -> bytes:
    """Return everything in Prometheus' text format."""
    counted = _counted
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    read = CollectorRegistry()
    read.register(_Read(operation))
    return generate_latest(counted) + generate_latest(read)


class _Read(Collector):
    """What the database says, as gauges."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation

    def collect(self) -> Iterator[Metric]:
        yield from self._by_kind()
        for name, text, value in (
            (
                "shujie_oldest_job_age_seconds",
                "Since the job that waits longest was asked for.",
                self.operation.oldest or 0.0,
            ),
            (
                "shujie_worker_heartbeat_age_seconds",
                "Since a worker said that it lives; absent: never.",
                self.operation.heartbeat,
            ),
            (
                "shujie_database_connections",
                "Connections to this database, of all processes.",
                self.operation.connections,
            ),
            (
                "shujie_database_connections_most",
                "Connections that the server takes.",
                self.operation.connections_most,
            ),
        ):
            if value is not None:
                yield GaugeMetricFamily(name, text, value=value)

    def _by_kind(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("shujie_jobs", "Jobs that are not over.", labels=["kind", "state"])
        for waiting in self.operation.waiting:
            jobs.add_metric([waiting.kind, "queued"], waiting.queued)
            jobs.add_metric([waiting.kind, "running"], waiting.running)
        ended = GaugeMetricFamily(
            "shujie_jobs_ended_last_hour", "Jobs that ended within an hour.", labels=["kind", "state"]
        )
        took = GaugeMetricFamily(
            "shujie_job_seconds_last_hour", "Time that jobs done took.", labels=["kind", "of"]
        )
        for kind in self.operation.ended:
            ended.add_metric([kind.kind, "done"], kind.done)
            ended.add_metric([kind.kind, "failed"], kind.failed)
            for of, seconds in (("mean", kind.mean), ("longest", kind.longest)):
                if seconds is not None:
                    took.add_metric([kind.kind, of], seconds)
        yield from (jobs, ended, took)
