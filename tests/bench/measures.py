"""The measurements. Each alternates what it compares, so that a busy machine slows both alike."""

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from http import HTTPStatus
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.runner import DiscoverRunner
from django.urls import reverse
from django.utils import translation

from assessment.forms.items import ItemsForm
from assessment.models import Assessment
from assessment.presenters.items import row_of
from assessment.presenters.sections import section_page as page_of_section
from assessment.selectors.answers import load_sheet, read_snapshot
from standards.domain.result import result
from tests.assessment.factories import make_assessment, make_snapshot
from tests.bench import commands, documents, pages, phone, planning, typesetter
from tests.bench.table import HEAD, row
from tests.servers import Missing, throw_away_postgres

ROUNDS = 100
SECTION = "F1"


def main(arguments: list[str]) -> int:
    """Measure everything on a throw-away database and print a table, or one thing that is measured apart."""
    given = ArgumentParser(prog="dev.py bench")
    given.add_argument("--scale", type=int, metavar="N", help="fill PostgreSQL with N firms and walk it")
    given.add_argument(
        "--memory", action="store_true", help="of web and worker over 10,000 requests, 500 reports"
    )
    options = given.parse_args(arguments)
    if options.memory:
        return on_postgres("tests.bench.memory")
    return (
        everything() if options.scale is None else on_postgres("tests.bench.growth.run", str(options.scale))
    )


def on_postgres(module: str, *arguments: str) -> int:
    """Run a bench of its own on an empty PostgreSQL with default settings."""
    try:
        with TemporaryDirectory() as folder, throw_away_postgres(Path(folder), ()) as url:
            environment = {**os.environ, "DATABASE_URL": url, "SHUJIE_VAR_DIR": f"{folder}/var"}
            command = [sys.executable, "-m", module, *arguments]
            return subprocess.run(command, env=environment, check=False).returncode
    except Missing as missing:
        print(missing, file=sys.stderr)  # noqa: T201
        return 1


def everything() -> int:
    """Measure all rows on a throw-away database."""
    print(HEAD, flush=True)  # noqa: T201
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("load_standard", verbosity=0, stdout=StringIO())
        call_command("load_roadmaps", verbosity=0, stdout=StringIO())
        with translation.override("zh-hans"):
            for line in _lines():
                print(line, flush=True)  # noqa: T201
    finally:
        runner.teardown_databases(databases)
    return 0


def _lines() -> Iterator[str]:
    """Measure row by row; a row says what it is, what was found and what the goal is."""
    assessment = make_assessment()
    yield row("section page, CPU / a plain template of the same", f"{section_page(assessment):.2f}", "≤ 1.3")
    yield row("autosave, rate / a bare view with one upsert", f"{autosave(assessment):.2f}", "≥ 0.8")
    yield from _fillers()
    yield from _pages()
    yield from _phone()
    yield from _commands()
    yield from _documents()
    rate, single = reports()
    yield row("reports a second, two workers", f"{rate:.1f}, {rate / single:.2f} x one", "8")
    yield row("scoring, firms a second and core", f"{scoring():.0f}", "≥ 5000")
    taken = planning.measure()
    yield row("plans to the next level, both solves, CPU ms", planning.text_of(taken.plans), "p95 ≤ 150")
    yield row("plans two levels up, both solves, CPU ms", planning.text_of(taken.further))
    yield row("support for these plans, CPU ms a firm", planning.text_of(taken.support), "p95 ≤ 50")
    yield row("replay of 100,000 results, two processes", replay(), "≤ 60 s")


def _pages() -> Iterator[str]:
    for view in pages.measure():
        found = f"{view.later:.0f}, first {view.first:.0f}; {view.kilobytes:.1f} KB"
        yield row(f"page, CPU ms warm: {view.name}", found, f"≤ {pages.GOALS[view.name]}")


def _phone() -> Iterator[str]:
    """Say what a slow telephone waits for; a demonstration of its own takes the settings of the product."""
    for name, seen in _apart("phone", DJANGO_SETTINGS_MODULE="config.settings").items():
        first, later = seen["first"], seen["later"]
        shift = max(first["shift"], later["shift"])
        found = f"{later['paint']:.0f}, first {first['paint']:.0f}; {later['kilobytes']:.0f}, first "
        goal = f"≤ {phone.GOALS[name]} ms, ≤ 60 KB, 0" if name in phone.GOALS else "≤ 60 KB, 0"
        yield row(f"phone, ms and KB: {name}", f"{found}{first['kilobytes']:.0f}; shift {shift:.2f}", goal)


def _documents() -> Iterator[str]:
    for made in documents.measure(make_snapshot().payload):
        goal = "≤ 150 ms, 200 KB, 250 MB" if made.form == "sealed PDF" else ""
        yield row(f"full report, CPU: {made.form}", str(made), goal)


