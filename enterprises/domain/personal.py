"""The register of personal data: each column that holds some, why, how long, and what becomes of it.

Export and deletion of a person follow it (`enterprises.services.persons`); a test refuses a column of a
personal kind that is not listed. For what firms and the law are told: `docs/privacy/`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of it when the person deletes the account."""

    ROW = "the row goes"
    EMPTIED = "the column is emptied"
    STAYS = "it stays, and names a bare number"


ACCOUNT = "as long as the account"
FIRM = "as long as the firm's records (SHUJIE_ERASE_DAYS, SHUJIE_LEFT_FIRM_DAYS)"
INVITED = "until it is used, withdrawn, or 30 days after it expired"
RESULT = "as long as the result"
CONTENT = "as long as the content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """A column, or several by pattern (app.Model.column with `*`).

    `whose`: the lookup from the row to the person; "" where it is about others or about nobody known.
    `part`: of a column of JSON, the key under which it stands.
    """

    column: str
    purpose: str
    period: str
    whose: str = ""
    exported: bool = False
    fate: Fate = Fate.STAYS
    part: str = ""

    @property
    def model(self) -> str:
        return self.column.rpartition(".")[0]

    @property
    def name(self) -> str:
        return self.column.rpartition(".")[2]


def _own(*columns: str, purpose: str, fate: Fate, whose: str = "user") -> tuple[Personal, ...]:
    """Return columns of the account and what hangs on it; they are exported."""
    return tuple(
        Personal(column=column, purpose=purpose, period=ACCOUNT, whose=whose, exported=True, fate=fate)
        for column in columns
    )


def _by(*columns: str, purpose: str, period: str) -> tuple[Personal, ...]:
    """Return columns that say who did something: proof of others' records, so that they stay."""
    return tuple(Personal(column=column, purpose=purpose, period=period) for column in columns)


