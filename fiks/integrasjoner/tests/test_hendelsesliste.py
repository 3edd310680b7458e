"""The list of events and extracts, against the test world's Folkeregisteret."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from fiks.integrasjoner.folkeregisteret import (
    PAKKER,
    Brannmur,
    FolkeregisteretAvvist,
    FolkeregisteretUtilgjengelig,
    UventetSvar,
)
from fiks.integrasjoner.hendelsesliste import ForGammeltSekvensnummer, HalvSide, Hendelsesliste
from fiks.integrasjoner.tests.world import TOWN, Outside
from fiks.integrasjoner.tests.world import outside as running_outside
from fiks.integrasjoner.uttrekk import Uttrekk, UttrekkBorte
from testmiljo.befolkning import examples
from testmiljo.liv import Akt, LivingRegister, order

MARRIED = examples(TOWN)["gift"][0]


@pytest.fixture(scope="module")
def life() -> Iterator[LivingRegister]:
    with LivingRegister(TOWN) as living:
        for _ in range(3):
            order(living, Akt("navneendring", nummer=MARRIED), datetime.now(UTC))
        yield living


@pytest.fixture(scope="module")
def running(life: LivingRegister) -> Iterator[Outside]:
    with running_outside(life) as found:
        yield found


@pytest.fixture
def outside(running: Outside) -> Outside:
    running.waited.clear()
    return running


@pytest.fixture
def liste(outside: Outside) -> Hendelsesliste:
    return Hendelsesliste(outside.register())


def test_a_page_has_the_events_from_a_number_on(liste: Hendelsesliste) -> None:
    side = liste.side(2)
    assert [hendelse.sekvensnummer for hendelse in side.hendelser] == [2, 3]
    assert {hendelse.nummer for hendelse in side.hendelser} == {MARRIED}
    assert all(hendelse.ajourholdt_at and hendelse.persondokument for hendelse in side.hendelser)
    assert MARRIED not in repr(side)


def test_the_last_number_and_an_empty_page_after_it(liste: Hendelsesliste) -> None:
    assert liste.siste() == 3
    assert liste.side(4).hendelser == ()


def test_a_page_that_is_as_before_is_not_sent_again(liste: Hendelsesliste) -> None:
    side = liste.side(4)
    assert side.etag
    assert liste.side(4, side.etag).uendret


def test_packages_without_hjemmel_have_no_document_ids(outside: Outside) -> None:
    side = Hendelsesliste(outside.register(pakke=PAKKER["offentlig-uten-hjemmel"])).side(1)
    assert side.hendelser
    assert not any(hendelse.persondokument or hendelse.hendelsesdokument for hendelse in side.hendelser)


@pytest.mark.parametrize(
    ("status", "text", "raised"),
    [
        (406, "", ForGammeltSekvensnummer),
        (200, '[{"sekvensnummer": 1, "hendelse": {"hendel', HalvSide),
        (200, "[", HalvSide),
        (200, '[{"sekvensnummer": "x"', UventetSvar),
        (200, "{}", UventetSvar),
        (200, "<html>", Brannmur),
        (200, "\n <!DOCTYPE HTML PUBLIC>", Brannmur),
        (403, '{"feilkode": "FREG-403"}', FolkeregisteretAvvist),
    ],
)
def test_answers_that_are_no_page_are_told_apart(
    outside: Outside, liste: Hendelsesliste, status: int, text: str, raised: type[Exception]
) -> None:
    outside.disturb(status=status, tekst=text)
    with pytest.raises(raised) as problem:
        liste.side(1)
    assert type(problem.value) is raised


@pytest.mark.parametrize("text", ["<html>Support ID: 1234567890123456789", "<html>support-id:1234567890123456789<br>"])
def test_the_support_id_of_a_firewall_is_found(outside: Outside, liste: Hendelsesliste, text: str) -> None:
    outside.disturb(status=403, tekst=text)
    with pytest.raises(Brannmur) as refused:
        liste.side(1)
    assert refused.value.referanse == "1234567890123456789"


def test_what_could_be_a_national_number_is_no_support_id(outside: Outside, liste: Hendelsesliste) -> None:
    outside.disturb(status=403, tekst=f"<html>Support ID: {MARRIED}")
    with pytest.raises(Brannmur) as refused:
        liste.side(1)
    assert refused.value.referanse == ""


def test_who_is_asked_to_stay_away_is_told_for_how_long(outside: Outside, liste: Hendelsesliste) -> None:
    outside.disturb(status=429, retry_after="600000")
    with pytest.raises(FolkeregisteretUtilgjengelig, match="http_429") as refused:
        liste.siste()
    assert refused.value.wait == 600


def test_everybody_is_extracted_as_documents_of_a_number(outside: Outside) -> None:
    register = outside.register()
    uttrekk = Uttrekk(register)
    job = uttrekk.bestill_komplett(3)
    ids: list[str] = []
    while (bolk := uttrekk.bolk(job, 0)) is None:
        pass
    ids += bolk.dokumenter
    last = uttrekk.bolk(job, 1)
    assert last is not None
    assert last.er_siste
    assert len(list(register.arkiv(ids[:5]))) == 5


def test_a_municipality_is_extracted_as_numbers(outside: Outside) -> None:
    uttrekk = Uttrekk(outside.register())
    job = uttrekk.bestill_tilpasset("4215")
    while (bolk := uttrekk.bolk(job, 0)) is None:
        pass
    assert MARRIED in bolk.numre
    assert MARRIED not in repr(bolk)


def test_a_job_that_is_gone_must_be_ordered_anew(outside: Outside) -> None:
    with pytest.raises(UttrekkBorte):
        Uttrekk(outside.register()).bolk("00000000-0000-0000-0000-000000000000", 0)


@pytest.mark.parametrize("text", ["{}", '{"jobbId": "../personer/1"}', "[]", '{"jobbId": 1}'])
def test_a_jobs_id_must_look_like_one(outside: Outside, text: str) -> None:
    outside.disturb(status=200, tekst=text)
    with pytest.raises(UventetSvar):
        Uttrekk(outside.register()).bestill_komplett(1)
