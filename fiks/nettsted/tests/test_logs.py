"""Logs are JSON, one object a line, and carry no national number."""

import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiks.felles.koder.identifikator import is_valid
from fiks.nettsted.logs import JsonFormatter, current_request, mask
from tests.residents import NAMED

NUMBER = NAMED["solveig"]


def _record(text: str, *args: object, **extra: object) -> logging.LogRecord:
    record = logging.LogRecord("prove", logging.INFO, __file__, 1, text, args, None)
    record.__dict__.update(extra)
    return record


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        f"{NUMBER[:6]} {NUMBER[6:]}",
        f"{NUMBER[:6]}-{NUMBER[6:]}",
        f"{NUMBER[:2]} {NUMBER[2:4]} {NUMBER[4:6]} {NUMBER[6:]}",
        f"a{NUMBER}b",
        f"{NUMBER}{NUMBER}",
    ],
)
def test_a_number_is_masked_however_it_is_written(written: str) -> None:
    masked = mask(f"GET /personer/{written}?x=1")
    assert NUMBER[:6] not in masked
    assert NUMBER[6:] not in masked


@given(st.text(alphabet="0123456789 ./-", max_size=40))
def test_no_masked_text_holds_eleven_digits_in_a_row(text: str) -> None:
    masked = mask(text)
    runs = [masked[start : start + 11] for start in range(len(masked) - 10)]
    assert not [run for run in runs if run.isdecimal() and is_valid(run)]


def test_a_line_is_one_json_object_with_the_request_and_extra_fields() -> None:
    token = current_request.set("req-12345678")
    try:
        line = json.loads(JsonFormatter().format(_record("Ferdig med %s", NUMBER, side="oppslag")))
    finally:
        current_request.reset(token)
    assert line["text"] == "Ferdig med ***********"
    assert (line["request_id"], line["side"], line["level"]) == ("req-12345678", "oppslag", "INFO")


def test_a_trace_is_masked_too() -> None:
    try:
        int(f"nummer {NUMBER}")
    except ValueError:
        record = _record("Feil")
        record.exc_info = sys.exc_info()
    formatted = JsonFormatter().format(record)
    assert "ValueError" in formatted
    assert NUMBER not in formatted
