"""Logs: one JSON object a line, with every run of eleven digits masked."""

import json
import logging
import logging.config
import re
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime

current_request: ContextVar[str] = ContextVar("current_request", default="")

# A national number, also when typed with spaces, points or hyphens: some published paths carry one.
_NUMBER = re.compile(r"(?<!\d)(?:\d{2}[\s.-]*){3}\d{5}(?!\d)")
_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "request", "taskName"}


def mask(text: str) -> str:
    """Replace every run of eleven digits, also inside longer words, with eleven stars."""
    return _NUMBER.sub("***********", re.sub(r"\d{11,}", lambda found: "*" * len(found.group()), text))


class JsonFormatter(logging.Formatter):
    """One object a line: time (UTC), level, logger, text, request id, extra fields and a masked traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as masked JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "text": record.getMessage(),
        }
        if request := current_request.get():
            line["request_id"] = request
        line |= {key: value for key, value in record.__dict__.items() if key not in _STANDARD}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return mask(json.dumps(line, ensure_ascii=False, default=str))


def configure(options: Mapping[str, str]) -> None:
    """Send all logs to standard error. Called by Django with the LOGGING setting."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": JsonFormatter}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": options["level"]},
            "loggers": {
                "django.server": {"level": "WARNING"},
                "httpx": {"level": "WARNING"},
                "procrastinate": {"level": "WARNING"},
            },
        }
    )
