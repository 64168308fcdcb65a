"""A standard to rows and back. Nothing is decided here; writing is for new drafts only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from django.db import models

from editing.domain.decimals import shortest
from editing.domain.texts import Text
from enterprises.models import User
from standards import models as rows
from standards.domain import standard as domain
from standards.domain.exchange import with_official

Row = TypeVar("Row", bound=models.Model)


# --- to rows -----------------------------------------------------------------------------------


def columns_of_revision(standard: domain.Outline) -> dict[str, object]:
    """Return what the revision's own row says of the standard."""
    return {
        "number": standard.revision,
        **_columns("name", standard.name),
        **_columns("scene_dimension", standard.scene_dimension),
        "document_number": standard.document.number,
        "document_issuer": standard.document.issuer,
        "document_issued": standard.document.issued,
        "document_url": standard.document.url,
        "rule_kind": standard.rule.kind,
        **_columns("below", standard.rule.below),
        **_columns("rule_source", standard.rule.source),
    }


def write_parts(revision: rows.Revision, standard: domain.Outline, *, by: User | None, at: datetime) -> None:
    """Insert all parts of the standard into a revision that has none, and begin their history."""
    for part, wanted in parts_of(revision, standard).items():
        made = part._default_manager.bulk_create(wanted)
        part.history.bulk_history_create(made, default_user=by, default_date=at)


def parts_of(revision: rows.Revision, standard: domain.Outline) -> dict[type[rows.Part], list[rows.Part]]:
    """Return the rows of all parts, unsaved, by table; a table stands behind those that it points to."""
    figures = _figures(revision, standard)
    found: dict[type[rows.Part], list[rows.Part]] = {rows.Figure: list(figures.values())}
    for part in (*_scored(revision, standard, figures), *_scenes(revision, standard)):
        found.setdefault(type(part), []).append(part)
    questions = {row.code: row for row in found.get(rows.Question, []) if isinstance(row, rows.Question)}
    scenes = {row.code: row for row in found.get(rows.Scene, []) if isinstance(row, rows.Scene)}
    for part in (*_variant_rows(revision, standard, questions, scenes), *_rule_and_words(revision, standard)):
        found.setdefault(type(part), []).append(part)
    return {part: found[part] for part in ORDER if part in found}


# A table stands behind those that it points to.
ORDER: tuple[type[rows.Part], ...] = (
    rows.Figure,
    rows.Dimension,
    rows.Group,
    rows.Question,
    rows.Option,
    rows.SceneGroup,
    rows.Scene,
    rows.TypicalSystem,
    rows.SceneLevel,
    rows.Variant,
    rows.VariantScene,
    rows.VariantQuestion,
    rows.Threshold,
    rows.Term,
    rows.NotApplicableReason,
)


