"""A YAML file from outside as plain data: its encoding, its size, and what YAML may not do."""

import codecs
from typing import Any

from django.utils.translation import gettext_lazy as _

from editing.domain.strict_data import StrictDataError, load_yaml
from editing.files.refusals import FileRefused
from editing.wording.refusals import sentence

MOST_BYTES = 2**20  # ten times the largest file that we write ourselves
OTHER_ENCODINGS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_yaml(content: bytes) -> Any:
    """Return the mappings, lists and scalars of a YAML file. Raises FileRefused naming the line."""
    if len(content) > MOST_BYTES:
        raise FileRefused(_("YAML 文件超过 %(most)s MiB。"), most=MOST_BYTES // 2**20)
    try:
        return load_yaml(_decoded(content))
    except StrictDataError as error:
        reason = sentence(error.reason, error.detail)
        if not error.line:
            raise FileRefused(_("文件无法读取：%(reason)s。"), reason=reason) from None
        raise FileRefused(_("第 %(line)s 行：%(reason)s。"), line=error.line, reason=reason) from None


def _decoded(content: bytes) -> str:
    if content.startswith(OTHER_ENCODINGS):
        raise FileRefused(_("文件的编码是 UTF-16 或 UTF-32，请另存为 UTF-8 后再上传。"))
    if b"\0" in content:
        raise FileRefused(_("文件不是文本：其中有空字符。"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefused(
            _("第 %(line)s 行不是 UTF-8 编码（可能是 GBK），请另存为 UTF-8 后再上传。"), line=line
        ) from None
