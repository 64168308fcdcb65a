"""The roadmap files: read strictly, refused with file, path and reason. No database here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from assessment.domain.canonical import canonical_json, digest
from assessment.domain.standard import Text
from assessment.domain.strict_data import StrictDataError, load_yaml
from roadmap.domain.model import (
    Case,
    Estimate,
    InvalidRoadmap,
    Library,
    Measure,
    NearCase,
    PriorityScene,
    SectorRoadmap,
    Stage,
    Target,
)

DATA = Path(__file__).parent / "data"
SCENES = frozenset(f"S{number:02}" for number in range(1, 17))  # of miit-sme-2024
SIZES = frozenset({"micro", "small", "medium"})
GRADES = frozenset({"A", "A-", "B"})  # C and unchecked cases are not shown
EVIDENCE = frozenset({"V", "V2", "G"})


class RoadmapFileError(ValueError):
    """A roadmap file cannot be used: which file, where in it, and why."""

    def __init__(self, file: str, path: str, reason: str) -> None:
        super().__init__(": ".join(part for part in (file, path, reason) if part))
        self.file = file
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file together with where it stands."""

    file: str
    path: str
    value: Any

    def error(self, reason: str) -> RoadmapFileError:
        return RoadmapFileError(self.file, self.path, reason)

    def fields(self, *required: str, optional: Collection[str] = ()) -> dict[str, "Node"]:
        """Return the mapping's values by key; every required key, no other than these."""
        nodes = self.items()
        for key in nodes:
            if key not in required and key not in optional:
                raise self.error(f"unknown key {key}")
        for key in required:
            if key not in nodes:
                raise self.error(f"{key} is missing")
        return nodes

    def items(self) -> dict[str, "Node"]:
        if not isinstance(self.value, dict):
            raise self.error("must be a mapping")
        return {key: self._child(f".{key}", value) for key, value in self.value.items()}

    def list(self) -> tuple["Node", ...]:
        if not isinstance(self.value, list):
            raise self.error("must be a list")
        return tuple(self._child(f"[{index}]", value) for index, value in enumerate(self.value))

    def string(self, among: Collection[str] | None = None, what: str = "value") -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.error("must be text")
        if among is not None and self.value not in among:
            raise self.error(f"unknown {what} {self.value}")
        return self.value

    def whole(self, low: int, high: int) -> int:
        # A bool is an int to Python, not to a reader of the file.
        if type(self.value) is not int or not low <= self.value <= high:
            raise self.error(f"must be a whole number from {low} to {high}")
        return self.value

    def yes(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.error("must be true or false")
        return self.value

    def text(self) -> Text:
        """Return a text in both languages; neither may be missing."""
        parts = self.fields("zh", "en")
        return Text(zh=parts["zh"].string(), en=parts["en"].string())

    def scenes(self) -> tuple[str, ...]:
        return tuple(node.string(SCENES, "scene") for node in self.list())

    def _child(self, step: str, value: Any) -> "Node":
        return Node(self.file, f"{self.path}{step}".lstrip("."), value)


def read_library(folder: Path = DATA) -> Library:
    """Read all roadmaps and cases. Raises RoadmapFileError."""
    systems = {code: node.text() for code, node in _open(folder, "systems.yaml").items().items()}
    stages = _open(folder, "stages.yaml").items()
    files = sorted((folder / "sectors").glob("*.yaml"))
    if not files:
        raise RoadmapFileError("sectors", "", "there is no file")
    sectors = [_sector(_open(folder, f"sectors/{file.name}"), stages, systems) for file in files]
    cases = [_case(code, node) for code, node in _open(folder, "cases.yaml").items().items()]
    try:
        return Library(sectors=tuple(sorted(sectors, key=lambda s: (s.order, s.code))), cases=tuple(cases))
    except InvalidRoadmap as error:
        raise RoadmapFileError(folder.name, "", str(error)) from error


def content_digest(part: Library | SectorRoadmap | Case) -> str:
    """Return a digest of all that a part of the library says; equal parts have equal digests."""
    return digest(canonical_json(asdict(part)))


def _open(folder: Path, name: str) -> Node:
    try:
        return Node(name, "", load_yaml((folder / name).read_text(encoding="utf-8")))
    except OSError as error:
        raise RoadmapFileError(name, "", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RoadmapFileError(name, "", "is not UTF-8") from error
    except StrictDataError as error:
        raise RoadmapFileError(name, f"line {error.line}" if error.line else "", error.reason) from error


def _sector(root: Node, stages: Mapping[str, Node], systems: Mapping[str, Text]) -> SectorRoadmap:
    part = root.fields(
        "code",
        "order",
        "name",
        "scope",
        "evidence",
        "pains",
        "weights",
        "stages",
        "targets",
        optional=["near"],
    )
    code = part["code"].string()
    if root.file != f"sectors/{code}.yaml":
        raise part["code"].error(f"the file of {code} must be named {code}.yaml")
    own = part["stages"].fields(*stages)
    try:
        return SectorRoadmap(
            code=code,
            order=part["order"].whole(1, 999),
            name=part["name"].text(),
            scope=part["scope"].text(),
            evidence=part["evidence"].string(EVIDENCE, "evidence mark"),
            pains=tuple(node.text() for node in part["pains"].list()),
            priorities=_priorities(part["weights"]),
            stages=tuple(_stage(name, shared, own[name], systems) for name, shared in stages.items()),
            targets=tuple(_target(node) for node in part["targets"].list()),
            near=_near(part["near"]) if "near" in part else None,
        )
    except InvalidRoadmap as error:
        raise root.error(str(error)) from error


def _priorities(node: Node) -> tuple[PriorityScene, ...]:
    result = []
    for code, weight in node.items().items():
        if code not in SCENES:
            raise node.error(f"unknown scene {code}")
        result.append(PriorityScene(scene=code, weight=weight.whole(1, 5)))
    return tuple(sorted(result, key=lambda priority: (-priority.weight, priority.scene)))


def _stage(code: str, shared: Node, own: Node, systems: Mapping[str, Text]) -> Stage:
    general = shared.fields("name", "rule", "target_level", "estimates")
    part = own.fields("scenes", "measures")
    return Stage(
        code=code,
        name=general["name"].text(),
        rule=general["rule"].text(),
        target_level=general["target_level"].whole(1, 9),
        scenes=part["scenes"].scenes(),
        measures=tuple(_measure(node, systems) for node in part["measures"].list()),
        estimates=tuple(_estimates(general["estimates"])),
    )


def _measure(node: Node, systems: Mapping[str, Text]) -> Measure:
    part = node.fields("scenes", "title", "how", "systems")
    scenes = part["scenes"].scenes()
    if not scenes:
        raise part["scenes"].error("a measure must serve a scene")
    return Measure(
        scenes=scenes,
        title=part["title"].text(),
        how=part["how"].text(),
        systems=tuple(systems[item.string(systems, "system")] for item in part["systems"].list()),
    )


def _estimates(node: Node) -> Iterable[Estimate]:
    for size, estimate in node.items().items():
        if size not in SIZES:
            raise node.error(f"unknown size {size}")
        part = estimate.fields("cost", "months")
        cost_low, cost_high = _span(part["cost"])
        months_low, months_high = _span(part["months"])
        yield Estimate(
            size=size,
            cost_low=Decimal(cost_low),
            cost_high=Decimal(cost_high),
            months_low=months_low,
            months_high=months_high,
        )


def _span(node: Node) -> tuple[int, int]:
    ends = node.list()
    if len(ends) != 2:
        raise node.error("must be [low, high]")
    low = ends[0].whole(0, 100_000)
    return low, ends[1].whole(low, 100_000)


def _target(node: Node) -> Target:
    part = node.fields("text", "source", "published", "seen", "evidence", "other_ruler")
    return Target(
        text=part["text"].text(),
        source=part["source"].text(),
        published=part["published"].string(),
        seen=part["seen"].string(),
        evidence=part["evidence"].string(EVIDENCE, "evidence mark"),
        other_ruler=part["other_ruler"].yes(),
    )


def _near(node: Node) -> NearCase:
    part = node.fields("case", "why")
    return NearCase(case=part["case"].string(), why=part["why"].text())


def _case(code: str, node: Node) -> Case:
    part = node.fields(
        "firm", "region", "sector", "is_sme", "scenes", "what", "year", "source", "grade", "self_reported",
        optional=["effect"],
    )  # fmt: skip
    return Case(
        code=code,
        firm=part["firm"].text(),
        region=part["region"].text(),
        sector=part["sector"].string(),
        is_sme=part["is_sme"].yes(),
        scenes=part["scenes"].scenes(),
        what=part["what"].text(),
        effect=part["effect"].text() if "effect" in part else None,
        year=part["year"].whole(2000, 2100),
        source=part["source"].string(),
        grade=part["grade"].string(GRADES, "grade"),
        self_reported=part["self_reported"].yes(),
    )
