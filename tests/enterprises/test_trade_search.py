"""The search for trades: every class by its name and code, and what people type."""

from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.domain import divisions, trade_index
from enterprises.domain.divisions import IndustryClass
from enterprises.domain.trade_search import ELSEWHERE, MACHINERY, MACHINES, search

CLASSES = [one for one in divisions.groups_and_classes() if one.is_class]
INDUSTRY = [one for one in CLASSES if divisions.division(one.division).section in "BCDE"]


def first(query: str) -> str:
    """The division found first; empty if nothing is."""
    found = search(query)
    return found[0].division.code if found else ""


# --- All classes --------------------------------------------------------------------------------


def test_every_class_is_found_first_by_its_name() -> None:
    """Where a division has one class of the same name, the division comes first."""
    wrong = [one.name for one in CLASSES if search(one.name)[0].code != one.code]
    division_names = {entry.name.zh for entry in divisions.all_divisions()}
    assert set(wrong) <= division_names


def without_what_goes_without_saying(one: IndustryClass) -> set[str]:
    bare = trade_index.WORKING.sub("", one.name)
    shorter = one.name.replace("其他", "").replace("未列明", "").replace("专用", "")
    return {bare, shorter, bare.replace("、", "") + "厂"}


def test_nearly_every_class_of_industry_is_found_first_by_a_part_of_its_name() -> None:
    asked = [(query, one) for one in INDUSTRY[::3] for query in without_what_goes_without_saying(one)]
    right = [one for query, one in asked if first(query) == one.division]
    assert len(right) / len(asked) >= 0.99


@pytest.mark.parametrize("written", ["{code}", "{section}{code}", "{section} {code}", " {code} "])
def test_every_class_is_found_by_its_code(written: str) -> None:
    for one in CLASSES[::7]:
        section = divisions.division(one.division).section
        found = search(written.format(code=one.code, section=section))
        assert [(match.code, match.name) for match in found] == [(one.code, one.name)]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("34", ["34", "3411", "3412"]),
        ("C34", ["34", "3411", "3412"]),
        ("348", ["3481", "3482", "3483"]),
        ("Ｃ３４８２", ["3482"]),
        ("c3482", ["3482"]),
        ("k701", ["K701"]),
        ("7010", ["7010"]),
        ("C-3482", ["3482"]),
        ("c.3482", ["3482"]),
        ("行业代码：C3482", ["3482"]),
        ("(3482)", ["3482"]),
        ("#3482", ["3482"]),
        ("3482小类", ["3482"]),
        ("34大类", ["34", "3411", "3412"]),
        ("3482、3441", ["3482", "3441"]),
        ("3482/9999", []),
        ("34-35", []),  # no 3435
        ("B3482", []),  # of another section
        ("9999", []),
        ("3", []),
    ],
)
def test_codes_find_themselves_and_what_lies_below(typed: str, codes: list[str]) -> None:
    assert [match.code for match in search(typed)][:3] == codes


OURS = {
    word: {divisions.industry_class(c).division if c.isdigit() and len(c) > 2 else c for c in codes}
    for word, codes in (
        (word, [code for code, words in trade_index.trade_words().items() if word in words])
        for words in trade_index.trade_words().values()
        for word in words
    )
}

# --- What people type -----------------------------------------------------------------------------

