"""Figures that hardly fit, in words."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessment.domain.oddities import PROFILE
from assessment.domain.snapshot import KeptOddity
from enterprises.wording.oddities import Named, oddity_in_short, oddity_text, profile_names
from standards.domain.standard import Standard
from standards.wording.results import local


def figure_names(standard: Standard) -> Named:
    """Return how figures are called, with their units, those of the profile among them."""
    own = {figure.code: (local(figure.label), local(figure.unit)) for figure in standard.figures}
    profile = profile_names(_("企业资料的"))
    return own | {f"{PROFILE}{name}": named for name, named in profile.items()}


def kept_text(kept: KeptOddity, standard: Standard) -> str:
    """Return what hardly fitted when it was submitted, with its figures, and who stood by it."""
    return _("%(odd)s %(who)s") % {"odd": oddity_text(kept.oddity, figure_names(standard)), "who": _who(kept)}


def kept_in_short(kept: KeptOddity, standard: Standard) -> str:
    """Return the same without the figures."""
    odd = oddity_in_short(kept.oddity, figure_names(standard))
    return _("%(odd)s（%(who)s）") % {"odd": odd, "who": _who(kept)}


def _who(kept: KeptOddity) -> str:
    if kept.confirmed_at is None:
        return _("提交时未确认")
    day = date_format(localtime(kept.confirmed_at), "Y-m-d")
    return _("%(who)s 已于 %(day)s 确认无误") % {"who": kept.confirmed_by, "day": day}
