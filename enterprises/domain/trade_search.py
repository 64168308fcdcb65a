"""The search for a division or class of GB/T 4754-2017 by code, name and what people call it.

What a firm makes decides, and in Chinese that stands last: 塑料机械 is a machine, 汽车配件 a part, 电梯维修 a
repair. So words at the end of a query weigh most, and what they say narrows where to look.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from enterprises.domain import divisions
from enterprises.domain.divisions import Division
from enterprises.domain.trade_index import (
    PUNCTUATION,
    WORKING,
    Entry,
    by_ending,
    by_key,
    by_word,
    entries,
    pairs_of,
    rarity,
)
from enterprises.domain.traditional import simplified

LIMIT = 12

# How strongly an entry fits. Only their order matters, and that equal things beat parts of things.
EXACT, CALLED, NAMED = 1000, 980, 960
ENDS_WITH_WORD, ENDS_WITH_NAME = 700, 680
WITHIN_NAME, WITHIN_WORD = 500, 450
OF_ITS_KIND, ALIKE, FALLBACK = 400, 350, 250
LEAST = 90  # below it a likeness is chance
NEAR = 0.55  # of the best: what is far worse is not shown

CODE = re.compile(r"([A-T]?)[-.]?(\d{2,4})")
# What stands around a code: 行业代码：C3482, 34大类.
AROUND_CODE = re.compile(
    r"^(?:国民经济|行业|分类)*(?:代码|编码|代号|CODE)?[:#(（【]*|(?:[大中小]类)?[.。)）】]*$"
)
SEVERAL_CODES = re.compile(r"[、,;/]")
COMPANY = re.compile(
    r"(有限责任公司|股份有限公司|有限公司|分公司|公司|集团|制造商|生产商|加工商|供应商|厂商|厂家"
    r"|(?<!加)工厂|企业|厂|车间|作坊|行业|产业|业务)$"
)
# Who makes and sells what is made makes it: 塑料制品生产销售, 模具的研发、制造和销售 (without its marks).
MADE_AND_SOLD = re.compile(
    r"的?(?:研发|研制|开发|设计|和|与|及)*(?:生产|制造|加工|制作)(?:和|与|及|以及|并|兼|加工|制造|组装)*"
    r"(?:销售|出口|经销|批发|零售|贸易|进出口|服务)+$"
)
TWICE = re.compile(r"(?<=机)(?:设备|装备|装置)$|(?<=机械)(?:设备|装备|装置)$")  # 木工机械设备
SERIES = re.compile(r"(系列产品|系列|产品|类)$")  # 陶瓷类产品
KIND_OF = re.compile(r"(制品|用品|件|品)$")  # 汽车内饰件
MACHINES = re.compile(
    r"(机械设备|成套设备|设备|机械|装备|机器|机组|生产线|流水线|机具|机床|仪器|装置|器械)$|(?<=..)机$"
)
PARTS = re.compile(r"(零部件|零配件|配件|零件|部件|附件|备件)$")
# What a thing of unknown name is made of or for, by the beginning of its name: 铝塑板, 橡胶脚垫, 汽车X.
MATERIALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(铁路|高铁|船用|航空)."), "37"),
    (re.compile(r"(汽车|车用)."), "36"),
    (re.compile(r"(塑料|塑胶|橡胶|硅胶|乳胶|尼龙|泡沫|亚克力|pvc|pe|pp|pet|eva)."), "29"),
    (re.compile(r"(玻璃|陶瓷|水泥|石英|石材)."), "30"),
    (re.compile(r"(铝|铜|锌|钛|镍|锡|镁)(合金)?[圆扁]?[丝棒粉片板带箔锭杆条块]$"), "32"),
    (re.compile(r"(金属|不锈钢|铝|铜|钢制|铁质|铁皮|五金)."), "33"),
    (re.compile(r"[木竹藤]."), "20"),
    (re.compile(r"实木."), "20"),
    (re.compile(r"(皮革|真皮)."), "19"),
    (re.compile(r"(棉质|涤纶|针织|毛绒)."), "17"),
    (re.compile(r"纸."), "22"),
    (re.compile(r"(电池|锂电)."), "38"),
    (re.compile(r"(电热|电动|家用)."), "38"),
    (re.compile(r"(冻干|脱水|风干|腌制|卤制)."), "13"),
    (re.compile(r"(氧化|硫酸|硝酸|碳酸|磷酸|硅酸|醋酸|氯化|氟化|硫化|聚|次氯酸|亚硫酸)."), "26"),
)
# What these make is told by its material before its shape: 金属箱, 陶瓷刀. A table is one whatever it is of.
SHAPES = frozenset({"17", "20", "22", "26", "29", "30", "31", "32", "33"})
EVERYWHERE = frozenset({"制造", "加工", "生产", "造业"})
MACHINERY = frozenset({"33", "34", "35", "36", "37", "38", "39", "40"})
ELSEWHERE = frozenset({"43", "51", "52", "71", "81"})  # what trades, lets or repairs, not makes
ACTIVITIES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"(维修服务|修理服务|维修|修理|检修|保养|维护|大修|修配)$"), ("43", "81")),
    (re.compile(r"(批发|贸易|商贸|经销|进出口|购销)$"), ("51",)),
    (re.compile(r"(批发和?零售|批零)$"), ("51", "52")),
    (re.compile(r"(零售|专卖店|专卖|商店|网店|门店|门市部|店)$"), ("52",)),
    (re.compile(r"(销售|买卖|代理)$"), ("51", "52")),
    (re.compile(r"(租赁服务|租赁|出租)$"), ("71", "70")),
    (re.compile(r"(安装工程|安装)$"), ("49",)),
    (re.compile(r"(回收利用|再生利用|回收|拆解)$"), ("42", "51")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A class or a division found. `code` is what is chosen by it; `words` say by what it was found."""

    code: str
    division: Division
    name: str = ""  # of the class; empty for a division as a whole
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Query:
    """What was typed, without blanks: as it is, without what all firms do, and what it says of the kind."""

    typed: str

    @cached_property
    def bare(self) -> str:
        """Without 有限公司, 厂, 生产销售."""
        shorter = COMPANY.sub("", self.typed) or self.typed
        return MADE_AND_SOLD.sub("", shorter) or shorter

    @cached_property
    def made(self) -> str:
        """Without 制造, 加工 either."""
        return WORKING.sub("", self.bare) or self.bare

    @cached_property
    def spellings(self) -> frozenset[str]:
        """What somebody may have called it: 激光加工有限公司 is 激光加工 too, and 激光."""
        return frozenset((self.typed, self.bare, self.made, TWICE.sub("", self.made)))

    @cached_property
    def works(self) -> bool:
        """Whether it says that something is processed."""
        return self.typed.endswith(("加工", "制造", "厂"))

    @cached_property
    def activity(self) -> tuple[str, ...]:
        """The divisions of trade, repair and the like if that is what the firm does, most likely first."""
        return next((found for pattern, found in ACTIVITIES if pattern.search(self.made)), ())

    @cached_property
    def kind(self) -> re.Pattern[str] | None:
        """What decides: the pattern that says machine or part; of what it is for, `subject` tells."""
        if self.activity:
            return next(pattern for pattern, _found in ACTIVITIES if pattern.search(self.made))
        return next((pattern for pattern in (PARTS, MACHINES) if pattern.search(self.made)), None)

    @cached_property
    def subject(self) -> str:
        return self.kind.sub("", self.made) if self.kind else self.made

    @cached_property
    def pairs(self) -> frozenset[str]:
        return pairs_of(self.made)

    @cached_property
    def subject_pairs(self) -> frozenset[str]:
        return pairs_of(self.subject)


