"""The profile of an enterprise, as a form that also works step by step without JavaScript."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from enterprises.domain import credit_code, divisions, regions, trade_search
from enterprises.domain.credit_code import Kind
from enterprises.domain.plausibility import askable, profile_rules
from enterprises.domain.sectors import SectorMap
from enterprises.domain.size import FIGURES
from enterprises.forms.fields import AmountField, HeadcountField, OneLineField
from enterprises.models import Enterprise
from enterprises.services.enterprises import EnterpriseData
from enterprises.wording.firms import default_sector
from enterprises.wording.numbers import typed
from enterprises.wording.oddities import oddity_text, profile_names
from enterprises.wording.profile import (
    CITY_MISSING,
    CREDIT_CODE_ERRORS,
    DIVISION_MISSING,
    NAME_MISSING,
    REGION_MISSING,
    REGION_PREFILLED,
    SECTOR_OF_OTHERS,
    UNKNOWN_COUNTY,
    UNKNOWN_DIVISION,
    UNKNOWN_PROVINCE,
    credit_code_error,
)

TEXTS = ("name", "uscc", "division", "industry_class", "sector")
PLACES = ("province", "city", "county")
STAMP = re.compile(r"[0-9]{1,9}", re.ASCII)
LONGEST = 200  # of what is looked at while the form is not valid yet: more than any field may hold


def _choices(found: tuple[regions.Region, ...], prompt: str) -> list[tuple[str, str]]:
    return [("", prompt), *((region.code, region.name) for region in found)]


class EnterpriseForm(forms.Form):
    """Name, credit code, division, sector, place and figures. The figures may be missing."""

    name = OneLineField(
        label=gettext_lazy("企业名称"),
        max_length=100,
        help_text=gettext_lazy("与营业执照一致。"),
        error_messages={"required": NAME_MISSING},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    uscc = OneLineField(
        label=gettext_lazy("统一社会信用代码"),
        max_length=LONGEST,
        help_text=gettext_lazy("营业执照上的 18 位代码，可以连同文字粘贴。请不要填身份证号。"),
        error_messages={"required": CREDIT_CODE_ERRORS[Kind.EMPTY]},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    division_query = OneLineField(label=gettext_lazy("搜索行业"), max_length=40, required=False)
    division = OneLineField(
        label=gettext_lazy("所属行业"),
        max_length=4,
        widget=forms.Select,
        error_messages={"required": DIVISION_MISSING},
    )
    industry_class = OneLineField(
        label=gettext_lazy("行业小类"), max_length=4, required=False, widget=forms.Select
    )
    sector = OneLineField(
        label=gettext_lazy("细分行业路线图"), max_length=30, required=False, widget=forms.Select
    )
    province = OneLineField(
        label=gettext_lazy("省、自治区、直辖市"),
        max_length=6,
        widget=forms.Select,
        error_messages={"required": REGION_MISSING},
    )
    city = OneLineField(
        label=gettext_lazy("城市"),
        max_length=6,
        required=False,
        widget=forms.Select,
        error_messages={"required": CITY_MISSING},
    )
    county = OneLineField(label=gettext_lazy("区县"), max_length=6, required=False, widget=forms.Select)
    employees = HeadcountField(
        label=gettext_lazy("从业人员（人）"), required=False, help_text=gettext_lazy("上年末人数。")
    )
    revenue = AmountField(
        label=gettext_lazy("营业收入（万元）"), required=False, help_text=gettext_lazy("上年度。")
    )
    assets = AmountField(
        label=gettext_lazy("资产总额（万元）"), required=False, help_text=gettext_lazy("上年末。")
    )
    # Which figures are right though they hardly fit.
    sure = OneLineField(max_length=LONGEST, required=False)
    sure_value = ""  # what to post to say so; empty: nothing is asked

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        sectors: SectorMap,
        kept_code: str = "",
        stored: Mapping[str, Any] | None = None,
    ) -> None:
        self.sectors = sectors
        # Stored already: what was confirmed is not asked again.
        self.kept_code = kept_code
        self.stored = stored or {}
        source = (initial or {}) if data is None else data
        given = {name: str(value)[:LONGEST] for name, value in source.items() if value}
        self.withheld = credit_code.holds_identity_number(given.get("uscc", ""))
        if self.withheld:
            del given["uscc"]
        self._take_likely(given)
        self._take_class(given)
        self.prefilled = not given.get("province") and self._fill_place(given)
        super().__init__(None if data is None else given, initial=given)
        self.given = given
        if self.withheld:  # before the field says that it is empty
            self.fields["uscc"].error_messages["required"] = CREDIT_CODE_ERRORS[Kind.IDENTITY]
        self._offer()

    @classmethod
    def of(cls, enterprise: Enterprise, sectors: SectorMap) -> "EnterpriseForm":
        """Return the form filled with what is stored."""
        texts = {name: getattr(enterprise, name) for name in TEXTS}
        figures = {name: typed(getattr(enterprise, name)) for name in FIGURES}
        places = dict(zip(PLACES, regions.split(enterprise.region), strict=True))
        stamp = {"version": str(enterprise.version)}
        return cls(initial=texts | figures | places | stamp, sectors=sectors, kept_code=enterprise.uscc)

    @property
    def version(self) -> int:
        """What of the profile the form was opened with; 0 where it does not say, which is no version."""
        stamp = self.given.get("version", "")
        return int(stamp) if STAMP.fullmatch(stamp) else 0

    @property
    def code(self) -> str:
        """The credit code as it was read."""
        return credit_code.normalise(self.given.get("uscc", ""))

    @property
    def asks_to_compare(self) -> bool:
        """Whether to ask for a comparison of the code with the licence."""
        return self.is_bound and credit_code.is_doubtful(self.code) and self.code != self.kept_code

    @property
    def likely_code(self) -> str:
        """The right code that was probably meant, empty if there is none."""
        return credit_code.likely_code(self.code) if self.is_bound else ""

    @staticmethod
    def _take_likely(given: dict[str, str]) -> None:
        """Take the code that was offered, if it is still the one that what was typed leads to."""
        likely = given.pop("uscc_likely", "")
        if likely and likely == credit_code.likely_code(credit_code.normalise(given.get("uscc", ""))):
            given["uscc"] = likely

    @staticmethod
    def _take_class(given: dict[str, str]) -> None:
        """Take division and class from a class that was chosen among the matches; drop another division's."""
        chosen = given.get("division", "")
        if divisions.is_class(chosen):
            given.update(division=divisions.division_of(chosen), industry_class=chosen)
        elif divisions.division_of(given.get("industry_class", "")) != chosen:
            given.pop("industry_class", None)

    @staticmethod
    def _fill_place(given: dict[str, str]) -> bool:
        """Take the place from a right credit code: the place of registration, to be looked over."""
        code = credit_code.normalise(given.get("uscc", ""))
        if credit_code.problems(code) and not credit_code.is_doubtful(code):
            return False
        given.update(zip(PLACES, regions.split(credit_code.registration_region(code)), strict=True))
        return bool(given["province"])

    def _offer(self) -> None:
        """Give the selects what can be chosen at this point."""
        language = get_language() or ""
        province, city = self.given.get("province", ""), self.given.get("city", "")
        cities = regions.cities(province) if province else ()
        counties = regions.counties(city) if city in {region.code for region in cities} else ()
        offered = {
            "province": _choices(regions.provinces(), _("请选择")),
            "city": _choices(cities, _("请选择")),
            "county": _choices(counties, _("不选，到城市为止")),
            "division": [
                ("", _("请选择")),
                *(
                    (
                        f"{code} {name.plain(language)}",
                        [
                            (entry.code, f"{entry.code} {entry.name.plain(language)}")
                            for entry in divisions.all_divisions()
                            if entry.section == code
                        ],
                    )
                    for code, name in divisions.sections().items()
                ),
            ],
            "industry_class": [
                ("", _("不选，到大类为止")),
                *((one.code, f"{one.code} {one.name}") for one in divisions.classes_of(self.chosen_division)),
            ],
            "sector": self._sector_choices(language),
        }
        for name, choices in offered.items():
            self.fields[name].widget.choices = choices
        self.fields["city"].required = self.has_cities

    @property
    def chosen_division(self) -> str:
        """The division chosen so far; empty if it is none."""
        code = self.given.get("division", "")
        return code if divisions.is_known(code) else ""

    @property
    def trade(self) -> str:
        """The class chosen so far, else the division."""
        return self.given.get("industry_class", "") or self.chosen_division

    def _sector_choices(self, language: str) -> list[tuple[str, str]]:
        if not self.chosen_division:
            return [("", _("选择行业后自动确定"))]
        default, *others = self.sectors.choices(self.trade)
        return [
            ("", default_sector(default.name.plain(language))),
            *((sector.code, sector.name.plain(language)) for sector in others),
        ]

    @property
    def matches(self) -> tuple[trade_search.Match, ...]:
        """The classes and divisions found by the search, the present choice always among them."""
        found = trade_search.search(self.given.get("division_query", ""))
        if found and self.chosen_division and self.trade not in {match.code for match in found}:
            found = (trade_search.match_of(self.trade), *found)
        return found

    @cached_property
    def match_rows(self) -> list[dict[str, Any]]:
        """The matches in the language of the page."""
        language = get_language() or ""
        return [
            {
                "code": match.code,
                "name": f"{match.code} {match.name}" if match.name else "",
                "division": f"{match.division.code} {match.division.name.plain(language)}",
                "words": match.words,
                "chosen": match.code == self.trade,
            }
            for match in self.matches
        ]

    @property
    def has_counties(self) -> bool:
        return len(self.fields["county"].widget.choices) > 1

    @property
    def has_cities(self) -> bool:
        return len(self.fields["city"].widget.choices) > 1

    @property
    def has_classes(self) -> bool:
        """Whether classes are offered in a list of their own: not beside a match that is one already."""
        among_matches = bool(self.match_rows) and bool(self.given.get("industry_class"))
        return len(self.fields["industry_class"].widget.choices) > 1 and not among_matches

    @property
    def has_sectors(self) -> bool:
        return len(self.fields["sector"].widget.choices) > 1

    def clean_uscc(self) -> str:
        code = credit_code.normalise(self.cleaned_data["uscc"])
        if credit_code.is_doubtful(code) and code in (self.kept_code, self.given.get("uscc_checked")):
            return code
        if found := credit_code.problems(code):
            raise ValidationError([credit_code_error(problem) for problem in found])
        return code

    def clean_division(self) -> str:
        code: str = self.cleaned_data["division"]
        if not divisions.is_known(code):
            raise ValidationError(UNKNOWN_DIVISION, code="unknown")
        return code

    def clean(self) -> None:
        self._clean_figures()
        self._clean_sector()
        self._clean_place()

    def _clean_figures(self) -> None:
        """Ask once whether figures that hardly fit are right; what is stored already was asked before."""
        figures = {name: self.cleaned_data.get(name) for name in FIGURES}
        known = {name: Decimal(value) for name, value in figures.items() if value is not None}
        kept = {name for name, value in known.items() if self.stored.get(name) == value}
        self.odd = tuple(odd for odd in askable(profile_rules(), known) if not kept.issuperset(odd.names))
        tokens = " ".join(odd.token for odd in self.odd)
        if self.odd and self.cleaned_data.get("sure") != tokens:
            for odd in self.odd:
                self.add_error(odd.names[0], oddity_text(odd, profile_names()))
            self.sure_value = tokens

    def _clean_sector(self) -> None:
        sector = self.cleaned_data.get("sector")
        if (
            self.chosen_division
            and sector
            and sector not in {one.code for one in self.sectors.choices(self.trade)}
        ):
            self.add_error("sector", SECTOR_OF_OTHERS)

    def _clean_place(self) -> None:
        province, city, county = (self.cleaned_data.get(name) or "" for name in PLACES)
        if self.prefilled:
            self.add_error("province", REGION_PREFILLED)
            return
        if not province:
            return
        if province not in {region.code for region in regions.provinces()}:
            self.add_error("province", UNKNOWN_PROVINCE)
            return
        cities = {region.code for region in regions.cities(province)}
        if cities and city not in cities:
            if "city" not in self.errors:  # it was another province's
                self.add_error("city", CITY_MISSING)
            return
        if county and county not in {region.code for region in regions.counties(city)}:
            self.add_error("county", UNKNOWN_COUNTY)
            return
        self.cleaned_data["region"] = county or (city if cities else province)

    @property
    def enterprise_data(self) -> EnterpriseData:
        """What was entered, as the services take it."""
        fields = (*TEXTS, "region", "employees", "revenue", "assets")
        return EnterpriseData(**{field: self.cleaned_data[field] for field in fields})
