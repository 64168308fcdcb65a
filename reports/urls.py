"""Addresses of results and reports."""

from django.urls import path

from reports.views import report, result

app_name = "reports"
urlpatterns = [
    path("s/<uuid:snapshot>/", result.result, name="result"),
    path("s/<uuid:snapshot>/sector/", result.sector, name="sector"),
    path("s/<uuid:snapshot>/report/", report.request, name="request"),
    path("r/<uuid:report>/", report.report, name="report"),
    path("r/<uuid:report>/view/", report.view, name="view"),
    path("r/<uuid:report>/download/", report.download, name="download"),
]
