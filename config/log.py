"""What stands in no log: the parts of addresses that open something by themselves."""

import logging
import re

OPENS = re.compile(r"(/g/|/password/reset/key/)[^/\s]+")


class HideTokens(logging.Filter):
    """Takes the tokens of guests' links and of new passwords out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if OPENS.search(line):
            record.msg, record.args = OPENS.sub(r"\1…", line), ()
        return True
