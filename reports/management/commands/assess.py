"""`manage.py assess`: the whole method without a browser. No database rows are written."""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.template import Engine
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from enterprises.domain.numbers import MONEY, MONTHS, NotANumber, NumberKind, read_number
from enterprises.wording.numbers import number_refusal
from reports.models import Language
from reports.presenters.batches import assess_batch, json_line
from reports.presenters.headless import Assessed, Assessor, Refused
from reports.presenters.summary import summary
from reports.wording.assess import (
    FILES_MISSING,
    LINES_DONE,
    LINES_REFUSED,
    NO_NUMBER,
    NOT_PREPARED,
    PDF_OF_ONE_FILE,
    PROCESS_ENDED,
    TARGET_NO_LEVEL,
)
from roadmap.domain.planning import Bounds, Goal, PlanKind
from roadmap.selectors.library import library

USAGE = 2
LONGEST = replace(MONTHS, most=Decimal(240))
AT_ONCE = "123456789"
# Loaded when it is asked for: typesetting and sealing take longer to import than an answer file to assess.
ASSESSED_PDF = "reports.document.headless_pdf.assessed_pdf"
# Not the site's templates: they load the tags of every app, and with them the admin.
TEXTS = Engine(
    dirs=[str(settings.BASE_DIR / "templates")],
    libraries={
        "i18n": "django.templatetags.i18n",
        "plan_text": "roadmap.templatetags.plan_text",
        "roadmap_text": "roadmap.templatetags.roadmap_text",
        "standard_text": "standards.templatetags.standard_text",
    },
)
TARGET = re.compile(r"[1-9][0-9]?", re.ASCII)


