"""What `assess` lacks."""

from django.utils.translation import gettext_lazy as _

FILES_MISSING = _("请给出一个或多个文件，或用 --batch 给出一个批量文件。")
PDF_OF_ONE_FILE = _("--pdf 只用于一个文件。")
TARGET_NO_LEVEL = _("--target: 请写等级的数字，如 3。")
NO_NUMBER = _("--%(name)s: 请写一个数，如 30。")
NOT_PREPARED = _("数据库还没有准备好：请先运行 manage.py prepare。")
LINES_DONE = _("已处理 %(count)d 行")
LINES_REFUSED = _("有 %(count)d 行未被接受，原因见输出的 error。")
PROCESS_ENDED = _("中途有一个进程被系统终止，可能是内存不足；结果不完整，请重新运行。")
