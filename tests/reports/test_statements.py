"""One fact without the rest: what is signed, what is not in it, who hands it out, and what becomes of it."""

import json
import re
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import ECKey
from pyhanko.sign.general import SigningError

from assessment.models import Snapshot
from assessment.services import correct, submit
from enterprises.models import Enterprise, User
from reports.document import signing
from reports.document.token import TokenUnusable
from reports.models import Statement
from reports.presenters.statements import line
from standards.models import Defect
from tests.assessment.factories import DECLARATION, make_snapshot
from tests.pages import signed_in, text_of
from tests.people import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024", "sectors")]


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)  # level 2


def hand_out(snapshot: Snapshot, user: User, **data: Any) -> Statement:
    url = reverse("reports:statements", args=[snapshot.public_id])
    assert signed_in(user).post(url, data).status_code == 302
    return Statement.objects.latest("pk")


def claims(statement: Statement) -> dict[str, Any]:
    """Return what is signed, once the published certificate has verified it."""
    key = certificate_key(statement)
    found: dict[str, Any] = json.loads(jws.deserialize_compact(statement.token, key, ["ES256"]).payload)
    return found


def certificate_key(statement: Statement) -> ECKey:
    return ECKey.import_key(statement.certificate.pem)


def page(statement: Statement) -> str:
    return text_of(Client().get(reverse("reports:statement", args=[statement.number])))


def test_it_says_the_fact_and_nothing_from_which_more_follows(snapshot: Snapshot, alice: User) -> None:
    statement = hand_out(snapshot, alice, level="1")
    assert claims(statement) == {
        "typ": "shujie-statement-1",
        "iss": "http://127.0.0.1:8000",
        "jti": statement.number,
        "firm": "示例机械有限公司",
        "standard": "miit-sme-2024/1",
        "level_at_least": 1,
        "rated_by": "self",
        "on": statement.day.isoformat(),
    }
    header = json.loads(urlsafe_b64decode(statement.token.split(".")[0] + "=="))
    thumbprint = urlsafe_b64decode(header["x5t#S256"] + "=").hex()
    assert (header["alg"], thumbprint) == ("ES256", statement.certificate.fingerprint)
    text = page(statement)
    assert "一级以上" in text
    for hidden in ("二级", "54.15", "2026-03-02", "企业身份", str(snapshot.public_id)):
        assert hidden not in text, hidden


def test_one_changed_sign_fails(snapshot: Snapshot, alice: User) -> None:
    statement = hand_out(snapshot, alice, level="1")
    head, payload, signature = statement.token.split(".")
    changed = payload[:20] + ("A" if payload[20] != "A" else "B") + payload[21:]
    with pytest.raises(BadSignatureError):
        jws.deserialize_compact(f"{head}.{changed}.{signature}", certificate_key(statement), ["ES256"])


def test_it_fits_a_code(snapshot: Snapshot, alice: User) -> None:
    Enterprise.objects.update(verified_by=alice, verified_at=AT)
    shown = line(hand_out(snapshot, alice, level="2", verified="on"))
    assert len(shown.address) < 2000
    assert shown.code.startswith("<svg")


@pytest.mark.parametrize("level", ["0", "3", "", "x"])
def test_no_level_is_stated_that_was_not_reached(level: str, snapshot: Snapshot, alice: User) -> None:
    url = reverse("reports:statements", args=[snapshot.public_id])
    assert signed_in(alice).post(url, {"level": level}).status_code == 200
    assert not Statement.objects.exists()


def test_verified_is_said_only_of_a_verified_firm_that_wants_it(snapshot: Snapshot, alice: User) -> None:
    assert "verified" not in claims(hand_out(snapshot, alice, level="1", verified="on"))
    Enterprise.objects.update(verified_by=alice, verified_at=AT)
    assert "verified" not in claims(hand_out(snapshot, alice, level="1"))
    said = hand_out(snapshot, alice, level="1", verified="on")
    assert claims(said)["verified"] is True
    assert "企业身份已核验" in page(said)


