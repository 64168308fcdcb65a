"""The admin, the pages for trying drafts and those for files: which of the staff may open which address.

One row per address, or per registered model. A new address without a row fails in `test_staff.py`. Who is not
named in a row is refused: 403, or 404 where even the existence is nobody's business. A row also says how many
queries its page may take at most; who needs more raises the ceiling here and says why in the commit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from config import groups

NAMESPACES = ("admin:", "trial:", "exchange:", "roadmap_exchange:")
# Each is a member of one group; the clerk is staff in none.
STAFF = {
    "clerk": (),
    "criteria_editor": (groups.CRITERIA_EDITOR,),
    "roadmap_editor": (groups.ROADMAP_EDITOR,),
    "publisher": (groups.PUBLISHER,),
    "verifier": (groups.VERIFIER,),
    "identity_verifier": (groups.IDENTITY_VERIFIER,),
    "support_reader": (groups.SUPPORT_READER,),
    "auditor": (groups.AUDITOR,),
    "system_administrator": (groups.SYSTEM_ADMINISTRATOR,),
}
ROOT = "staff"  # the superuser of the world

LOGGED = 8  # queries: the record of a look, the first there is
TAKEN = LOGGED + 1  # of a download: whether it has just been recorded, too

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
VERIFIES_FIRMS = SUPERUSER | {"identity_verifier"}
SEES_FIRMS = SUPERUSER | {"support_reader"}
SEES_THE_LOG = SUPERUSER | {"auditor"}
RUNS_THE_SITE = SUPERUSER | {"system_administrator"}
SEES_SOME_APP = EVERYBODY - {"clerk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address that is opened by GET, who may, and how many queries it takes at most."""

    name: str
    opens: frozenset[str]
    queries: int = 0  # of a page that nobody opens


class Ceilings(NamedTuple):
    """How many queries each of the five pages may take; 0 for a page that nobody opens."""

    object: int
    history: int
    list: int = 0
    add: int = 0
    delete: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The five pages of a model in the admin. `looks`: at list, object and history."""

    model: str  # app and name, as addresses have it
    looks: frozenset[str]
    queries: Ceilings
    lists: frozenset[str] | None = None  # if others than those who look at one
    adds: frozenset[str] = NOBODY
    deletes: frozenset[str] = NOBODY

    @property
    def pages(self) -> Iterator[Page]:
        for page, opens, queries in (
            ("changelist", self.looks if self.lists is None else self.lists, self.queries.list),
            ("change", self.looks, self.queries.object),
            ("history", self.looks, self.queries.history),
            ("add", self.adds, self.queries.add),
            ("delete", self.deletes, self.queries.delete),
        ):
            yield Page(name=f"admin:{self.model}_{page}", opens=opens, queries=queries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What a POST starts: who may, and the rows that each table gains. Everybody else is refused."""

    name: str
    may: frozenset[str]
    writes: Mapping[str, int] = field(default_factory=dict)
    sends: Mapping[str, str] = field(default_factory=dict)


