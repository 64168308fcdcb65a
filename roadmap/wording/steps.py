"""What became of an entry, and what its page and its file lack."""

from django.utils.translation import gettext_lazy as _

CODE_FORM = _("请以字母开头，只用字母、数字、_ 和 -，最多 40 个字符。")
CODE_USED = _("代码 %(code)s 已用过。请换一个，或为原有条目新建下一版。")
ROW_TWICE = _("与前面的一行重复。")
BELOW_THE_LOW = _("不能低于下限 %(low)s。")
NO_RISE = _("应高于起始等级。")
COLUMNS_TWICE = _("“%(columns)s”有重复，每行须各不相同。")
IMPORTED = _("已导入 %(count)s 个条目，作为草稿。")
DRAFT_MADE = _("已新建第 %(version)d 版草稿。发布之前，页面仍显示原来的版本。")
HAS_DRAFT = _("这个条目已有草稿，请在草稿上修改。")
RETIRE_PUBLISHED_ONLY = _("只有已发布的版本可以停用。")
DELETE_DRAFTS_ONLY = _("只有草稿可以删除；已发布的版本可以停用。")
DRAFT_DELETED = _("已删除第 %(version)d 版草稿。")
RETIRED = _("已停用，页面上不再显示。")
PUBLISH_DRAFTS_ONLY = _("只有草稿可以发布。")
PUBLISHED = _("已发布，页面从现在起按新版本显示。")
NOT_A_ROADMAP = _("文件不是路线图：请上传从这里导出的 .xlsx 或 .yaml 文件。")
