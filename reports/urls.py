from django.urls import path
from django.urls.resolvers import URLPattern

from reports.views import report

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("s/<uuid:snapshot>/report/", report.request, name="request"),
    path("r/<uuid:report>/", report.report, name="report"),
    path("r/<uuid:report>/view/", report.view, name="view"),
    path("r/<uuid:report>/download/", report.download, name="download"),
]