SAID = {
    "06": "煤炭",
    "10": "采石场 机制砂",
    "13": "面粉厂 粮食加工 水果加工 蔬菜加工 榨油 瓜子 蛋制品 紫菜",
    "14": "面包 液体乳制造 食品添加剂 饲料添加剂 蜂蜜 饺子",
    "15": "白酒厂 酒厂 茶叶加工 饮料 奶茶 咖啡",
    "17": "毛巾 印染 纺纱厂 textiles 染色 帐篷 渔网",
    "18": "服装厂 童装 服装加工",
    "19": "皮鞋 鞋厂",
    "20": "木门 地板 木材加工 木质包装箱",
    "21": "家具厂 沙发 床垫 货架",
    "22": "纸箱厂 造纸厂 卫生纸 纸质包装 彩盒 湿巾 墙纸",
    "23": "印刷厂 标签",
    "24": "玩具厂 塑料玩具 珠宝 游乐设备 健身器材",
    "25": "炼油厂 焦炭",
    "26": "油漆 涂料 化妆品厂 化妆品 化肥 农药 胶水 洗衣粉 蜡烛 洗发水 复合肥 活性炭 热熔胶 消毒液 "
    "有机玻璃 硅橡胶",
    "27": "药厂 疫苗 中药饮片 医用口罩 诊断试剂 核酸检测试剂 胶囊",
    "28": "化纤 氨纶",
    "29": "轮胎 塑料袋 注塑 注塑加工 塑料制品厂 橡胶密封圈 塑料配件 塑料包装袋 食品包装袋 医用手套 "
    "汽车轮胎 PE膜 保鲜膜 瓶盖 塑料托盘 一次性餐具",
    "30": "水泥厂 混凝土 陶瓷厂 玻璃厂 玻璃纤维 石墨 石材加工 汽车玻璃 玻璃瓶 瓷砖 砖 耐火砖 透水砖 "
    "商混 紫砂壶 石英石",
    "31": "钢管 轧钢 不锈钢管 铁合金 钢材 螺纹钢",
    "32": "铝型材 铜管 铝箔 稀土 铝锭 硬质合金",
    "33": "钣金 五金 冲压件 电镀厂 门窗 钢结构 锁具 刀具 铸造 家具配件 集装箱 压力容器 金属压力容器 "
    "金属加工 光伏支架 断桥铝 不锈钢水槽 脚手架 护栏 保险柜 筛网 机箱 钢瓶",
    "34": "机加工 紧固件 螺丝 不锈钢螺丝 标准件 弹簧 密封件 水泵 阀门 轴承 齿轮 机床 起重机 电梯 空压机 "
    "锅炉 机器人 夹具 包装机械 包装设备 贴标机 数控加工 精密机械加工 机床配件 电梯配件 水泵配件 "
    "机械配件 电动工具 通用设备制造业 锻压机 塔吊 烘箱 AGV 过滤设备",
    "35": "塑料机械 制药设备 造纸机械 橡胶机械 纺织机械 印刷设备 食品机械 木工机械 玻璃机械 陶瓷机械 "
    "化工设备 农业机械 饲料机械 皮革机械 烟草机械 医疗器械 环保设备 工程机械 矿山机械 半导体设备 "
    "注塑机 缝纫机 拖拉机 自动化设备 非标设备 模具 汽车模具 塑料模具 注塑模具厂 模具配件 眼镜 "
    "切菜机 烘干设备 农机配件 纺机配件 印刷机配件 注塑机配件 锂电池设备 汽车设备 汽车生产线 "
    "灭火器 血压计 假牙 钻机",
    "36": "汽车 汽车配件 汽车零部件厂 汽车座椅 汽车电子 汽车线束 汽车内饰件 新能源汽车配件 车用空调 "
    "改装车 挂车 汽车发动机 消防车 垃圾车 混凝土搅拌车 客车 油箱",
    "37": "摩托车 自行车 电动车 造船 高铁配件 飞机零部件 船舶配件 摩托车配件 自行车配件 铁路设备",
    "38": "电机 变压器 锂电池 灯具 照明设备 空调 冰箱 洗衣机 开关柜 充电桩 电线电缆 光伏设备 灯具配件 "
    "家电 插座 充电设备 储能电池 厨电",
    "39": "PCB ｐｃｂ 电路板 芯片 手机 手机配件 电脑配件 无人机 连接器 传感器 电子元器件 显示屏 耳机 "
    "通信设备 正极材料 电解液 磁铁 磁材 基站天线 监控设备 电容 数码产品",
    "40": "仪器仪表 水表 手表 衡器 镜头 光学仪器 测量仪器 天平 称重设备",
    "41": "雨伞 拉链 纽扣 假发 牙刷",
    "42": "废塑料回收 废旧金属",
    "43": "设备维修 电梯维修 机床维修 电机维修 飞机维修 船舶修理 纺织设备维修",
    "44": "发电厂",
    "46": "自来水 污水处理",
    "48": "公路工程",
    "49": "设备安装 空调安装",
    "50": "装修",
    "51": "五金批发 服装批发 服装销售 水果批发 钢材贸易 建材销售",
    "52": "服装零售 药品零售 汽车销售",
    "65": "软件开发",
    "71": "设备租赁 汽车租赁 机械设备租赁",
    "72": "代理记账",
    "74": "设计",
    "77": "危废处理",
    "81": "汽车维修 家电维修 手机维修",
    "K702": "物业",
}
# What cities call the trades that they support.
CITIES = {
    "13": "特色食品加工",
    "14": "食品及健康产品",
    "17": "棉纺织及印染精加工",
    "26": "烟花鞭炮 特色化工新材料 先进化工材料及制品 先进高分子材料 基础化学原料",
    "27": "医药及健康制品 生物医药",
    "30": "陶瓷琉璃 新型建材及陶瓷琉璃制品 新型耐火材料",
    "31": "先进金属材料",
    "32": "铝基新材料",
    "33": "结构性金属制品",
    "34": "起重装备 特色装备零部件加工 智能装备及通用零部件",
    "35": "特种装备及零部件 高端医疗器械及卫材 工程机械 农矿专用设备",
    "36": "智能网联新能源汽车及零部件 汽车零部件及配件",
    "38": "输配电 输配电设备及电线缆 输配电及控制设备 家用电力器具",
    "39": "智能移动终端 先进计算 电子元器件及设备 电子器件及配套 通信设备制造",
}
SAID_ANYWHERE = [*SAID.items(), *CITIES.items()]
QUERIES = [(query, division) for division, queries in SAID_ANYWHERE for query in queries.split()]


