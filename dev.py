#!/usr/bin/env python3
"""The one command for everything: `python3 dev.py --help`. Needs only Python; CI calls the same."""

import argparse
import sys

if sys.version_info < (3, 11):
    sys.exit(f"Shujie needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable})")

from tools import checks, environment, lock, sbom, serve, suite


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, run, test and check Shujie.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="set up and start everything on this machine")
    run.add_argument("--demo", action="store_true", help="add three example firms with logins")
    run.add_argument("--port", type=int, default=8000, help="default 8000; if taken, the next free one")
    run.set_defaults(action=lambda given, _more: serve.run(port=given.port, demo=given.demo))

    simple = {
        "test": ("run all tests; further arguments go to pytest", lambda _given, more: suite.run(more)),
        "check": ("lint, types, imports, templates, translations", lambda _given, _more: checks.run()),
        "messages": ("add missing texts to the translations", lambda _given, _more: checks.add_messages()),
        "mutate": (
            "change rules by little and name the changes that no test notices",
            lambda _given, more: environment.module("tools.mutate", *more),
        ),
        "bench": ("measure", lambda _given, more: environment.module("tests.bench", *more)),
        "chaos": (
            "kill everything at random while answers are given, then compare each",
            lambda _given, more: environment.module("tests.chaos", *more),
        ),
        "upgrade": (
            "make the database of a tag or commit, upgrade it with this code, compare",
            lambda _given, more: environment.module("tests.upgrades", *more),
        ),
        "screenshots": (
            "write the pictures of README and docs",
            lambda _given, more: environment.module("tests.journeys.screenshots", *more),
        ),
        "sbom": ("write what an installation consists of (CycloneDX)", lambda _given, _more: sbom.run()),
        "lock": ("pin the packages of pyproject.toml with hashes", lambda _given, more: lock.run(more)),
    }
    for name, (text, action) in simple.items():
        commands.add_parser(name, help=text).set_defaults(action=action)

    environment.keep_bytecode()
    given, more = parser.parse_known_args()
    if more and given.command in ("run", "check", "messages"):
        parser.error(f"unknown arguments: {' '.join(more)}")
    return int(given.action(given, more))


if __name__ == "__main__":
    sys.exit(main())