def test_the_firm_sees_what_it_handed_out_and_withdraws_it(snapshot: Snapshot, alice: User) -> None:
    statement = hand_out(snapshot, alice, level="2")
    listed = signed_in(alice).get(reverse("reports:statements", args=[snapshot.public_id]))
    assert statement.number in text_of(listed)
    assert statement.token in listed.content.decode()
    assert "未被撤回" in page(statement)
    withdraw = reverse("reports:withdraw_statement", args=[statement.number])
    assert "撤回不能取消" in text_of(signed_in(alice).get(withdraw))
    assert "未被撤回" in page(statement)
    signed_in(alice).post(withdraw)
    assert "这份声明已撤回" in page(statement)
    before = Statement.objects.get().withdrawn_at
    signed_in(alice).post(withdraw)
    assert Statement.objects.get().withdrawn_at == before


def test_a_corrected_result_is_said(snapshot: Snapshot, alice: User) -> None:
    statement = hand_out(snapshot, alice, level="1")
    draft = correct(snapshot=snapshot, reason="填错", by=alice, at=AT + timedelta(days=1))
    submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT + timedelta(days=1))
    assert "所依据的结果已被更正" in page(statement)


def test_nothing_is_handed_out_of_a_result_that_has_a_later_one(snapshot: Snapshot, alice: User) -> None:
    """It would say of today what the firm itself has replaced."""
    draft = correct(snapshot=snapshot, reason="填错", by=alice, at=AT + timedelta(days=1))
    newer = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT + timedelta(days=1))
    old = signed_in(alice).post(reverse("reports:statements", args=[snapshot.public_id]), {"level": "1"})
    assert "请从最新的结果出示" in text_of(old)
    assert not Statement.objects.exists()
    assert hand_out(newer, alice, level="1").snapshot == newer


def test_what_is_made_up_says_so(snapshot: Snapshot, alice: User) -> None:
    assert "demo" not in claims(hand_out(snapshot, alice, level="1"))
    Enterprise.objects.update(is_demo=True)
    made_up = hand_out(snapshot, alice, level="1")
    assert claims(made_up)["demo"] is True
    assert "演示企业，数据为虚构" in page(made_up)


def test_criteria_that_were_found_wrong_are_said(snapshot: Snapshot, alice: User) -> None:
    statement = hand_out(snapshot, alice, level="1")
    revision = snapshot.assessment.revision
    Defect.objects.create(revision=revision, reason="第 3 题", recorded_by=alice, recorded_at=AT)
    assert "登记有误" in page(statement)


@pytest.mark.parametrize("failure", [SigningError("the token is asleep"), TokenUnusable("it is gone")])
def test_what_cannot_be_signed_is_said_to_both(
    failure: Exception,
    snapshot: Snapshot,
    alice: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The firm reads that it may come back, the operator why."""

    def fails(*_given: object) -> None:
        raise failure

    monkeypatch.setattr(signing, "_file_signer", fails)
    answer = signed_in(alice).post(reverse("reports:statements", args=[snapshot.public_id]), {"level": "1"})
    assert answer.status_code == 503
    assert "声明没有签署成功，尚未给出。" in text_of(answer)
    assert str(failure) in caplog.text
    assert not Statement.objects.exists()


@pytest.mark.parametrize("path", ["statements/{}/", "certificates/{}.pem"])
def test_what_no_database_can_hold_is_not_found(path: str) -> None:
    assert Client().get("/check/" + path.format("%00")).status_code == 404


def test_the_result_page_leads_the_owner_there(snapshot: Snapshot, alice: User, bob: User) -> None:
    result, there = (
        reverse(f"reports:{name}", args=[snapshot.public_id]) for name in ("result", "statements")
    )
    assert there in signed_in(alice).get(result).content.decode()
    assert there not in signed_in(bob).get(result).content.decode()
    assert re.search(r"生成声明", signed_in(alice).get(there).content.decode())
