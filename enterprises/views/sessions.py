"""The devices that somebody is signed in on: look, end one, end all others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from enterprises.forms.requests import signed_in
from enterprises.presenters.sessions import signed_in_devices
from enterprises.selectors.sign_in import list_sessions
from enterprises.services.sessions import end_others, end_session
from enterprises.wording.accounts import NO_OTHER_SESSION, SESSION_ENDED, SESSION_GONE, say_sessions_ended


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List one's sessions; end the one that is posted, or all others where none is."""
    user, here = signed_in(request), request.session.session_key
    if request.method == "POST":
        if handle := request.POST.get("session"):
            ended = end_session(user=user, handle=handle, keep=here, at=timezone.now())
            messages.success(request, SESSION_ENDED if ended else SESSION_GONE)
        else:
            count = end_others(user=user, keep=here, at=timezone.now())
            messages.success(request, say_sessions_ended(count) if count else NO_OTHER_SESSION)
        return redirect("enterprises:sessions")
    devices = signed_in_devices(list_sessions(user, at=timezone.now()), here=here)
    return render(request, "enterprises/sessions.html", {"devices": devices})
