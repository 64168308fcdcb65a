"""The admin, the pages for trying drafts and those for files: which of the staff may open which address.

One row per address, or per registered model. A new address without a row fails in `test_staff.py`. Who is not
named in a row is refused: 403, or 404 where even the existence is nobody's business.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from config import groups

NAMESPACES = ("admin:", "trial:", "exchange:", "roadmap_exchange:")
# Each is a member of one group; the clerk is staff in none.
STAFF = {
    "clerk": (),
    "criteria_editor": (groups.CRITERIA_EDITOR,),
    "roadmap_editor": (groups.ROADMAP_EDITOR,),
    "publisher": (groups.PUBLISHER,),
    "verifier": (groups.VERIFIER,),
    "support_reader": (groups.SUPPORT_READER,),
}
ROOT = "staff"  # the superuser of the world

NOBODY: frozenset[str] = frozenset()
SUPERUSER = frozenset({ROOT})
EVERYBODY = frozenset({ROOT, *STAFF})
SEES_CRITERIA = SUPERUSER | {"criteria_editor", "publisher", "verifier"}
WRITES_CRITERIA = SUPERUSER | {"criteria_editor"}
PUBLISHES_CRITERIA = SUPERUSER | {"publisher"}
VERIFIES_CRITERIA = SUPERUSER | {"verifier"}
SEES_ROADMAPS = SUPERUSER | {"roadmap_editor", "publisher"}
WRITES_ROADMAPS = SUPERUSER | {"roadmap_editor"}
PUBLISHES_ROADMAPS = SUPERUSER | {"publisher"}
SEES_FIRMS = SUPERUSER | {"support_reader"}
SEES_SOME_APP = EVERYBODY - {"clerk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address that is opened by GET, and who may."""

    name: str
    opens: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The five pages of a model in the admin. `looks`: at list, object and history."""

    model: str  # app and name, as addresses have it
    looks: frozenset[str]
    lists: frozenset[str] | None = None  # if others than those who look at one
    adds: frozenset[str] = NOBODY
    deletes: frozenset[str] = NOBODY

    @property
    def pages(self) -> Iterator[Page]:
        for page, opens in (
            ("changelist", self.looks if self.lists is None else self.lists),
            ("change", self.looks),
            ("history", self.looks),
            ("add", self.adds),
            ("delete", self.deletes),
        ):
            yield Page(name=f"admin:{self.model}_{page}", opens=opens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a POST starts: who may, and the rows that each table gains. Everybody else is refused."""

    name: str
    may: frozenset[str]
    writes: Mapping[str, int] = field(default_factory=dict)


