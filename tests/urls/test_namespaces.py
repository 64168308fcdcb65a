"""What holds for whole namespaces: the admin is for staff, the account pages are for everybody.

Which of the staff may open what: `staff_table.py`.
"""

from itertools import cycle
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.rendering import unrendered
from tests.urls.asking import addresses, parameters, undone
from tests.urls.world import World

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "object_id": "1",
    "id": "1",
    "pk": "1",
    "content_type_id": "1",
    "app_label": "enterprises",
    "uidb36": "1",
    "key": "abc-123",
    "revision": "1",
    "provider_id": "oidc",
}
ACCOUNT = ("account_", "mfa_", "openid_connect_", "socialaccount_")  # allauth's
OTHERS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
OWN_DOOR = {"admin:login", "admin:logout"}  # the two that everybody may ask for
# allauth makes its copy of the e-mail address when it first looks at a reset link, whether right or not.
ALLAUTH_COPIES = {"account_emailaddress"}


def url_of(name: str) -> str:
    return reverse(name, kwargs={key: ARGUMENTS[key] for key in parameters(name)})


def named(prefix: str | tuple[str, ...]) -> list[str]:
    return sorted(name for name in addresses() if name.startswith(prefix) and not name.endswith("?"))


def ask(world: World, person: str, method: str, url: str) -> Any:
    with undone() as written:
        response = world.client(person).generic(method, url)
    assert written.rows.keys() <= ALLAUTH_COPIES, f"{person} {method} {url}"
    return response


@pytest.mark.parametrize(("person", "method"), [("anonymous", "GET"), ("owner", "GET"), ("owner", "POST")])
def test_the_admin_sends_away_who_is_not_staff(person: str, method: str, world: World) -> None:
    for url in [url_of(name) for name in named("admin:") + named("trial:") if name not in OWN_DOOR] + [
        "/admin/nowhere/"
    ]:
        response = ask(world, person, method, url)
        assert (response.status_code, response["Location"].partition("?")[0]) in (
            (302, reverse("admin:login")),
            (302, reverse("account_login")),
        ), url


def test_what_firms_answer_is_not_in_the_admin() -> None:
    """Not even to be looked at: nothing of these apps is registered, nor may be given leave to."""
    shown = {model._meta.app_label for model in admin.site._registry}
    assert shown.isdisjoint({"assessment", "reports"})


@pytest.mark.parametrize("row", ["na", "", "\x00", "1" * 40])
def test_an_action_on_a_row_that_is_none_is_no_fault(row: str, world: World) -> None:
    for model, page in admin.site._registry.items():
        url = reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist")
        named = [one if isinstance(one, str) else one.__name__ for one in page.actions or ()]
        for action in ("delete_selected", *named):
            sent = {"action": action, "_selected_action": row, "index": "0"}
            with unrendered():
                response = world.client("staff").post(url, sent)
            assert response.status_code in (200, 302, 404), f"{url} {action}"


@pytest.mark.parametrize("person", ["anonymous", "outsider", "staff"])
def test_the_account_pages_answer_whatever_is_asked(person: str, world: World) -> None:
    for name, other in zip(named(ACCOUNT), cycle(OTHERS), strict=False):
        for method in ("GET", "POST", other):
            response = ask(world, person, method, url_of(name))
            assert response.status_code in (200, 302, 404, 405), f"{name} {response.status_code}"
