"""Who a firm is without staff: a code mailed to its own domain, which is the weaker sign, and a register."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from assessment.selectors.answers import read_snapshot
from audit.models import Action, Record
from config.settings import ACCOUNT_RATE_LIMITS
from enterprises.domain.mail_domain import PERIOD, code, domain_of, is_code, is_public
from enterprises.domain.register import Entry, RegisterUnreachable
from enterprises.models import Enterprise, User, Verification, VerificationState, VerifiedBy
from enterprises.selectors.verifying import mail_domain
from enterprises.services.verifying import Obstacle, RefusedVerification
from enterprises.services.vouching import verify_by_register
from reports.models import Report
from reports.presenters.check import Checked, checked
from reports.selectors.reports import find_checked
from reports.services.reports import keep_report, request_firm_report
from tests.assessment.factories import make_snapshot
from tests.people import AT, make_enterprise
from tests.urls.world import SEALED

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
ADDRESS = "li@jinghe-jixie.cn"


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    settings.MAIL_CONFIGURED = True


def entry(name: str, uscc: str, _person: int) -> Entry | None:
    """Stand for a register that knows every firm but the one without a trade."""
    if name == "没登记":
        return None
    if name == "断线":
        raise RegisterUnreachable
    return Entry(name=name, uscc=uscc, valid_until=TODAY + timedelta(days=9))


@pytest.mark.parametrize(
    ("domain", "public"),
    [("qq.com", True), ("vip.qq.com", True), ("notqq.com", False), ("jinghe-jixie.cn", False)],
)
def test_a_provider_of_mail_says_nothing_of_a_firm(domain: str, public: bool) -> None:
    assert is_public(domain) is public


@pytest.mark.parametrize(
    "domain", ["１６３.com", "ⓠⓠ.com", "q\xadq.com", "QQ.com", "[1.2.3.4]", "localhost", "1.2"]
)
def test_other_spellings_of_a_provider_and_bare_machines_are_no_domain_of_a_firm(domain: str) -> None:
    assert is_public(domain_of(f"who@{domain}"))


def test_the_domain_is_named_as_mail_finds_it() -> None:
    assert domain_of("who@Bücher.Example") == "xn--bcher-kva.example"
    assert domain_of(f"who@{'ü' * 64}.example") == ""  # longer than a name can be


def post(client: Client, firm: Enterprise, **given: str) -> str:
    address = reverse("enterprises:verification", args=[firm.public_id])
    return client.post(address, given, follow=True).content.decode()


def test_many_people_do_not_fill_one_mailbox(
    client: Client, alice: User, firm: Enterprise, charlie: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS | {"verify_domain": "9/h/user,2/d/key"}
    mine = make_enterprise(owner=charlie)
    asked = ((alice, firm, ADDRESS), (charlie, mine, ADDRESS.upper()), (charlie, mine, ADDRESS))
    for person, of, address in asked:
        client.force_login(person)
        said = post(client, of, address=address)
    assert (len(mail.outbox), "操作太频繁" in said) == (2, True)


def test_the_code_that_was_mailed_shows_the_domain_and_nothing_more(
    client: Client, alice: User, firm: Enterprise
) -> None:
    client.force_login(alice)
    assert "核验码已发送" in post(client, firm, address=ADDRESS)
    assert mail.outbox[0].to == [ADDRESS]
    found = re.search(r"\b\d{8}\b", str(mail.outbox[0].body))
    assert found
    wrong = "0" * 8 if found[0] != "0" * 8 else "1" * 8
    assert "核验码不对或已过期" in post(client, firm, address=ADDRESS, code=wrong, confirm="1")
    other = post(client, firm, address="wang@jinghe-jixie.cn", code=found[0], confirm="1")
    assert "核验码不对或已过期" in other
    assert "仅核验了企业邮箱域名 jinghe-jixie.cn" in post(
        client, firm, address=ADDRESS, code=found[0], confirm="1"
    )
    kept = Verification.objects.get()
    assert (kept.how, kept.domain, kept.state) == (
        VerifiedBy.MAIL,
        "jinghe-jixie.cn",
        VerificationState.VERIFIED,
    )
    firm.refresh_from_db()
    assert firm.verified_at is None
    assert Record.objects.filter(action=Action.VERIFIED, detail="verified mail").exists()


def test_public_mail_is_refused_and_no_mail_goes_out(client: Client, alice: User, firm: Enterprise) -> None:
    client.force_login(alice)
    assert "公共邮箱" in post(client, firm, address="li@163.com")
    assert mail.outbox == []


def shown(firm: Enterprise, by: User) -> Verification:
    return Verification.objects.create(
        enterprise=firm,
        name=firm.name,
        uscc=firm.uscc,
        how=VerifiedBy.MAIL,
        domain="jinghe-jixie.cn",
        state=VerificationState.VERIFIED,
        asked_by=by,
        asked_at=AT,
        decided_by=by,
        decided_at=AT,
        valid_until=TODAY + timedelta(days=1),
    )


def handed_out(firm: Enterprise, by: User) -> Report:
    snapshot = make_snapshot(enterprise=firm)
    report = request_firm_report(snapshot=snapshot, variant="standard", language="zh", by=by, at=AT)
    keep_report(report=report, sealed=SEALED)
    return report


def on_the_check_page(report: Report) -> Checked:
    found = find_checked(report.number)
    assert found
    return checked(found, None, on=TODAY)


def test_the_weaker_sign_is_named_so_on_the_report_and_its_page(alice: User, firm: Enterprise) -> None:
    shown(firm, alice)
    assert mail_domain(firm, TODAY + timedelta(days=2)) == ""
    report = handed_out(firm, alice)
    said = on_the_check_page(report)
    assert said.verified == ""
    assert "仅核验了企业邮箱域名 jinghe-jixie.cn，未对照执照" in said.marks
    assert "企业身份未经核验" not in said.marks
    Enterprise.objects.filter(pk=firm.pk).update(name="另一家")
    assert "企业身份未经核验" in on_the_check_page(report).marks


def test_a_code_is_good_for_an_hour_at_least_and_for_nothing_else() -> None:
    sent = code("secret", "firm", ADDRESS, at=AT)
    assert is_code(f" {sent} ", "secret", "firm", ADDRESS, at=AT + PERIOD)
    assert not is_code(sent, "secret", "firm", ADDRESS, at=AT + 2 * PERIOD)
    assert not is_code(sent, "secret", "another firm", ADDRESS, at=AT)
    assert not is_code("", "secret", "firm", ADDRESS, at=AT)


class TestRegister:
    @pytest.fixture(autouse=True)
    def _register(self, settings: Settings) -> None:
        settings.FIRM_REGISTER = f"{__name__}.entry"

    def test_its_word_verifies_until_its_day(self, client: Client, alice: User, firm: Enterprise) -> None:
        client.force_login(alice)
        kept = verify_by_register(enterprise=firm, by=alice, at=AT, on=TODAY)
        firm.refresh_from_db()
        assert (kept.how, firm.verified_until) == (VerifiedBy.REGISTER, TODAY + timedelta(days=9))
        report = handed_out(firm, alice)
        assert read_snapshot(report.snapshot).enterprise["verified_by"] == "register"
        assert on_the_check_page(report).verified == "企业身份已核验（登记信息）"
        twin = make_enterprise(uscc=firm.uscc)
        with pytest.raises(RefusedVerification) as refused:
            verify_by_register(enterprise=twin, by=alice, at=AT, on=TODAY)
        assert refused.value.obstacle is Obstacle.TAKEN

    @pytest.mark.parametrize(("name", "said"), [("没登记", "没有相符的企业"), ("断线", "暂时查不到")])
    def test_without_an_entry_or_an_answer_nothing_is_said(
        self, name: str, said: str, client: Client, alice: User, firm: Enterprise
    ) -> None:
        Enterprise.objects.filter(pk=firm.pk).update(name=name)
        client.force_login(alice)
        assert said in post(client, firm, register="1")
        assert not Verification.objects.exists()
