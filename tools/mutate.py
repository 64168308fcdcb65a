"""`dev.py mutate`: does a test fail where a rule is changed by little?

Draws functions of domain, services, selectors and permissions, changes one thing in each (`mutations.py`) and
runs the tests that reach the line, nearest first and those of far files together, until one fails. Prints
what no test noticed and the rate.
The same seed draws the same changes from the same code.

One process imports Django and the apps; each test run is a fork of it in which the code of one function is
replaced. Nothing is written to the tree. For Linux and macOS, on SQLite, without a browser.
"""

import argparse
import gc
import hashlib
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import FunctionType

import coverage
import hypothesis
import pytest

from tools.environment import ROOT, VENV
from tools.mutations import Mutation, code_of, compiled, mutations

LAYERS = ("domain", "services", "selectors", "permissions")
# The folders of tests that speak of an app, nearest first; those of the other apps come after them.
AREAS = {
    "api": ("api",),
    "assessment": ("assessment", "trial", "domain"),
    "audit": ("audit", "enterprises"),
    "editing": ("domain", "files", "standards", "roadmap"),
    "enterprises": ("enterprises", "config", "assessment", "plans"),
    "jobs": ("jobs", "assessment", "plans"),
    "plans": ("plans", "planning"),
    "reports": ("reports", "demonstration"),
    "roadmap": ("roadmap", "planning", "plans"),
    "standards": ("domain", "standards", "trial", "demonstration", "assessment"),
}
OTHERS = sorted({folder for folders in AREAS.values() for folder in folders})
CPU_SECONDS = 600  # a test run that takes longer has lost itself in a loop: noticed
KEPT = VENV / "test-lines"  # which lines each test file runs, from one run to the next
KEPT_STATES = 4  # of the code
NOTICED = "noticed.json"  # beside them: which changes were noticed, by which test file
PYTEST = (
    *("-q", "-x", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-m", "not workers and not redis"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # plugins were imported before the fork
)
PASSED, FAILED, NOTHING_RUN = 0, 1, 5
AT_IMPORT = ""  # in the place of a test's name: the line is run when the test file is read
Reached = dict[str, dict[str, list[str]]]  # module -> line -> tests


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one change. `by`: the test file that noticed it; None where all of `tried` passed."""

    mutation: Mutation
    by: str | None
    tried: int

    def __str__(self) -> str:
        if self.by:
            return f"killed    {self.mutation}  ({self.by})"
        return f"SURVIVED  {self.mutation}  ({self.tried} test files reach it)"


@dataclass
class Tests:
    """The test files, which lines the tests in each of them run, and how near each is to a module."""

    most: int  # test files that are run one by one for a change
    reached: dict[str, Reached] = field(default_factory=dict)

    @cached_property
    def texts(self) -> dict[str, str]:
        files = (ROOT / "tests").rglob("test_*.py")
        return {str(file.relative_to(ROOT)): file.read_text("utf-8") for file in files}

    def near(self, mutation: Mutation) -> list[str]:
        """Return the test files of all apps: those of the area first, and of these those that name the
        function and the module."""
        area = AREAS[mutation.file.split("/", maxsplit=1)[0]]
        folders = [*area, *OTHERS]
        names = {part for part in mutation.function.split(".") if not part.startswith("__")}
        module = module_of(mutation.file)

        def distance(file: str) -> tuple[bool, int, int, str]:
            text, folder = self.texts[file], file.split("/")[1]
            said = sum(bool(re.search(rf"\b{name}\b", text)) for name in names)
            said += 2 * bool(re.search(rf"\b{re.escape(module)}\b", text))
            return folder not in area, -said, folders.index(folder), file

        return sorted((file for file in self.texts if file.split("/")[1] in folders), key=distance)

    def reaching(self, mutation: Mutation) -> Iterator[tuple[str, list[str]]]:
        """Give the test files that run the line, the nearest first, with their tests."""
        for file in self.near(mutation):
            tests = self._run_by(file).get(mutation.file, {}).get(str(mutation.line))
            if tests:
                yield file, [file] if AT_IMPORT in tests else [f"{file}::{test}" for test in tests]

    def _run_by(self, file: str) -> Reached:
        """Return what a test file runs; nothing where it fails here as it is."""
        if file not in self.reached:
            kept = self._kept / f"{digest_of(file, self.texts[file])}.json"
            if not kept.exists():
                code, reached = measure(file)
                print(f"measured  {file}: {'passes' if code == PASSED else 'left out'}", flush=True)
                kept.write_text(json.dumps(reached if code == PASSED else {}))
            self.reached[file] = json.loads(kept.read_text())
        return self.reached[file]

    def known(self, mutation: Mutation) -> Outcome | None:
        """Return by which file an earlier run noticed the change, if that file is still the same."""
        file, digest = self._noticed.get(repr(mutation), ("", ""))
        same = file in self.texts and digest == digest_of(self.texts[file])
        return Outcome(mutation, file, 1) if same else None

    def keep(self, outcome: Outcome) -> None:
        """Keep what was noticed: a run that was cut off goes on where it was, and tries survivors again."""
        if outcome.by:
            self._noticed[repr(outcome.mutation)] = (outcome.by, digest_of(self.texts[outcome.by]))
            (self._kept / NOTICED).write_text(json.dumps(self._noticed))

    @cached_property
    def _noticed(self) -> dict[str, tuple[str, str]]:
        file = self._kept / NOTICED
        found: dict[str, tuple[str, str]] = json.loads(file.read_text()) if file.exists() else {}
        return found

    @cached_property
    def _kept(self) -> Path:
        """Return the folder of what is known of this state of the apps; of others few stay."""
        code = [file.read_text("utf-8") for app in AREAS for file in sorted((ROOT / app).rglob("*.py"))]
        folder = KEPT / digest_of(*code)
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(KEPT.iterdir(), key=lambda one: one.stat().st_mtime)[:-KEPT_STATES]:
            shutil.rmtree(old)
        return folder


def digest_of(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py mutate", description=__doc__)
    parser.add_argument("files", nargs="*", help="modules to change, default: all of the four layers")
    parser.add_argument("--count", type=int, default=200, help="how many changes (default 200)")
    parser.add_argument("--seed", type=int, default=1, help="which changes (default 1)")
    parser.add_argument("--tests", type=int, default=8, help="near test files, run one by one (default 8)")
    parser.add_argument("--every", action="store_true", help="all changes, not one of a function")
    given = parser.parse_args(arguments)
    files = given.files or sources()
    start_django(files)
    drawn = draw(files, count=None if given.every else given.count, seed=given.seed)
    tests = Tests(most=given.tests)
    outcomes = []
    for mutation in drawn:
        outcomes.append(tests.known(mutation) or judge(mutation, tests))
        tests.keep(outcomes[-1])
        print(f"{len(outcomes)}/{len(drawn)} {outcomes[-1]}", flush=True)
    report(outcomes)
    return 0


def sources() -> list[str]:
    """Return the modules of the four layers."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = listed.stdout.splitlines()
    return [file for file in files if is_rules(file)]


def is_rules(file: str) -> bool:
    parts = Path(file).with_suffix("").parts
    return parts[0] in AREAS and not {*LAYERS}.isdisjoint(parts)


def draw(files: Iterable[str], *, count: int | None, seed: int) -> list[Mutation]:
    """Return one change of each of so many functions, all changes where no count is given."""
    by_function: dict[tuple[str, str], list[Mutation]] = defaultdict(list)
    for file in files:
        for mutation in mutations((ROOT / file).read_text("utf-8"), file):
            by_function[file, mutation.function].append(mutation)
    if count is None:
        return [mutation for found in by_function.values() for mutation in found]
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    functions = chance.sample(sorted(by_function), min(count, len(by_function)))
    return [chance.choice(by_function[function]) for function in functions]


def judge(mutation: Mutation, tests: Tests) -> Outcome:
    """Run the tests that reach the line in the nearest files; then these files, for their other tests may use
    what one has computed; then those of all further files at once, and where that fails one by one."""
    reaching = tests.reaching(mutation)
    near: list[tuple[str, list[str]]] = []
    for file, chosen in islice(reaching, tests.most):
        near.append((file, chosen))
        if notice(chosen, mutation):
            return Outcome(mutation, file, len(near))
    for file, chosen in near:
        if chosen != [file] and notice([file], mutation):
            return Outcome(mutation, file, len(near))
    far = list(reaching)
    if far and notice([test for _file, chosen in far for test in chosen], mutation):
        for file, chosen in far:
            if notice(chosen, mutation):
                return Outcome(mutation, file, len(near) + len(far))
    return Outcome(mutation, None, len(near) + len(far))


def notice(tests: Sequence[str], mutation: Mutation) -> bool:
    return run(tests, mutation) not in (PASSED, NOTHING_RUN)


def report(outcomes: Sequence[Outcome]) -> None:
    survivors = [outcome for outcome in outcomes if outcome.by is None]
    killed = len(outcomes) - len(survivors)
    print("", *survivors, sep="\n")
    left = Counter(outcome.mutation.file.split("/")[0] for outcome in survivors)
    print(f"\n{killed} of {len(outcomes)} noticed, {killed / max(1, len(outcomes)):.1%}", dict(left))


# --- The process that is forked ---------------------------------------------------------------------


def start_django(files: Iterable[str]) -> None:
    """Import Django, the apps, the modules that are changed and what pytest needs, once for all test runs."""
    for name in [name for name in os.environ if name.startswith(("SHUJIE_", "DATABASE_URL", "CELERY_"))]:
        del os.environ[name]
    os.environ["SHUJIE_VAR_DIR"] = tempfile.mkdtemp(prefix="shujie-mutate-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import_module("django").setup()
    for name in ("config.urls", *map(module_of, files)):
        import_module(name)
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        pytest.main([*PYTEST, "--collect-only", "tests/conftest.py"])


def module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def run(tests: Sequence[str], mutation: Mutation) -> int:
    """Run tests with a change in a fork; return pytest's exit code."""

    def test() -> int:
        put_in(mutation)
        return int(pytest.main([*PYTEST, *tests], plugins=[Hasty()]))

    return _in_fork(test)


def measure(file: str) -> tuple[int, Reached]:
    """Run a test file as it is; return pytest's exit code and which tests run which lines."""
    watched = coverage.Coverage(data_file=None, source=[*AREAS], config_file=False)

    def test() -> int:
        watched.start()
        watched.switch_context(AT_IMPORT)
        code = int(pytest.main([*PYTEST, file], plugins=[Hasty(), Watching(watched)]))
        watched.stop()
        Path(answer.name).write_text(json.dumps(_reached(watched)))
        return code

    with tempfile.NamedTemporaryFile("r", suffix=".json") as answer:
        code = _in_fork(test)
        return code, json.loads(answer.read() or "{}")


def _reached(watched: coverage.Coverage) -> Reached:
    data = watched.get_data()
    files = {str(Path(name).relative_to(ROOT)): name for name in data.measured_files()}
    return {
        file: {str(line): tests for line, tests in data.contexts_by_lineno(name).items()}
        for file, name in files.items()
        if is_rules(file)
    }


def _in_fork(action: Callable[[], int]) -> int:
    process = os.fork()
    if process == 0:
        os._exit(_quietly(action))
    _process, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


def _quietly(action: Callable[[], int]) -> int:
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(silence, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    try:
        return action()
    except BaseException:  # noqa: BLE001 - a fork must not go on where its parent was called
        return FAILED


class Hasty:
    """A plugin of pytest: properties are to fail, not to be made small; nothing waits for a browser."""

    def pytest_sessionstart(self) -> None:
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("hasty", deadline=None, database=None, phases=phases)
        hypothesis.settings.load_profile("hasty")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if "chromium" not in getattr(item, "fixturenames", ())]


@dataclass(frozen=True, slots=True)
class Watching:
    """A plugin of pytest: what runs from here on runs for this test."""

    watched: coverage.Coverage

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        _file, _colons, name = nodeid.partition("::")
        self.watched.switch_context(name.partition("[")[0])


def put_in(mutation: Mutation) -> None:
    """Give the function of the running program the changed code, wherever it is held."""
    changed = code_of(compiled((ROOT / mutation.file).read_text("utf-8"), mutation))
    path = str(ROOT / mutation.file)
    for thing in gc.get_objects():
        # Not isinstance: it asks lazy objects for what they stand for, which may be gone.
        if type(thing) is FunctionType and thing.__code__.co_filename == path:
            code = changed.get((thing.__code__.co_qualname, thing.__code__.co_firstlineno))
            if code is not None and thing.__code__.co_qualname == mutation.function:
                thing.__code__ = code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