@pytest.mark.parametrize(("query", "division"), QUERIES)
def test_what_people_type_finds_its_division_first(query: str, division: str) -> None:
    assert first(query) == division


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("螺丝", "3482"),
        ("塑料机械", "3523"),
        ("制药设备", "3544"),
        ("造纸机械", "3541"),
        ("汽车配件", "3670"),
        ("3D打印服务", "7517"),
        ("3D打印机", "3493"),
    ],
)
def test_the_class_is_found_too(query: str, code: str) -> None:
    assert search(query)[0].code == code


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("机械厂", ["35", "34"]),
        ("设备", ["35", "34"]),
        ("维修", ["43", "81"]),
        ("销售", ["51", "52"]),
        ("配件", ["34", "33"]),
        ("批发零售", ["51", "52"]),
        ("制造业", []),  # a section: the list of all tells more
        ("C", []),
    ],
)
def test_what_says_its_kind_alone_leads_to_the_divisions_of_the_kind(query: str, codes: list[str]) -> None:
    assert [match.code for match in search(query)] == codes


MADE = sorted(
    word
    for word, codes in OURS.items()
    if not word.endswith("厂")
    and all(code < "43" and divisions.division(code).section in "BC" for code in codes)
)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "{}厂",
            "{}有限公司",
            "{}加工厂",
            "{}制造厂",
            "{}生产厂家",
            "{}制造商",
            "{}加工",
            "生产{}",
            "{}系列产品",
        ),
        *("{}生产销售", "{}的研发、生产和销售", "{}制造与销售", "{}加工及出口", "{}生产、销售、服务"),
    ],
)
def test_what_firms_say_of_themselves_changes_nothing(written: str) -> None:
    """Who makes and sells what is made makes it; 加工厂 is no 工厂 that makes 加."""
    asked = MADE[::27]
    wrong = {word for word in asked if first(written.format(word)) not in OURS[word]}
    assert len(wrong) <= len(asked) / 100, wrong


