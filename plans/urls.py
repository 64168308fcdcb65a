"""Addresses of plans. Public ids only; outsiders get 404."""

from django.urls import path

from plans.views import (
    board,
    criteria,
    effects,
    facts,
    files,
    keeping,
    merging,
    package,
    plan,
    planner,
    step,
    timeline,
    updates,
)

app_name = "plans"
urlpatterns = [
    path("e/<uuid:enterprise>/merge/", merging.merging, name="merging"),
    path("p/<uuid:plan>/", plan.plan, name="plan"),
    path("p/<uuid:plan>/follow/", plan.follow, name="follow"),
    path("p/<uuid:plan>/close/", plan.close, name="close"),
    path("p/<uuid:plan>/discard/", plan.discard, name="discard"),
    path("p/<uuid:plan>/board/", board.board, name="board"),
    path("p/<uuid:plan>/timeline/", timeline.timeline, name="timeline"),
    path("p/<uuid:plan>/calendar.ics", timeline.calendar, name="calendar"),
    path("p/<uuid:plan>/files/", files.files, name="files"),
    path("p/<uuid:plan>/effects/", effects.effects, name="effects"),
    path("p/<uuid:plan>/effects/<uuid:effect>/", effects.effect, name="effect"),
    path("p/<uuid:plan>/effects/<uuid:effect>/remove/", effects.remove_effect, name="remove_effect"),
    path("p/<uuid:plan>/package/", package.package, name="package"),
    path("k/<uuid:package>/", package.state, name="package_state"),
    path("k/<uuid:package>/download/", package.download, name="package_download"),
    path("t/<uuid:step>/", step.step, name="step"),
    path("t/<uuid:step>/state/", board.move, name="move"),
    path("t/<uuid:step>/tick/", criteria.tick, name="tick"),
    path("t/<uuid:step>/note/", step.note, name="note"),
    path("t/<uuid:step>/files/", files.upload, name="upload"),
    path("f/<uuid:file>/", files.file, name="file"),
    path("f/<uuid:file>/remove/", files.remove_file, name="remove_file"),
    path("s/<uuid:snapshot>/plan/", planner.planner, name="planner"),
    path("s/<uuid:snapshot>/plan/quote/", planner.quote, name="quote"),
    path("s/<uuid:snapshot>/plan/quote/remove/", planner.quote_remove, name="quote_remove"),
    path("s/<uuid:snapshot>/plan/facts/", facts.facts, name="facts"),
    path("s/<uuid:snapshot>/plan/keep/", keeping.keep, name="keep"),
    path("a/<uuid:assessment>/done-steps/", updates.updates, name="updates"),
]