class Command(BaseCommand):
    help = "Score and grade answer files (YAML or JSON), one by one or a batch of JSON lines."
    requires_system_checks = ()  # of addresses, forms and admin it uses none; they take a third of the time
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", type=Path)
        parser.add_argument(
            "--batch",
            metavar="IN.jsonl",
            type=Path,
            help="one JSON object a line: what a FILE says, and an id of yours",
        )
        parser.add_argument("--sector", metavar="CODE", help="sector roadmap; default: by the division")
        parser.add_argument("--json", metavar="OUT", type=Path, dest="json_out", help="write JSON (lines)")
        parser.add_argument("--pdf", metavar="OUT", type=Path, help="write the report; takes one FILE")
        parser.add_argument("--target", metavar="LEVEL", help="plan to this level, 1 or above")
        parser.add_argument("--budget", metavar="万元", help="of the plan; alone: as far as it goes")
        parser.add_argument(
            "--kind",
            choices=[kind.value for kind in PlanKind],
            default=PlanKind.NEAREST.value,
            help="which plan to the level; default: the recommended one",
        )
        parser.add_argument("--months", metavar="N", help="until it is done at most")
        parser.add_argument("--at-once", choices=AT_ONCE, metavar="N", help="steps; default: by size")
        parser.add_argument("--high-prices", action="store_true", help="the budget holds at high prices too")

    def handle(self, **options: Any) -> None:
        self._check(options)
        goal = self._goal(options)
        make = partial(Assessor, timezone.localdate(), options["sector"], goal)
        if options["batch"]:
            self._batch(make, options["batch"], options["json_out"])
        else:
            self._files(make(), options)

    def _check(self, options: dict[str, Any]) -> None:
        if bool(options["files"]) == bool(options["batch"]):
            self._refuse(FILES_MISSING)
        if options["pdf"] and len(options["files"]) != 1:
            self._refuse(PDF_OF_ONE_FILE)
        try:
            known = [sector.code for sector in library(timezone.localdate()).sectors]
        except DatabaseError:
            self._refuse(NOT_PREPARED)
        if options["sector"] and options["sector"] not in known:
            codes = " ".join(known)
            self._refuse(_("--sector: 没有这个细分行业，可用代码：%(codes)s") % {"codes": codes})

    def _goal(self, options: dict[str, Any]) -> Goal | None:
        target, budget = options["target"], options["budget"]
        months, at_once = self._number(options, "months", LONGEST), options["at_once"]
        if target is None and budget is None:
            return None
        if target is not None and not TARGET.fullmatch(target):
            self._refuse(TARGET_NO_LEVEL)
        return Goal(
            target=None if target is None else int(target),
            kind=PlanKind(options["kind"]),
            bounds=Bounds(
                budget=self._number(options, "budget", MONEY),
                months=None if months is None else int(months),
                at_once=None if at_once is None else int(at_once),
                at_high_prices=options["high_prices"],
            ),
        )

    def _number(self, options: dict[str, Any], name: str, kind: NumberKind) -> Decimal | None:
        """Return what an option says, None where it is not given."""
        if options[name] is None:
            return None
        try:
            amount = read_number(str(options[name]), kind)
        except NotANumber as error:
            self._refuse(f"--{name}: {number_refusal(error)}")
        if amount is None:
            self._refuse(NO_NUMBER % {"name": name})
        return amount

    def _files(self, assessor: Assessor, options: dict[str, Any]) -> None:
        # All are read before anything is written: a refused file leaves no half result.
        assessed = [self._read(assessor, path) for path in options["files"]]
        if options["pdf"]:
            self._save_pdf(assessed[0], options["files"][0], options["pdf"])
        if options["json_out"] or len(assessed) > 1:
            with self._output(options["json_out"]) as write:
                for item in assessed:
                    write(json_line(item.result))
        elif not options["pdf"]:
            self.stdout.write(TEXTS.render_to_string("reports/assess_summary.txt", summary(assessed[0])))

    def _read(self, assessor: Assessor, path: Path) -> Assessed:
        try:
            return assessor.file(path)
        except Refused as refusal:
            self._refuse(f"{path}: {refusal}")
        except OSError as error:
            self._refuse(f"{path}: {error.strerror}")

    def _save_pdf(self, assessed: Assessed, source: Path, target: Path) -> None:
        partial = target.with_name(f".{target.name}.partial")
        try:
            assessed_pdf = import_string(ASSESSED_PDF)
            pdf = assessed_pdf(assessed, language=Language.active(), at=timezone.now())
            if _is_stream(target):
                target.write_bytes(pdf)
                return
            partial.write_bytes(pdf)
            partial.replace(target)
        except Refused as refusal:
            self._refuse(f"{source}: {refusal}")
        except OSError as error:
            self._refuse(f"{target}: {error.strerror}")
        finally:
            partial.unlink(missing_ok=True)

    def _batch(self, make: Callable[[], Assessor], source: Path, target: Path | None) -> None:
        refused = done = 0
        watched = self.stderr.isatty() and not (target is None and self.stdout.isatty())
        try:
            with source.open("rb") as lines, self._output(target) as write:
                for refused_here, text in assess_batch(make, lines):
                    refused += refused_here
                    done += text.count("\n")
                    if text:  # of blank lines there is none
                        write(text)
                    if watched:
                        self.stderr.write(LINES_DONE % {"count": done}, style_func=str, ending="\r")
            if watched and done:
                self.stderr.write("")  # what follows stands on a line of its own
        except OSError as error:
            self._refuse(f"{source}: {error.strerror}")
        except BrokenExecutor:  # not the code of a batch that is whole but for some lines
            self._refuse(PROCESS_ENDED)
        if refused:
            self.stderr.write(LINES_REFUSED % {"count": refused})
            sys.exit(1)

    @contextmanager
    def _output(self, target: Path | None) -> Iterator[Callable[[str], object]]:
        """Write to stdout, or to a file that appears only when it is whole."""
        try:
            if target is None:
                yield self.stdout.write
            elif _is_stream(target):
                with target.open("w", encoding="utf-8") as stream:
                    yield stream.write
            else:
                with self._whole(target) as write:
                    yield write
        except OSError as error:
            self._refuse(f"{target or 'stdout'}: {error.strerror}")

    @contextmanager
    def _whole(self, target: Path) -> Iterator[Callable[[str], object]]:
        partial = target.with_name(f".{target.name}.partial")
        try:
            with partial.open("w", encoding="utf-8") as stream:
                yield stream.write
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)

    def _refuse(self, message: str | Promise) -> NoReturn:
        self.stderr.write(str(message))
        sys.exit(USAGE)


def _is_stream(target: Path) -> bool:
    """Return whether the target is a pipe or a device such as /dev/stdout: written to, never replaced."""
    return target.exists() and not target.is_file()