@pytest.mark.parametrize(
    ("query", "division"),
    [
        ("激光加工有限公司", "33"),
        ("机加工公司", "34"),
        ("木工机械设备", "35"),
        ("注塑机设备", "35"),
        ("塑料机械配件", "35"),
        ("电子秤配件", "40"),
        ("铁路零件", "37"),
        ("服装销售", "51"),
        ("家具批发", "51"),
        ("灯类产品", "38"),
    ],
)
def test_what_stands_behind_a_word_is_read_with_it(query: str, division: str) -> None:
    assert first(query) == division


@pytest.mark.parametrize(
    ("query", "code"),
    [("精密光电子器件", "3976"), ("家用智能照明器具", "3874"), ("精密半导体器件专用设备", "3562")],
)
def test_the_class_whose_long_name_ends_it_comes_before_its_division(query: str, code: str) -> None:
    assert [match.code for match in search(query)][:2] == [code, code[:2]]


def test_what_several_divisions_make_is_shown_under_each_the_class_of_its_name_first() -> None:
    """压力容器 is class 3332 of the standard, 金属压力容器制造; those for refineries and chemistry are 3521.

    What the firm makes decides, and only the firm knows: both are offered, the one whose name it is first.
    """
    assert [match.code for match in search("压力容器")][:2] == ["3332", "3521"]
    assert [match.code for match in search("光伏支架")][:2] == ["3311", "3825"]
    assert {match.division.code for match in search("彩盒")[:2]} == {"22", "23"}


# Things that no word of ours names. What it is stands last; of what many make the material tells more.
UNNAMED = {
    "13": "卤鹅肉 松露油 竹荪干",
    "14": "绿豆沙饼 桑葚果酱",
    "17": "提花绸 滑雪绒",
    "18": "摇粒绒裤",
    "19": "洞洞鞋 登山靴 化妆师包",
    "20": "竹筒 藤凳架 木百宝箱",
    "21": "棋牌桌 马鞍椅 玄关柜",
    "22": "描图纸 纸质托架",
    "24": "荧光笔 手风琴 弹力球",
    "26": "癸二酸 丁二酮 匀染剂 氯化铁红",
    "29": "分装瓶 塑料围栏 硅胶脚垫 pvc护角",
    "30": "劈开砖 陶瓷刀 水泥花架",
    "32": "铝圆片 铜扁条",
    "33": "推拉窗 不锈钢水箱 金属箱 奶锅 修脚刀",
    "34": "疏水阀 蠕动泵",
    "36": "吸粪车 汽车车衣罩",
    "37": "趸船",
    "38": "轨道灯 矿用电缆 电热布垫",
    "40": "声级仪 粘度计",
}


@pytest.mark.parametrize(
    ("query", "division"), [(query, code) for code, said in UNNAMED.items() for query in said.split()]
)
def test_a_thing_that_nobody_named_is_looked_for_by_how_its_name_ends_and_begins(
    query: str, division: str
) -> None:
    assert query not in OURS
    assert first(query) == division


@pytest.mark.parametrize(("query", "code"), [("吉他弦", "2422"), ("雨伞骨", "4119"), ("眼镜腿", "3587")])
def test_what_a_thing_is_of_is_the_last_that_tells(query: str, code: str) -> None:
    assert [match.code for match in search(query)] == [code]


def test_every_ending_leads_to_what_it_stands_under() -> None:
    for code, endings in trade_index.trade_endings().items():
        assert len(set(endings)) == len(endings), code
        division = divisions.industry_class(code).division if len(code) > 2 else code
        for ending in endings:
            assert first(f"怪{ending}") in {
                division,
                *(e.division.code for e in trade_index.by_ending()[ending]),
            }


@pytest.mark.parametrize(
    ("query", "code"),
    [("機械零件", "3484"), ("塑膠模具", "3525"), ("菸草", "16"), ("乾燥機", "3521"), ("Ｃ３４８２", "3482")],
)
def test_traditional_signs_mean_the_simplified_ones(query: str, code: str) -> None:
    assert search(query)[0].code == code


@pytest.mark.parametrize(
    ("query", "division"), [("纺织品", "17"), ("酒类", "15"), ("体育用品", "24"), ("果品", "51")]
)
def test_who_says_what_it_is_and_not_that_he_sells_it_makes_it(query: str, division: str) -> None:
    assert first(query) == division


