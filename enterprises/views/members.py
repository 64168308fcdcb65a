"""Who belongs to a firm, and the owner's decisions about it."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enterprises import permissions, selectors
from enterprises.forms.members import AddMemberForm, RoleForm
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise, User
from enterprises.services import enterprises as services


@require_safe
def members(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """List the members; the owner can do more."""
    user = signed_in(request)
    return _page(request, user, selectors.get_enterprise(user, enterprise), AddMemberForm())


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Add a registered user. The same answer for unknown and for deactivated accounts."""
    user = signed_in(request)
    firm = selectors.get_enterprise(user, enterprise)
    permissions.check_can_manage(user, firm)
    if request.method != "POST":
        return redirect("enterprises:members", enterprise=firm.public_id)
    form = AddMemberForm(request.POST)
    if not ratelimit.consume(request, action="add_member", user=user):
        form.add_error(None, _("操作过于频繁，请稍后再试。"))
    elif form.is_valid():
        _add(form, firm, by=user)
    if not form.is_valid():
        return _page(request, user, firm, form)
    messages.success(request, _("已添加。"))
    return redirect("enterprises:members", enterprise=firm.public_id)


def _add(form: AddMemberForm, firm: Enterprise, *, by: User) -> None:
    email, phone = form.cleaned_data["login"]
    person = selectors.find_user(email=email, phone=phone)
    if person is None:
        form.add_error("login", _("没有找到可以添加的账号。请对方先注册，再回到这里添加。"))
        return
    try:
        services.add_member(
            enterprise=firm, user=person, role=form.cleaned_data["role"], by=by, at=timezone.now()
        )
    except services.NotAllowed:
        form.add_error("login", _("对方已经是成员。"))


def _page(request: HttpRequest, user: User, firm: Enterprise, form: AddMemberForm) -> HttpResponse:
    context = {
        "enterprise": firm,
        "members": selectors.list_members(firm),
        "can_manage": permissions.can_manage(user, firm),
        "form": form,
        "roles": AddMemberForm().fields["role"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "enterprises/members.html", context)


@require_POST
def role(request: HttpRequest, enterprise: UUID, member: UUID) -> HttpResponse:
    """Make an editor a viewer or the other way round."""
    user = signed_in(request)
    firm = selectors.get_enterprise(user, enterprise)
    permissions.check_can_manage(user, firm)
    membership = selectors.get_member(firm, member)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["role"][0]))
        return redirect("enterprises:members", enterprise=firm.public_id)
    try:
        services.change_role(membership=membership, role=form.cleaned_data["role"])
        messages.success(request, _("已修改角色。"))
    except services.NotAllowed:
        messages.error(request, _("管理员的角色不能直接修改，请移交管理员。"))
    return redirect("enterprises:members", enterprise=firm.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, enterprise: UUID, member: UUID) -> HttpResponse:
    """Ask, then end a membership: the owner any other's, everybody his own."""
    user = signed_in(request)
    firm = selectors.get_enterprise(user, enterprise)
    membership = selectors.get_member(firm, member)
    leaving = membership.user_id == user.pk
    if not leaving:
        permissions.check_can_manage(user, firm)
    if request.method != "POST":
        context = {"enterprise": firm, "membership": membership, "leaving": leaving}
        return render(request, "enterprises/member_remove.html", context)
    try:
        services.remove_member(membership=membership)
    except services.NotAllowed:
        messages.error(request, _("管理员不能直接退出，请先把管理员移交给其他成员。"))
        return redirect("enterprises:members", enterprise=firm.public_id)
    messages.success(request, _("您已退出该企业。") if leaving else _("已移除。"))
    if leaving:
        return redirect("enterprises:home")
    return redirect("enterprises:members", enterprise=firm.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, enterprise: UUID, member: UUID) -> HttpResponse:
    """Ask, then make another member the owner."""
    user = signed_in(request)
    firm = selectors.get_enterprise(user, enterprise)
    permissions.check_can_manage(user, firm)
    membership = selectors.get_member(firm, member)
    if request.method != "POST":
        return render(request, "enterprises/hand_over.html", {"enterprise": firm, "membership": membership})
    try:
        services.hand_over(enterprise=firm, successor=membership)
        messages.success(request, _("已移交。您现在是填报员。"))
    except services.NotAllowed:
        messages.error(request, _("您已经是管理员。"))
    return redirect("enterprises:members", enterprise=firm.public_id)
