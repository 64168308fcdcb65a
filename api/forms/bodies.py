"""What is sent to the interface, and the domain values it becomes.

An answer says of what kind it is: unanswered, not sure, not applicable and zero are never told apart by
leaving something out.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

from reports.models import Variant
from standards.domain.answer_file import number
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable, Undecided, Value
from standards.domain.standard import Standard

Number = Annotated[
    StrictStr | StrictInt, Field(description="Exact: `12.5` as text, or a whole number.", examples=["12.5"])
]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Given(Body):
    """What any answer may have beside it."""

    figures: dict[str, Number] | None = Field(
        None, description="All numbers entered at the question, by code; those left out are removed."
    )
    confirmed: bool = Field(False, description="Somebody has looked again at what asks for it.")

    def numbers(self, item: str, standard: Standard) -> Mapping[str, Decimal] | None:
        """Return the numbers, None where nothing is said of them. Raises AnswerFileError.

        A figure's own unit may stand beside its number, as in forms.
        """
        if self.figures is None:
            return None
        units = {code: figure.unit.zh for code, figure in standard.figure_by_code.items()}
        return {
            code: number(f"{item}.{code}", raw, units.get(code, "")) for code, raw in self.figures.items()
        }

    def value(self, _numbers: Mapping[str, Decimal] | None) -> Value | None:
        raise NotImplementedError


class OptionsAnswer(Given):
    """Options of a question by their keys; one, unless it takes several."""

    kind: Literal["options"]
    options: list[StrictStr]

    def value(self, _numbers: Mapping[str, Decimal] | None) -> Value | None:
        return Chosen(options=tuple(self.options))


class FiguresAnswer(Given):
    """Numbers that decide a question. While some are missing it counts as unanswered."""

    kind: Literal["figures"]
    figures: dict[str, Number]

    def value(self, numbers: Mapping[str, Decimal] | None) -> Value | None:
        return Figures(values=numbers or {})


class LevelAnswer(Given):
    """The level of a scene; 0 is an answer."""

    kind: Literal["level"]
    level: StrictInt

    def value(self, _numbers: Mapping[str, Decimal] | None) -> Value | None:
        return AtLevel(level=self.level)


class NotApplicableAnswer(Given):
    """不涉及: answered, and counts as not reached. The reason is a code of the standard."""

    kind: Literal["not_applicable"]
    reason: StrictStr = Field(min_length=1)

    def value(self, _numbers: Mapping[str, Decimal] | None) -> Value | None:
        return NotApplicable(reason=self.reason)


class UnsureAnswer(Given):
    """不确定: kept, and counts as unanswered. Of a scene, with the levels that are met for certain."""

    kind: Literal["unsure"]
    met: StrictInt = 0

    def value(self, _numbers: Mapping[str, Decimal] | None) -> Value | None:
        return Undecided(met=self.met)


class BegunAnswer(Given):
    """A scene of which only the first levels have been asked; counts as unanswered."""

    kind: Literal["begun"]
    met: StrictInt

    def value(self, _numbers: Mapping[str, Decimal] | None) -> Value | None:
        return Undecided(met=self.met, unsure=False)


class NoAnswer(Given):
    """Takes the answer back."""

    kind: Literal["unanswered"]

    def value(self, _numbers: Mapping[str, Decimal] | None) -> Value | None:
        return None


AnyAnswer = Annotated[
    OptionsAnswer | FiguresAnswer | LevelAnswer | NotApplicableAnswer | UnsureAnswer | BegunAnswer | NoAnswer,
    Field(discriminator="kind"),
]


class Start(Body):
    """A new assessment: empty, or with the answers of an earlier result of the same standard."""

    standard: StrictStr = Field("", description="Code of a standard; left out: the default one.")
    copy_from: UUID | None = Field(None, description="A result of the firm; its standard is taken then.")


class Correction(Body):
    reason: StrictStr


class Declaration(Body):
    """Who filled in, who is responsible, and that both stand by it."""

    filler_name: StrictStr
    filler_position: StrictStr
    responsible_name: StrictStr
    responsible_position: StrictStr
    pledge: bool = Field(description="That the people named have checked everything and give the pledge.")


class ReportRequest(Body):
    """Which report; its language is that of Accept-Language."""

    variant: Literal[Variant.STANDARD, Variant.SHORT, Variant.WITH_FIGURES] = Variant.STANDARD