@pytest.mark.parametrize(
    ("query", "division"),
    [
        ("铝塑板", "33"),
        ("铝蜂窝板", "33"),
        ("塑料门帘", "29"),
        ("硅胶脚垫", "29"),
        ("铁路轨枕", "37"),
        ("木质摆件", "20"),
    ],
)
def test_a_thing_of_unknown_name_is_looked_for_by_what_it_is_made_of(query: str, division: str) -> None:
    assert first(query) == division


def test_words_apart_are_read_together_and_else_each() -> None:
    assert first("汽车 配件") == "36"
    assert first("注塑 塑料件") == "29"
    assert {match.division.code for match in search("灌装设备 机加工")} == {"34"}  # what both may be


def test_the_words_by_which_something_was_found_are_named() -> None:
    assert search("模具")[0].words[0] == "模具"


@pytest.mark.parametrize("query", ["", "  ", "\x00", "天外来客", "、，", "？"])
def test_nothing_is_found_by_nothing_and_by_nonsense(query: str) -> None:
    assert search(query) == ()


@given(st.text(max_size=40))
def test_whatever_is_typed_is_searched_for_and_each_choice_offered_once(query: str) -> None:
    found = search(query)
    assert len({match.code for match in found}) == len(found) <= 12
    assert all(divisions.division_of(match.code) == match.division.code for match in found)


# --- Our words against the standard ---------------------------------------------------------------

EXCUSED = {
    "机械配件": "3576 names those of farm machines alone; of any others 3484 and 3489",
    "元器件": "joins 电子器件 (397) and 电子元件 (398); 38 and 35 hold those of power and machines for them",
    "电子元器件": "as 元器件",
    "建筑施工": "4899 is the rest of civil engineering",
    "跑步机": "2443, for exercise",
    "划船机": "as 跑步机",
    "健身器械": "as 跑步机",
    "订书机": "2411, a tool of offices",
    "打火机": "4119, of daily use",
    "包装材料": "2780 names that of medicines alone",
    "游戏机": "2462, to play",
    "麻将机": "2462, to play",
    "游艺机": "2462, to play",
    "娃娃机": "2462, to play",
    "泡泡机": "2459, a toy",
    "行车": "3432, a crane; 3761 自行车 only ends alike",
}


def test_every_word_has_a_known_code_and_stands_there_once() -> None:
    for code, words in trade_index.trade_words().items():
        assert divisions.is_known(code) or divisions.industry_class(code).code == code
        assert len(set(words)) == len(words), code


@cache
def names() -> dict[str, str]:
    """The names of all that belongs to a division, by its code."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in trade_index.entries():
        found[entry.division.code].append(entry.name)
    return {code: "\n".join(lines) for code, lines in found.items()}


@cache
def makers() -> dict[str, set[str]]:
    """The divisions that make something, by every ending of what that is called."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in trade_index.entries():
        if entry.division.code not in ELSEWHERE:
            for name in (*entry.heads, entry.core):
                for start in range(len(name)):
                    found[name[start:]].add(entry.division.code)
    return dict(found)


def contradicted(word: str) -> bool:
    """Whether by the standard others make this, or makers of machines, and no name of its division has it."""
    if any(word in names().get(code, "") for code in OURS[word]):
        return False
    named = makers().get(word, set())
    is_machine = bool(MACHINES.search(word))
    return not named <= OURS[word] or (is_machine and not OURS[word] & (MACHINERY | ELSEWHERE))


def test_no_word_lies_under_a_division_that_the_standard_contradicts() -> None:
    assert {word for word in OURS if contradicted(word)} == EXCUSED.keys()


def test_our_words_find_their_own_division_first() -> None:
    wrong = {word for word, codes in OURS.items() if first(word) not in codes}
    assert wrong == {"电视"}  # a class of broadcasting is named so


def test_every_manufacturing_division_has_several_trade_words() -> None:
    for one in divisions.all_divisions():
        if one.section == "C":
            assert sum(one.code in codes for codes in OURS.values()) >= 3, one.code
