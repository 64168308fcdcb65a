"""Which files are taken, and why one is not."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from enterprises.domain.uploads import MOST_FILES, TYPES, FileProblem
from enterprises.services.files import RefusedFile

FILE_MISSING = gettext_lazy("请选择文件。")
FILE_NAME_TOO_LONG = gettext_lazy("文件名太长，请改短后再上传。")
INFECTED = gettext_lazy("“%(name)s”未上传：查毒程序在其中发现病毒。请在您的电脑上查杀后再上传。")
NOT_SCANNED = gettext_lazy("“%(name)s”未上传：查毒程序暂时不可用。请稍后再试。")
FILE_PROBLEMS: Mapping[FileProblem, Promise] = {
    FileProblem.TYPE: gettext_lazy(
        "“%(name)s”未上传：不支持这种文件。可以上传：%(types)s；其他文件请先打包成 zip。"
    ),
    FileProblem.CONTENT: gettext_lazy(
        "“%(name)s”未上传：内容不是可以上传的文件，或者已损坏。请打开检查后再上传。"
    ),
    FileProblem.PAGE: gettext_lazy(
        "“%(name)s”未上传：它的内容是网页。请用 Excel、WPS 或浏览器打开，另存为 .xlsx 或 PDF 后再上传。"
    ),
    FileProblem.MACROS: gettext_lazy("“%(name)s”未上传：文件带有宏，请另存为不带宏的文件后再上传。"),
    FileProblem.ARCHIVE: gettext_lazy("“%(name)s”未上传：不支持这种压缩包，请改用 zip 打包后再上传。"),
    FileProblem.EMPTY: gettext_lazy("“%(name)s”未上传：文件是空的。"),
    FileProblem.LARGE: gettext_lazy("“%(name)s”未上传：超过 %(file_mb)s MB。"),
    FileProblem.FULL: gettext_lazy("“%(name)s”未上传：这个方案的文件合计不能超过 %(plan_mb)s MB。"),
    FileProblem.FIRM_FULL: gettext_lazy(
        "“%(name)s”未上传：企业的佐证、方案文件和材料包合计不能超过 %(firm_mb)s MB。"
        "请先删除不再需要的文件，或联系平台运营者。"
    ),
    FileProblem.FIRM_MANY: gettext_lazy(
        "“%(name)s”未上传：企业的佐证和方案文件最多 %(firm_files)s 个。请先删除不再需要的文件，或打包成 zip。"
    ),
    FileProblem.KNOWN: gettext_lazy("“%(name)s”未上传：这里已有内容相同的文件。"),
    FileProblem.GONE: gettext_lazy("“%(name)s”未添加：文件刚刚被删除，请重新上传。"),
}


def refused_file_text(refused: RefusedFile) -> str:
    """Say which file was not taken, and why."""
    return str(FILE_PROBLEMS[refused.problem]) % {"name": refused.name, **file_limits()}


def file_limits() -> dict[str, object]:
    """Return which files are taken, for sentences: `types`, `file_mb`, `plan_mb`, `firm_mb`, `firm_files`."""
    return {
        "types": gettext("、").join(TYPES),
        "file_mb": settings.FILE_MAX_BYTES // 2**20,
        "plan_mb": settings.PLAN_FILES_MAX_BYTES // 2**20,
        "firm_mb": settings.FIRM_FILES_MAX_BYTES // 2**20,
        "firm_files": MOST_FILES,
    }