ROADMAP_KINDS = {
    "sector": Ceilings(18, 13, list=7, add=8, delete=6),
    "measure": Ceilings(16, 12, list=11, add=15, delete=6),
    "case": Ceilings(14, 8, list=9, add=7, delete=6),
    "solution": Ceilings(38, 7, list=7, add=6, delete=8),
    # Eight kinds of parts, of which six came with what notices say.
    "supportmeasure": Ceilings(38, 12, list=8, add=8, delete=6),
}
# Added from a tree only, which names what they stand in; asked for one of a published revision.
PARTS = {
    "dimension": Ceilings(8, 10),
    "group": Ceilings(9, 10),
    "question": Ceilings(11, 11),
    "scenegroup": Ceilings(8, 10),
    "scene": Ceilings(13, 12),
    "threshold": Ceilings(7, 10),
    "figure": Ceilings(8, 10),
    "variant": Ceilings(12, 12),
    "term": Ceilings(8, 10),
    "notapplicablereason": Ceilings(8, 10),
}
MODELS = (
    *(
        Registered(model=f"standards_{part}", queries=queries, looks=SEES_CRITERIA, lists=NOBODY)
        for part, queries in PARTS.items()
    ),
    Registered(
        model="standards_revision",
        queries=Ceilings(17, 13, list=26, delete=5),
        looks=SEES_CRITERIA,
        deletes=WRITES_CRITERIA,
    ),
    *(
        Registered(
            model=f"roadmap_{kind}",
            queries=queries,
            looks=SEES_ROADMAPS,
            adds=WRITES_ROADMAPS,
            deletes=WRITES_ROADMAPS,
        )
        for kind, queries in ROADMAP_KINDS.items()
    ),
    Registered(model="roadmap_libraryversion", queries=Ceilings(5, 6, list=7), looks=SEES_ROADMAPS),
    Registered(
        model="enterprises_verification", queries=Ceilings(6 + TAKEN, 6, list=6 + TAKEN), looks=VERIFIES_FIRMS
    ),
    Registered(
        model="enterprises_enterprise", queries=Ceilings(5 + TAKEN, 4, list=5 + TAKEN), looks=SEES_FIRMS
    ),
    Registered(
        model="enterprises_user",
        queries=Ceilings(9, 5, list=6, add=2),  # of each person also the groups
        looks=RUNS_THE_SITE,
        adds=RUNS_THE_SITE,
    ),
    Registered(
        model="auth_group",
        queries=Ceilings(5, 4, list=5, add=3, delete=5),
        looks=SUPERUSER,
        adds=SUPERUSER,
        deletes=SUPERUSER,
    ),
    Registered(model="audit_record", queries=Ceilings(5, 6, list=8), looks=SEES_THE_LOG),
    Registered(model="jobs_job", queries=Ceilings(4, 4, list=6), looks=RUNS_THE_SITE),
)
PAGES = (
    *(page for model in MODELS for page in model.pages),
    Page(name="admin:standards_revision_head", queries=7, opens=SEES_CRITERIA),
    *(
        Page(name=f"admin:standards_revision_{step}", queries=5, opens=WRITES_CRITERIA)
        for step in ("copy", "derive")
    ),
    *(
        Page(name=f"admin:standards_revision_{step}", queries=27, opens=PUBLISHES_CRITERIA)
        for step in ("publish", "retire", "defect")
    ),
    Page(name="admin:standards_revision_correction", opens=NOBODY),  # there is no error to correct
    Page(name="admin:standards_revision_verify", queries=22, opens=VERIFIES_CRITERIA),
    *(Page(name=f"admin:roadmap_{kind}_copy", queries=7, opens=WRITES_ROADMAPS) for kind in ROADMAP_KINDS),
    *(
        Page(name=f"admin:roadmap_{kind}_{step}", queries=38, opens=PUBLISHES_ROADMAPS)
        for kind in ROADMAP_KINDS
        for step in ("publish", "retire")
    ),
    *(
        Page(name=f"admin:roadmap_{page}", queries=14, opens=SEES_ROADMAPS)
        for page in ("lapsing", "unchecked", "divisions")
    ),
    Page(name="admin:enterprises_verification_licence", queries=5 + TAKEN, opens=VERIFIES_FIRMS),
    Page(name="admin:roadmap_empty", queries=40, opens=SEES_ROADMAPS),  # reads the whole library
    Page(name="admin:audit_record_export", queries=4 + LOGGED, opens=SEES_THE_LOG),
    Page(name="admin:jobs_job_operation", queries=9, opens=RUNS_THE_SITE),
    Page(name="admin:index", queries=5, opens=EVERYBODY),
    Page(name="admin:jsi18n", queries=2, opens=EVERYBODY),
    Page(name="admin:password_change", queries=4, opens=EVERYBODY),
    Page(name="admin:password_change_done", queries=4, opens=EVERYBODY),
    Page(name="admin:auth_user_password_change", queries=4, opens=RUNS_THE_SITE),
    Page(name="admin:enterprises_user_second_factor", queries=6, opens=RUNS_THE_SITE),
    Page(name="admin:app_list", queries=4, opens=SEES_CRITERIA),  # asked for criteria
    Page(name="admin:autocomplete", opens=NOBODY),  # nothing asks for it yet
    Page(name="admin:view_on_site", opens=NOBODY),  # nothing registered has a page of its own
    Page(name="trial:preview", queries=24, opens=SEES_CRITERIA),
    Page(name="trial:replay", queries=29, opens=SEES_CRITERIA),
    Page(name="trial:results", queries=30, opens=SEES_CRITERIA),
    Page(name="trial:results_csv", queries=29 + TAKEN, opens=SEES_CRITERIA),
    Page(name="trial:diff", queries=50, opens=SEES_CRITERIA),
    Page(name="exchange:export_yaml", queries=24 + TAKEN, opens=SEES_CRITERIA),
    Page(name="exchange:export_xlsx", queries=24 + TAKEN, opens=SEES_CRITERIA),
    Page(name="exchange:upload", queries=5, opens=WRITES_CRITERIA),
    Page(name="exchange:preview", queries=25, opens=frozenset({"criteria_editor"})),  # each one's own files
    Page(name="roadmap_exchange:export_yaml", queries=32 + TAKEN, opens=SEES_ROADMAPS),
    Page(name="roadmap_exchange:export_xlsx", queries=32 + TAKEN, opens=SEES_ROADMAPS),
    Page(name="roadmap_exchange:upload", queries=5, opens=WRITES_ROADMAPS),
    Page(name="roadmap_exchange:preview", queries=35, opens=frozenset({"roadmap_editor"})),
)
# A POST that is no more than another way of looking writes nothing and stands above.
ACTIONS = (
    Action(
        name="admin:standards_revision_retire",
        may=PUBLISHES_CRITERIA,
        writes={"standards_revision": 0, "standards_historicalrevision": 1},
    ),
    Action(
        name="admin:enterprises_verification_approve",
        may=VERIFIES_FIRMS,
        writes={"enterprises_verification": 0, "enterprises_enterprise": 0},
    ),
    Action(name="admin:enterprises_verification_refuse", may=VERIFIES_FIRMS),  # without a reason nothing
    Action(
        name="admin:enterprises_user_second_factor",
        may=RUNS_THE_SITE,
        writes={"mfa_authenticator": -1, "enterprises_user": 0},
        sends={"reason": "lost", "is_known": "on"},
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
        writes={"editing_upload": -1},
    ),
    Action(
        name="roadmap_exchange:discard",
        may=frozenset({"roadmap_editor"}),
        writes={"editing_upload": -1},
    ),
)
# Confirming asks for what the preview showed; `test_exchange_pages.py` of each says who may.
CONFIRMED = frozenset({"exchange:confirm", "roadmap_exchange:confirm"})
