"""Where a standard stands in the tables, for the mapper that all content shares."""

from typing import cast

from editing.models.mapping import Table
from editing.models.mapping import read as read_rows
from standards import models
from standards.domain import standard as domain
from standards.domain.exchange import with_official

QUESTIONS = Table(
    model=models.Question,
    kind=domain.Question,
    parent="group",
    names={"formula": ""},
    lists={"options": Table(model=models.Option, kind=domain.Option, parent="question", key="key")},
)
SCENES = Table(
    model=models.Scene,
    kind=domain.Scene,
    parent="group",
    lists={
        "systems": Table(model=models.TypicalSystem, kind=str, column="name", parent="scene", key="position"),
        "levels": Table(
            model=models.SceneLevel,
            kind=domain.SceneLevel,
            parent="scene",
            key="position",
            names={"level": "position"},
        ),
    },
)
VARIANTS = Table(
    model=models.Variant,
    kind=domain.Variant,
    lists={
        "constrained": Table(
            model=models.VariantScene,
            kind=str,
            column="scene",
            parent="variant",
            key="scene",
            given="other_constrained",
        ),
        "equal_split": Table(
            model=models.VariantQuestion, kind=str, column="question", parent="variant", key="question"
        ),
    },
)
TABLE = Table(
    model=models.Revision,
    kind=domain.Outline,
    owner="revision",
    names={"revision": "number", "rule.below": "below"},
    elsewhere=frozenset({"code", "origin", "verification"}),
    lists={
        "figures": Table(model=models.Figure, kind=domain.Figure),
        "dimensions": Table(
            model=models.Dimension,
            kind=domain.Dimension,
            lists={
                "groups": Table(
                    model=models.Group, kind=domain.Group, parent="dimension", lists={"questions": QUESTIONS}
                )
            },
        ),
        "scene_groups": Table(model=models.SceneGroup, kind=domain.SceneGroup, lists={"scenes": SCENES}),
        "variants": VARIANTS,
        "rule.thresholds": Table(
            model=models.Threshold, kind=domain.Threshold, key="position", names={"level": "position"}
        ),
        "terms": Table(model=models.Term, kind=domain.Term, key="word_zh"),
        "reasons": Table(model=models.NotApplicableReason, kind=domain.Reason),
    },
)
PARTS = tuple(cast("type[models.Part]", table.model) for table in TABLE.tables())


def read(revision: models.Revision) -> domain.Standard:
    """Build the standard from a revision's rows. Raises InvalidStandard where a draft contradicts itself."""
    return domain.Standard.of(read_outline(revision))


def read_outline(revision: models.Revision) -> domain.Outline:
    """Build from a revision's rows what they say, sound or not. A fixed number of queries."""
    elsewhere = {
        "code": revision.standard.code,
        "origin": domain.Origin(revision.standard.origin),
        "verification": verification(revision),
    }
    [(_row, outline)] = read_rows(TABLE, [revision], elsewhere=elsewhere)
    texts = models.OfficialText.objects.filter(revision=revision).order_by("path").values_list("path", "text")
    official = dict(texts)
    return cast(domain.Outline, with_official(outline, official) if official else outline)


def verification(revision: models.Revision) -> domain.Verification:
    """Return who verified the revision; empty where nobody did."""
    row = models.Verification.objects.filter(revision=revision).first()
    if row is None:
        return domain.Verification()
    return domain.Verification(on=row.verified_on, by=row.verified_by, source=row.source)
