"""Bulk look-up, against the test world's Folkeregisteret."""

import json
import logging

import httpx
import pytest

from fiks.integrasjoner import folkeregisteret
from fiks.integrasjoner.folkeregisteret import (
    PAKKER,
    FolkeregisteretAvvist,
    FolkeregisteretUtilgjengelig,
    Oppslag,
    UventetSvar,
)
from fiks.integrasjoner.maskinporten import MaskinportenAvvist
from fiks.integrasjoner.tests.world import TOWN, Outside
from testmiljo.befolkning import examples, former_numbers

EXAMPLES = examples(TOWN)
ALL = [number for numbers in EXAMPLES.values() for number in numbers]
FORMER, CURRENT = next(iter(former_numbers(TOWN).items()))
NOBODY = "13839399970"


def _document(oppslag: Oppslag) -> object:
    assert oppslag.dokument is not None
    return json.loads(oppslag.dokument)


def test_every_number_gets_one_answer_in_order(outside: Outside) -> None:
    asked = [ALL[0], NOBODY, ALL[1], ALL[0]]
    answers = list(outside.register().oppslag(asked))
    assert [answer.nummer for answer in answers] == asked
    assert [answer.dokument is None for answer in answers] == [False, True, False, False]
    assert answers[1].feilmelding


def test_document_is_everything_that_the_package_gives(outside: Outside) -> None:
    for answer in outside.register().oppslag(ALL):
        assert _document(answer) == TOWN.document(answer.nummer)
        assert answer.dokument is not None
        assert b"\n" not in answer.dokument


def test_package_without_hjemmel_gives_what_it_has(outside: Outside) -> None:
    register = outside.register(pakke=PAKKER["offentlig-uten-hjemmel"])
    (answer,) = register.oppslag(EXAMPLES["gift"][:1])
    document = _document(answer)
    assert isinstance(document, dict)
    assert "navn" in document
    assert "familierelasjon" not in document


def test_named_parts_are_all_that_comes(outside: Outside) -> None:
    (answer,) = outside.register(parts=["navn", "kjoenn"]).oppslag(ALL[:1])
    assert set(_document(answer)) - {"identifikasjonsnummer"} == {"navn", "kjoenn"}  # type: ignore[call-overload]  # a document


def test_ended_number_leads_to_the_person_who_has_another_now(outside: Outside) -> None:
    former, current = outside.register().oppslag([FORMER, CURRENT])
    assert (former.nummer, current.nummer) == (FORMER, CURRENT)
    assert former.dokument == current.dokument


def test_answers_stream_a_call_at_a_time(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folkeregisteret, "MAX_BULK", 2)
    taken: list[str] = []

    def numbers() -> object:
        for number in ALL[:5]:
            taken.append(number)
            yield number

    answers = outside.register().oppslag(numbers())  # type: ignore[arg-type]  # a generator
    next(answers)
    assert taken == ALL[:2]
    assert [answer.nummer for answer in answers] == ALL[1:5]


def test_no_numbers_make_no_call(outside: Outside) -> None:
    assert list(outside.register(url="http://127.0.0.1:1").oppslag([])) == []


def test_a_full_thousand_is_one_call(outside: Outside) -> None:
    outside.disturb(status=429, antall=1, retry_after="1500")
    numbers = (ALL * 1000)[:1000]
    assert len(list(outside.register().oppslag(numbers))) == 1000
    assert outside.waited == [1.5]


def test_retry_after_is_waited_for_and_own_waits_grow(outside: Outside) -> None:
    outside.disturb(status=503, antall=2)
    outside.disturb(status=429, retry_after="30000")
    outside.disturb(status=502, retry_after="Wed, 25 Nov 2026 10:00:00 GMT", tekst="<html>")
    assert len(list(outside.register().oppslag(ALL[:1]))) == 1
    assert outside.waited == [0.5, 1.0, 30.0, 4.0]


def test_retries_are_bounded(outside: Outside) -> None:
    outside.disturb(status=500, antall=folkeregisteret.ATTEMPTS)
    with pytest.raises(FolkeregisteretUtilgjengelig, match="http_500"):
        list(outside.register().oppslag(ALL[:1]))
    assert len(outside.waited) == folkeregisteret.ATTEMPTS - 1


