"""Addresses of landing page, account, enterprises and members."""

from django.urls import path

from enterprises.views import (
    accounts,
    enterprises,
    erasing,
    home,
    joining,
    members,
    sessions,
    verification,
)

app_name = "enterprises"
urlpatterns = [
    path("", home.home, name="home"),
    path("privacy/", accounts.privacy_notice, name="privacy"),
    path("privacy/agree/", accounts.agree, name="agree"),
    path("account/", accounts.account, name="account"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/export/", accounts.export_data, name="export_data"),
    path("account/delete/", accounts.delete_account, name="delete_account"),
    path("enterprises/new/", enterprises.create, name="create"),
    path("enterprises/divisions/", enterprises.divisions, name="divisions"),
    path("enterprises/regions/", enterprises.regions, name="regions"),
    path("e/<uuid:enterprise>/profile/", enterprises.profile, name="profile"),
    path("e/<uuid:enterprise>/verification/", verification.verification, name="verification"),
    path("e/<uuid:enterprise>/erase/", erasing.erasure, name="erasure"),
    path("e/<uuid:enterprise>/members/", members.members, name="members"),
    path("e/<uuid:enterprise>/members/add/", members.add, name="add_member"),
    path("e/<uuid:enterprise>/members/invite/", joining.invite, name="invite"),
    path(
        "e/<uuid:enterprise>/members/invitations/<uuid:invitation>/withdraw/",
        joining.withdraw,
        name="withdraw_invitation",
    ),
    path("e/<uuid:enterprise>/members/asking/<uuid:asking>/", joining.decide, name="decide_joining"),
    path("join/<str:invited>/", joining.join, name="join"),
    path("e/<uuid:enterprise>/members/<uuid:member>/role/", members.role, name="change_role"),
    path("e/<uuid:enterprise>/members/<uuid:member>/remove/", members.remove, name="remove_member"),
    path("e/<uuid:enterprise>/members/<uuid:member>/hand-over/", members.hand_over, name="hand_over"),
]
