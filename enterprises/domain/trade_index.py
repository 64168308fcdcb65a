"""What the search for trades looks through: divisions, groups and classes with what people call them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from enterprises.domain import divisions
from enterprises.domain.data_files import read_data
from enterprises.domain.divisions import DATA, Division

WORDS = DATA / "trade_words.yaml"
WORKING = re.compile(
    r"(生产加工|加工制造|生产制造|制造业|加工业|制造|生产|加工|制作|定制|定做|代工|研发|业)$"
)
PUNCTUATION = re.compile(r"[、，,。.；;：:（）()\[\]【】《》“”\"'/／\\|·\-—_+＋]")
JOINTS = re.compile(r"、|，|及|和|与|或|（.*?）")
NAMES_A_MACHINE = re.compile(r"(设备|机械|机具|装备|器械|机床|仪器|装置|机)$")
NAMES_PARTS = re.compile(r"零部件|零配件|配件|零件|部件|附件|元件")
# What gathers the parts of a name before it: 燃气及类似能源家用器具 is no gas.
GATHERS = re.compile(
    r"(设备|机械|机具|装备|器械|机床|仪器|装置|器具|用品|制品|产品|器材|材料|物品|配件|零件|零部件|化学品|器件)$"
)
# Heads that say too little alone: a part of a name that is only this is no reason.
VAGUE = frozenset(
    [
        *("设备", "机械", "专用设备", "辅助设备", "器材", "器具", "装置", "仪器", "工具", "生产专用"),
        *("配件", "零件", "零部件", "附件", "部件", "元件", "器件", "容器", "材料", "仪表", "电器"),
        *("制品", "产品", "用品", "其他", "类似制品", "类似产品", "及类似", "加工", "制造", "生产"),
        *("服务", "活动", "工程", "技术", "研究", "管理", "处理", "场所", "商业", "饮食", "照明"),
        *("食品", "化工", "建筑", "家具", "印刷", "服装", "农业", "工业", "家用", "医用", "汽车"),
        *("金属", "塑料", "橡胶", "木材", "电力", "电子", "通信"),
    ]
)
ENDING = "…"  # in the file before what things end in that nobody has named there: …鞋


@dataclass(frozen=True, kw_only=True, eq=False)  # by identity: thousands are put into dictionaries
class Entry:
    """What can be found: a division, a group (leads to its division) or a class."""

    code: str
    division: Division
    name: str
    words: tuple[str, ...]
    endings: tuple[str, ...] = ()
    is_class: bool = False

    @cached_property
    def core(self) -> str:
        """The name without 制造 and the like, and without what joins its parts."""
        return PUNCTUATION.sub("", WORKING.sub("", self.name))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The things that a name lists: of 阀门和旋塞 both, of 炼油、化工生产专用设备 what stands last."""
        parts = [part for part in JOINTS.split(WORKING.sub("", self.name)) if part]
        if parts and GATHERS.search(parts[-1]):
            parts = [part for part in parts if GATHERS.search(part)]
        return tuple(part for part in parts if part not in VAGUE and not part.startswith("其他"))

    @cached_property
    def plain(self) -> str:
        return PUNCTUATION.sub("", unicodedata.normalize("NFKC", self.name).casefold())

    @cached_property
    def called(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """What a query may end with; of a sign alone the endings tell."""
        return tuple(text for text in (*self.words, *self.heads) if len(text) > 1)

    @property
    def is_division(self) -> bool:
        """Whether it is a division as a whole; a group leads to one."""
        return not self.is_class and self.name == self.division.name.zh

    @cached_property
    def english(self) -> str:
        """The division's English name; classes have none."""
        return "" if self.is_class else self.division.name.en.casefold()

    @cached_property
    def is_machine(self) -> bool:
        return bool(NAMES_A_MACHINE.search(self.core))

    @cached_property
    def is_part(self) -> bool:
        return bool(NAMES_PARTS.search(self.core))

    @cached_property
    def pairs(self) -> frozenset[str]:
        return pairs_of(self.core)


def pairs_of(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


@lru_cache(maxsize=1)
def rarity() -> Mapping[str, float]:
    everything = entries()
    counts: dict[str, int] = {}
    for entry in everything:
        for pair in entry.pairs:
            counts[pair] = counts.get(pair, 0) + 1
    return {pair: log(len(everything) / count) / log(len(everything)) for pair, count in counts.items()}


@lru_cache(maxsize=1)
def trade_words() -> Mapping[str, tuple[str, ...]]:
    """Return what people call what they do by the code of division, group or class."""
    data = read_data(WORDS)
    return {
        code: tuple(word.casefold() for word in words if not word.startswith(ENDING))
        for code, words in data.items()
    }


@lru_cache(maxsize=1)
def trade_endings() -> Mapping[str, tuple[str, ...]]:
    """Return what things end in that belong to a division, group or class though nothing more is known."""
    data = read_data(WORDS)
    return {
        code: tuple(word.removeprefix(ENDING) for word in words if word.startswith(ENDING))
        for code, words in data.items()
    }


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    words, endings = trade_words(), trade_endings()
    classes = divisions.groups_and_classes()
    names = {one.name for one in classes if one.is_class}
    return (
        *(
            Entry(
                code=one.code,
                division=one,
                name=one.name.zh,
                words=words.get(one.code, ()),
                endings=endings.get(one.code, ()),
            )
            for one in divisions.all_divisions()
        ),
        *(
            Entry(
                code=one.code if one.is_class else one.division,
                division=divisions.division(one.division),
                name=one.name,
                words=words.get(one.code, ()),
                endings=endings.get(one.code, ()),
                is_class=one.is_class,
            )
            for one in classes
            if one.is_class or one.name not in names or one.code in words
        ),
    )


@lru_cache(maxsize=1)
def by_key() -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries by each pair of signs in what they are called, and by each sign of short names."""
    found: dict[str, dict[Entry, None]] = {}
    for entry in entries():
        texts = (entry.plain, entry.core, entry.english, *entry.words)
        keys = {
            *frozenset[str]().union(*map(pairs_of, texts)),
            *entry.core,
            *(w for w in entry.words if len(w) == 1),
        }
        for key in keys:
            found.setdefault(key, {})[entry] = None
    return {key: tuple(held) for key, held in found.items()}


@lru_cache(maxsize=1)
def by_ending() -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries by what unknown things of theirs end in."""
    return _gathered((ending, entry) for entry in entries() for ending in entry.endings)


@lru_cache(maxsize=1)
def by_word() -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries by what people call them, single signs left out."""
    return _gathered((word, entry) for entry in entries() for word in entry.words if len(word) > 1)


def _gathered(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for text, entry in pairs:
        found.setdefault(text, []).append(entry)
    return {text: tuple(held) for text, held in found.items()}
