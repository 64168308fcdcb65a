"""What the parts of a report are made from: the result of a snapshot, its roadmap, and how to report them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.domain.snapshot import SnapshotContent
from editing.domain.texts import Text
from reports.domain.flaw import Flaw
from reports.domain.followed import Followed
from reports.presenters.minute import Minute, minute_of
from reports.presenters.result import Result
from roadmap.domain.firm import FirmRoadmap
from roadmap.domain.helping import Help
from roadmap.domain.planning import Plan, Recommended
from roadmap.domain.support_plan import SupportPlan
from standards.domain.answers import Answers
from standards.domain.grading import Grade
from standards.domain.scoring import ScoreCard
from standards.domain.standard import Standard
from standards.wording.results import scene_level_name


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A submitted self-rating and how it is to be reported."""

    result: Result
    roadmap: FirmRoadmap | None  # None: no roadmap fits the standard
    recommended: Recommended | None  # the plan to the next level; None: there is none to be made
    help: Help | None  # what helps the firm on the day of the report; None: no roadmap fits the standard
    support: SupportPlan | None  # for the recommended plan, begun on that day; None: no plan or no roadmap
    number: str  # empty: made from a file by the command, nothing was submitted
    check_address: str  # where the number is checked; empty without one
    operator: str
    language: str  # zh or en
    with_figures: bool
    short: bool = False  # only the first page, what comes first, method and sources
    compares: bool = False  # only the first page, this result beside `before`, method and sources
    before: Result | None = None  # the one before; None: this is the first
    demo: bool = False  # the firm is invented, and every page says so
    flaw: Flaw | None = None  # what was found wrong with the revision
    source: Standard | None = None  # what a local standard was made from
    followed: Followed | None = None  # the plan that the firm follows; it stands for the recommended one

    @property
    def content(self) -> SnapshotContent:
        return self.result.content

    @cached_property
    def minute(self) -> Minute:
        """What the overview of the result says."""
        return minute_of(self.result, self.recommended, self.help, self.support)

    @property
    def plan(self) -> Plan | None:
        """The plan that the conclusion names; None where there is none to be made."""
        return self.recommended.plan if self.recommended and self.minute.first else None

    @property
    def standard(self) -> Standard:
        return self.result.standard

    @property
    def answers(self) -> Answers:
        return self.content.answers

    @property
    def card(self) -> ScoreCard:
        return self.result.card

    @property
    def grade(self) -> Grade:
        return self.result.grade

    @property
    def firm(self) -> str:
        return str(self.content.enterprise["name"]) or _("（未填写企业名称）")

    @property
    def is_verified(self) -> bool:
        """Whether the firm's identity was verified on submission."""
        return bool(self.content.enterprise["verified"])

    @property
    def submitted_on(self) -> date:
        """The day of submission where the firm is."""
        return self.submitted_on_of(self.result)

    @staticmethod
    def submitted_on_of(result: Result) -> date:
        return timezone.localtime(result.content.at).date()

    def say(self, text: Text) -> str:
        """Return a text of the standard in the report's language."""
        return text.plain(self.language)

    def level_name(self, level: int) -> str:
        return self.say(self.standard.rule.name(level))

    def scene_level_name(self, level: int) -> str:
        return scene_level_name(self.standard.rule, level)


def share(points: Decimal, maximum: Decimal) -> int:
    """Return the percentage for a bar's length, rounded as on the radar; exact numbers stand beside it."""
    return round(points * 100 / maximum) if maximum else 0


def sentence(text: str) -> str:
    """Return a line of a page as a sentence on paper, with its full stop."""
    return text if text.endswith(("。", ".")) else _("%(sentence)s。") % {"sentence": text}


def joined(facts: Facts, sentences: Iterable[str]) -> str:
    """Return sentences as one paragraph: Chinese ones need no space between them."""
    return (" " if facts.language == "en" else "").join(sentences)
