"""Whom rows turn out to be about, how the result says so, and what becomes of what was uploaded."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from fiks.felles.kontekst import acting
from fiks.felles.lager.models import Dokument
from fiks.felles.regneark import Format, Kolonne, Slag, write_book
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.actions import vasking
from fiks.folkeregister.actions.vask import cancel_vask, delete_due, slett_vask
from fiks.folkeregister.models import Filformat, Vask
from fiks.folkeregister.models.vask import DRAFT_MINUTES
from fiks.folkeregister.registerkopi import loading
from fiks.folkeregister.tests.lists import sheets
from fiks.folkeregister.tests.persons import NUMBERS, line, person
from fiks.folkeregister.tests.vasker import HEADINGS, SOLVEIG, Washer, row, washer, xlsx
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db(transaction=True)
BORN = date(1958, 3, 12)


@pytest.fixture
def at_work(transactional_world: World) -> Washer:
    return washer(transactional_world)


@pytest.mark.parametrize(
    ("name", "why", "status"),
    [
        ("solveig", "Samme nummer", "Bosatt i Lillesand"),
        ("bjarne", "Samme nummer", "Bosatt i Birkenes"),
        ("merged_former", "Samme nummer. Nummeret er ikke lenger i bruk: personen har et nytt", "Bosatt i Lillesand"),
        ("doed", "Samme nummer", "Død 01.06.2025"),
        ("utflyttet", "Samme nummer", "Utflyttet fra Norge"),
        ("strengt", "Samme nummer", "Bosatt"),
    ],
)
def test_a_number_finds_its_person_and_says_what_became_of_her(
    at_work: Washer, name: str, why: str, status: str
) -> None:
    found = at_work.one(at_work.world.numbers[name])
    assert (found["Treff"], found["Poeng"], found["Hvorfor"], found["Status"]) == ("Sikker", 100, why, status)
    current = "merged" if name == "merged_former" else name
    assert found["Identifikasjonsnummer"] == at_work.world.numbers[current]


@pytest.mark.parametrize(
    ("given", "family", "born", "outcome", "why"),
    [
        ("Solveig", "Christiansen", BORN, "Sikker", "Samme navn og fødselsdato"),
        ("solveig", "CHRISTIANSEN", "12.3.58", "Sikker", "Samme navn og fødselsdato"),
        ("Solveig", "Kristiansen", BORN, "Sikker", "Etternavnet er stavet annerledes: Kristiansen/Christiansen"),
        ("Solveig", "Kristjansen", BORN, "Sikker", "Tidligere etternavn"),
        ("Solvejg", "Christiansen", BORN, "Sikker", "Fornavnet er stavet annerledes: Solvejg/Solveig"),
        ("Christiansen", "Solveig", BORN, "Sikker", "Fornavn og etternavn er byttet om"),
        ("Solveig", "Christiansen", "03.12.1958", "Sikker", "Dag og måned er byttet om"),
        ("Solveig", "Christiansen", "13.03.1958", "Trolig – se over", "Fødselsdatoen er nesten lik"),
        ("Solvejg", "Kristiansen", BORN, "Trolig – se over", "Samme fødselsdato"),
        ("S.", "Christiansen", BORN, "Trolig – se over", "Bare forbokstaven «S» står i filen"),
        ("Solveig", "Berntsen", BORN, "Trolig – se over", "Etternavnet er et annet"),
        ("Torbjørg", "Christiansen", BORN, "Trolig – se over", "Fornavnet er et annet"),
        ("Solveig", "Christiansen", "01.01.1999", "Ingen", "Ingen passer"),
    ],
)
def test_names_and_dates_are_weighed_and_the_reason_told(
    at_work: Washer, given: str, family: str, born: object, outcome: str, why: str
) -> None:
    found = at_work.one(None, given, family, born)
    assert (found["Treff"], why in str(found["Hvorfor"])) == (outcome, True), found
    expected = at_work.world.numbers["solveig"] if outcome != "Ingen" else ""
    assert found["Identifikasjonsnummer"] == expected


def test_an_address_makes_up_for_another_slip(at_work: Washer) -> None:
    found = at_work.one(None, "Solvejg", "Kristiansen", BORN, "Strandgata 14 B", "4790")
    assert (found["Treff"], "Samme adresse" in str(found["Hvorfor"])) == ("Sikker", True)


def test_a_short_given_name_that_is_nearly_the_same_is_another(at_work: Washer) -> None:
    """A brother or sister born the same day may well be called that."""
    found = at_work.one(None, "Pål", "Christiansen", date(1955, 8, 1))
    assert found["Treff"] != "Sikker"
    assert at_work.one(None, "Per", "Christiansen", date(1955, 8, 1))["Treff"] == "Sikker"


def test_a_number_of_somebody_else_is_not_certain(at_work: Washer) -> None:
    found = at_work.one(at_work.world.numbers["bjarne"], "Petra", "Hansen")
    assert found["Treff"] == "Trolig – se over"
    assert "et annet navn enn i filen" in str(found["Hvorfor"])


def test_a_number_that_nobody_has_leaves_the_name_to_tell(at_work: Washer) -> None:
    found = at_work.one(at_work.world.numbers["nobody"], *SOLVEIG[1:])
    assert (found["Treff"], found["Identifikasjonsnummer"]) == ("Trolig – se over", at_work.world.numbers["solveig"])
    assert "Nummeret i filen er et annet enn i registeret" in str(found["Hvorfor"])
    assert at_work.one(at_work.world.numbers["nobody"])["Hvorfor"] == "Ingen har nummeret"


def test_between_two_that_fit_alike_nobody_is_chosen(at_work: Washer) -> None:
    numbers = NUMBERS[:2]
    twins = [line(person(number, navn=[{"fornavn": "KARI", "etternavn": "TVEIT"}])) for number in numbers]
    loading.load(twins, by=OPERATOR, at=at_work.at, reject_path=at_work.rejects)
    found = at_work.wash(xlsx(row(None, "Kari", "Tveit", date(1958, 5, 12))))
    read = sheets(at_work.content(found))
    assert read["Vasket"][1][len(HEADINGS)] == "Flere mulige"
    assert "2 personer passer omtrent like godt" in read["Vasket"][1][len(HEADINGS) + 1]
    assert {one[2] for one in read["Flere mulige"][1:]} == set(numbers)
    assert {one[0] for one in read["Flere mulige"][1:]} == {2}
    assert not set(numbers) & set(map(str, read["Vasket"][1]))


def test_the_users_own_columns_come_first_as_they_were_and_none_is_a_formula(at_work: Washer) -> None:
    vask = at_work.wash(xlsx(row(None, "Solveig", "Christiansen", BORN, None, None, "=1+1"), headings=HEADINGS))
    found = sheets(at_work.content(vask))["Vasket"]
    assert found[0][:7] == list(HEADINGS)
    assert found[1][1:4] == ["Solveig", "Christiansen", BORN]
    text = at_work.content(at_work.wash(b"navn;f\xc3\xb8dt\n=HYPERLINK(1) Hansen;1958\n", filformat=Filformat.CSV))
    assert b"'=HYPERLINK" in text


def test_thousands_of_rows_with_one_that_is_broken_are_washed_and_it_is_named(at_work: Washer) -> None:
    lines = [b"fornavn;etternavn;f\xc3\xb8dselsdato"] + [b"Ole;Nordmann;01.02.1990"] * 2_000
    lines[777] = b"Ole;Nordmann;99.99.9999"
    vask = at_work.wash(b"\n".join(lines))
    assert vask.antall_rader == 2_000
    found = sheets(at_work.content(vask))["Vasket"]
    faults = [(nr, one[-1]) for nr, one in enumerate(found, start=1) if nr > 1 and one[-1]]
    assert faults == [(778, "Kolonne C: Fødselsdatoen kan ikke leses. Skriv den slik: 31.12.1958.")]


@pytest.mark.parametrize("born", ["01.01.0001", "31.12.1849"])
def test_a_day_long_before_anybody_was_born_is_a_fault_of_its_row_only(at_work: Washer, born: str) -> None:
    old, right = at_work.rows(row(None, "Solveig", "Christiansen", born), row(*SOLVEIG))
    assert old["Feil i raden"] == "Kolonne D: Fødselsdatoen kan ikke leses. Skriv den slik: 31.12.1958."
    assert right["Treff"] == "Sikker"


def test_a_spreadsheets_own_day_of_the_first_year_comes_out_again(at_work: Washer) -> None:
    out = BytesIO()
    columns = [Kolonne("Navn"), Kolonne("Født", Slag.DATE)]
    write_book(Format.ODS, out, [("Liste", columns, [["Solveig Christiansen", date(1, 1, 1)]])])
    for filformat in Filformat:
        assert at_work.wash(out.getvalue(), filformat=filformat).status == "FERDIG"


def test_the_second_sheet_tells_what_the_list_is(at_work: Washer) -> None:
    lines = dict(sheets(at_work.content(at_work.wash(xlsx(row(*SOLVEIG)))))["Om vasken"])
    assert lines["Vasket"] == "1 rader fra arket «Ark1»"
    assert (lines["Sikker"], lines["Ingen"]) == ("1", "0")
    assert lines["Laget av"] == "Jonas Lie Berg"
    assert lines["Hvem som kan mangle"].startswith("Noen personer kan ikke stå på lister")


def test_every_person_in_the_result_is_logged_and_nothing_that_was_uploaded(at_work: Washer) -> None:
    world = at_work.world
    vask = at_work.wash(xlsx(row(*SOLVEIG, note="Hemmelig merknad"), row(world.numbers["strengt"])))
    with acting(at_work.by):
        log = {one.handling: one for one in Revisjonslinje.objects.all()}
        row_ = log["folkeregister.vask_vasket"]
        assert set(subjektmengde.unpack(bytes(row_.subjektmengde or b""))) == {
            world.numbers["solveig"],
            world.numbers["strengt"],
        }
        assert (row_.antall, row_.formaal) == (2, at_work.by.formaal)
        assert {"navn", "bostedsadresse", "status"} <= set(row_.opplysninger)
        assert {"folkeregister.vask_lastet_opp", "folkeregister.vask_bestilt"} <= set(log)
        told = " ".join(f"{one.detaljer} {one.gjelder} {one.aarsak}" for one in log.values())
        kept = f"{told} {Vask.objects.values().get()}"
    assert not any(word in kept for word in ("Solveig", "Hemmelig", "Merknad", world.numbers["solveig"], "Ark1"))
    assert (vask.revisjon_id, vask.antall) == (row_.id, 2)


def test_what_was_uploaded_is_destroyed_when_the_wash_has_ended(at_work: Washer) -> None:
    vask = at_work.order(xlsx(row(*SOLVEIG)))
    with acting(at_work.by):
        uploaded = Dokument.objects.get(pk=vask.opplastet_id)
        assert b"Solveig" not in bytes(uploaded.noekkel or b"")
    washed = at_work.washed(vask)
    with acting(at_work.by):
        uploaded.refresh_from_db()
    assert (uploaded.is_deleted, washed.opplastet, washed.status) == (True, None, "FERDIG")


def test_a_cancelled_or_forgotten_wash_keeps_nothing(at_work: Washer) -> None:
    ordered, draft, fresh = (at_work.order(xlsx(row(*SOLVEIG))), *(at_work.upload(xlsx(row(*SOLVEIG))) for _ in "12"))
    with acting(at_work.by):
        cancel_vask(vask=ordered, by=at_work.by, at=at_work.at)
        Vask.objects.filter(pk=fresh.pk).update(bestilt_at=at_work.at + timedelta(minutes=30))
    assert delete_due(at=at_work.at + timedelta(minutes=DRAFT_MINUTES)) == 1
    assert [at_work.again(one).status for one in (ordered, draft, fresh)] == ["AVBRUTT", "AVBRUTT", "LASTET_OPP"]
    with acting(at_work.by):
        assert Dokument.objects.filter(deleted_at__isnull=True).count() == 1


def test_a_wash_that_nobody_finishes_keeps_what_was_uploaded_for_a_day_only(at_work: Washer) -> None:
    vask = at_work.order(xlsx(row(*SOLVEIG)))
    assert delete_due(at=at_work.at + timedelta(hours=23)) == 0
    assert delete_due(at=at_work.at + timedelta(hours=24)) == 1
    assert at_work.again(vask).opplastet is None


def test_a_name_alone_is_found_also_when_it_is_misspelled_but_is_never_certain(at_work: Washer) -> None:
    right = at_work.one(None, "Ulf", "Berg")
    wrong = at_work.one(None, "Solveigh", "Cristiansen", None, "Strandgata 14", "4790")
    assert (right["Treff"], wrong["Treff"]) == ("Trolig – se over", "Trolig – se over")
    assert wrong["Identifikasjonsnummer"] == at_work.world.numbers["solveig"]


def test_a_wash_that_fails_leaves_no_file_and_says_so(at_work: Washer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vasking.vaskefil, "write", lambda *_: 1 / 0)
    vask = at_work.order(xlsx(row(*SOLVEIG)))
    with pytest.raises(ZeroDivisionError):
        at_work.washed(vask)
    found = at_work.again(vask)
    assert (found.status, found.dokument, found.opplastet) == ("FEILET", None, None)
    assert "Last den opp på nytt" in found.feil


def test_the_result_is_deleted_when_its_time_is_out(at_work: Washer) -> None:
    vask = at_work.wash(xlsx(row(*SOLVEIG)))
    assert vask.filnavn.startswith("vask-flere-")
    assert delete_due(at=vask.slettes_at or at_work.at) == 1
    with acting(at_work.by):
        assert not slett_vask(vask=vask, by=at_work.by, at=at_work.at)
    assert at_work.again(vask).status == "SLETTET"
