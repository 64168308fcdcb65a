"""The whole method without a browser and without rows: answers in, result out.

The `assess` command prints what this returns; the keys of the result are a public interface.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessment.domain.oddities import unasked
from editing.domain.decimals import plain
from editing.domain.strict_data import StrictDataError, line_of, load_json, load_yaml
from enterprises.domain.divisions import is_known
from enterprises.domain.plausibility import Oddity
from enterprises.domain.sectors import GENERAL, SectorMap
from enterprises.domain.size import FIGURES, SizeClass, size_class
from enterprises.selectors.sectors import sector_map
from roadmap.domain.library import Library
from roadmap.domain.matching import Applicant
from roadmap.domain.planning import Goal, Recommended, firm_situation, plan_result, recommend
from roadmap.domain.result import roadmap_result
from roadmap.domain.sector import Sector
from roadmap.domain.support_plan import SupportPlan, support_result
from roadmap.selectors.library import library, support_for
from standards.domain.answer_file import (
    AnswerFile,
    AnswerFileError,
    EnterpriseFacts,
    identity_of,
    read_answers,
    read_file,
)
from standards.domain.answers import Answers, Figures
from standards.domain.grading import is_complete
from standards.domain.result import result
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import compiled, default_revision, named_revision
from standards.wording.refusals import sentence

MAX_BYTES = 1024 * 1024  # an answer file is a few kilobytes
MAX_PLACE = 80  # characters of an item that a refusal repeats

UNKNOWN_STANDARD = "unknown standard"
UNKNOWN_CODE = "unknown code"
TOO_LARGE = "larger than 1 MiB"
NOT_UTF8 = "not in UTF-8"
INCOMPLETE = "incomplete"
NO_SUCH_LEVEL = "no such level"
SENTENCES: dict[str, Promise] = {
    UNKNOWN_STANDARD: _("没有这个已发布的评测指标"),
    UNKNOWN_CODE: _("没有这个代码"),
    TOO_LARGE: _("超过 1 MiB"),
    NOT_UTF8: _("不是 UTF-8 编码"),
    INCOMPLETE: _("答案不完整，不能生成报告，还缺"),
    NO_SUCH_LEVEL: _("评测指标没有这个等级，可用"),
}


class Refused(ValueError):
    """Input is refused; `str()` is one line in the active language naming line, item and reason."""

    def __init__(
        self,
        reason: str,
        *,
        item: str = "",
        line: int = 0,
        detail: str = "",
        identity: str | int | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason, self.item, self.line, self.detail, self.identity = reason, item, line, detail, identity

    def __str__(self) -> str:
        line = gettext("第 %(line)d 行") % {"line": self.line} if self.line else ""
        item = " ".join(self.item.split())[:MAX_PLACE]  # a key may be any text
        place = " ".join(part for part in (line, item) if part)
        own = SENTENCES.get(self.reason)
        reason = sentence(self.reason, self.detail) if own is None else f"{own} {self.detail}".rstrip()
        return f"{place}: {reason}" if place else reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One firm's answers read and judged; `sector` is None where neither file nor caller names one.

    `plan` is None where none was asked for, and while something is unanswered; `support` too where no
    sector fits. `oddities`: of figures.
    """

    enterprise: EnterpriseFacts
    size: SizeClass
    standard: Standard
    answers: Answers
    sector: str | None
    plan: Recommended | None
    support: SupportPlan | None
    oddities: tuple[Oddity, ...]
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One firm's answers that nothing speaks against, with the standard that they answer."""

    file: AnswerFile
    standard: Standard
    answers: Answers