def _columns(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_zh": text.zh, f"{name}_en": text.en}


def _rule_and_words(revision: rows.Revision, standard: domain.Outline) -> Iterator[rows.Part]:
    for threshold in standard.rule.thresholds:
        yield rows.Threshold(
            revision=revision,
            position=threshold.level,
            **_columns("name", threshold.name),
            min_points=threshold.min_points,
            min_scenes=threshold.min_scenes,
            min_constrained=threshold.min_constrained,
            min_mean=threshold.min_mean,
        )
    for position, term in enumerate(standard.terms, start=1):
        yield rows.Term(
            revision=revision,
            position=position,
            **_columns("word", term.word),
            **_columns("explanation", term.explanation),
        )
    for position, reason in enumerate(standard.reasons, start=1):
        yield rows.NotApplicableReason(
            revision=revision, position=position, code=reason.code, **_columns("name", reason.name)
        )


def _figures(revision: rows.Revision, standard: domain.Outline) -> dict[str, rows.Figure]:
    return {
        figure.code: rows.Figure(
            revision=revision,
            position=position,
            code=figure.code,
            **_columns("label", figure.label),
            **_columns("unit", figure.unit),
            whole=figure.whole,
            **_columns("note", figure.note),
        )
        for position, figure in enumerate(standard.figures, start=1)
    }


def _scored(
    revision: rows.Revision, standard: domain.Outline, figures: dict[str, rows.Figure]
) -> Iterator[rows.Part]:
    for position, dimension in enumerate(standard.dimensions, start=1):
        row = rows.Dimension(
            revision=revision,
            position=position,
            code=dimension.code,
            **_columns("name", dimension.name),
            weight=dimension.weight,
        )
        yield row
        for place, group in enumerate(dimension.groups, start=1):
            group_row = rows.Group(
                revision=revision,
                dimension=row,
                position=place,
                code=group.code,
                **_columns("name", group.name),
                weight=group.weight,
            )
            yield group_row
            yield from _questions(group_row, group, figures)


def _questions(row: rows.Group, group: domain.Group, figures: dict[str, rows.Figure]) -> Iterator[rows.Part]:
    for position, question in enumerate(group.questions, start=1):
        question_row = _question(row, position, question, figures)
        yield question_row
        for place, option in enumerate(question.options, start=1):
            yield _option(question_row, place, option)


def _question(
    group: rows.Group, position: int, question: domain.Question, figures: dict[str, rows.Figure]
) -> rows.Question:
    formula = question.formula or domain.Formula(part="")
    return rows.Question(
        revision=group.revision,
        group=group,
        position=position,
        code=question.code,
        number=question.number,
        kind=question.kind,
        **_columns("name", question.name),
        **_columns("title", question.title),
        weight=question.weight,
        **_columns("help", question.help),
        **_columns("note", question.note),
        **_columns("evidence", question.evidence),
        **_columns("formula_text", question.formula_text),
        part=figures[formula.part] if formula.part else None,
        whole=figures[formula.whole] if formula.whole else None,
        part_before=figures[formula.part_before] if formula.part_before else None,
        whole_before=figures[formula.whole_before] if formula.whole_before else None,
        decides=formula.decides,
    )


def _option(question: rows.Question, position: int, option: domain.Option) -> rows.Option:
    return rows.Option(
        revision=question.revision,
        question=question,
        position=position,
        key=option.key,
        weight=option.weight,
        **_columns("text", option.text),
        **_columns("note", option.note),
        excludes=option.excludes,
        range_low=option.range.low if option.range else None,
        range_high=option.range.high if option.range else None,
        range_low_closed=option.range.low_closed if option.range else False,
        change=option.change or "",
    )


def _scenes(revision: rows.Revision, standard: domain.Outline) -> Iterator[rows.Part]:
    for position, group in enumerate(standard.scene_groups, start=1):
        row = rows.SceneGroup(
            revision=revision, position=position, code=group.code, **_columns("name", group.name)
        )
        yield row
        for place, scene in enumerate(group.scenes, start=1):
            yield from _scene(row, place, scene)


def _scene(group: rows.SceneGroup, position: int, scene: domain.Scene) -> Iterator[rows.Part]:
    row = rows.Scene(
        revision=group.revision,
        group=group,
        position=position,
        code=scene.code,
        **_columns("name", scene.name),
        constrained=scene.constrained,
        weight=scene.weight,
        **_columns("note", scene.note),
    )
    yield row
    for place, name in enumerate(scene.systems, start=1):
        yield rows.TypicalSystem(revision=group.revision, scene=row, position=place, name=name)
    for level in scene.levels:
        yield rows.SceneLevel(
            revision=group.revision,
            scene=row,
            position=level.level,
            **_columns("text", level.text),
            any_of=level.any_of,
        )


def _variant_rows(
    revision: rows.Revision,
    standard: domain.Outline,
    questions: dict[str, rows.Question],
    scenes: dict[str, rows.Scene],
) -> Iterator[rows.Part]:
    for position, variant in enumerate(standard.variants, start=1):
        row = rows.Variant(
            revision=revision,
            position=position,
            code=variant.code,
            **_columns("name", variant.name),
            **_columns("source", variant.source),
            other_constrained=variant.constrained is not None,
        )
        yield row
        for place, code in enumerate(sorted(variant.constrained or ()), start=1):
            yield rows.VariantScene(revision=revision, variant=row, position=place, scene=scenes[code])
        for place, code in enumerate(variant.equal_split, start=1):
            yield rows.VariantQuestion(
                revision=revision, variant=row, position=place, question=questions[code]
            )


# --- from rows ---------------------------------------------------------------------------------


def read(revision: rows.Revision) -> domain.Standard:
    """Build the standard from a revision's rows. Raises InvalidStandard where a draft contradicts itself."""
    return domain.Standard.of(read_outline(revision))


def read_outline(revision: rows.Revision) -> domain.Outline:
    """Build from a revision's rows what they say, sound or not.

    A fixed number of queries. Only rows that carry this revision count, whatever else points at them.
    """
    outline = domain.Outline(
        code=revision.standard.code,
        revision=revision.number,
        origin=domain.Origin(revision.standard.origin),
        name=_text(revision, "name"),
        scene_dimension=_text(revision, "scene_dimension"),
        dimensions=_dimensions(revision),
        scene_groups=_scene_groups(revision),
        figures=tuple(
            domain.Figure(
                code=row.code,
                label=_text(row, "label"),
                unit=_text(row, "unit"),
                whole=row.whole,
                note=_text(row, "note"),
            )
            for row in _parts(rows.Figure, revision)
        ),
        rule=_rule(revision),
        document=domain.Document(
            number=revision.document_number,
            issuer=revision.document_issuer,
            issued=revision.document_issued,
            url=revision.document_url,
        ),
        variants=_variants(revision),
        terms=tuple(
            domain.Term(word=_text(row, "word"), explanation=_text(row, "explanation"))
            for row in _parts(rows.Term, revision)
        ),
        reasons=tuple(
            domain.Reason(code=row.code, name=_text(row, "name"))
            for row in _parts(rows.NotApplicableReason, revision)
        ),
        verification=verification(revision),
    )
    official = dict(
        rows.OfficialText.objects.filter(revision=revision).order_by("path").values_list("path", "text")
    )
    return with_official(outline, official) if official else outline


def verification(revision: rows.Revision) -> domain.Verification:
    """Return who verified the revision; empty where nobody did."""
    row = rows.Verification.objects.filter(revision=revision).first()
    if row is None:
        return domain.Verification()
    return domain.Verification(on=row.verified_on, by=row.verified_by, source=row.source)


def _text(row: models.Model, name: str) -> Text:
    return Text(zh=getattr(row, f"{name}_zh"), en=getattr(row, f"{name}_en"))


def _decimal(value: Decimal | None) -> Decimal | None:
    return None if value is None else shortest(value)


def _parts(model: type[Row], revision: rows.Revision) -> Iterable[Row]:
    return model._default_manager.filter(revision=revision).order_by("position", "pk")


def _by_parent(model: type[Row], revision: rows.Revision, parent: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in _parts(model, revision):
        found[getattr(row, parent)].append(row)
    return found


def _dimensions(revision: rows.Revision) -> tuple[domain.Dimension, ...]:
    groups = _by_parent(rows.Group, revision, "dimension_id")
    questions = _by_parent(rows.Question, revision, "group_id")
    options = _by_parent(rows.Option, revision, "question_id")
    figures = {figure.pk: figure.code for figure in _parts(rows.Figure, revision)}
    return tuple(
        domain.Dimension(
            code=dimension.code,
            name=_text(dimension, "name"),
            weight=shortest(dimension.weight),
            groups=tuple(
                domain.Group(
                    code=group.code,
                    name=_text(group, "name"),
                    weight=shortest(group.weight),
                    questions=tuple(
                        _read_question(question, options[question.pk], figures)
                        for question in questions[group.pk]
                    ),
                )
                for group in groups[dimension.pk]
            ),
        )
        for dimension in _parts(rows.Dimension, revision)
    )


def _read_question(
    row: rows.Question, options: Iterable[rows.Option], figures: dict[int, str]
) -> domain.Question:
    return domain.Question(
        code=row.code,
        number=row.number,
        kind=domain.QuestionKind(row.kind),
        name=_text(row, "name"),
        title=_text(row, "title"),
        weight=shortest(row.weight),
        options=tuple(_read_option(option) for option in options),
        help=_text(row, "help"),
        note=_text(row, "note"),
        evidence=_text(row, "evidence"),
        formula=_formula(row, figures),
        formula_text=_text(row, "formula_text"),
    )


def _formula(row: rows.Question, figures: dict[int, str]) -> domain.Formula | None:
    if row.part_id is None:
        return None
    # A figure of another revision has no code here and fails the check of unknown figures.
    part, whole, part_before, whole_before = (
        "" if pk is None else figures.get(pk, f"figure {pk}")
        for pk in (row.part_id, row.whole_id, row.part_before_id, row.whole_before_id)
    )
    return domain.Formula(
        part=part, whole=whole, part_before=part_before, whole_before=whole_before, decides=row.decides
    )


def _read_option(row: rows.Option) -> domain.Option:
    bounds = None
    if row.range_low is not None and row.range_high is not None:
        bounds = domain.Range(
            low=shortest(row.range_low), high=shortest(row.range_high), low_closed=row.range_low_closed
        )
    return domain.Option(
        key=row.key,
        weight=shortest(row.weight),
        text=_text(row, "text"),
        note=_text(row, "note"),
        excludes=row.excludes,
        range=bounds,
        change=domain.Change(row.change) if row.change else None,
    )


def _scene_groups(revision: rows.Revision) -> tuple[domain.SceneGroup, ...]:
    scenes = _by_parent(rows.Scene, revision, "group_id")
    systems = _by_parent(rows.TypicalSystem, revision, "scene_id")
    levels = _by_parent(rows.SceneLevel, revision, "scene_id")
    return tuple(
        domain.SceneGroup(
            code=group.code,
            name=_text(group, "name"),
            scenes=tuple(
                domain.Scene(
                    code=scene.code,
                    name=_text(scene, "name"),
                    constrained=scene.constrained,
                    systems=tuple(system.name for system in systems[scene.pk]),
                    levels=tuple(
                        domain.SceneLevel(level=row.position, text=_text(row, "text"), any_of=row.any_of)
                        for row in levels[scene.pk]
                    ),
                    note=_text(scene, "note"),
                    weight=_decimal(scene.weight),
                )
                for scene in scenes[group.pk]
            ),
        )
        for group in _parts(rows.SceneGroup, revision)
    )


def _rule(revision: rows.Revision) -> domain.LevelRule:
    return domain.LevelRule(
        kind=domain.RuleKind(revision.rule_kind),
        thresholds=tuple(
            domain.Threshold(
                level=row.position,
                name=_text(row, "name"),
                min_points=_decimal(row.min_points),
                min_scenes=row.min_scenes,
                min_constrained=row.min_constrained,
                min_mean=_decimal(row.min_mean),
            )
            for row in _parts(rows.Threshold, revision)
        ),
        below=_text(revision, "below"),
        source=_text(revision, "rule_source"),
    )


def _variants(revision: rows.Revision) -> tuple[domain.Variant, ...]:
    constrained: dict[int, list[str]] = defaultdict(list)
    for link in rows.VariantScene.objects.filter(revision=revision).select_related("scene"):
        constrained[link.variant_id].append(link.scene.code)
    split: dict[int, list[str]] = defaultdict(list)
    for question_link in (
        rows.VariantQuestion.objects.filter(revision=revision)
        .select_related("question")
        .order_by("position", "pk")
    ):
        split[question_link.variant_id].append(question_link.question.code)
    return tuple(
        domain.Variant(
            code=row.code,
            name=_text(row, "name"),
            source=_text(row, "source"),
            constrained=frozenset(constrained[row.pk]) if row.other_constrained else None,
            equal_split=tuple(split[row.pk]),
        )
        for row in _parts(rows.Variant, revision)
    )