def search(query: str, *, limit: int = LIMIT) -> tuple[Match, ...]:
    """Return the classes and divisions that fit a query, best first.

    A code (34, C34, 348, 3482, C3482, K701) finds itself and what lies below it; words find by names and
    trade words, in traditional signs too. Of several words apart, what fits them together comes before what
    fits each of them.
    """
    terms = simplified(unicodedata.normalize("NFKC", query)).casefold().split()
    if not terms:
        return ()
    typed = "".join(terms).upper()
    if typed in _sections():
        return ()  # too much to choose from: the whole list tells more
    if found := _by_codes(typed):
        return found[:limit]
    together = _ranked("".join(terms))
    apart = [_ranked(term) for term in terms] if len(terms) > 1 else []
    if apart and all(apart) and (not together or max(together.values()) < WITHIN_WORD):
        shared = set.intersection(*({entry.division.code for entry in found} for found in apart))
        together = {e: points for found in apart for e, points in found.items() if e.division.code in shared}
    return _matches(together, [PUNCTUATION.sub("", term) for term in terms])[:limit]


def match_of(trade: str) -> Match:
    """Return a class or division as if it had been found. Raises KeyError if there is none."""
    if divisions.is_class(trade):
        one = divisions.industry_class(trade)
        return Match(code=one.code, division=divisions.division(one.division), name=one.name)
    return Match(code=trade, division=divisions.division(trade))