class Assessor:
    """Assesses files and lines; remembers standards and roadmaps, as batches name the same ones.

    The roadmaps are those that hold on the day `on`. With a goal each firm gets a plan.
    """

    def __init__(self, on: date, sector: str | None = None, goal: Goal | None = None) -> None:
        self.on = on
        self.sector = sector
        self.goal = goal
        self._standards: dict[str, Standard] = {}

    @cached_property
    def _library(self) -> Library:
        return library(self.on)

    @cached_property
    def _sectors(self) -> SectorMap:
        return sector_map(self.on)

    def file(self, path: Path) -> Assessed:
        """Assess one YAML or JSON file. Raises Refused, or OSError where it cannot be read."""
        load = load_json if path.suffix.lower() == ".json" else load_yaml
        with path.open("rb") as stream:
            text = _decoded(stream.read(MAX_BYTES + 1))
        try:
            read = self._read(_load(load, text), batch=False)
        except Refused as refusal:
            refusal.line = refusal.line or _line_of(text, refusal.item)
            raise
        return self._assessed(read, result(read.standard, read.answers))

    def batch(self, lines: Iterable[bytes], first: int = 1) -> Iterator[tuple[bool, dict[str, Any]]]:
        """Yield (accepted, JSON object) for every line that is not blank, in order. `first`: its number.

        Each step is taken for all lines, which are held at once, before the next step: a processor has at
        hand what it runs again and again, which saves a sixth of the time.
        """
        read = [self._line(raw, number) for number, raw in enumerate(lines, start=first) if raw.strip()]
        scored = [
            one if isinstance(one, Refused) else (one, result(one.standard, one.answers)) for one in read
        ]
        for one in scored:
            if isinstance(one, Refused):
                yield False, {"line": one.line, "id": one.identity, "error": str(one)}
            else:
                identity = one[0].file.id
                named = {} if identity is None else {"id": identity}
                yield True, {**named, **self._assessed(*one).result}

    def _line(self, raw: bytes, number: int) -> Read | Refused:
        try:
            return self._read(_load(load_json, _decoded(raw)), batch=True)
        except Refused as refusal:
            refusal.line = number  # of the batch, not within the line
            return refusal

    def _read(self, data: Any, *, batch: bool) -> Read:
        """Read and check what a file or a line says. Whatever is refused is refused here."""
        try:
            file = read_file(data, batch=batch)
            standard = self._standard(file.standard)
            answers = read_answers(standard, file.answers, file.scenes)
        except AnswerFileError as error:
            identity = identity_of(data) if batch else None
            raise Refused(error.reason, item=error.item, detail=error.detail, identity=identity) from None
        division, top = file.enterprise.division, standard.rule.top
        if division and not is_known(division):
            raise Refused(UNKNOWN_CODE, item="enterprise.division", detail=division, identity=file.id)
        if self.goal is not None and self.goal.target is not None and self.goal.target > top:
            raise Refused(NO_SUCH_LEVEL, item="--target", detail=f"1–{top}", identity=file.id)
        return Read(file=file, standard=standard, answers=answers)

    def _assessed(self, read: Read, own: Mapping[str, Any]) -> Assessed:
        """Add to a result what the firm's sector and size say of it, and the plan. `own`: the result."""
        firm, standard, answers = read.file.enterprise, read.standard, read.answers
        sector = self.sector or (self._sectors.default(firm.division) if firm.division else None)
        size = size_class(firm.division, firm.employees, firm.revenue, firm.assets)
        plan = self._plan(standard, answers, sector, size)
        support = self._support(plan, sector, firm=firm, size=size)
        odd = unasked(_figures(answers), _profile(firm))
        return Assessed(
            enterprise=firm,
            size=size,
            standard=standard,
            answers=answers,
            sector=sector,
            plan=plan,
            support=support,
            oddities=odd,
            result={
                **own,
                "sector": sector,
                "size": size.value,
                **roadmap_result(self._roadmap(sector, standard), answers.scenes),
                **self._plan_result(standard, plan, support),
                **_oddities_result(odd),
            },
        )

    def _plan(
        self, standard: Standard, answers: Answers, sector: str | None, size: SizeClass
    ) -> Recommended | None:
        if self.goal is None or not is_complete(standard, answers):
            return None
        situation = firm_situation(
            library=self._library,
            sector=sector or GENERAL,
            size=size.value,
            standard=standard,
            answers=answers,
        )
        return recommend(self.goal, situation)

    def _support(
        self,
        found: Recommended | None,
        sector: str | None,
        *,
        firm: EnterpriseFacts,
        size: SizeClass,
    ) -> SupportPlan | None:
        """Return the support for a plan that begins on the day, as far as a file tells what the firm is."""
        if found is None or found.plan is None or not found.plan.steps or sector is None:
            return None
        plan = found.plan
        standard = found.situation.standard
        applicant = Applicant(
            region=firm.region,
            sector=sector,
            size=size,
            level=found.situation.level,
            target=plan.level,
            day=self.on,
        )
        return support_for(
            shelf=self._library, applicant=applicant, plan=plan, standard=standard, begins_on=self.on
        )

    def _plan_result(
        self, standard: Standard, plan: Recommended | None, support: SupportPlan | None
    ) -> dict[str, Any]:
        """Return the key `plan`, only where one was asked for; null while something is unanswered."""
        if self.goal is None:
            return {}
        found = None if plan is None else plan_result(standard, plan)
        if found is None:
            return {"plan": None}
        return {"plan": {**found, "support": None if support is None else support_result(support)}}

    def _standard(self, name: str) -> Standard:
        if name not in self._standards:
            try:
                revision = named_revision(name) if name else default_revision()
                self._standards[name] = compiled(revision.pk)
            except Revision.DoesNotExist:
                raise AnswerFileError("standard", UNKNOWN_STANDARD, name) from None
        return self._standards[name]

    def _roadmap(self, code: str | None, standard: Standard) -> Sector | None:
        sector = self._library.sector_by_code.get(code) if code else None
        return sector if sector and sector.fits(standard) else None


def _figures(answers: Answers) -> dict[str, Decimal]:
    given = (answer.values for answer in answers.questions.values() if isinstance(answer, Figures))
    return {figure: value for values in given for figure, value in values.items()}


def _profile(firm: EnterpriseFacts) -> dict[str, Decimal]:
    given = {name: getattr(firm, name) for name in FIGURES}
    return {name: Decimal(value) for name, value in given.items() if value is not None}


def _oddities_result(odd: tuple[Oddity, ...]) -> dict[str, Any]:
    """Return the key `oddities`, only where something hardly fits."""
    if not odd:
        return {}
    return {
        "oddities": [
            {"rule": one.code, "values": {name: plain(value) for name, value in one.values}} for one in odd
        ]
    }


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise Refused(TOO_LARGE)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(NOT_UTF8) from None


def _load(load: Callable[[str], Any], text: str) -> Any:
    try:
        return load(text)
    except StrictDataError as error:
        raise Refused(error.reason, item=error.path, line=error.line, detail=error.detail) from None


def _line_of(text: str, item: str) -> int:
    """Return the line from 1 where a refusal's item stands, 0 where it stands nowhere, as an option does.

    A question or a scene is named by its code alone.
    """
    above = ((), ("answers",), ("scenes",))
    named = ((item,), item.split("."))
    return line_of(text, *((*keys, *names) for names in named for keys in above))
