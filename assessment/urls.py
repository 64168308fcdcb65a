"""Addresses of filling and submitting. Public ids only; outsiders get 404."""

from django.urls import path

from assessment.views import (
    filling,
    firm,
    guest,
    item,
    links,
    moving,
    offline,
    quick,
    sections,
    submission,
    workbook,
)

app_name = "assessment"
urlpatterns = [
    path("quick/", quick.quick, name="quick"),
    path("quick/result/", quick.quick_result, name="quick_result"),
    path("a/worker.js", offline.worker, name="worker"),
    path("a/offline/", offline.offline, name="offline"),
    path("g/", guest.code, name="guest_code"),
    path("g/<slug:token>/", guest.guest, name="guest"),
    path("g/<slug:token>/fill/", guest.fill, name="guest_fill"),
    path("g/<slug:token>/answer/<slug:code>/", guest.answer, name="guest_answer"),
    path("g/<slug:token>/hand-in/", guest.hand_in, name="guest_hand_in"),
    path("e/<uuid:enterprise>/", firm.overview, name="overview"),
    path("e/<uuid:enterprise>/assessments/start/", firm.start, name="start"),
    path("a/<uuid:assessment>/", filling.tasks, name="tasks"),
    path("a/<uuid:assessment>/section/<slug:section>/", filling.section, name="section"),
    path("a/<uuid:assessment>/section/<slug:section>/link/", links.new_link, name="new_link"),
    path("a/<uuid:assessment>/section/<slug:section>/handing-in/", sections.work, name="section_work"),
    path("a/<uuid:assessment>/section/<slug:section>/step/", sections.step, name="section_step"),
    path("a/<uuid:assessment>/links/<uuid:link>/", links.link, name="link"),
    path("a/<uuid:assessment>/links/<uuid:link>/withdraw/", links.withdraw_link, name="withdraw_link"),
    path("a/<uuid:assessment>/answer/<slug:code>/", filling.answer, name="answer"),
    path("a/<uuid:assessment>/item/<slug:code>/", item.item, name="item"),
    path("a/<uuid:assessment>/item/<slug:code>/restore/", item.restore, name="restore"),
    path("a/<uuid:assessment>/check/", submission.check, name="check"),
    path("a/<uuid:assessment>/figures/confirm/", submission.confirm_figures, name="confirm_figures"),
    path("a/<uuid:assessment>/draft/", submission.draft_print, name="draft_print"),
    path("a/<uuid:assessment>/official/", submission.official_order, name="official_order"),
    path("a/<uuid:assessment>/workbook/", workbook.download, name="workbook"),
    path("a/<uuid:assessment>/workbook/upload/", workbook.upload, name="workbook_upload"),
    path("a/<uuid:assessment>/submit/", submission.submit, name="submit"),
    path("a/<uuid:assessment>/move/", moving.move, name="move"),
    path("a/<uuid:assessment>/move/undo/", moving.undo_move, name="undo_move"),
    path("a/<uuid:assessment>/discard/", firm.discard, name="discard"),
    path("s/<uuid:snapshot>/pledge/", submission.pledge, name="pledge"),
    path("s/<uuid:snapshot>/correct/", firm.correct, name="correct"),
]