@lru_cache(maxsize=1)
def _sections() -> frozenset[str]:
    """Return letters and names of the sections that are no division's name as well."""
    names = {PUNCTUATION.sub("", name.zh) for name in divisions.sections().values()}
    return frozenset({*divisions.sections(), *names} - {one.name.zh for one in divisions.all_divisions()})


def _by_codes(typed: str) -> tuple[Match, ...]:
    """Return what one or several codes find, each once; nothing where one of them finds nothing."""
    found = [_by_code(part) for part in SEVERAL_CODES.split(typed) if part]
    return tuple({match.code: match for matches in found for match in matches}.values()) if all(found) else ()


def _by_code(typed: str) -> tuple[Match, ...]:
    typed = AROUND_CODE.sub("", typed)
    if typed.startswith("K") and divisions.is_known(typed):
        return (match_of(typed),)
    if not (read := CODE.fullmatch(typed)):
        return ()
    section, digits = read[1], read[2]
    below = [one for one in divisions.groups_and_classes() if one.is_class and one.code.startswith(digits)]
    whole = [digits] if len(digits) == 2 and divisions.is_known(digits) else []
    found = [match_of(code) for code in (*whole, *(one.code for one in below))]
    return tuple(match for match in found if section in ("", match.division.section))


def _ranked(typed: str) -> dict[Entry, float]:
    query = _Query(typed=PUNCTUATION.sub("", typed))
    if not query.typed:
        return {}
    points = {entry: _points(entry, query) for entry in _candidates(query)}
    found = {entry: number for entry, number in points.items() if number >= LEAST}
    best = max(found.values(), default=0)
    if query.kind is not None and not query.subject and best < NAMED:  # 机械厂: nothing tells more
        return {entry: OF_ITS_KIND - place for place, entry in enumerate(_fallback(query))}
    if query.kind is PARTS and len(query.subject) > 1 and best < CALLED:
        # Most parts lie with the machine that they are for.
        whole = {e: points for e, points in _ranked(query.subject).items() if e.division.code in MACHINERY}
        if max(whole.values(), default=0) >= (NAMED if best >= OF_ITS_KIND else OF_ITS_KIND):
            return whole
    return found if best >= OF_ITS_KIND else _unsure(query, found)


def _unsure(query: _Query, found: dict[Entry, float]) -> dict[Entry, float]:
    """Return what may be meant where nothing that was found is sure."""
    if (shorter := SERIES.sub("", query.made)) not in (query.made, ""):
        return _ranked(shorter)
    if guessed := _guess(query):
        return found | {entry: OF_ITS_KIND - place for place, entry in enumerate(guessed)}
    if (shorter := KIND_OF.sub("", query.made)) not in (query.made, ""):
        return _ranked(shorter)
    return found | {entry: FALLBACK - place for place, entry in enumerate(_fallback(query))}


def _candidates(query: _Query) -> set[Entry]:
    """Return the entries that share a pair of signs with the query, or the one sign that something is."""
    texts = (*query.spellings, query.subject)
    pairs = frozenset[str]().union(*map(pairs_of, texts))
    keys = {*(pairs - EVERYWHERE or pairs), *(text for text in texts if len(text) == 1), query.made[-1:]}
    return {entry for key in keys for entry in by_key().get(key, ())}


def _guess(query: _Query) -> tuple[Entry, ...]:
    """Return where a thing belongs by how its name ends and what it begins with.

    What it is stands last: 办公桌 is a table, however much office services share with it. Only of what is
    made of anything, a box or a rack, the material tells more.
    """
    if query.kind is not None:
        return ()
    made = query.made
    ends = _known(by_ending(), (made[place:] for place in range(len(made))))
    material = _whole(code for pattern, code in MATERIALS if pattern.match(made))[:1]
    shaped = all(entry.division.code in SHAPES for entry in ends)
    return (*material, *ends) if shaped else (*ends, *material)


def _fallback(query: _Query) -> tuple[Entry, ...]:
    """Return where something of this kind belongs though nothing tells more, or what it is for: 鞋跟."""
    if query.activity:
        return _whole(query.activity)
    if query.kind is not None:
        return _whole(("35", "34") if query.kind is MACHINES else ("34", "33"))
    return _known(by_word(), (query.made[:-place] for place in range(1, len(query.made) - 1)))


def _known(held: Mapping[str, tuple[Entry, ...]], parts: Iterable[str]) -> tuple[Entry, ...]:
    return next((held[part] for part in parts if part in held), ())