ROADMAP_KINDS = ("sector", "measure", "case", "solution", "supportmeasure")
# Added from a tree only, which names what they stand in; asked for one of a published revision.
PARTS = (
    "dimension",
    "group",
    "question",
    "scenegroup",
    "scene",
    "threshold",
    "figure",
    "variant",
    "term",
    "notapplicablereason",
)
MODELS = (
    *(Registered(model=f"standards_{part}", looks=SEES_CRITERIA, lists=NOBODY) for part in PARTS),
    Registered(model="standards_revision", looks=SEES_CRITERIA, deletes=WRITES_CRITERIA),
    *(
        Registered(
            model=f"roadmap_{kind}", looks=SEES_ROADMAPS, adds=WRITES_ROADMAPS, deletes=WRITES_ROADMAPS
        )
        for kind in ROADMAP_KINDS
    ),
    Registered(model="roadmap_libraryversion", looks=SEES_ROADMAPS),
    Registered(model="enterprises_enterprise", looks=SEES_FIRMS),
    Registered(model="enterprises_user", looks=SUPERUSER, adds=SUPERUSER),
    Registered(model="auth_group", looks=SUPERUSER, adds=SUPERUSER, deletes=SUPERUSER),
    Registered(model="jobs_job", looks=SUPERUSER),
    Registered(model="account_emailaddress", looks=SUPERUSER, adds=SUPERUSER, deletes=SUPERUSER),
    *(
        Registered(model=f"axes_{log}", looks=SUPERUSER, deletes=SUPERUSER)
        for log in ("accessattempt", "accesslog", "accessfailurelog")
    ),
)
PAGES = (
    *(page for model in MODELS for page in model.pages),
    Page(name="admin:standards_revision_head", opens=SEES_CRITERIA),
    *(Page(name=f"admin:standards_revision_{step}", opens=WRITES_CRITERIA) for step in ("copy", "derive")),
    *(
        Page(name=f"admin:standards_revision_{step}", opens=PUBLISHES_CRITERIA)
        for step in ("publish", "retire", "defect")
    ),
    Page(name="admin:standards_revision_correction", opens=NOBODY),  # there is no error to correct
    Page(name="admin:standards_revision_verify", opens=VERIFIES_CRITERIA),
    *(Page(name=f"admin:roadmap_{kind}_copy", opens=WRITES_ROADMAPS) for kind in ROADMAP_KINDS),
    *(
        Page(name=f"admin:roadmap_{kind}_{step}", opens=PUBLISHES_ROADMAPS)
        for kind in ROADMAP_KINDS
        for step in ("publish", "retire")
    ),
    *(Page(name=f"admin:roadmap_{page}", opens=SEES_ROADMAPS) for page in ("lapsing", "divisions")),
    Page(name="admin:index", opens=EVERYBODY),
    Page(name="admin:jsi18n", opens=EVERYBODY),
    Page(name="admin:password_change", opens=EVERYBODY),
    Page(name="admin:password_change_done", opens=EVERYBODY),
    Page(name="admin:auth_user_password_change", opens=SUPERUSER),
    Page(name="admin:app_list", opens=SEES_CRITERIA),  # asked for criteria
    Page(name="admin:autocomplete", opens=NOBODY),  # nothing asks for it yet
    Page(name="admin:view_on_site", opens=NOBODY),  # nothing registered has a page of its own
    Page(name="trial:preview", opens=SEES_CRITERIA),
    Page(name="trial:replay", opens=SEES_CRITERIA),
    Page(name="trial:results", opens=SEES_CRITERIA),
    Page(name="trial:results_csv", opens=SEES_CRITERIA),
    Page(name="trial:diff", opens=SEES_CRITERIA),
    Page(name="exchange:export_yaml", opens=SEES_CRITERIA),
    Page(name="exchange:export_xlsx", opens=SEES_CRITERIA),
    Page(name="exchange:upload", opens=WRITES_CRITERIA),
    Page(name="exchange:preview", opens=frozenset({"criteria_editor"})),  # each one's own files
    Page(name="roadmap_exchange:export_yaml", opens=SEES_ROADMAPS),
    Page(name="roadmap_exchange:export_xlsx", opens=SEES_ROADMAPS),
    Page(name="roadmap_exchange:upload", opens=WRITES_ROADMAPS),
    Page(name="roadmap_exchange:preview", opens=frozenset({"roadmap_editor"})),
)
# A POST that is no more than another way of looking writes nothing and stands above.
ACTIONS = (
    Action(
        name="admin:standards_revision_retire",
        may=PUBLISHES_CRITERIA,
        writes={"standards_revision": 0, "standards_historicalrevision": 1},
    ),
    Action(
        name="admin:roadmap_case_copy",
        may=WRITES_ROADMAPS,
        writes={
            "roadmap_case": 1,
            "roadmap_historicalcase": 1,
            "roadmap_casescene": 5,
            "roadmap_historicalcasescene": 5,
        },
    ),
    Action(
        name="admin:roadmap_case_retire",
        may=PUBLISHES_ROADMAPS,
        writes={"roadmap_case": 0, "roadmap_historicalcase": 1, "roadmap_libraryversion": 1},
    ),
    Action(
        name="trial:replay",
        may=WRITES_CRITERIA,
        # The new one takes the place of the one there is, with its part and the results that it changes.
        writes={
            "assessment_replay": 0,
            "assessment_replaypart": 0,
            "assessment_replaychange": -3,
            "jobs_job": 1,
        },
    ),
    Action(
        name="exchange:discard",
        may=frozenset({"criteria_editor"}),
        writes={"standards_upload": -1},
    ),
    Action(
        name="roadmap_exchange:discard",
        may=frozenset({"roadmap_editor"}),
        writes={"standards_upload": -1},
    ),
)
# Confirming asks for what the preview showed; `test_exchange_pages.py` of each says who may.
CONFIRMED = frozenset({"exchange:confirm", "roadmap_exchange:confirm"})
