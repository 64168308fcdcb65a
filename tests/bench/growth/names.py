"""Invented names, as many as firms are wanted: of a place, two characters, a trade and a form."""

PLACES = ("合肥", "安庆", "苏州", "无锡", "宁波", "温州", "深圳", "东莞", "佛山", "成都", "绵阳", "武汉")
SIGNS = "华德康盛泰恒信达新宏远鑫瑞丰源安博诚锐科联创佳美永利东方明光金海天中"
TRADES = ("机械", "机电", "电子", "塑业", "五金", "食品", "纺织", "家具", "模具", "汽配", "包装", "精密制造")
FORMS = ("有限公司", "有限公司", "有限公司", "科技有限公司", "股份有限公司", "厂")
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英"


def firm_name(number: int) -> str:
    """Return the name of a firm; another for each number."""
    rest = number * 2654435761 % 2**32  # neighbours are not alike
    rest, place = divmod(rest, len(PLACES))
    rest, trade = divmod(rest, len(TRADES))
    rest, form = divmod(rest, len(FORMS))
    signs = ""
    for _ in range(3):
        rest, sign = divmod(rest, len(SIGNS))
        signs += SIGNS[sign]
    return f"{PLACES[place]}{signs}{TRADES[trade]}{FORMS[form]}"


def credit_code(number: int) -> str:
    """Return something as long as a credit code; it names no firm."""
    return f"91{(number * 7919) % 1_000_000:06}MA{number * 2654435761 % 10**8:08}"


def person_name(number: int) -> str:
    """Return the name of a person; many have the same."""
    rest, family = divmod(number * 7919, len(FAMILY))
    rest, first = divmod(rest, len(GIVEN))
    return FAMILY[family] + GIVEN[first] + GIVEN[rest % len(GIVEN)]