def _whole(codes: Iterable[str]) -> tuple[Entry, ...]:
    whole = {entry.code: entry for entry in entries() if entry.is_division}
    return tuple(whole[code] for code in codes)


def _points(entry: Entry, query: _Query) -> float:
    sure = max(_equal(entry, query), _at_the_end(entry, query))
    if sure >= EXACT or (sure >= NAMED and not _is_aside(entry, query)):
        return sure
    if query.activity:
        return max(sure, _of_the_kind(entry, query)) if entry.division.code in query.activity else 0
    if _is_aside(entry, query):
        return sure if query.typed in entry.called else max(sure, _within(entry, query)) / 3
    if query.kind is MACHINES and entry.division.code not in MACHINERY:
        return sure
    return max(sure, _within(entry, query), _of_the_kind(entry, query), _alike(entry, query))


def _is_aside(entry: Entry, query: _Query) -> bool:
    """Whether it does something else with the same things: 水果加工 grows none, 灯具 sells none."""
    return entry.division.code in ELSEWHERE or (query.works and entry.division.section == "A")


def _equal(entry: Entry, query: _Query) -> float:
    if query.typed in (entry.plain, entry.english):
        return EXACT
    if query.spellings & entry.called:
        return CALLED
    return NAMED if query.made == entry.core or (len(query.made) > 1 and query.made in entry.heads) else 0


def _at_the_end(entry: Entry, query: _Query) -> float:
    if not query.made.endswith(entry.ends):
        return 0
    points = [0, *(ENDS_WITH_NAME + 20 * len(head) for head in entry.heads if query.made.endswith(head))]
    points += (ENDS_WITH_WORD + 20 * len(word) for word in entry.words if query.made.endswith(word))
    return max(points)


def _within(entry: Entry, query: _Query) -> float:
    """Part of what it is called: people type on, or leave out what they think goes without saying."""
    made = query.made
    if len(made) < 2:
        return 0
    points = 0.0
    if made in entry.core:
        at_the_end = any(head.endswith(made) for head in (entry.core, *entry.heads))
        points = WITHIN_NAME + 100 * len(made) / len(entry.core) + 80 * at_the_end
    for word in entry.words:
        if made in word:
            points = max(points, WITHIN_WORD + 100 * len(made) / len(word) + 50 * word.endswith(made))
    if made.isascii() and made in entry.english:
        points = max(points, WITHIN_NAME)
    return points


def _of_the_kind(entry: Entry, query: _Query) -> float:
    """A machine among machines, a part among parts, a repair among repairs: by what it is for."""
    if query.kind is None or not query.subject:
        return 0
    if query.kind is MACHINES and not entry.is_machine:
        return 0
    like = _likeness(query.subject_pairs, entry)
    if not like and query.subject in entry.core:
        like = 1.0
    if query.kind is PARTS and not entry.is_part:
        like = like / 2 if entry.is_machine else 0
    return OF_ITS_KIND + 250 * like if like > 0.3 else 0


def _alike(entry: Entry, query: _Query) -> float:
    if query.kind is not None:
        return 0
    return ALIKE * _likeness(query.pairs, entry)


def _likeness(pairs: frozenset[str], entry: Entry) -> float:
    """Return how much of the query the name holds, rare pairs of signs counting more; 0 to 1."""
    shared = pairs & entry.pairs
    if not shared:
        return 0
    weights = rarity()
    held = sum(weights.get(pair, 1) for pair in shared)
    return held / sum(weights.get(pair, 1) for pair in pairs) * (0.8 + 0.2 * len(shared) / len(entry.pairs))


def _matches(found: Mapping[Entry, float], terms: Iterable[str]) -> tuple[Match, ...]:
    """Return the entries that are near the best, best first, each choice once."""
    best = max(found.values(), default=0)
    ranked = sorted(found, key=lambda entry: (-found[entry], entry.division.code, entry.code))
    matches: dict[str, Match] = {}
    for entry in ranked:
        if found[entry] >= NEAR * best and entry.code not in matches:
            matches[entry.code] = Match(
                code=entry.code,
                division=entry.division,
                name=entry.name if entry.is_class else "",
                words=_reasons(entry, terms),
            )
    return tuple(matches.values())


def _reasons(entry: Entry, terms: Iterable[str]) -> tuple[str, ...]:
    """Return the trade words that a query holds or that hold it; for a group its name."""
    words = tuple(word for word in entry.words if any(term in word or word in term for term in terms))
    is_group = not entry.is_class and not entry.is_division
    return (entry.name, *words) if is_group else words
