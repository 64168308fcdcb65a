"""Files that prove items: kept once for a firm, for several items, listed by hash in what is submitted."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from assessment.domain.working import SectionStep
from assessment.models import Assessment, Proof
from assessment.selectors.answers import read_snapshot
from assessment.services import correct, discard, remove_proof, start_assessment, submit, take_step, use_file
from enterprises.domain import uploads
from enterprises.domain.uploads import FileProblem
from enterprises.models import Enterprise, FirmFile, Role, User, private_storage
from enterprises.services.files import RefusedFile
from enterprises.wording.files import refused_file_text
from standards.selectors.revisions import compiled
from tests.assessment.factories import DECLARATION, make_assessment, make_guest_link, make_proof
from tests.assessment.test_links import guest_at, page
from tests.assessment.test_sections import url
from tests.pages import signed_in
from tests.people import AT, make_member
from tests.plans.factories import make_file, make_followed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
PDF = b"%PDF-1.7 a list of systems"


@pytest.fixture
def draft(firm: Enterprise, alice: User) -> Assessment:
    return make_assessment(enterprise=firm, by=alice)


def send(
    client: Client, draft: Assessment, code: str, *files: tuple[str, bytes], replaces: Proof | None = None
) -> tuple[int, str]:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    data = {"attachments": sent, "replaces": str(replaces.public_id) if replaces else ""}
    response = client.post(url("upload_proof", draft, code), data, follow=True)
    return response.status_code, response.content.decode()


def shown(client: Client, draft: Assessment, code: str) -> str:
    return client.get(url("item", draft, code)).content.decode()


def stored() -> int:
    return FirmFile.objects.count()


def test_a_file_is_kept_listed_and_sent_to_members_alone(draft: Assessment, firm: Enterprise) -> None:
    client = signed_in(draft.started_by)
    status, said = send(client, draft, "F05", ("系统清单.pdf", PDF))
    assert (status, "已添加佐证" in said, "系统清单.pdf" in said) == (200, True, True)
    proof = Proof.objects.select_related("file").get()
    assert (proof.code, proof.file.sha256) == ("F05", hashlib.sha256(PDF).hexdigest())
    address = url("proof", draft, str(proof.public_id))
    viewer = make_member(enterprise=firm, role=Role.VIEWER).user
    response = signed_in(viewer).get(address)
    assert b"".join(response) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert ("系统清单.pdf" in shown(signed_in(viewer), draft, "F05"), "上传佐证" in said) == (True, True)
    assert "上传佐证" not in shown(signed_in(viewer), draft, "F05")
    assert signed_in(make_assessment().started_by).get(address).status_code == 404


def test_what_is_not_taken_is_named_and_the_rest_is_kept(draft: Assessment) -> None:
    status, said = send(signed_in(draft.started_by), draft, "F05", ("好.pdf", PDF), ("坏.exe", b"MZ"))
    assert (status, "“坏.exe”未上传" in said, stored()) == (422, True, 1)
    status, said = send(signed_in(draft.started_by), draft, "F05")
    assert (status, "请选择文件" in said) == (422, True)


def test_the_same_content_is_kept_once_and_proves_several_items(draft: Assessment) -> None:
    client = signed_in(draft.started_by)
    send(client, draft, "F05", ("一.pdf", PDF))
    send(client, draft, "F06", ("二.pdf", PDF))
    assert (stored(), set(Proof.objects.values_list("code", flat=True))) == (1, {"F05", "F06"})
    assert len(private_storage().listdir(draft.public_id.hex)[1]) == 1
    status, said = send(client, draft, "F06", ("三.pdf", PDF))
    assert (status, "这里已有内容相同的文件" in said) == (422, True)
    form = shown(client, draft, "F07")
    assert form.count("也用于本题") == 1
    proof = Proof.objects.get(code="F05")
    client.post(url("use_proof", draft, "F07", str(proof.public_id)))
    assert (stored(), Proof.objects.count()) == (1, 3)
    assert "也用于本题" not in shown(client, draft, "F07")


def test_a_file_goes_with_the_last_item_that_it_proves(
    draft: Assessment, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = signed_in(draft.started_by)
    first = make_proof(draft, code="S01")
    second = Proof.objects.create(
        assessment=draft, code="S02", file=first.file, added_by=first.added_by, added_at=AT
    )
    path = str(first.file.file.name)
    for proof, warned, kept in ((first, False, 1), (second, True, 0)):
        address = url("remove_proof", draft, str(proof.public_id))
        assert ("文件会被删除" in client.get(address).content.decode()) is warned
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address)
        assert (stored(), private_storage().exists(path)) == (kept, bool(kept))


def test_a_file_that_has_just_been_deleted_is_not_used_again(draft: Assessment, alice: User) -> None:
    proof = make_proof(draft, code="S01")
    remove_proof(proof=proof)
    with pytest.raises(RefusedFile) as refused:
        use_file(assessment=draft, code="S02", file=proof.file, by=alice, at=AT)
    assert refused.value.problem is FileProblem.GONE
    assert "文件刚刚被删除" in refused_file_text(refused.value)


def test_a_draft_that_is_given_up_takes_its_files_along(
    draft: Assessment, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    path = str(make_proof(draft).file.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        discard(assessment=draft)
    assert (stored(), private_storage().exists(path)) == (0, False)


def test_what_was_submitted_keeps_its_list_and_its_files(draft: Assessment, alice: User) -> None:
    """The list is part of the snapshot; a correction begins with the same files, and may drop them."""
    proof = make_proof(draft, code="S01")
    snapshot = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    (kept,) = read_snapshot(snapshot).proofs
    assert (kept.item, kept.name, kept.sha256) == ("S01", "排产屏幕.jpg", proof.file.sha256)
    client = signed_in(alice)
    client.post(url("remove_proof", draft, str(proof.public_id)))
    assert Proof.objects.filter(pk=proof.pk).exists()
    assert "已提交，不能再修改" in send(client, draft, "F05", ("晚.pdf", PDF))[1]
    assert stored() == 1
    correction = correct(snapshot=snapshot, reason="等级选错", by=alice, at=AT)
    carried = Proof.objects.get(assessment=correction)
    assert carried.file == proof.file
    client.post(url("remove_proof", correction, str(carried.public_id)))
    assert (stored(), private_storage().exists(str(proof.file.file.name))) == (1, True)


def test_a_new_file_takes_the_place_of_another_which_stays_as_an_earlier_one(
    draft: Assessment, alice: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = signed_in(alice)
    for number in range(3):
        before, file = Proof.objects.order_by("pk").last(), (f"清单{number}.pdf", PDF + b"%d" % number)
        status, said = send(client, draft, "F05", file, replaces=before)
        assert (status, "已添加佐证" in said) == (200, True)
    in_order = ["清单2.pdf", "以前的版本（2）", "清单1.pdf", "清单0.pdf"]
    assert sorted(in_order, key=said.index) == in_order
    newest = Proof.objects.get(replaced_by=None)
    two = [("甲.pdf", PDF + b"a"), ("乙.pdf", PDF + b"b")]
    status, said = send(client, draft, "F05", *two, replaces=newest)
    assert (status, "请只选一个文件" in said, stored()) == (422, True, 3)
    assert send(client, draft, "F06", ("别处.pdf", PDF), replaces=newest)[0] == 200  # of no item but its own
    assert Proof.objects.get(code="F06").replaced.count() == 0

    snapshot = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    assert [kept.name for kept in read_snapshot(snapshot).proofs] == ["清单2.pdf", "别处.pdf"]
    correction = correct(snapshot=snapshot, reason="等级选错", by=alice, at=AT)
    assert [proof.file.name for proof in correction.proofs.all()] == ["清单2.pdf", "别处.pdf"]


def test_with_a_file_go_those_whose_place_it_took(
    draft: Assessment, alice: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = signed_in(alice)
    send(client, draft, "F05", ("旧.pdf", PDF))
    send(client, draft, "F05", ("新.pdf", PDF + b"new"), replaces=Proof.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        remove_proof(proof=Proof.objects.get(replaced_by=None))
    assert (Proof.objects.count(), stored(), private_storage().listdir(draft.public_id.hex)[1]) == (0, 0, [])


def test_a_copy_begins_with_the_proof_of_what_it_copies(draft: Assessment, alice: User) -> None:
    proof = make_proof(draft, code="S01")
    snapshot = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    copy = start_assessment(enterprise=draft.enterprise, by=alice, at=AT, copy_from=snapshot)
    assert [(one.code, one.file) for one in copy.proofs.all()] == [("S01", proof.file)]


def test_a_closed_section_takes_and_loses_no_proof(draft: Assessment, alice: User) -> None:
    kept, elsewhere = make_proof(draft, code="F05"), make_proof(draft, code="S01", content=b"\xff\xd8\xff b")
    section = compiled(draft.revision_id).section_by_item["F05"].code
    take_step(assessment=draft, section=section, step=SectionStep.CLOSE, by=alice, at=AT)
    client = signed_in(alice)
    assert "已由管理员关闭" in send(client, draft, "F05", ("晚.pdf", PDF))[1]
    for address in (
        url("use_proof", draft, "F05", str(elsewhere.public_id)),
        url("remove_proof", draft, str(kept.public_id)),
    ):
        assert "已由管理员关闭" in client.post(address, follow=True).content.decode()
    assert set(draft.proofs.values_list("code", flat=True)) == {"F05", "S01"}
    assert stored() == 2
    form = shown(client, draft, "F05")
    assert ("这一部分已关闭" in form, "上传佐证" in form) == (True, False)


def test_without_proof_a_snapshot_has_the_bytes_of_before(draft: Assessment, alice: User) -> None:
    snapshot = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    assert '"proofs"' not in snapshot.payload


def test_proof_and_plans_share_the_room_of_the_firm(
    firm: Enterprise, alice: User, settings: Settings
) -> None:
    settings.FIRM_FILES_MAX_BYTES = 100
    make_file(plan=make_followed(enterprise=firm), content=b"%PDF-" + b"1" * 75)
    draft, client = make_assessment(enterprise=firm, by=alice), signed_in(alice)
    status, said = send(client, draft, "F05", ("一.pdf", b"%PDF-" + b"2" * 16))
    assert (status, "企业的佐证、方案文件和材料包合计不能超过" in said) == (422, True)
    assert send(client, draft, "F05", ("一.pdf", b"%PDF-" + b"2" * 15))[0] == 200


def test_a_firm_has_so_many_files_however_small(draft: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    client = signed_in(draft.started_by)
    status, said = send(client, draft, "F05", ("1.txt", b"1"), ("2.txt", b"2"), ("3.txt", b"3"))
    assert (status, "“3.txt”未上传：企业的佐证和方案文件最多" in said, stored()) == (422, True, 2)
    assert send(client, draft, "F06", ("1.txt", b"1"))[0] == 200  # what is there already proves more


def test_a_plans_file_of_the_same_content_is_another_one(firm: Enterprise, alice: User) -> None:
    """Who takes it away from the plan does not take it away from the item."""
    make_file(plan=make_followed(enterprise=firm), content=PDF)
    send(signed_in(alice), make_assessment(enterprise=firm, by=alice), "F05", ("一.pdf", PDF))
    assert stored() == 2


def test_guests_see_none(draft: Assessment) -> None:
    make_proof(draft, code="F05")
    link = make_guest_link(draft, section="F3")
    assert "排产屏幕" not in guest_at(link).get(page("guest_fill", link)).content.decode()


def test_of_a_scene_what_an_assessor_looks_at_is_said_up_to_the_level(firm: Enterprise, alice: User) -> None:
    draft = make_assessment(enterprise=firm, by=alice, scenes={"S01": 2})
    form = shown(signed_in(alice), draft, "S01")
    assert form.split("适合作佐证的：")[1].split("</ul>")[0].count("<li>") == 2