def _commands() -> Iterator[str]:
    for name, seconds in commands.measure().items():
        yield row(f"command, CPU s: {name}", f"{seconds:.1f}", f"≤ {commands.GOALS[name]}")


def _alternate(*actions: Callable[[], object], clock: Callable[[], float]) -> list[float]:
    """Return the median time of each action, measured in turns after a warm-up."""
    times: list[list[float]] = [[] for _ in actions]
    for turn in range(ROUNDS + 3):
        for action, taken in zip(actions, times, strict=True):
            start = clock()
            action()
            if turn >= 3:
                taken.append(clock() - start)
    return [median(taken) for taken in times]


def section_page(assessment: Assessment) -> float:
    """Return the CPU of a section page over that of a plain template which shows the same rows."""
    sheet = load_sheet(assessment)
    section = next(section for section in sheet.standard.sections if section.code == SECTION)
    request = RequestFactory().get("/")

    def form() -> ItemsForm:
        return ItemsForm(assessment=assessment.public_id, sheet=sheet, items=section.items)

    source = form()

    def ours() -> None:
        context = {"assessment": assessment, **page_of_section(form(), section)}
        render_to_string("assessment/section.html", context, request)

    def plain() -> None:
        rows = [row_of(source, item.code) for item in section.items]
        render_to_string("bench/section.html", {"section": section, "rows": rows}, request)

    cost, least = _alternate(ours, plain, clock=time.process_time)
    return cost / least


def autosave(assessment: Assessment) -> float:
    """Return the rate of saving one answer over that of a bare view that writes one row."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(assessment.started_by)
    url = reverse("assessment:answer", args=[assessment.public_id, "F05"])
    versions = iter(range(1, 10_000))
    options = iter("BCD" * 1000)

    def save() -> None:
        version = next(versions)
        response = client.post(
            url, {"F05": next(options), "F05-version": version}, headers={"HX-Request": "true"}
        )
        if response.status_code != HTTPStatus.OK:
            raise RuntimeError(f"autosave answered {response.status_code}: {response.content.decode()}")

    values = iter(range(10_000))
    bare_url = f"/bare/{assessment.pk}/"
    ours, bare = _alternate(
        save, lambda: client.post(bare_url, {"value": next(values)}), clock=time.process_time
    )
    return bare / ours


def reports() -> tuple[float, float]:
    """Return the reports per second that two processes make, and that one makes."""
    asked = typesetter.ask(make_snapshot().payload)
    return _typeset(asked, processes=2), _typeset(asked, processes=1)


def _typeset(asked: typesetter.Asked, *, processes: int, count: int = 12) -> float:
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        # Afterwards fonts and compiler are there.
        list(pool.map(typesetter.make_sealed, [asked] * processes, range(processes)))
        start = time.perf_counter()
        list(pool.map(typesetter.make_sealed, [asked] * count, range(processes, processes + count)))
        return count / (time.perf_counter() - start)


def scoring(count: int = 3000) -> float:
    """Return how many firms the pure function scores in a second of one core."""
    content = read_snapshot(make_snapshot())
    start = time.process_time()
    for _ in range(count):
        result(content.standard, content.answers)
    return count / (time.process_time() - start)


def _fillers() -> Iterator[str]:
    """Say what fifty people save on each database, beside a bare view."""
    with TemporaryDirectory() as folder:
        yield _filling("SQLite", _apart("fillers", DATABASE_URL=f"sqlite:///{folder}/fillers.sqlite3"))
        try:
            with throw_away_postgres(Path(folder), ()) as url:
                yield _filling("PostgreSQL", _apart("fillers", DATABASE_URL=url))
        except Missing as missing:
            yield row("50 fillers, PostgreSQL", str(missing), "")


def _filling(database: str, found: dict[str, dict[str, float]]) -> str:
    ours = found["saves"]
    took = f"{ours['p50']}/{ours['p95']}/{ours['p99']} ms, {ours['errors']} errors"
    ratio = ours["rate"] / found["bare"]["rate"]
    return row(f"50 fillers, {database}", f"{ours['rate']} a second, {took}, {ratio:.2f} x bare", "0 errors")


def _apart(name: str, **environment: str) -> dict[str, Any]:
    """Return the figures that a bench of its own prints last, after what its servers say, in such an
    environment."""
    command = [sys.executable, "-m", f"tests.bench.{name}"]
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def replay() -> str:
    """Return what `tests.bench.replay` measures, on a PostgreSQL of its own with default settings."""
    with TemporaryDirectory() as folder:
        try:
            with throw_away_postgres(Path(folder), ()) as url:
                found = _apart("replay", DATABASE_URL=url)
        except Missing as missing:
            return str(missing)
    return f"{found['seconds']:.0f} s, {found['peak_mb']} MB each, {found['ratio']:.1f} x scoring once"
