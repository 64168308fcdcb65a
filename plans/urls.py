"""Addresses of plans."""

from django.urls import path

from plans.views import keeping, planner

app_name = "plans"
urlpatterns = [
    path("s/<uuid:snapshot>/plan/", planner.planner, name="planner"),
    path("s/<uuid:snapshot>/plan/quote/", planner.quote, name="quote"),
    path("s/<uuid:snapshot>/plan/quote/remove/", planner.quote_remove, name="quote_remove"),
    path("s/<uuid:snapshot>/plan/keep/", keeping.keep, name="keep"),
    path("p/<uuid:plan>/", keeping.plan, name="plan"),
]
