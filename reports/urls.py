"""Addresses of results and reports."""

from django.urls import path

from reports.views import bundles, check, report, result, statements, verify

app_name = "reports"
urlpatterns = [
    path("s/<uuid:snapshot>/", result.result, name="result"),
    path("s/<uuid:snapshot>/points/", result.points, name="points"),
    path("s/<uuid:snapshot>/scenes/", result.scenes, name="scenes"),
    path("s/<uuid:snapshot>/support/", result.support, name="support"),
    path("s/<uuid:snapshot>/history/", result.history, name="history"),
    path("s/<uuid:snapshot>/sector/", result.sector, name="sector"),
    path("s/<uuid:snapshot>/report/", report.request, name="request"),
    path("r/<uuid:report>/", report.report, name="report"),
    path("r/<uuid:report>/view/", report.view, name="view"),
    path("r/<uuid:report>/download/", report.download, name="download"),
    path("r/<uuid:report>/export/<str:ending>/", report.export_report, name="export"),
    path("r/<uuid:report>/check-page/", report.check_page, name="check_page"),
    path("r/<uuid:report>/withdraw/", report.withdraw, name="withdraw"),
    path("e/<uuid:enterprise>/reports/", bundles.bundles, name="bundles"),
    path("bundles/<uuid:bundle>/", bundles.bundle, name="bundle"),
    path("bundles/<uuid:bundle>/download/", bundles.download, name="bundle_download"),
    path("check/", check.ask, name="ask"),
    path("s/<uuid:snapshot>/statements/", statements.statements, name="statements"),
    path("statements/<slug:statement>/withdraw/", statements.withdraw, name="withdraw_statement"),
    path("check/statements/<slug:statement>/", statements.statement, name="statement"),
    path("check/file/", verify.verify, name="verify"),
    path("check/verify.html", verify.verifier, name="verifier"),
    path("check/certificates/<slug:fingerprint>.pem", verify.certificate, name="certificate"),
    path("check/<str:number>/", check.check, name="check"),
]
