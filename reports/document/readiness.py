"""Try what every report needs, before the first one is asked for: layout, fonts and key."""

from datetime import date, datetime

from reports.document.blocks import Document, Heading, ramp
from reports.document.keys import InvalidKey, signing_key
from reports.document.sealing import SealingFailed, seal
from reports.document.signing import try_key
from reports.document.typesetting import TypesettingFailed, typeset


def cannot_make(*, at: datetime) -> str:
    """Return why this machine could make no report, for operators; empty where layout, fonts and key are in
    order. Nobody else is asked."""
    try:
        typeset(trial_document(at.date()))
        try_key(signing_key(at=at))
    except (InvalidKey, TypesettingFailed) as failure:
        return str(failure)
    return ""


def cannot_issue(*, at: datetime) -> str:
    """Return why no report could be made, for operators; empty where all is in order.

    The authority of time stamps is asked, too. The installation's own key is made if there is none.
    """
    try:
        seal(typeset(trial_document(at.date())), at=at)
    except (InvalidKey, SealingFailed, TypesettingFailed) as failure:
        return str(failure)
    return ""


def trial_document(day: date) -> Document:
    """Return the least that can be set."""
    return Document(
        language="zh",
        region="CN",
        title="数阶",
        author="数阶",
        date=(day.year, day.month, day.day),
        ramp=ramp(4),
        head_left="数阶",
        head_right="",
        foot_left="",
        blocks=(Heading("数阶", 1),),
    )
