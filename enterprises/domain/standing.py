"""What notices ask of a firm beyond its place, trade and size."""

from enum import StrEnum


class Ownership(StrEnum):
    """Who owns the firm, as notices distinguish it."""

    PRIVATE = "private"
    STATE = "state"
    FOREIGN = "foreign"
    OTHER = "other"


class Tag(StrEnum):
    """What a firm has been recognised as."""

    ABOVE_SCALE = "above_scale"  # 规上: in the statistics of industry above designated size
    INNOVATIVE = "innovative"  # 创新型中小企业
    SPECIALISED = "specialised"  # 省级专精特新中小企业
    LITTLE_GIANT = "little_giant"  # 专精特新“小巨人”