REGISTER: tuple[Personal, ...] = (
    # --- The account and what hangs on it ---------------------------------------------------------
    *_own(
        "enterprises.User.email",
        "enterprises.User.phone",
        "enterprises.User.name",
        purpose="to sign in, and to be recognised by members of the same firm",
        fate=Fate.EMPTIED,
        whose="pk",
    ),
    Personal(
        column="enterprises.User.password",
        purpose="to sign in (a digest)",
        period=ACCOUNT,
        whose="pk",
        fate=Fate.EMPTIED,
    ),
    *_own(
        "enterprises.Session.address",
        "enterprises.Session.agent",
        "enterprises.Session.signed_in_at",
        "enterprises.Session.seen_at",
        purpose="to see where one is signed in, and to end it there",
        fate=Fate.ROW,
    ),
    Personal(
        column="enterprises.Session.session_data",
        purpose="to stay signed in; answers of the quick check; a sign-up or change that waits for its code",
        period="until it is ended, or has not been used (SHUJIE_SESSION_MINUTES)",
        whose="user",
        fate=Fate.ROW,
    ),
    *_own("enterprises.Consent.ip", purpose="to prove the consent", fate=Fate.EMPTIED),
    *_own(
        "enterprises.Consent.version",
        "enterprises.Consent.at",
        purpose="to prove the consent",
        fate=Fate.STAYS,
    ),
    *_own("enterprises.SignInPlace.at", purpose="never to refuse the right password there", fate=Fate.ROW),
    Personal(
        column="enterprises.SignInPlace.place",
        purpose="never to refuse the right password there (a digest)",
        period="the last ten places",
        whose="user",
        fate=Fate.ROW,
    ),
    *_by(
        "enterprises.WrongPassword.person",
        "enterprises.WrongPassword.place",
        purpose="to slow whoever guesses passwords (digests)",
        period="an hour",
    ),
    *_own("account.EmailAddress.email", purpose="to reset the password (allauth's copy)", fate=Fate.ROW),
    *_own("mfa.Authenticator.type", "mfa.Authenticator.created_at", purpose="to sign in", fate=Fate.ROW),
    Personal(
        column="mfa.Authenticator.data",
        purpose="to sign in (keys, encrypted)",
        period=ACCOUNT,
        whose="user",
        fate=Fate.ROW,
    ),
    *_own(
        "socialaccount.SocialAccount.uid",
        "socialaccount.SocialAccount.extra_data",
        "socialaccount.SocialAccount.date_joined",
        "socialaccount.SocialAccount.last_login",
        purpose="to sign in through an identity provider: what it says of the person",
        fate=Fate.ROW,
    ),
    *_own("enterprises.StaffRegion.code", purpose="whose firms staff help", fate=Fate.ROW),
    *_own(
        "enterprises.Membership.role",
        "enterprises.Membership.added_at",
        purpose="who may what",
        fate=Fate.ROW,
    ),
    *_own(
        "enterprises.JoinRequest.named",
        "enterprises.JoinRequest.asked_at",
        purpose="to be recognised by the owner, who decides",
        fate=Fate.ROW,
    ),
    Personal(
        column="enterprises.Invitation.label",
        purpose="who is invited",
        period=INVITED,
    ),
    Personal(
        column="enterprises.Invitation.user",
        purpose="to be shown to whom it is for",
        period=INVITED,
        whose="user",
        fate=Fate.EMPTIED,
    ),
    Personal(
        column="enterprises.Invitation.made_at",
        purpose="to be shown to whom it is for",
        period=INVITED,
        whose="user",
        exported=True,
    ),
    *_own("enterprises.SentForm.sent_at", purpose="to make nothing twice", fate=Fate.ROW),
    Personal(
        column="enterprises.SentForm.answer",
        purpose="to make nothing twice",
        period=ACCOUNT,
        whose="user",
        fate=Fate.ROW,
    ),
    # --- What people have put into the records of their firm --------------------------------------
    Personal(
        column="assessment.Snapshot.submitted_from",
        purpose="to prove the submission",
        period=RESULT,
        whose="submitted_by",
        exported=True,
        fate=Fate.EMPTIED,
    ),
    Personal(
        column="assessment.Snapshot.payload",
        part="declaration",
        purpose="who filled in and who answers for it, for the pledge",
        period=RESULT,
        whose="submitted_by",
        exported=True,
    ),
    Personal(column="plans.Note.text", purpose="to work on a step", period=FIRM, whose="by", exported=True),
    Personal(
        column="enterprises.FirmFile.name",
        purpose="to prove a step or an answer",
        period=FIRM,
        whose="added_by",
        exported=True,
    ),
    Personal(
        column="enterprises.FirmFile.file",
        purpose="to prove a step or an answer",
        period=FIRM,
        whose="added_by",
    ),
    Personal(
        column="plans.Step.owner_name",
        purpose="who sees to a step",
        period=FIRM,
        whose="owner",
        exported=True,
    ),
    Personal(
        column="assessment.SectionWork.remark",
        purpose="to give a section back",
        period=FIRM,
        whose="changed_by",
        exported=True,
    ),
    Personal(
        column="enterprises.Verification.licence",
        purpose="to compare name and code with the licence, which names a person",
        period="until it is decided (SHUJIE_KEEP_LICENCES)",
        whose="asked_by",
    ),
    Personal(
        column="assessment.Remark.text",
        purpose="what members say of an item",
        period=FIRM,
        whose="by",
        exported=True,
    ),
    Personal(column="assessment.Remark.asked", purpose="who is to confirm an item", period=FIRM),
    Personal(column="assessment.SectionWork.member", purpose="who fills a section", period=FIRM),
    Personal(column="api.Token.name", purpose="what a member calls a token", period=ACCOUNT),
    Personal(
        column="assessment.Guest.name",
        purpose="who answered by a link",
        period="as long as the firm's records, or until the owner removes it",
    ),
    Personal(
        column="assessment.GuestLink.label",
        purpose="whom a link was handed to",
        period="as long as the firm's records, or until the owner removes it",
    ),
    Personal(column="assessment.GuestLink.remark", purpose="what a guest says of the answers", period=FIRM),
    Personal(
        column="enterprises.Enterprise.name",
        purpose="whose results; of a one-person firm, a person",
        period=FIRM,
    ),
    Personal(column="enterprises.Verification.name", purpose="the name that was compared", period=FIRM),
    Personal(column="enterprises.Verification.reason", purpose="why it was refused", period=FIRM),
    # --- Who did what ------------------------------------------------------------------------------
    *_by(
        "audit.Record.by",
        "audit.Record.address",
        purpose="to find misuse and to prove what was done, as the law asks of the operator",
        period="SHUJIE_AUDIT_DAYS",
    ),
    *_by(
        "admin.LogEntry.user",
        "admin.LogEntry.object_id",
        "admin.LogEntry.object_repr",
        "admin.LogEntry.change_message",
        purpose="what staff changed in the admin",
        period="as long as the installation",
    ),
    *_by(
        "enterprises.Tombstone.by",
        purpose="who had a firm erased",
        period="as long as the installation",
    ),
    Personal(column="*.history_user", purpose="who wrote content", period=CONTENT),
    Personal(column="*.by", purpose="who did it, for the other members", period=FIRM),
    Personal(column="*.*_by", purpose="who did it, for the other members or staff", period=FIRM),
)
# Columns that look personal by kind or name, and are not: what they hold instead.
NOT_PERSONAL: dict[str, str] = {
    "plans.KeptPlan.name": "what a plan is called",
    "plans.KeptPlan.content": "measures and efforts of a plan",
    "plans.EffectFigure.name": "what is measured",
    "reports.Report.said": "rules of the report",
    "reports.Report.followed": "steps of a plan with their days",
    "reports.Report.chosen": "measures of a plan",
    "reports.Report.quotes": "prices of a plan",
    "reports.Certificate.name": "the holder of the key that seals: the operator",
    "reports.Certificate.pem": "a certificate",
    "reports.ReportFile.pdf": "the result as set; its names are those of the declaration",
    "reports.ReportFile.earlier": "digests of files",
    "reports.Bundle.file": "results as set; their names are those of the declaration",
    "reports.Statement.token": "a level of a firm, signed",
    "roadmap.*": "content of the operator",
    "standards.*": "content of the operator",
    "api.Token.scopes": "what a token may",
    "assessment.Answer.*": "answers of a firm",
    "assessment.PastAnswer.*": "answers of a firm",
    "assessment.Assessment.*": "state of a form",
    "assessment.Snapshot.reason": "why a result is corrected",
    "assessment.FigureConfirmation.token": "which value was confirmed",
    "assessment.Move.*": "answers of a firm before and after",
    "assessment.Replay*": "counts, and results without firms",
    "editing.Upload.*": "content of the operator that waits for a minute",
    "enterprises.Session.user": "whose row it is",
    "socialaccount.SocialApp.*": "empty: the provider is set by the environment",
    "socialaccount.SocialToken.*": "empty: what a provider gives is used once",
    "enterprises.User_groups.user": "what staff may do; emptied with the account",
    "enterprises.User_user_permissions.user": "what staff may do; emptied with the account",
    "account.EmailConfirmation.email_address": "whose row it is",
    "enterprises.ProfileFact.about": "what of the firm is asked",
    "jobs.Job.*": "keys of rows",
    "jobs.Heartbeat.name": "a process",
    "auth.Group.name": "a group",
    "auth.Permission.name": "a permission",
    "api.Endpoint.url": "an address of another system",
    "api.Endpoint.secret": "what signs, encrypted",
    "enterprises.ChoosableSector.*": "content of the operator",
}