def test_who_is_asked_to_stay_away_for_long_gives_up(outside: Outside) -> None:
    outside.disturb(status=429, retry_after="3600000")
    with pytest.raises(FolkeregisteretUtilgjengelig, match="http_429"):
        list(outside.register().oppslag(ALL[:1]))
    assert outside.waited == []


def test_slow_answer_times_out_and_is_asked_for_again(outside: Outside) -> None:
    outside.disturb(sekunder=0.6)
    with httpx.Client(timeout=0.3) as http:
        assert len(list(outside.register(http=http).oppslag(ALL[:1]))) == 1
    assert outside.waited == [0.5]


def test_nobody_there_is_unavailable(outside: Outside) -> None:
    with pytest.raises(FolkeregisteretUtilgjengelig, match="ConnectError"):
        list(outside.register(url="http://127.0.0.1:1").oppslag(ALL[:1]))


def test_address_that_is_none_is_told_at_once(outside: Outside) -> None:
    with pytest.raises(FolkeregisteretUtilgjengelig, match="UnsupportedProtocol"):
        list(outside.register(url="folkeregisteret.no").oppslag(ALL[:1]))
    assert outside.waited == []


def test_maskinporten_that_is_down_is_asked_again(outside: Outside) -> None:
    tokens = outside.maskinporten(issuer="http://127.0.0.1:1")
    with pytest.raises(FolkeregisteretUtilgjengelig, match="MaskinportenUtilgjengelig"):
        list(outside.register(tokens).oppslag(ALL[:1]))


def test_refused_token_is_renewed_once(outside: Outside) -> None:
    tokens = outside.maskinporten()
    register = outside.register(tokens)
    before = tokens.token(register.pakke.scope)
    outside.disturb(status=401)
    assert len(list(register.oppslag(ALL[:1]))) == 1
    assert tokens.token(register.pakke.scope).verdi != before.verdi
    outside.disturb(status=401, antall=2, tekst='{"feilkode": "FREG-401"}')
    with pytest.raises(FolkeregisteretAvvist, match="http_401 FREG-401"):
        list(register.oppslag(ALL[:1]))


@pytest.mark.parametrize(
    ("status", "text", "kode"),
    [
        (403, '{"feilkode": "FREG-403", "feilmelding": "Mangler tilgang"}', "FREG-403"),
        (400, '{"kode": "FREG-001"}', "FREG-001"),
        (403, "<html>Support id 12345678901</html>", ""),
        (404, '{"code": "13839399970"}', ""),
        (302, "", ""),
    ],
)
def test_refusal_has_status_and_code_and_nothing_else(outside: Outside, status: int, text: str, kode: str) -> None:
    outside.disturb(status=status, tekst=text)
    with pytest.raises(FolkeregisteretAvvist) as refused:
        list(outside.register().oppslag(ALL[:1]))
    assert (refused.value.status, refused.value.kode) == (status, kode)
    assert str(refused.value) == f"http_{status} {kode}".strip()


def test_client_without_access_is_told_by_maskinporten(outside: Outside) -> None:
    with pytest.raises(MaskinportenAvvist, match="MP-200"):
        list(outside.register(pakke=folkeregisteret.Pakke("presse", ())).oppslag(ALL[:1]))


@pytest.mark.parametrize("text", ["<html>", "[]", '{"oppslag": [{}]}', '{"oppslag": [{"foedselsEllerDNummer": 1}]}'])
def test_answer_that_is_not_the_protocol_is_told(outside: Outside, text: str) -> None:
    outside.disturb(status=200, tekst=text)
    with pytest.raises(UventetSvar):
        list(outside.register().oppslag(ALL[:1]))


def test_document_over_several_lines_comes_on_one(outside: Outside) -> None:
    text = f'{{"oppslag": [{{"foedselsEllerDNummer": "{ALL[0]}",\n "folkeregisterperson": {{\r\n "navn": []\n}}}}]}}'
    outside.disturb(status=200, tekst=text)
    (answer,) = outside.register().oppslag(ALL[:1])
    assert answer.dokument is not None
    assert b"\n" not in answer.dokument
    assert _document(answer) == {"navn": []}


def test_no_number_is_logged_or_shown(outside: Outside, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    outside.disturb(status=500)
    answers = list(outside.register().oppslag([ALL[0], NOBODY, FORMER]))
    assert not any(number in caplog.text + repr(answers) for number in (ALL[0], NOBODY, FORMER))
