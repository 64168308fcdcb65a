"""What firms have to do next, on pages of apps below, which know nothing of plans."""

from django import template
from django.utils import timezone

from enterprises.models import Enterprise, User
from plans.selectors import news as news_selectors
from plans.selectors.news import News, PlanNews

register = template.Library()


@register.simple_tag
def user_news(user: User) -> News:
    """Return what the user's firms follow, and the user's own steps that are due. Two queries."""
    return news_selectors.user_news(user, timezone.localdate())


@register.simple_tag
def firm_news(enterprise: Enterprise) -> PlanNews | None:
    """Return how far the plan is that a firm follows, None where it follows none. Two queries."""
    return news_selectors.firm_news(enterprise, timezone.localdate())


@register.filter
def of_firm(news: News, firm: int) -> PlanNews | None:
    """Return what a firm follows, by its key; None where it follows nothing."""
    return news.plans.get(firm)
