"""What firms have to do next, on pages of apps below, which know nothing of plans."""

from django import template
from django.utils import timezone

from enterprises.models import User
from plans.news_selectors import News, PlanNews
from plans.news_selectors import plan_news as read_news

register = template.Library()


@register.simple_tag
def plan_news(user: User) -> News:
    """Return what the user's firms follow, and the user's own steps that are due. Two queries."""
    return read_news(user, timezone.localdate())


@register.filter
def of_firm(news: News, firm: int) -> PlanNews | None:
    """Return what a firm follows, by its key; None where it follows nothing."""
    return news.plans.get(firm)
